//! The options of a block between slashes: indented lines of YAML below its header.

use super::attributes::List;
use granit_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

/// One value, by the keys that lead to it: `attrs.class`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) path: String,
    pub(super) text: String,
    plain: bool,
    /// Its bytes in the YAML.
    pub(super) span: Range<usize>,
}

impl Value {
    /// Whether it is yes or no, as YAML 1.1 has it.
    pub(super) fn truth(&self) -> Option<bool> {
        match self.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" if self.plain => Some(true),
            "false" | "no" | "off" if self.plain => Some(false),
            _ => None,
        }
    }
}

enum Open {
    Map(Option<String>),
    List,
}

/// The values of a mapping, two deep; `None` where it is anything else.
pub(super) fn parse(yaml: &str) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.ok()?;
        if event.tag().is_some() {
            return None;
        }
        match event {
            Event::MappingStart(..) if stack.len() < 2 => stack.push(Open::Map(None)),
            // A class may be a list.
            Event::SequenceStart(..) if matches!(stack.len(), 1 | 2) => stack.push(Open::List),
            Event::MappingStart(..) | Event::SequenceStart(..) | Event::Alias(_) => return None,
            Event::MappingEnd | Event::SequenceEnd => {
                stack.pop();
                if let Some(Open::Map(key)) = stack.last_mut() {
                    *key = None;
                }
            }
            Event::Scalar(text, style, ..) => {
                let in_list = matches!(stack.last(), Some(Open::List));
                match stack.last_mut()? {
                    Open::Map(key @ None) => {
                        *key = Some(text.into_owned());
                        continue;
                    }
                    Open::Map(Some(_)) | Open::List => {}
                }
                let keys = stack.iter().filter_map(|open| match open {
                    Open::Map(key) => key.as_deref(),
                    Open::List => None,
                });
                let path = keys.collect::<Vec<_>>().join(".");
                values.push(Value {
                    path,
                    plain: matches!(style, ScalarStyle::Plain),
                    text: text.into_owned(),
                    span: span.byte_range()?,
                });
                if !in_list && let Some(Open::Map(key)) = stack.last_mut() {
                    *key = None;
                }
            }
            _ => {}
        }
    }
    Some(values)
}

/// The selectors of `div.class#id[key="value"]` behind the name.
pub(super) fn selectors(text: &str) -> Option<List> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let word = |text: &str| {
        let len = text.find(|c| !is_name(c)).unwrap_or(text.len());
        (len > 0).then_some(len)
    };
    let mut list = List::default();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '.' | '#' => {
                let (name, behind) = rest.split_at(word(rest)?);
                rest = behind;
                if sign == '.' {
                    list.classes.push(name.to_owned());
                } else if list.id.replace(name.to_owned()).is_some() {
                    return None;
                }
            }
            '[' => {
                rest = rest.trim_start_matches([' ', '\t']);
                while let Some(len) = word(rest) {
                    let (key, behind) = rest.split_at(len);
                    rest = behind.trim_start_matches([' ', '\t']);
                    let mut value = key;
                    if let Some(behind) = rest.strip_prefix('=') {
                        let behind = behind.trim_start_matches([' ', '\t']);
                        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
                        (value, rest) = match quote {
                            Some(quote) => behind[1..].split_once(quote)?,
                            None => behind.split_at(word(behind)?),
                        };
                        rest = rest.trim_start_matches([' ', '\t']);
                    }
                    set(&mut list, key, value);
                }
                rest = rest.strip_prefix(']')?;
            }
            _ => return None,
        }
    }
    Some(list)
}

/// Sets one attribute.
pub(super) fn set(list: &mut List, key: &str, value: &str) {
    match key.to_ascii_lowercase().as_str() {
        "class" => {
            let classes = value.split_whitespace().map(str::to_owned);
            list.classes.extend(classes);
        }
        "id" => {
            list.id.get_or_insert_with(|| value.to_owned());
        }
        key => list.pairs.push((key.to_owned(), value.to_owned())),
    }
}
