//! Which pieces of a page's HTML begin inside of a raw text: a script that a tag opens in one
//! piece may go on in the next, and there nothing is a tag or a comment.

use crate::text::html::{self, State};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The pieces of HTML that begin in a raw text: where in the unfolded text, and in which.
#[derive(Debug, Default)]
pub struct RawPieces(Vec<(usize, State)>);

impl RawPieces {
    /// Finds them. Where the block or the container around a tag ends, mdBook ends the
    /// element too.
    pub fn of(text: &str, events: &[(Event<'_>, Range<usize>)]) -> RawPieces {
        let mut found = Vec::new();
        if !html::may_hold_raw_text(text) {
            return RawPieces(found);
        }
        let mut state = State::default();
        let (mut depth, mut opened) = (0usize, 0usize);
        for (event, range) in events {
            if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
                if state.is_html() {
                    opened = depth;
                } else {
                    found.push((range.start, state));
                }
                state = html::state_behind(&text[range.clone()], state);
            }
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth < opened {
                state = State::default();
            }
        }
        RawPieces(found)
    }

    /// What the piece that begins at `out` in the unfolded text begins in.
    pub fn at(&self, out: usize) -> State {
        let found = self.0.binary_search_by_key(&out, |(start, _)| *start);
        found.map_or(State::default(), |index| self.0[index].1)
    }
}
