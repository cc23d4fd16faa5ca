//! YAML with all that `mkdocs.yml` files have: tags, anchors, merge keys, a key twice.
//!
//! The reader of frontmatter in `page` refuses these, and it keeps spans for
//! diagnostics where an import needs lines. Both use the same parser.

use crate::import::value::{At, Data, Entry, Remark, Value};
use crate::text::maps::HashMap;
use granit_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::sync::Arc;

/// More than any configuration has; what is deeper is refused.
const MAX_DEPTH: usize = 64;
/// Aliases repeat what they name: the values of a file and of all its aliases together.
const MAX_VALUES: usize = 200_000;
/// The suffix of tags that YAML itself has.
const CORE: [&str; 7] = ["bool", "float", "int", "map", "null", "seq", "str"];

/// Where the variables of the environment come from.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What was read of a file.
#[derive(Debug)]
pub struct Document {
    /// Its value; nothing where the file is empty.
    pub root: Value,
    /// What is to be told about it.
    pub remarks: Vec<Remark>,
}

enum Open {
    List(Vec<Value>),
    Map {
        entries: Vec<Entry>,
        /// Where each key stands among them.
        known: HashMap<String, usize>,
        merged: Vec<Value>,
        key: Option<(String, At)>,
    },
}

struct Frame {
    open: Open,
    at: At,
    tag: Option<String>,
    anchor: usize,
}

struct Builder<'a> {
    file: Arc<str>,
    variables: Variables<'a>,
    stack: Vec<Frame>,
    root: Option<Value>,
    anchors: HashMap<usize, Value>,
    values: usize,
    remarks: Vec<Remark>,
}

/// Reads the one document of a file. The error names file, line and column.
pub fn parse(text: &str, file: &str, variables: Variables<'_>) -> Result<Document, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder {
        file: Arc::from(file),
        variables,
        stack: Vec::new(),
        root: None,
        anchors: HashMap::default(),
        values: 0,
        remarks: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let marker = error.marker();
            let (line, column) = (marker.line(), marker.col() + 1);
            format!(
                "`{file}`:{line}:{column}: this is no YAML: {}",
                error.info()
            )
        })?;
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents > 1 {
                let line = span.start.line();
                return Err(format!(
                    "`{file}`:{line}: a second YAML document begins here; a configuration is one document"
                ));
            }
        }
        builder.event(event, &span)?;
    }
    let at = builder.place(1, 0);
    Ok(Document {
        root: builder.root.unwrap_or(Value {
            data: Data::Null,
            at,
            tag: None,
        }),
        remarks: builder.remarks,
    })
}

