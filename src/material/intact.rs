//! Whether the marks of blocks are to the parser what they were written for.

use super::{Around, MARK, Unfolded};
use crate::text::maps::HashMap;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The headers, in bytes of the page's text, of blocks whose marks do not stand in the same
/// container, each as a block of HTML of its own: such a block would be torn, so it is text.
pub fn torn(unfolded: &Unfolded<'_>, events: &[(Event<'_>, Range<usize>)]) -> Vec<usize> {
    if unfolded.blocks.is_empty() {
        return Vec::new();
    }
    // The container of each mark, by where it starts.
    let mut containers: HashMap<usize, usize> = HashMap::default();
    let mut open = vec![0];
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                if unfolded.is_inserted(range.start) {
                    let container = open.last().copied().unwrap_or(0);
                    containers.insert(range.start, container);
                }
                open.push(index + 1);
            }
            Event::Start(_) => open.push(index + 1),
            Event::End(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    let frames = unfolded.frames.iter();
    let torn = frames.filter_map(|frame| {
        let Around::Block(block) = frame.around else {
            return None;
        };
        let opened = containers.get(&frame.open.start);
        let closed = containers.get(&frame.close.end.saturating_sub(MARK.len()));
        (opened.is_none() || opened != closed).then(|| unfolded.blocks[block].header.start)
    });
    torn.collect()
}
