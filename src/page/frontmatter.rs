//! The YAML block at the top of a page.

use crate::page::yaml;
use crate::page::yaml::{Entry, Node, YamlProblem};
use crate::text::span::{Span, Text};

/// A page's frontmatter. Always parsed as far as it goes: what is wrong with it
/// is in `problems`.
#[derive(Debug, Clone, Default)]
pub struct Frontmatter {
    /// The whole block with both delimiters and the last line break, and the comments to this tool
    /// above it; empty where there is none.
    pub span: Span<Text>,
    /// The YAML between the delimiters.
    pub yaml: Span<Text>,
    /// The mapping's entries; empty where the block is broken.
    entries: Vec<Entry>,
    /// Their positions in the order of their keys: a template may ask for as many as there are.
    by_key: Vec<usize>,
    /// Syntax problems; where there are any, no field is to be trusted.
    pub problems: Vec<YamlProblem>,
}

impl Frontmatter {
    /// Reads the block at the start of `text`; `is_field` knows the names of fields that pages
    /// have. What stands between two thematic breaks may be text as well: it is no frontmatter
    /// where YAML finds no mapping in it, unless a field shows what was meant.
    pub fn parse(text: &str, is_field: impl Fn(&str) -> bool) -> Frontmatter {
        let head = head(text);
        let Some(block) = delimit(text, head) else {
            return Frontmatter::default();
        };
        let source = &text[block.yaml.range()];
        let (root, mut problems) = yaml::parse(source, block.yaml.start);
        if !(has_field(source, is_field)
            || block.closed && is_mapping(source, root.as_ref(), &problems))
        {
            return Frontmatter::default();
        }
        if !block.closed {
            let opening = head..head + 3;
            let last = text[block.span.range()].chars().next_back();
            let last = block.span.end - last.map_or(0, char::len_utf8);
            // What the YAML parser says about the lines of an unclosed block follows from that.
            problems = vec![YamlProblem {
                span: Span::new(opening),
                message: "the frontmatter is not closed".to_owned(),
                related: Some((
                    Span::new(last..block.span.end),
                    "a line `---` is expected after this".to_owned(),
                )),
                help: Some("close it with a line `---`".to_owned()),
            }];
        }
        let mut entries = Vec::new();
        match root {
            Some(Node {
                value: yaml::Value::Map(map),
                ..
            }) => entries = map,
            // A field stands in something else than a mapping.
            Some(node) if problems.is_empty() && !node.is_null() => problems.push(YamlProblem {
                message: format!(
                    "the frontmatter is {}, not a mapping of fields",
                    node.kind()
                ),
                span: node.span,
                related: None,
                help: None,
            }),
            _ => {}
        }
        if !problems.is_empty() {
            entries.clear();
        }
        let mut by_key: Vec<usize> = (0..entries.len()).collect();
        by_key.sort_by_key(|at| &entries[*at].key);
        Frontmatter {
            span: block.span,
            yaml: block.yaml,
            entries,
            by_key,
            problems,
        }
    }

    /// Whether the page has a block at all, broken or not.
    pub fn exists(&self) -> bool {
        !self.span.is_empty()
    }

    /// Whether the block is there and could be read.
    pub fn is_sound(&self) -> bool {
        self.exists() && self.problems.is_empty()
    }

    /// All entries in order; empty where the block is broken.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there is exactly this key, with a value or without.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The first entry of exactly this key.
    fn entry(&self, key: &str) -> Option<&Entry> {
        let key_at = |at: &usize| self.entries[*at].key.as_str();
        let first = self.by_key.partition_point(|at| key_at(at) < key);
        let at = self.by_key.get(first).filter(|at| key_at(at) == key)?;
        Some(&self.entries[*at])
    }

    /// The value of exactly this key, unless it is null.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.entry(key)?;
        Some(&entry.value).filter(|value| !value.is_null())
    }
}

/// The texts of a scalar or of a list's scalars.
pub fn texts(node: &Node) -> Vec<&str> {
    match &node.value {
        yaml::Value::List(items) => items.iter().filter_map(Node::text).collect(),
        _ => node.text().into_iter().collect(),
    }
}

/// Whether a line begins with the name of a field and a colon.
fn has_field(yaml: &str, is_field: impl Fn(&str) -> bool) -> bool {
    let mut keys = yaml
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0));
    keys.any(|key| is_field(key.trim_end()))
}

/// Whether all of a block is a mapping and nothing speaks for text. Text that happens to hold a
/// colon is set off by blank lines, as paragraphs are.
fn is_mapping(yaml: &str, root: Option<&Node>, problems: &[YamlProblem]) -> bool {
    let begins_blank = yaml
        .lines()
        .next()
        .is_some_and(|line| line.trim().is_empty());
    let is_map = root.is_some_and(|node| matches!(node.value, yaml::Value::Map(_)));
    let unreadable = |problem: &YamlProblem| problem.message.contains("not YAML");
    is_map && !begins_blank && !problems.iter().any(unreadable)
}

struct Delimited {
    span: Span<Text>,
    yaml: Span<Text>,
    closed: bool,
}

/// The bytes of the comments to this tool that stand above the block, and of blank lines behind them.
fn head(text: &str) -> usize {
    let mut head = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let inside = bare
            .strip_prefix("<!--")
            .and_then(|it| it.strip_suffix("-->"));
        let is_ours = inside
            .is_some_and(|it| it.trim_start().starts_with("patterns:") && !it.contains("-->"));
        let is_between = bare.is_empty() && head > 0;
        if !(is_ours || is_between) {
            break;
        }
        head += line.len();
    }
    head
}

/// Finds the block: `---` on the first line behind the `head`, up to `---` or `...` on a line of its own.
fn delimit(text: &str, head: usize) -> Option<Delimited> {
    let first = text[head..].split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = head + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return Some(Delimited {
                span: Span::new(0..at + line.len()),
                yaml: Span::new(start..at),
                closed: true,
            });
        }
        at += line.len();
    }
    // Not closed. What looks like YAML up to the first line that does not is
    // taken for the frontmatter, so that it is not shown as text. A page that
    // merely starts with a thematic break has no such line.
    let mut end = start;
    let mut has_key = false;
    for line in text[start..].split_inclusive('\n') {
        // Behind a key, a line with `#` is sooner the page's title than a comment.
        let comment = !has_key && line.starts_with('#');
        if !comment && !looks_like_yaml(line) {
            break;
        }
        has_key |= !comment;
        end += line.len();
    }
    has_key.then_some(Delimited {
        span: Span::new(0..end),
        yaml: Span::new(start..end),
        closed: false,
    })
}

fn looks_like_yaml(line: &str) -> bool {
    let bare = line.trim_end();
    let key = bare.split(':').next().unwrap_or("");
    let is_key = bare.contains(':')
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let is_item = bare.starts_with("- ") || bare.starts_with("  ") && !bare.trim().is_empty();
    is_key || is_item
}