impl Builder<'_> {
    fn place(&self, line: usize, column: usize) -> At {
        At {
            file: Arc::clone(&self.file),
            line,
            column: column + 1,
        }
    }

    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), String> {
        let at = self.place(span.start.line(), span.start.col());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let tag = name(tag.as_deref());
                let is_null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let data = if is_null && tag.as_deref() != Some("str") {
                    Data::Null
                } else {
                    Data::Text {
                        text: text.into_owned(),
                        plain,
                    }
                };
                self.value(Value { data, at, tag }, anchor)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.open(Open::List(Vec::new()), at, name(tag.as_deref()), anchor)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                let map = Open::Map {
                    entries: Vec::new(),
                    known: HashMap::default(),
                    merged: Vec::new(),
                    key: None,
                };
                self.open(map, at, name(tag.as_deref()), anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close()?,
            Event::Alias(anchor) => {
                let Some(value) = self.anchors.get(&anchor).cloned() else {
                    return Err(format!("`{at}`: an alias stands inside of what it names"));
                };
                self.values += count(&value);
                self.value(value, 0)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        open: Open,
        at: At,
        tag: Option<String>,
        anchor: usize,
    ) -> Result<(), String> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(format!("`{at}`: this nests deeper than {MAX_DEPTH} levels"));
        }
        self.stack.push(Frame {
            open,
            at,
            tag,
            anchor,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        let data = match frame.open {
            Open::List(values) => Data::List(values),
            Open::Map {
                mut entries,
                mut known,
                merged,
                ..
            } => {
                // What a mapping says itself stands before what it takes over.
                let taken = merged.into_iter().flat_map(|value| match value.data {
                    Data::List(values) => values,
                    _ => vec![value],
                });
                for value in taken {
                    let Data::Map(others) = value.data else {
                        continue;
                    };
                    for other in others {
                        if !known.contains_key(&other.key) {
                            known.insert(other.key.clone(), entries.len());
                            entries.push(other);
                        }
                    }
                }
                Data::Map(entries)
            }
        };
        let value = Value {
            data,
            at: frame.at,
            tag: frame.tag,
        };
        self.value(value, frame.anchor)
    }

    /// Takes a finished value where it belongs.
    fn value(&mut self, value: Value, anchor: usize) -> Result<(), String> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(format!(
                "`{}`: more than {MAX_VALUES} values, those that aliases repeat among them",
                self.file
            ));
        }
        let value = self.tagged(value);
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        let is_key = matches!(
            self.stack.last(),
            Some(Frame {
                open: Open::Map { key: None, .. },
                ..
            })
        );
        if is_key {
            let name = self.key(&value);
            if let Some(Frame {
                open: Open::Map { key, .. },
                ..
            }) = self.stack.last_mut()
            {
                *key = Some((name, value.at));
            }
            return Ok(());
        }
        match self.stack.last_mut() {
            None => self.root = Some(value),
            Some(Frame {
                open: Open::List(values),
                ..
            }) => values.push(value),
            Some(Frame {
                open:
                    Open::Map {
                        entries,
                        known,
                        merged,
                        key,
                    },
                ..
            }) => {
                let (name, at) = key
                    .take()
                    .unwrap_or_else(|| (String::new(), value.at.clone()));
                if name == "<<" {
                    merged.push(value);
                } else if let Some(first) =
                    known.get(&name).and_then(|index| entries.get_mut(*index))
                {
                    let words = format!(
                        "`{name}` is given twice, also in line {}: the last one counts",
                        first.at.line
                    );
                    self.remarks.push(Remark {
                        at: at.clone(),
                        words,
                    });
                    *first = Entry {
                        key: name,
                        at,
                        value,
                    };
                } else {
                    known.insert(name.clone(), entries.len());
                    entries.push(Entry {
                        key: name,
                        at,
                        value,
                    });
                }
            }
        }
        Ok(())
    }

    /// A key as text; MkDocs's own loader takes one from the environment as well.
    fn key(&mut self, value: &Value) -> String {
        match &value.data {
            Data::Text { text, .. } => text.clone(),
            Data::Null => String::new(),
            Data::List(_) | Data::Map(_) => {
                self.remarks.push(Remark {
                    at: value.at.clone(),
                    words: format!(
                        "{} stands where a key is expected: it is left out",
                        value.kind()
                    ),
                });
                String::new()
            }
        }
    }

    /// What a tag makes of a value. Only `!ENV` does anything: it looks variables up.
    fn tagged(&mut self, mut value: Value) -> Value {
        let Some(tag) = value.tag.clone() else {
            return value;
        };
        if CORE.contains(&tag.as_str()) {
            value.tag = None;
        } else if tag == "ENV" {
            return self.variable(value);
        } else if tag == "relative" {
            // An empty one means the page's own folder.
            if value.is_null() {
                value.data = Data::Text {
                    text: String::new(),
                    plain: true,
                };
            }
        } else if !tag.starts_with("python/") {
            self.remarks.push(Remark {
                at: value.at.clone(),
                words: format!(
                    "the tag `!{tag}` is unknown to MkDocs too; it is left out of account"
                ),
            });
        }
        value
    }

    /// `!ENV NAME`, `!ENV [NAME, …, default]`.
    fn variable(&mut self, value: Value) -> Value {
        let (names, default): (Vec<&str>, Option<&Value>) = match &value.data {
            Data::List(values) => match values.split_last() {
                Some((last, names)) if !names.is_empty() => {
                    (names.iter().filter_map(Value::text).collect(), Some(last))
                }
                _ => (value.texts(), None),
            },
            _ => (value.texts(), None),
        };
        let found = names
            .iter()
            .find_map(|name| Some((*name, (self.variables)(name)?)));
        let list = names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(" and ");
        let (data, words) = match (found, default) {
            (Some((name, text)), _) => (
                Data::Text { text, plain: true },
                format!(
                    "this comes from the environment, from `{name}`: another machine may have another value"
                ),
            ),
            (None, Some(default)) => (
                default.data.clone(),
                format!("without {list} in the environment the default counts"),
            ),
            (None, None) => (
                Data::Null,
                format!(
                    "{list} is not set in the environment here, and there is no default: this counts as not given"
                ),
            ),
        };
        self.remarks.push(Remark {
            at: value.at.clone(),
            words,
        });
        Value {
            data,
            at: value.at,
            tag: None,
        }
    }
}

/// A tag by the name that people write behind the `!`.
fn name(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?;
    let name = match tag.handle() {
        "tag:yaml.org,2002:" => tag.suffix().to_owned(),
        _ => tag.original().trim_start_matches('!').to_owned(),
    };
    (!name.is_empty()).then_some(name)
}

fn count(value: &Value) -> usize {
    match &value.data {
        Data::Null | Data::Text { .. } => 1,
        Data::List(values) => 1 + values.iter().map(count).sum::<usize>(),
        Data::Map(entries) => {
            1 + entries
                .iter()
                .map(|entry| count(&entry.value))
                .sum::<usize>()
        }
    }
}
