//! A parser's events, fewer of them.

use pulldown_cmark::{CowStr, Event};
use std::iter::Peekable;
use std::ops::Range;

/// All events of a text, with their bytes.
pub type Events<'t> = [(Event<'t>, Range<usize>)];

/// The events of `text`, with text that the parser hands over in several pieces in one.
///
/// The parser cuts text before every character that could have meant something. A page full
/// of these would take a hundred times its size. Pieces that are not as in the source, such as
/// entities and typographic quotes, stay by themselves.
pub fn joined<'t, I>(text: &'t str, events: I) -> impl Iterator<Item = (Event<'t>, Range<usize>)>
where
    I: Iterator<Item = (Event<'t>, Range<usize>)>,
{
    let mut events = events.peekable();
    std::iter::from_fn(move || {
        let (event, range) = events.next()?;
        Some(match event {
            Event::Text(first) if is_source(text, &first, &range) => {
                let end = end_of_run(text, &mut events, range.end);
                if end == range.end {
                    (Event::Text(first), range)
                } else {
                    let whole = CowStr::Borrowed(&text[range.start..end]);
                    (Event::Text(whole), range.start..end)
                }
            }
            event => (event, range),
        })
    })
}

/// Takes the pieces of text that follow directly; where the last of them ends.
fn end_of_run<'t>(
    text: &str,
    events: &mut Peekable<impl Iterator<Item = (Event<'t>, Range<usize>)>>,
    mut end: usize,
) -> usize {
    let follows = |(event, range): &(Event<'_>, Range<usize>), end: usize| match event {
        Event::Text(piece) => range.start == end && is_source(text, piece, range),
        _ => false,
    };
    while let Some((_, range)) = events.next_if(|next| follows(next, end)) {
        end = range.end;
    }
    end
}

fn is_source(text: &str, piece: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()) == Some(piece)
}
/// All events of `text`, [`joined`]. A page has about one for fifteen bytes: room is made once.
pub fn collected<'t>(
    text: &'t str,
    events: impl Iterator<Item = (Event<'t>, Range<usize>)>,
) -> Vec<(Event<'t>, Range<usize>)> {
    let mut all = Vec::with_capacity(text.len() / 15);
    all.extend(joined(text, events));
    all
}
