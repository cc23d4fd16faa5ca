//! Which part of a file a snippet means: lines, or a section between two marks.

use super::included::Included;
use super::snippets::behind_marker;
use std::borrow::Cow;
use std::ops::Range;

/// The mark of a section in a line: `--8<-- [start:name]`.
#[derive(Debug)]
pub(super) struct SectionMark<'t> {
    /// The semicolons before it.
    pub(super) escapes: Range<usize>,
    pub(super) span: Range<usize>,
    starts: bool,
    name: &'t str,
}

/// The first mark of a section in a line.
pub(super) fn section_mark(line: &str) -> Option<SectionMark<'_>> {
    let mut from = 0;
    while let Some(middle) = line[from..].find("8<-").map(|at| at + from) {
        from = middle + 2;
        let before = line[..middle].trim_end_matches('-');
        let begin = before.len();
        let Some(rest) = behind_marker(&line[begin..]) else {
            continue;
        };
        let Some((starts, name, length)) = bracket(rest) else {
            continue;
        };
        let end = line.len() - rest.len() + length;
        return Some(SectionMark {
            escapes: before.trim_end_matches(';').len()..begin,
            span: begin..end,
            starts,
            name,
        });
    }
    None
}

/// Whether `[start:name]` or `[end:name]` behind a blank starts, its name and its length.
fn bracket(text: &str) -> Option<(bool, &str, usize)> {
    let blanks = [' ', '\t'];
    let rest = text.trim_start_matches(blanks);
    let inner = rest
        .strip_prefix('[')
        .filter(|_| rest.len() < text.len())?
        .trim_start_matches(blanks);
    let kind = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
    let starts = inner[..kind].eq_ignore_ascii_case("start");
    if !starts && !inner[..kind].eq_ignore_ascii_case("end") {
        return None;
    }
    let inner = inner[kind..].trim_start_matches(blanks).strip_prefix(':')?;
    let inner = inner.trim_start_matches(blanks);
    let name = &inner[..inner.len() - inner.trim_start_matches(in_name).len()];
    let rest = inner[name.len()..]
        .trim_start_matches(blanks)
        .strip_prefix(']')?;
    is_name(name).then_some((starts, name, text.len() - rest.len()))
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether a word is a section's name.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(in_name)
}

/// A file and a part of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target<'t> {
    pub(super) file: &'t str,
    pub(super) part: Part<'t>,
}

/// Which lines are meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    All,
    /// First and last lines, from 1; negative ones count from the end.
    Ranges(Vec<(Option<i64>, Option<i64>)>),
    Section(&'t str),
}

/// What is longer has no lines or sections behind it.
const LONGEST_NAME: usize = 1024;

/// Reads `file`, `file:3:8`, `file:1:2,5:6` or `file:section`.
pub(super) fn target(name: &str) -> Target<'_> {
    let all = Target {
        file: name,
        part: Part::All,
    };
    if name.len() > LONGEST_NAME {
        return all;
    }
    for (at, _) in name.match_indices(':') {
        let (file, rest) = (name[..at].trim(), &name[at + 1..]);
        let part = match ranges(rest) {
            Some(ranges) => Part::Ranges(ranges),
            None if is_name(rest) => Part::Section(rest),
            None => continue,
        };
        return Target { file, part };
    }
    all
}

fn ranges(text: &str) -> Option<Vec<(Option<i64>, Option<i64>)>> {
    let number = |text: &str| match text {
        "" | "-" => Some(None),
        text if text.bytes().skip(1).all(|b| b.is_ascii_digit()) => {
            let last = if text.starts_with('-') {
                i64::MIN
            } else {
                i64::MAX
            };
            let is_number = text.starts_with('-') || text.as_bytes()[0].is_ascii_digit();
            is_number.then(|| Some(text.parse().unwrap_or(last)))
        }
        _ => None,
    };
    let range = |text: &str| {
        let (first, last) = text.split_once(':').unwrap_or((text, ""));
        Some((number(first)?, number(last)?))
    };
    text.split(',').map(range).collect()
}

