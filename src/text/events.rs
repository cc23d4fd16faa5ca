//! A parser's events, fewer of them.

use pulldown_cmark::{CowStr, Event};
use std::ops::Range;

/// All events of a text, with their bytes.
pub type Events<'t> = [(Event<'t>, Range<usize>)];

/// All events of `text`, with text that the parser hands over in several pieces in one.
///
/// The parser cuts text before every character that could have meant something. A page full
/// of these would take a hundred times its size. Pieces that are not as in the source, such as
/// entities and typographic quotes, stay by themselves.
pub fn collected<'t>(
    text: &'t str,
    events: impl Iterator<Item = (Event<'t>, Range<usize>)>,
) -> Vec<(Event<'t>, Range<usize>)> {
    // A page has about one for fifteen bytes: room is made once.
    let mut all: Vec<(Event<'t>, Range<usize>)> = Vec::with_capacity(text.len() / 15);
    for (event, range) in events {
        if let Event::Text(piece) = &event
            && let Some((Event::Text(last), before)) = all.last_mut()
            && before.end == range.start
            && is_source(text, last, before)
            && is_source(text, piece, &range)
        {
            before.end = range.end;
            *last = CowStr::Borrowed(&text[before.clone()]);
            continue;
        }
        all.push((event, range));
    }
    all
}

/// A parser's string. Its `to_string` would go through the formatter.
pub fn owned(text: &CowStr<'_>) -> String {
    text.as_ref().to_owned()
}

/// Whether a piece is the bytes `range` of the text themselves, as the parser borrows them.
fn is_source(text: &str, piece: &CowStr<'_>, range: &Range<usize>) -> bool {
    matches!(piece, CowStr::Borrowed(piece)
        if text.get(range.clone()).is_some_and(|source| std::ptr::eq(source, *piece)))
}
