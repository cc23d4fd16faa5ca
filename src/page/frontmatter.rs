//! The YAML block at the top of a page.

use crate::page::yaml;
use crate::page::yaml::{Entry, Node, Problem};
use crate::template::{FIELDS, Tier};
use std::ops::Range;

/// A page's frontmatter. Always parsed as far as it goes: what is wrong with it
/// is in `problems`.
#[derive(Debug, Clone, Default)]
pub struct Frontmatter {
    /// The whole block with both delimiters and the last line break; empty where there is none.
    pub span: Range<usize>,
    /// The YAML between the delimiters.
    pub yaml: Range<usize>,
    /// The mapping's entries; empty where the block is broken.
    entries: Vec<Entry>,
    /// What the entries' keys mean: [`known_name`] of each.
    meant: Vec<Option<&'static str>>,
    /// Syntax problems; where there are any, no field is to be trusted.
    pub problems: Vec<Problem>,
    /// Whether the (possibly broken) block says that this is a pattern page.
    says_pattern: bool,
}

impl Frontmatter {
    /// Reads the block at the start of `text`.
    pub fn parse(text: &str) -> Frontmatter {
        let Some(block) = delimit(text) else {
            return Frontmatter::default();
        };
        let source = &text[block.yaml.clone()];
        let (root, mut problems) = yaml::parse(source, block.yaml.start);
        if !block.closed {
            let opening = block.span.start..block.span.start + 3;
            // What the YAML parser says about the lines of an unclosed block follows from that.
            problems = vec![Problem {
                span: opening,
                message: "the frontmatter is not closed".to_owned(),
                related: Some((
                    block.span.end.saturating_sub(1)..block.span.end,
                    "a line `---` is expected after this".to_owned(),
                )),
            }];
        }
        let mut entries = Vec::new();
        match root {
            Some(Node {
                value: yaml::Value::Map(map),
                ..
            }) => entries = map,
            Some(node) if problems.is_empty() && !node.is_null() => problems.push(Problem {
                message: format!(
                    "the frontmatter is {}, not a mapping of fields",
                    node.kind()
                ),
                span: node.span,
                related: None,
            }),
            _ => {}
        }
        let meant: Vec<_> = entries.iter().map(|entry| known_name(&entry.key)).collect();
        let says_pattern = if problems.is_empty() {
            meant.contains(&Some("excellence_tier"))
                || entries
                    .iter()
                    .any(|entry| entry.key == "type" && entry.value.text() == Some("pattern"))
        } else {
            source.lines().any(|line| {
                line.starts_with("excellence_tier:")
                    || line
                        .strip_prefix("type:")
                        .is_some_and(|rest| rest.trim() == "pattern")
            })
        };
        if !problems.is_empty() {
            entries.clear();
        }
        Frontmatter {
            span: block.span,
            yaml: block.yaml,
            entries,
            meant,
            problems,
            says_pattern,
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

    /// Whether it says `type: pattern` or has `excellence_tier`.
    pub fn says_pattern(&self) -> bool {
        self.says_pattern
    }

    /// All entries in order; empty where the block is broken.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a template field, also under a near miss of its name
    /// (`best-for`), unless its value is null.
    pub fn entry(&self, field: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.key == field)
            .or_else(|| {
                let index = self.meant.iter().position(|meant| *meant == Some(field))?;
                self.entries.get(index)
            })
            .filter(|entry| !entry.value.is_null())
    }

    /// The value of a template field.
    pub fn get(&self, field: &str) -> Option<&Node> {
        self.entry(field).map(|entry| &entry.value)
    }

    /// The text of a field that is one line.
    pub fn line(&self, field: &str) -> Option<&str> {
        self.get(field)?.text()
    }

    /// The texts of a field that is a line or a list; empty where it is absent or of another shape.
    pub fn lines(&self, field: &str) -> Vec<&str> {
        match self.get(field) {
            Some(node) => texts(node),
            None => Vec::new(),
        }
    }

    /// The ids of `related_laws` or `related_pillars`, from a list or from the
    /// `primary`/`secondary` mapping, with their places.
    pub fn ids(&self, field: &str) -> Vec<&Node> {
        match self.get(field).map(|node| &node.value) {
            Some(yaml::Value::List(items)) => items.iter().collect(),
            Some(yaml::Value::Map(groups)) => {
                let lists = groups
                    .iter()
                    .filter(|group| matches!(group.key.as_str(), "primary" | "secondary"));
                lists
                    .flat_map(|group| match &group.value.value {
                        yaml::Value::List(items) => items.iter().collect(),
                        _ => vec![&group.value],
                    })
                    .collect()
            }
            Some(yaml::Value::Scalar { .. }) => self.get(field).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// `excellence_tier`, where it is one of the three.
    pub fn tier(&self) -> Option<Tier> {
        Tier::from_name(self.line("excellence_tier")?.trim())
    }
}

/// The texts of a scalar or of a list's scalars.
pub fn texts(node: &Node) -> Vec<&str> {
    match &node.value {
        yaml::Value::List(items) => items.iter().filter_map(Node::text).collect(),
        _ => node.text().into_iter().collect(),
    }
}

/// The template field that a key is or clearly means: the same but for `-` and
/// `_`, case, or an edit distance of at most 2. `None` for any other key.
pub fn known_name(key: &str) -> Option<&'static str> {
    if let Some(exact) = FIELDS.iter().find(|field| field.name == key) {
        return Some(exact.name);
    }
    let folded = key.replace('-', "_").to_lowercase();
    if let Some(same) = FIELDS.iter().find(|field| field.name == folded) {
        return Some(same.name);
    }
    FIELDS
        .iter()
        .filter_map(|field| Some((typo_distance(&folded, field.name)?, field.name)))
        .min()
        .map(|(_, name)| name)
}

/// How many edits turn `key` into `name`, where it is a slip of the pen: at most two in all, and per
/// word only as many as leave the word recognisable. `related_tags` is within two edits of
/// `related_laws`, and `loading_time` of `reading_time`, without meaning it.
fn typo_distance(key: &str, name: &'static str) -> Option<usize> {
    const MOST: usize = 2;
    if key.len().abs_diff(name.len()) > MOST {
        return None;
    }
    let slip = |key: &str, name: &str| {
        let distance = strsim::osa_distance(key, name);
        let most = if name.len() < 6 { 1 } else { MOST };
        (key.chars().next() == name.chars().next() && distance <= most).then_some(distance)
    };
    let words = |text: &str| text.split('_').count();
    let distance = if words(key) == words(name) {
        let pairs = key.split('_').zip(name.split('_'));
        pairs
            .map(|(key, name)| slip(key, name))
            .sum::<Option<usize>>()?
    } else {
        slip(key, name)?
    };
    (distance <= MOST).then_some(distance)
}

struct Delimited {
    span: Range<usize>,
    yaml: Range<usize>,
    closed: bool,
}

/// Finds the block: `---` on the first line, up to `---` or `...` on a line of its own.
fn delimit(text: &str) -> Option<Delimited> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return Some(Delimited {
                span: 0..at + line.len(),
                yaml: start..at,
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
        span: 0..end,
        yaml: start..end,
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

#[cfg(test)]
mod tests {
    use super::known_name;

    #[test]
    fn near_misses_are_fields_and_other_words_are_not() {
        for (key, field) in [
            ("best-for", Some("best_for")),
            ("Best_For", Some("best_for")),
            ("best for", Some("best_for")),
            ("bestFor", Some("best_for")),
            ("production-checklist", Some("production_checklist")),
            ("prerequisite", Some("prerequisites")),
            ("descripton", Some("description")),
            ("dificultie", None),
            ("dificulti", Some("difficulty")),
            ("tradeoffs", Some("trade_offs")),
            ("trade-off", Some("trade_offs")),
            ("excelence_teir", Some("excellence_tier")),
            ("pattern-stauts", Some("pattern_status")),
            ("Type", Some("type")),
            ("types", Some("type")),
            ("titel", Some("title")),
            ("tags", None),
            ("tier", None),
            ("time", None),
            ("table", None),
            ("status", None),
            ("related_tags", None),
            ("related", None),
            ("loading_time", None),
            ("modern_alternative", Some("modern_alternatives")),
            ("best_of", None),
            ("", None),
            ("_", None),
            ("é", None),
        ] {
            assert_eq!(known_name(key), field, "{key}");
        }
    }
}
