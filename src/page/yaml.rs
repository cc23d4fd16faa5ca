//! A small YAML tree in which every key and value knows its bytes.
//!
//! Built from granit-parser's events. Frontmatter needs no anchors, tags or
//! further documents; they are problems here, in words.

use crate::page::yaml_slips;
use crate::text::maps::HashMap;
use crate::text::span::{Span, Text};
use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

/// Frontmatter nests three deep in the template; more than this is no frontmatter.
const MAX_DEPTH: usize = 32;

/// A value and its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// The bytes of the value, quotes included.
    pub span: Span<Text>,
}

/// A YAML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `null` or `~`.
    Null,
    /// Any other scalar, as text.
    Scalar {
        /// The text after unquoting and unfolding.
        text: String,
        /// Whether it was written without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping, in order; a double key is kept once, the first.
    Map(Vec<Entry>),
}

/// One key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes.
    pub key_span: Span<Text>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a list.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping.
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a mapping's key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.map()?
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// Whether it is nothing, `null` or `~`.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What it is, for a message: `a list`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { text, plain: true } if is_number(text) => "a number",
            Value::Scalar { text, plain: true } if is_boolean(text) => "true or false",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Whether YAML reads the plain scalar as a number.
pub fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether YAML reads the plain scalar as a boolean.
pub fn is_boolean(text: &str) -> bool {
    matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
}

/// Something wrong with the YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlProblem {
    /// Where.
    pub span: Span<Text>,
    /// What, in the form of a diagnostic's message.
    pub message: String,
    /// The first of two places, with its words.
    pub related: Option<(Span<Text>, String)>,
    /// What to do, where that is known.
    pub help: Option<String>,
}

/// A container whose end has not been seen.
enum Open {
    List(Vec<Node>, usize),
    Map {
        entries: Vec<Entry>,
        /// Where each key stands among them.
        known: HashMap<String, usize>,
        key: Option<(String, Span<Text>)>,
        start: usize,
    },
}

/// Parses one document. The tree holds what could be read before the first
/// syntax error; spans are moved by `base`.
pub fn parse(yaml: &str, base: usize) -> (Option<Node>, Vec<YamlProblem>) {
    let mut builder = Builder {
        base,
        len: yaml.len(),
        stack: Vec::new(),
        root: None,
        problems: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str(yaml) {
        match event {
            Ok((Event::DocumentStart(..), span)) => {
                documents += 1;
                if documents > 1 {
                    builder.problem(
                        &span,
                        "a second YAML document in the frontmatter".to_owned(),
                    );
                    break;
                }
            }
            Ok((event, span)) => {
                if !builder.event(event, &span) {
                    break;
                }
            }
            Err(error) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .unwrap_or(yaml.len())
                    .min(yaml.len());
                builder
                    .problems
                    .push(problem_at(yaml, base, at, &error.info()));
                break;
            }
        }
    }
    builder.close_all();
    (builder.root, builder.problems)
}

/// What is wrong at the place where the parser gave up.
fn problem_at(yaml: &str, base: usize, at: usize, info: &str) -> YamlProblem {
    let slip = yaml_slips::find(yaml, at, first_error);
    let (span, why, help) = match slip {
        Some(slip) => (slip.at, slip.message, Some(slip.help)),
        None => (at..error_end(yaml, at), plain_words(info), None),
    };
    YamlProblem {
        span: Span::new(base + span.start..base + span.end),
        message: format!("the frontmatter is not YAML: {why}"),
        related: None,
        help,
    }
}

/// Where the parser gives up.
fn first_error(yaml: &str) -> Option<usize> {
    let mut events = Parser::new_from_str(yaml);
    let error = events.find_map(Result::err)?;
    Some(error.marker().byte_offset().unwrap_or(yaml.len()))
}

/// The rest of the line from the place of an error, at least one character.
fn error_end(yaml: &str, at: usize) -> usize {
    let rest = yaml.get(at..).unwrap_or("");
    let line = rest.split(['\n', '\r']).next().unwrap_or("").trim_end();
    let least = rest.chars().next().map_or(0, char::len_utf8);
    at + line.len().max(least.min(rest.len()))
}

