//! The key `nav` of a configuration.

use crate::import::nav::Entry;
use crate::import::value::{Data, Value};

/// The entries of `nav`, or what in it MkDocs refuses, with its place.
pub fn of_key(nav: &Value) -> Result<Vec<Entry>, String> {
    match &nav.data {
        Data::List(values) => values.iter().try_fold(Vec::new(), |mut entries, value| {
            entries.extend(entries_of(value)?);
            Ok(entries)
        }),
        Data::Map(_) => entries_of(nav),
        _ => Err(refused(nav, "`nav` is a list of pages and of sections")),
    }
}

fn entries_of(value: &Value) -> Result<Vec<Entry>, String> {
    match &value.data {
        Data::Text { text, .. } => Ok(vec![Entry::Leaf {
            title: None,
            target: text.clone(),
            at: value.at.clone(),
        }]),
        Data::Map(entries) => entries.iter().map(titled).collect(),
        _ => Err(refused(
            value,
            "a page is written as `page.md` or as `Title: page.md`",
        )),
    }
}

fn titled(entry: &crate::import::value::Entry) -> Result<Entry, String> {
    let at = entry.at.clone();
    match &entry.value.data {
        Data::Text { text, .. } => Ok(Entry::Leaf {
            title: Some(entry.key.clone()),
            target: text.clone(),
            at,
        }),
        Data::List(_) | Data::Map(_) => Ok(Entry::Section {
            title: entry.key.clone(),
            entries: of_key(&entry.value)?,
            at,
        }),
        Data::Null => Err(refused(
            &entry.value,
            &format!("`{}` needs a page or a list of pages", entry.key),
        )),
    }
}

fn refused(value: &Value, words: &str) -> String {
    let at = &value.at;
    format!(
        "`{}`:{}:{}: {} stands in `nav`, which MkDocs refuses too: {words}",
        at.file,
        at.line,
        at.column,
        value.kind()
    )
}
