//! The inside of a marker: a name and options, written like the inside of an inline table of TOML.

use crate::catalogue::fault::Fault;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// An option's value, with its bytes in the marker's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it stands.
    pub at: Range<usize>,
}

/// What an option's value is.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// A string.
    Text(String),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    Truth(bool),
    /// A list.
    List(Vec<Value>),
    /// A table.
    Table(Vec<Setting>),
    /// Something that no option takes: a date, a fraction.
    Other,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// Its bytes in the marker's text.
    pub at: Range<usize>,
    /// Its value.
    pub value: Value,
}

/// What stands before the options, so that TOML reads them as a table.
const OPEN: &str = "o={";

/// Reads `text`, of which the bytes from `start` on are the options.
pub fn parse(text: &str, start: usize) -> Result<Vec<Setting>, Fault> {
    let rest = text.get(start..).unwrap_or("");
    let document = format!("{OPEN}{rest}}}");
    let back = |range: Range<usize>| {
        let at = |byte: usize| (byte.saturating_sub(OPEN.len()) + start).min(text.len());
        let (start, end) = (at(range.start), at(range.end));
        // What is expected in front of a sign underlines that sign.
        let next = text[start..].chars().next().map_or(0, char::len_utf8);
        start..end.max(start + next)
    };
    let parsed = DeTable::parse(&document).map_err(|error| Fault {
        at: error.span().map_or(start..text.len(), back),
        message: format!("the options are not TOML: {}", error.message().replace('\n', " ")),
        help: "write them as in an inline table: `sort = \"title\", where = { excellence_tier = \"gold\" }`"
            .to_owned(),
    })?;
    let table = parsed.get_ref();
    let Some((_, options)) = table.iter().next().filter(|_| table.len() == 1) else {
        return Err(Fault {
            at: start..text.len(),
            message: "the options are not TOML".to_owned(),
            help: "a bracket closes that nobody has opened".to_owned(),
        });
    };
    Ok(match value(options, &back).kind {
        ValueKind::Table(settings) => settings,
        _ => Vec::new(),
    })
}

fn value(
    spanned: &toml::Spanned<DeValue<'_>>,
    back: &impl Fn(Range<usize>) -> Range<usize>,
) -> Value {
    let kind = match spanned.get_ref() {
        DeValue::String(text) => ValueKind::Text(text.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            parsed.map_or(ValueKind::Other, ValueKind::Number)
        }
        DeValue::Boolean(truth) => ValueKind::Truth(*truth),
        DeValue::Array(items) => {
            ValueKind::List(items.iter().map(|item| value(item, back)).collect())
        }
        DeValue::Table(table) => ValueKind::Table(
            table
                .iter()
                .map(|(key, inner)| Setting {
                    key: key.get_ref().to_string(),
                    at: back(key.span()),
                    value: value(inner, back),
                })
                .collect(),
        ),
        _ => ValueKind::Other,
    };
    Value {
        kind,
        at: back(spanned.span()),
    }
}