/// The parser's message without its place, in our grammar.
fn plain_words(info: &str) -> String {
    let words = info
        .split(" at byte ")
        .next()
        .unwrap_or(info)
        .trim()
        .trim_end_matches('.');
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

struct Builder {
    base: usize,
    len: usize,
    stack: Vec<Open>,
    root: Option<Node>,
    problems: Vec<YamlProblem>,
}

impl Builder {
    fn range(&self, span: &YamlSpan) -> Span<Text> {
        let range = span.byte_range().unwrap_or(self.len..self.len);
        Span::new(self.base + range.start..self.base + range.end)
    }

    fn problem(&mut self, span: &YamlSpan, message: String) {
        let span = self.range(span);
        self.problems.push(YamlProblem {
            span,
            message,
            related: None,
            help: None,
        });
    }

    /// Takes one event; false stops the parse.
    fn event(&mut self, event: Event<'_>, span: &YamlSpan) -> bool {
        if event.tag().is_some() {
            self.problem(
                span,
                "a tag in the frontmatter: only plain YAML is read here".to_owned(),
            );
        }
        let range = self.range(span);
        match event {
            Event::Alias(_) => {
                self.problem(
                    span,
                    "an alias in the frontmatter: repeat the value instead".to_owned(),
                );
                self.value(Node {
                    value: Value::Null,
                    span: range,
                });
            }
            Event::Scalar(text, style, ..) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null {
                    Value::Null
                } else {
                    Value::Scalar {
                        text: text.into_owned(),
                        plain,
                    }
                };
                self.value(Node { value, span: range });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.stack.len() >= MAX_DEPTH => {
                self.problem(
                    span,
                    format!("the frontmatter nests deeper than {MAX_DEPTH} levels"),
                );
                return false;
            }
            Event::SequenceStart(..) => self.stack.push(Open::List(Vec::new(), range.start)),
            Event::MappingStart(..) => {
                self.stack.push(Open::Map {
                    entries: Vec::new(),
                    known: HashMap::default(),
                    key: None,
                    start: range.start,
                });
            }
            // Only a closing bracket takes any space; a block's end lies behind its last line break.
            Event::SequenceEnd | Event::MappingEnd => {
                let bracket = (!range.is_empty()).then_some(range.end);
                self.close(bracket);
            }
            _ => {}
        }
        true
    }

    /// Closes the innermost list or mapping, at its bracket or behind its last value.
    fn close(&mut self, bracket: Option<usize>) {
        let node = match self.stack.pop() {
            Some(Open::List(items, start)) => {
                let last = items.last().map_or(start, |item| item.span.end.max(start));
                let end = bracket.unwrap_or(last).max(last);
                Node {
                    value: Value::List(items),
                    span: Span::new(start..end),
                }
            }
            Some(Open::Map { entries, start, .. }) => {
                let last = entries.last().map_or(start, |entry| {
                    entry.value.span.end.max(entry.key_span.end).max(start)
                });
                Node {
                    value: Value::Map(entries),
                    span: Span::new(start..bracket.unwrap_or(last).max(last)),
                }
            }
            None => return,
        };
        self.value(node);
    }

    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close(None);
        }
    }

    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map {
                entries,
                known,
                key,
                ..
            }) => match key.take() {
                None => {
                    if let Value::Scalar { text, .. } = node.value {
                        *key = Some((text, node.span));
                    } else {
                        // A null or composite key keeps its place so that its value does not become a key.
                        *key = Some((String::new(), node.span));
                        self.problems.push(YamlProblem {
                            span: node.span,
                            message: "a key of the frontmatter is not a word".to_owned(),
                            related: None,
                            help: None,
                        });
                    }
                }
                Some((name, span)) => {
                    let first = known.get(&name).and_then(|index| entries.get(*index));
                    if let Some(first) = first.filter(|_| !name.is_empty()) {
                        self.problems.push(YamlProblem {
                            span,
                            message: format!("the key `{name}` appears twice"),
                            related: Some((
                                first.key_span,
                                format!("`{name}` is first given here"),
                            )),
                            help: Some("keep one of the two".to_owned()),
                        });
                    } else {
                        known.insert(name.clone(), entries.len());
                        entries.push(Entry {
                            key: name,
                            key_span: span,
                            value: node,
                        });
                    }
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lists_and_mappings_end_with_their_brackets_or_their_last_values() {
        let yaml = "a: [x, {y: 1} ]\nb:\n  - u\n  - v\n\nc: {z: [ ] }\nd: []\n";
        let (root, problems) = parse(yaml, 0);
        assert_eq!(problems, []);
        let root = root.unwrap();
        let found: Vec<&str> = ["a", "b", "c", "d"]
            .iter()
            .map(|key| &yaml[root.get(key).unwrap().span.range()])
            .collect();
        assert_eq!(found, ["[x, {y: 1} ]", "- u\n  - v", "{z: [ ] }", "[]"]);
    }
}