/// The lines that are meant of a file; `None` where it has not the section that is meant.
pub(super) fn select(file: &Included, part: &Part<'_>) -> Option<String> {
    // What stands behind the last line break counts, be it nothing.
    let text = file.text();
    let count = file.count() + usize::from(text.is_empty() || text.ends_with('\n'));
    let lines: Vec<Cow<'_, str>> = match part {
        Part::All => file.lines(0..count).map(Cow::Borrowed).collect(),
        Part::Ranges(ranges) => ranges
            .iter()
            .flat_map(|range| file.lines(slice(*range, count)))
            .map(Cow::Borrowed)
            .collect(),
        Part::Section(name) => section(file, count, name)?,
    };
    Some(lines.join("\n"))
}

fn slice((first, last): (Option<i64>, Option<i64>), count: usize) -> Range<usize> {
    let from_end = |number: i64| usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX);
    let from_start = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    let start = match first {
        None => 0,
        Some(first) if first < 0 => count.saturating_sub(from_end(first)),
        Some(first) => from_start(first.saturating_sub(1).max(0)),
    };
    let end = match last {
        None => count,
        Some(last) if last < 0 => (count + 1).saturating_sub(from_end(last)),
        Some(last) => from_start(last),
    };
    let end = end.min(count);
    start.min(end)..end
}

fn section<'f>(file: &'f Included, count: usize, name: &str) -> Option<Vec<Cow<'f, str>>> {
    let ((first, mark), behind) = file.sections().from(name).split_first()?;
    if !mark.starts {
        return None;
    }
    let mut lines = Vec::new();
    let mut from = first + 1;
    for (line, mark) in behind {
        lines.extend(file.lines(from..*line).map(Cow::Borrowed));
        from = line + 1;
        if let Some(semicolon) = mark.escape {
            let shown = file.lines(*line..from);
            lines.extend(shown.map(|line| {
                Cow::Owned(format!("{}{}", &line[..semicolon], &line[semicolon + 1..]))
            }));
        } else if mark.name == name && !mark.starts {
            return Some(lines);
        }
    }
    lines.extend(file.lines(from..count).map(Cow::Borrowed));
    Some(lines)
}

/// The mark of a section as a file has it.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where its first semicolon stands, which makes text of it.
    escape: Option<usize>,
    starts: bool,
    name: String,
}

impl Mark {
    /// That of a line.
    pub(super) fn of(line: &str) -> Option<Mark> {
        let mark = section_mark(line)?;
        Some(Mark {
            escape: (!mark.escapes.is_empty()).then_some(mark.escapes.start),
            starts: mark.starts,
            name: mark.name.to_owned(),
        })
    }

    /// Its name, if it is no text.
    pub(super) fn name(&self) -> Option<String> {
        self.escape.is_none().then(|| self.name.clone())
    }

    /// The name of a section that begins with it.
    pub(super) fn begins(&self) -> Option<&str> {
        (self.starts && self.escape.is_none()).then_some(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_lines_and_sections() {
        let range = |first: i64, last: i64| (Some(first), Some(last));
        for (name, file, part) in [
            ("a.md", "a.md", Part::All),
            ("a.md:3:8", "a.md", Part::Ranges(vec![range(3, 8)])),
            ("a.md::8", "a.md", Part::Ranges(vec![(None, Some(8))])),
            (
                "a.md:1:2,-3:",
                "a.md",
                Part::Ranges(vec![range(1, 2), (Some(-3), None)]),
            ),
            ("a.md:b_1", "a.md", Part::Section("b_1")),
            ("a:b.md", "a:b.md", Part::All),
            ("a:b:c", "a:b", Part::Section("c")),
        ] {
            assert_eq!(target(name), Target { file, part }, "{name}");
        }
    }

    #[test]
    fn parts_are_those_of_pymdown() {
        let text = "1\r\n2\n# --8<-- [start:a]\n4\n# ;--8<-- [start:b]\n# --8<-- [end:a]\n7\n";
        let text = &Included::new(text.to_owned());
        let part = |name: &str| select(text, &target(&format!("x:{name}")).part);
        assert_eq!(part("2:2").unwrap(), "2");
        assert_eq!(part("7").unwrap(), "7\n");
        assert_eq!(part("1:1,-2:-1").unwrap(), "1\n7\n");
        assert_eq!(part("9:3").unwrap(), "");
        assert_eq!(part("a").unwrap(), "4\n# --8<-- [start:b]");
        assert_eq!(part("b"), None);
    }
}
