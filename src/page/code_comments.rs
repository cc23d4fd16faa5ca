//! Comments in a line of code, and the markers of annotations in them.
//!
//! Which language it is does not matter: a comment that holds a marker is what begins with a sign of
//! comments directly before it, or with the last such sign on the line.

use super::annotations::InCode;
use crate::text::span::{Out, Span};
use std::ops::Range;

/// Comments by how they begin and end; those of [`ALONE`] only directly before a marker.
const COMMENTS: [(&str, &str); 8] = [
    ("<!--", "-->"),
    ("{#", "#}"),
    ("(*", "*)"),
    ("{-", "-}"),
    ("/*", "*/"),
    ("//", ""),
    ("--", ""),
    ("#", ""),
];
/// How far behind a marker its comment ends, in bytes, where it does not with the line.
const LONGEST: usize = 400;
const ALONE: [&str; 4] = [";", "%", "'", "REM"];

/// The first `(1)` of a text.
pub(super) fn marker_in(text: &str) -> Option<(usize, Range<usize>)> {
    let mut at = 0;
    while let Some(open) = text[at..].find('(') {
        let start = at + open;
        let digits = text[start + 1..].bytes().take_while(u8::is_ascii_digit);
        let end = start + 1 + digits.count();
        if text[end..].starts_with(')')
            && let Ok(number) = text[start + 1..end].parse()
        {
            return Some((number, start..end + 1));
        }
        at = start + 1;
    }
    None
}

/// A marker in code, and the number of the item that it means.
pub(super) struct Found {
    pub(super) number: usize,
    pub(super) span: Span<Out>,
    pub(super) code: InCode,
}

/// The markers in the comments of a line of code, whose bytes in the text begin at `at`.
pub(super) fn in_line(line: &str, node: usize, index: usize, at: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut from = 0;
    while let Some((number, within)) = marker_in(&line[from..]) {
        let span = from + within.start..from + within.end;
        let takes_comment = line[span.end..].starts_with('!');
        let behind = span.end + usize::from(takes_comment);
        let known = open.clone().filter(|comment| comment.contains(&span.start));
        let comment = known.or_else(|| comment(line, from, &span, behind));
        from = behind;
        let Some(comment) = comment else { continue };
        open = Some(comment.clone());
        let cut = if takes_comment { comment } else { span.clone() };
        // What stands before it ends where its own text does.
        let bare = line[..cut.start].trim_end().len();
        let earlier = found.last().map_or(0, |last: &Found| last.code.cut.end);
        let cut = bare.max(earlier)..cut.end;
        from = from.max(cut.end);
        found.push(Found {
            number,
            span: Span::new(at + span.start..at + span.end),
            code: InCode {
                node,
                line: index,
                gone: Span::new(at + cut.start..at + cut.end),
                cut,
                takes_comment,
            },
        });
    }
    found
}

/// The comment of a line that holds a marker; it begins behind `from`.
fn comment(line: &str, from: usize, marker: &Range<usize>, behind: usize) -> Option<Range<usize>> {
    let before = line[..marker.start].trim_end();
    let begins = |at: usize| line[..at].is_empty() || line[..at].ends_with([' ', '\t']);
    let ends = |start: usize, close: &str| {
        if close.is_empty() {
            return Some(start..line.len());
        }
        let mut end = line.len().min(behind + LONGEST);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let len = line[behind..end].find(close)?;
        Some(start..behind + len + close.len())
    };
    for (open, close) in COMMENTS {
        if before.len() >= open.len() && before.ends_with(open) {
            return ends(before.len() - open.len(), close);
        }
    }
    let alone = ALONE.iter().find(|open| before.ends_with(*open));
    if let Some(open) = alone {
        let start = before.len() - open.len();
        return begins(start).then_some(start..line.len());
    }
    let starts = COMMENTS.iter().filter_map(|(open, close)| {
        let start = line.get(from..marker.start)?.rfind(open)? + from;
        (begins(start) && !line[start..marker.start].contains(close_of(close)))
            .then_some((start, *close))
    });
    let (start, close) = starts.max_by_key(|(start, close)| (*start, close.len()))?;
    ends(start, close)
}

/// What ends a comment before the line does; of others nothing.
fn close_of(close: &str) -> &str {
    if close.is_empty() { "\n" } else { close }
}

#[cfg(test)]
mod tests {
    use super::in_line;

    /// What is left of a line, and how many markers were found.
    #[track_caller]
    fn leaves(line: &str, wanted: &str, count: usize) {
        let found = in_line(line, 0, 0, 0);
        let mut left = line.to_owned();
        for marker in found.iter().rev() {
            left.replace_range(marker.code.cut.clone(), "");
        }
        assert_eq!((left.as_str(), found.len()), (wanted, count), "{line}");
    }

    #[test]
    fn comments_go_with_an_exclamation_mark() {
        leaves("a # (1)!", "a", 1);
        leaves("a # (1)", "a #", 1);
        leaves("a; // (12)!", "a;", 1);
        leaves("a: b #(1)!", "a: b", 1);
        leaves("a /* (1)! */ b", "a b", 1);
        leaves("<a> <!-- (1)! -->", "<a>", 1);
        leaves("select 1 -- (1)!", "select 1", 1);
        leaves("; (1)!", "", 1);
        leaves("    # (1)!", "", 1);
        leaves("a # so (1) and (2)", "a # so and", 2);
        leaves("a # see this (1)!", "a", 1);
        leaves("url = 'http://a' # (1)!", "url = 'http://a'", 1);
    }

    #[test]
    fn what_stands_in_no_comment_stays() {
        for line in [
            "f(1)!",
            "f(1)",
            "print(1) # one",
            "a (1)!",
            "it's (1)!",
            "# (x) (",
            "http://a (1)",
        ] {
            leaves(line, line, 0);
        }
    }
}
