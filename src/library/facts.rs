//! What a page's frontmatter says, by the names of its fields: plain words, for lists of pages.

use crate::page::frontmatter::texts;
use crate::page::yaml::{Node, Value};
use crate::pattern::fields::Fields;
use crate::template::FieldType;

/// Fields and what they say, in the order of the frontmatter.
///
/// Keys that are near misses stand under the field that they mean. What stands inside a field is
/// named by its key, behind a dot where there is a list of such: `pros`, `modern_examples.scale`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, Vec<String>)>);

/// Nobody shows more of one entry in a list of pages.
const MAX_BYTES: usize = 2000;
/// More fields than this are no frontmatter that anybody wrote.
const MAX_FIELDS: usize = 200;

impl Facts {
    /// Reads all entries. Only on a pattern page do near misses of its fields mean these.
    pub fn of(fields: &Fields<'_>, is_pattern: bool) -> Facts {
        let mut facts = Facts::default();
        for (entry, row) in fields.entries().take(MAX_FIELDS) {
            let row = row.filter(|row| is_pattern || row.name == entry.key);
            let name = row.map_or(entry.key.as_str(), |row| row.name.as_str());
            let field = row.and_then(|row| row.known);
            if row.is_some_and(|row| row.ty == FieldType::Ids) {
                let ids = field.map_or_else(Vec::new, |field| fields.ids(field));
                let ids = ids.iter().filter_map(|id| id.text(&[]));
                facts.add(name, ids.map(str::to_owned).collect());
            } else {
                facts.read(name, &entry.value);
            }
        }
        facts
    }

    fn read(&mut self, name: &str, node: &Node) {
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    self.add(&entry.key, owned(texts(&entry.value)));
                }
            }
            Value::List(items) if items.iter().any(|item| item.map().is_some()) => {
                let records = items.iter().filter_map(Node::map).flatten();
                for entry in records {
                    let texts = owned(texts(&entry.value));
                    self.add(&format!("{name}.{}", entry.key), texts);
                }
            }
            _ => self.add(name, owned(texts(node))),
        }
    }

    fn add(&mut self, name: &str, mut values: Vec<String>) {
        values.retain_mut(|value| {
            let mut end = MAX_BYTES.min(value.len());
            while !value.is_char_boundary(end) {
                end -= 1;
            }
            value.truncate(end);
            !value.trim().is_empty()
        });
        if values.is_empty() {
            return;
        }
        let known = self.0.iter().position(|(other, _)| other == name);
        match known {
            Some(at) => self.0[at].1.append(&mut values),
            None if self.0.len() < MAX_FIELDS => self.0.push((name.to_owned(), values)),
            None => {}
        }
    }

    /// All that a field says; nothing for one that is absent.
    pub fn all(&self, name: &str) -> &[String] {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map_or(&[], |(_, values)| values)
    }

    /// The first of what a field says, trimmed.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(|value| value.trim())
    }

    /// The fields that say anything, with what they say.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        let fields = self.0.iter();
        fields.map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}
