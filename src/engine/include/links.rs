//! mdBook's directives, as its preprocessor `links` of version 0.5.4 finds and reads them.
//!
//! What is said here is held against mdBook itself by `includes::what_mdbook_puts_in_is_known`.

use super::included::Included;
use std::borrow::Cow;
use std::ops::Range;

/// A directive, or what is escaped as one.
#[derive(Debug)]
pub(super) struct Directive<'t> {
    pub(super) span: Range<usize>,
    pub(super) what: What<'t>,
}

/// What a directive asks for.
#[derive(Debug)]
pub(super) enum What<'t> {
    /// `\{{#…}}`, which loses its backslash.
    Escaped,
    /// `{{#title …}}`, which goes.
    Title,
    /// A file, a part of it, or all of it with the part shown.
    File { name: &'t str, form: Form<'t> },
}

/// How a file is put in.
#[derive(Debug, Clone)]
pub(super) enum Form<'t> {
    Include(Part<'t>),
    RustdocInclude(Part<'t>),
    Playground(Vec<&'t str>),
}

/// Which lines of a file are meant, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Lines { start: usize, end: usize },
    Anchor(&'t str),
}

/// All directives that `links` knows.
pub(super) fn directives(text: &str) -> Vec<Directive<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // The next closing brace, and the end of the last pair of them on a line: both are looked for once.
    let mut close = None;
    let mut line = Pairs::default();
    let braces = memchr::memmem::Finder::new(b"{{");
    while let Some(start) = braces.find(&bytes[at..]).map(|found| found + at) {
        let is_escaped =
            start > at && bytes[start - 1] == b'\\' && bytes.get(start + 2) == Some(&b'#');
        if is_escaped && let Some(end) = line.last(text, start + 3) {
            found.push(Directive {
                span: start - 1..end,
                what: What::Escaped,
            });
            at = end;
            continue;
        }
        // There is none between what was found before and here.
        let Some(end) = close
            .filter(|end| *end >= start)
            .or_else(|| memchr::memchr(b'}', &bytes[start..]).map(|found| start + found))
        else {
            break;
        };
        close = Some(end);
        match end_of(text, start, end) {
            Some((kind, words)) => {
                at = end + 2;
                found.extend(what(kind, words).map(|what| Directive {
                    span: start..at,
                    what,
                }));
            }
            None => at = start + 1,
        }
    }
    found
}

/// The end of the last `}}` of a line.
#[derive(Debug, Default)]
struct Pairs {
    line_end: usize,
    pair_end: Option<usize>,
}

impl Pairs {
    /// The same, if that pair begins at `from` or behind it.
    fn last(&mut self, text: &str, from: usize) -> Option<usize> {
        if from > self.line_end || self.line_end == 0 {
            let rest = &text.as_bytes()[from.min(text.len())..];
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            self.line_end = from + length;
            self.pair_end = memchr::memmem::rfind(&rest[..length], b"}}").map(|at| from + at + 2);
        }
        self.pair_end.filter(|end| end - 2 >= from)
    }
}

/// The kind and the words of what stands between the braces at `start` and those at `close`.
fn end_of(text: &str, start: usize, close: usize) -> Option<(&str, &str)> {
    if !text[close..].starts_with("}}") {
        return None;
    }
    let inner = text.get(start + 2..close)?.trim_start().strip_prefix('#')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (kind, words) = inner.split_at(inner.find(|c| !is_name(c))?);
    let mut chars = words.chars();
    let is_apart = chars.next().is_some_and(char::is_whitespace) && chars.next().is_some();
    (!kind.is_empty() && is_apart).then_some((kind, words))
}

fn what<'t>(kind: &str, words: &'t str) -> Option<What<'t>> {
    if kind == "title" {
        return Some(What::Title);
    }
    let mut words = words.split_whitespace();
    let file = words.next()?;
    let (name, range) = file.split_once(':').unwrap_or((file, ""));
    let (name, form) = match kind {
        "include" => (name, Form::Include(part(range))),
        "rustdoc_include" => (name, Form::RustdocInclude(part(range))),
        "playground" | "playpen" => (file, Form::Playground(words.collect())),
        _ => return None,
    };
    Some(What::File { name, form })
}

/// `2:10`, `2:`, `:10`, `2` or an anchor's name.
fn part(range: &str) -> Part<'_> {
    let mut parts = range.splitn(3, ':');
    let first = parts.next().unwrap_or("");
    let end = parts.next();
    let line = first.parse::<usize>().ok();
    if line.is_none() && !first.is_empty() {
        return Part::Anchor(first);
    }
    let start = line.map_or(0, |line| line.saturating_sub(1));
    let end = match end {
        None => line.map_or(usize::MAX, |_| start + 1),
        Some(end) => end.parse().unwrap_or(usize::MAX),
    };
    Part::Lines { start, end }
}

