//! `{{#include …}}`: the text that mdBook puts into a chapter.
//!
//! Rules read the file on disk, and what it includes counts for the page. The
//! forms and line ranges are those of mdBook's `links` preprocessor. A directive
//! that names a file outside the book stays as it is.

use crate::engine::files::{Entry, Files};
use crate::text::edit;
use crate::text::edit::{Edit, OffsetMap};
use crate::text::link::{normal, target_path};
use std::ops::Range;
use std::path::Path;

/// mdBook's own limit.
const MAX_DEPTH: usize = 10;
/// What the includes of a page may cost together. Each costs the bytes that it brings and
/// something for being read, so that files that include themselves come to an end.
const MAX_COST: usize = 8 << 20;
const COST_OF_ONE: usize = 512;
/// Of a file that is read, the bytes that cost as much as one that it brings.
const READ_FOR_ONE: usize = 64;

/// What could not be included.
#[derive(Debug, Default)]
pub struct Problems {
    /// What would stop mdBook for good, in words.
    pub refused: Vec<String>,
    /// The byte of the text at whose directive the includes had become too much; those
    /// behind it are left as they are.
    pub over: Option<usize>,
}

/// Expands the includes of `text`, the file `path` below the root. `None` where there are
/// none.
pub fn expand(
    text: &str,
    path: &str,
    files: &dyn Files,
    problems: &mut Problems,
) -> Option<(String, OffsetMap)> {
    let mut includer = Includer {
        files,
        problems,
        cost: 0,
        at: 0,
    };
    let edits = includer.edits(text, path, 0);
    (!edits.is_empty()).then(|| edit::apply_mapped(text, &edits))
}

/// The files that a text's own directives name, as paths relative to `src`; `path` is the text's.
pub fn targets(text: &str, path: &str) -> Vec<String> {
    let files = directives(text).into_iter().map(|directive| {
        let file = directive.file.split(':').next().unwrap_or("");
        target_path(path, file)
    });
    files.flatten().collect()
}

struct Includer<'a> {
    files: &'a dyn Files,
    problems: &'a mut Problems,
    cost: usize,
    /// Where the directive of the page stands that is at hand.
    at: usize,
}

impl Includer<'_> {
    fn edits(&mut self, text: &str, path: &str, depth: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        if depth == MAX_DEPTH {
            return edits;
        }
        for directive in directives(text) {
            if depth == 0 {
                self.at = directive.span.start;
            }
            let mut parts = directive.file.splitn(2, ':');
            let file = beside(path, parts.next().unwrap_or(""));
            let Some(selected) = self.read(path, &file, parts.next()) else {
                continue;
            };
            let nested = self.edits(&selected, &file, depth + 1);
            let text = if nested.is_empty() {
                selected
            } else {
                edit::apply(&selected, nested)
            };
            edits.push(Edit::replace(directive.span, text.trim_end_matches('\n')));
        }
        edits
    }

    /// What `path` includes of `file`.
    fn read(&mut self, path: &str, file: &str, range: Option<&str>) -> Option<String> {
        if self.problems.over.is_some() {
            return None;
        }
        let included = match self.files.entry(file) {
            Entry::File => self.files.text(file)?,
            Entry::Endless(what) => {
                let file = normal(file);
                let why = format!("`{path}` includes `{file}`: it is {what}, no file");
                self.problems.refused.push(why);
                return None;
            }
            Entry::Nothing => return None,
        };
        let read = included.len();
        let selected = match range {
            None => included,
            Some(range) => select(&included, range),
        };
        self.cost += selected.len() + read / READ_FOR_ONE + COST_OF_ONE;
        if self.cost > MAX_COST {
            self.problems.over = Some(self.at);
            return None;
        }
        Some(selected)
    }
}

/// The path that `file` stands for in the file `path`.
fn beside(path: &str, file: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) if !Path::new(file).is_absolute() => format!("{folder}/{file}"),
        _ => file.to_owned(),
    }
}

struct Directive<'a> {
    span: Range<usize>,
    /// The file with its range or anchor.
    file: &'a str,
}

/// All `{{#include file}}` and `{{#rustdoc_include file}}` that are not escaped.
fn directives(text: &str) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memmem::find(&text.as_bytes()[at..], b"{{#").map(|n| at + n) {
        let Some(end) = text[start..].find("}}").map(|n| start + n) else {
            break;
        };
        at = end + 2;
        if text[..start].ends_with('\\') {
            continue;
        }
        let mut words = text[start + 3..end].split_whitespace();
        if let (Some("include" | "rustdoc_include"), Some(file)) = (words.next(), words.next()) {
            found.push(Directive {
                span: start..at,
                file,
            });
        }
    }
    found
}

/// The lines that `2:10`, `2:`, `:10`, `2` or an anchor's name select.
fn select(text: &str, range: &str) -> String {
    let mut parts = range.splitn(3, ':');
    let first = parts.next().unwrap_or("");
    let end = parts.next();
    let start = first.parse::<usize>().ok();
    if start.is_none() && !first.is_empty() {
        return anchor(text, first);
    }
    let skip = start.map_or(0, |line| line.saturating_sub(1));
    let until = match end {
        None => start.map_or(usize::MAX, |_| skip + 1),
        Some(end) => end.parse().unwrap_or(usize::MAX),
    };
    text.lines()
        .take(until)
        .skip(skip)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, other anchors' lines left out.
fn anchor(text: &str, name: &str) -> String {
    let marks = |line: &str, word: &str| {
        line.split_once(word)
            .is_some_and(|(_, rest)| rest.split_whitespace().next() == Some(name))
    };
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if inside {
            if marks(line, "ANCHOR_END:") {
                break;
            }
            if !line.contains("ANCHOR:") && !line.contains("ANCHOR_END:") {
                lines.push(line);
            }
        } else if marks(line, "ANCHOR:") {
            inside = true;
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_anchors() {
        let text = "1\n2\n// ANCHOR: a\n4\n// ANCHOR_END: a\n6\n";
        assert_eq!(select(text, "2"), "2");
        assert_eq!(select(text, "1:2"), "1\n2");
        assert_eq!(select(text, ":1"), "1");
        assert_eq!(select(text, "6:"), "6");
        assert_eq!(select(text, "a"), "4");
        assert_eq!(select(text, "0:99").lines().count(), 6);
    }

    #[test]
    fn names_begin_beside_the_file_that_has_them() {
        assert_eq!(beside("src/a/x.md", "../part.md"), "src/a/../part.md");
        assert_eq!(beside("x.md", "part.md"), "part.md");
        assert_eq!(beside("src/x.md", "/part.md"), "/part.md");
    }
}
