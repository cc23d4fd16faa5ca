//! The line that opens an indented block.

use super::attributes::List;
use super::{Block, Marker};
use crate::material::kinds::Kinds;
use crate::text::indent::{line_end, prefix};
use crate::text::span::{Local, Span};

/// What every header begins with.
const MARKERS: [&str; 3] = ["!!!", "???", "==="];

/// Whether a line, what its container begins it with aside, may be a header.
pub fn may_be(line: &str) -> bool {
    match MARKERS.iter().find_map(|marker| line.strip_prefix(marker)) {
        // Signs of equality also underline a heading.
        Some(rest) if line.starts_with('=') => {
            let title = rest.trim_start_matches(['!', '+']);
            title.trim_start_matches([' ', '\t']).starts_with('"')
        }
        Some(_) => true,
        None => false,
    }
}

/// The end of the last line that may be a header.
pub(super) fn last_candidate(text: &str) -> Option<usize> {
    let mut marks = memchr::memchr3_iter(b'!', b'?', b'=', text.as_bytes()).rev();
    let at = marks.find(|at| begins_line(text, *at))?;
    Some(line_end(text, at))
}

fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    // Most stand inside of longer runs or behind a word.
    before.is_none_or(|c| c == '\n' || c == ' ' || c == '\t' || c == '>')
        && may_be(&text[at..])
        && prefix(text, at).is_some()
}

/// Whether a header is words without quotes of which the first is no known kind. It may as well be
/// prose, unless an indented body follows.
pub(super) fn is_prose(line: &str, kinds: &Kinds) -> bool {
    let words = line.trim_start_matches(['!', '?', '+']);
    let mut split = words.split_whitespace();
    let kind = split.next().unwrap_or("");
    !words.contains('"') && split.next().is_some() && !kinds.knows(kind)
}

/// Parses `!!! kind more words "title"` with `at` as the offset of its first byte.
pub(super) fn parse(line: &str, at: usize, kinds: &Kinds) -> Option<Block<Local>> {
    let (marker, len) = if line.starts_with("!!!") {
        (Marker::Plain, 3)
    } else if line.starts_with("???+") {
        (Marker::Unfolded, 4)
    } else if line.starts_with("???") {
        (Marker::Folded, 3)
    } else if let Some(rest) = line.strip_prefix("===") {
        let signs = rest.len() - rest.trim_start_matches(['!', '+']).len();
        (Marker::Tab, 3 + signs)
    } else {
        return None;
    };
    let rest = &line[len..];
    let (words, title) = match rest.find('"') {
        Some(open) => {
            let inner = rest[open + 1..].strip_suffix('"')?;
            let span = at + len + open + 1..at + len + open + 1 + inner.len();
            (&rest[..open], Some((inner, span)))
        }
        None => (rest, None),
    };
    let is_word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let mut split = words.split_whitespace();
    if !words.split_whitespace().all(is_word) {
        return None;
    }
    let kind = split.next().unwrap_or("");
    let valid = match marker {
        Marker::Tab => {
            kind.is_empty()
                && title.is_some()
                && matches!(&line[3..len], "" | "!" | "+" | "!+" | "+!")
        }
        // Prose may start with "!!!" or "???" too; a header names a kind or has a title.
        _ => title.is_some() || !kind.is_empty() && (kinds.knows(kind) || words.starts_with(' ')),
    };
    if !valid {
        return None;
    }
    // Words without quotes are meant as a title, unless they are classes of a kind that is known.
    let title = title.or_else(|| {
        let bare = words.trim();
        let start = at + len + words.len() - words.trim_start().len();
        is_prose(line, kinds).then(|| (bare, start..start + bare.len()))
    });
    let split = split.filter(|_| !is_prose(line, kinds));
    let kind_start = at + len + words.find(kind).filter(|_| !kind.is_empty()).unwrap_or(0);
    let end = at + line.len();
    Some(Block {
        marker,
        kind: kind.to_owned(),
        kind_span: Span::new(kind_start..kind_start + kind.len()),
        classes: split.map(str::to_owned).collect(),
        title_span: title
            .as_ref()
            .map_or(Span::at(end), |(_, span)| Span::new(span.clone())),
        title: title.map(|(text, _)| text.to_owned()),
        header: Span::new(at..end),
        body: Span::at(end),
        closing: Span::at(end),
        attributes: List::default(),
        begins_set: marker == Marker::Tab && line[..len].contains('!'),
        selected: marker == Marker::Tab && line[..len].contains('+'),
        number: (0, 0),
        ends: (true, true),
    })
}
