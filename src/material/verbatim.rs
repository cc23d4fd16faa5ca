//! What stands between the tags of an element such as `<pre>` and goes on behind a blank line.
//!
//! To CommonMark a block of HTML ends at a blank line and Markdown follows; to the author it is
//! still the element's content, to be shown as it stands. mdBook reads it as Markdown; we leave it alone.

use crate::text::html::{self, Item, is_verbatim};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The pieces of a text between its blocks of HTML that stand in such an element, in order. One that
/// is not closed in its container counts for nothing: a forgotten tag must not take the page with it.
pub fn spans(text: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !may_close(text) {
        return found;
    }
    let mut depth = 0usize;
    // The open element, the depth of its block, and where that ends.
    let mut open: Option<(&str, usize, usize)> = None;
    for (event, range) in events {
        if matches!(event, Event::Start(Tag::HtmlBlock)) {
            for item in html::scan(&text[range.clone()]) {
                match (item, open) {
                    (
                        Item::Open {
                            name,
                            self_closing: false,
                            ..
                        },
                        None,
                    ) if is_verbatim(name) => open = Some((name, depth, range.end)),
                    (Item::Close { name, .. }, Some((element, _, from)))
                        if name.eq_ignore_ascii_case(element) =>
                    {
                        if from < range.start {
                            found.push(from..range.start);
                        }
                        open = None;
                    }
                    _ => {}
                }
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if open.is_some_and(|(_, opened, _)| depth < opened) {
            open = None;
        }
    }
    found
}

/// Whether a byte stands in one of `spans`.
pub fn holds(spans: &[Range<usize>], at: usize) -> bool {
    let before = spans.partition_point(|span| span.end <= at);
    spans.get(before).is_some_and(|span| span.contains(&at))
}

/// Whether a text may hold the closing tag of such an element.
pub fn may_close(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "</").any(|at| {
        let name = &text[at + 2..];
        let len = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        is_verbatim(&name[..len])
    })
}
