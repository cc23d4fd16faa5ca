//! What a configuration holds, whether it was written as YAML or as TOML; each value knows its place.

use std::fmt;
use std::sync::Arc;

/// A place in a configuration file, as people count: from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The file, relative to the configuration's folder.
    pub file: Arc<str>,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A value, its place and its tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where it begins.
    pub at: At,
    /// Its tag without the `!` in front, such as `python/name:x.y`; nothing is ever run by it.
    pub tag: Option<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Nothing, `null` or `~`.
    Null,
    /// Any other scalar.
    Text {
        /// Its text, unquoted.
        text: String,
        /// Whether it was written without quotes, so that `true` is no word.
        plain: bool,
    },
    /// A list.
    List(Vec<Value>),
    /// A mapping, in order, each key once.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub at: At,
    /// What it is given.
    pub value: Value,
}

impl Value {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// A scalar as YAML 1.1 reads booleans, which is what MkDocs goes by.
    pub fn boolean(&self) -> Option<bool> {
        let Data::Text { text, plain: true } = &self.data else {
            return None;
        };
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The values of a list; none of anything else.
    pub fn list(&self) -> &[Value] {
        match &self.data {
            Data::List(values) => values,
            _ => &[],
        }
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a mapping's key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let entry = self.entries().iter().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }

    /// The same along several keys.
    pub fn at_path(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The texts of a list, or the one text of a scalar.
    pub fn texts(&self) -> Vec<&str> {
        match &self.data {
            Data::List(values) => values.iter().filter_map(Value::text).collect(),
            _ => self.text().into_iter().collect(),
        }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        self.data == Data::Null
    }

    /// What it is, for a message.
    pub fn kind(&self) -> &'static str {
        match self.data {
            Data::Null => "nothing",
            Data::Text { .. } => "text",
            Data::List(_) => "a list",
            Data::Map(_) => "a mapping",
        }
    }

    /// Puts a child's mapping over this one, as `INHERIT` does: mappings are merged, all else is replaced.
    pub fn merge(&mut self, child: Value) {
        match (&mut self.data, child.data) {
            (Data::Map(own), Data::Map(others)) => {
                for other in others {
                    match own.iter_mut().find(|entry| entry.key == other.key) {
                        Some(entry) => {
                            entry.at = other.at;
                            entry.value.merge(other.value);
                        }
                        None => own.push(other),
                    }
                }
            }
            (own, data) => {
                *own = data;
                self.at = child.at;
                self.tag = child.tag;
            }
        }
    }
}

/// Something that was read otherwise than it seems, for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub at: At,
    /// What, in a sentence without its full stop.
    pub words: String,
}