impl Form<'_> {
    /// What is put in of a file.
    pub(super) fn of(&self, file: &Included) -> String {
        let count = file.count();
        let lines: Vec<Cow<'_, str>> = match self {
            Form::Include(Part::Lines { start, end }) => {
                let lines = file.lines(*start..count.min(*end));
                lines.map(Cow::Borrowed).collect()
            }
            Form::Include(Part::Anchor(name)) => anchored(file, name),
            Form::RustdocInclude(Part::Lines { start, end }) => {
                let shown = *start..*end;
                let lines = file.lines(0..count).enumerate();
                let lines = lines.map(|(index, line)| hidden(line, !shown.contains(&index)));
                lines.collect()
            }
            Form::RustdocInclude(Part::Anchor(name)) => anchored_and_hidden(file, name),
            Form::Playground(attributes) => {
                let text = file.text();
                let comma = if attributes.is_empty() { "" } else { "," };
                let end = if text.ends_with('\n') { "" } else { "\n" };
                let attributes = attributes.join(",");
                return format!("```rust{comma}{attributes}\n{text}{end}```\n");
            }
        };
        lines.join("\n")
    }
}

fn hidden(line: &str, hides: bool) -> Cow<'_, str> {
    if hides {
        Cow::Owned(format!("# {line}"))
    } else {
        Cow::Borrowed(line)
    }
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, other anchors' lines left out.
fn anchored<'f>(file: &'f Included, name: &str) -> Vec<Cow<'f, str>> {
    let mut lines = Vec::new();
    let Some(((first, _), behind)) = file.anchors().from(name).split_first() else {
        return lines;
    };
    let mut from = first + 1;
    for (line, anchor) in behind {
        lines.extend(file.lines(from..*line).map(Cow::Borrowed));
        from = line + 1;
        if anchor.end.as_deref() == Some(name) {
            return lines;
        }
    }
    lines.extend(file.lines(from..file.count()).map(Cow::Borrowed));
    lines
}

/// All lines but those of anchors, hidden where they stand outside of this one.
fn anchored_and_hidden<'f>(file: &'f Included, name: &str) -> Vec<Cow<'f, str>> {
    let mut lines = Vec::new();
    let (mut inside, mut from) = (false, 0);
    for (line, anchor) in &file.anchors().list {
        lines.extend(file.lines(from..*line).map(|line| hidden(line, !inside)));
        from = line + 1;
        match (inside, &anchor.start, &anchor.end) {
            (true, _, Some(end)) => inside = end != name,
            (false, Some(start), _) => inside = start == name,
            _ => {}
        }
    }
    let rest = file.lines(from..file.count());
    lines.extend(rest.map(|line| hidden(line, !inside)));
    lines
}

/// The names of the first anchors that a line begins and ends.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) start: Option<String>,
    end: Option<String>,
}

impl Anchor {
    /// Those of a line; `None` where there are none.
    pub(super) fn of(line: &str) -> Option<Anchor> {
        let [start, end] = [START, END].map(|word| mark(line, word).map(str::to_owned));
        (start.is_some() || end.is_some()).then_some(Anchor { start, end })
    }
}

const START: &str = "ANCHOR:";
const END: &str = "ANCHOR_END:";

/// The name of the first anchor of a line that this word introduces.
fn mark<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = line;
    loop {
        rest = rest[rest.find(word)?..].strip_prefix(word)?;
        let name = rest.trim_start();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let end = name.find(|c| !is_name(c)).unwrap_or(name.len());
        if end > 0 {
            return Some(&name[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_anchors() {
        let text = "1\n2\n// ANCHOR: a\n4\n// ANCHOR_END: a\n6\n";
        let text = &Included::new(text.to_owned());
        let select = |range| Form::Include(part(range)).of(text);
        assert_eq!(select("2"), "2");
        assert_eq!(select("1:2"), "1\n2");
        assert_eq!(select(":1"), "1");
        assert_eq!(select("6:"), "6");
        assert_eq!(select("3:2"), "");
        assert_eq!(select("a"), "4");
        assert_eq!(select("0:99").lines().count(), 6);
        let hidden = |range| Form::RustdocInclude(part(range)).of(text);
        assert_eq!(hidden("a"), "# 1\n# 2\n4\n# 6");
        assert!(hidden("2").starts_with("# 1\n2\n# // ANCHOR"));
    }

    #[test]
    fn directives_are_those_of_mdbook() {
        let found = |text: &str| -> Vec<String> {
            let found = directives(text).into_iter();
            found.map(|it| text[it.span].to_owned()).collect()
        };
        for (text, expected) in [
            ("a {{#include x}} b", vec!["{{#include x}}"]),
            ("{{ #include\n x y }}", vec!["{{ #include\n x y }}"]),
            ("{{{#include x}}}", vec!["{{#include x}}"]),
            ("{{#include }} {{#include}}", vec![]),
            ("{{#include x} y}} {{#title T}}", vec!["{{#title T}}"]),
            (
                "\\{{#a}} b {{#include x}} c",
                vec!["\\{{#a}} b {{#include x}}"],
            ),
            ("\\{{#include\nx}}", vec!["{{#include\nx}}"]),
            ("{{#quick-reference}} {{#include-x y}} {{#foo x}}", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
