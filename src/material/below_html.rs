//! Material's blocks directly below a line of HTML: for CommonMark they belong to it.

use super::header;
use crate::text::edit::Edit;
use crate::text::html;
use crate::text::html::Item;
use crate::text::indent::{continuation, line_start};
use std::ops::Range;

/// A blank line above each such block in a piece of HTML whose tags are all closed there; `begins`
/// says where one between slashes begins.
pub(super) fn blank_lines(
    text: &str,
    block: &Range<usize>,
    begins: impl Fn(usize) -> bool,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut depth = 0usize;
    let mut items = html::scan(&text[block.clone()]).peekable();
    let mut at = block.start;
    let may_be = |at: usize, content: &str| header::may_be(content) || begins(at);
    while let Some(found) = memchr::memchr(b'\n', &text.as_bytes()[at..block.end]) {
        let line = at + found + 1;
        at = line;
        let rest = &text[line..block.end];
        let content = rest.trim_start_matches([' ', '\t', '>']);
        let before = &rest[..rest.len() - content.len()];
        // Most blocks of HTML have no such line, and need not be taken apart.
        if !may_be(line + before.len(), content) {
            continue;
        }
        while let Some(item) = items.next_if(|item| block.start + item.span().start < line) {
            match item {
                Item::Open { name, .. } if html::ends_at_its_tag(name) => return edits,
                Item::Open {
                    name, self_closing, ..
                } => depth += usize::from(!self_closing && !html::is_void(name)),
                Item::Close { .. } => depth = depth.saturating_sub(1),
                Item::Comment { text, .. } if text.contains('\n') => return edits,
                Item::Comment { .. } | Item::Declaration { .. } | Item::Raw { .. } => {}
            }
        }
        if depth == 0 {
            let above = &text[line_start(text, line - 1)..line];
            if !above.trim_end().ends_with('>') {
                return edits;
            }
            let blank = continuation(before);
            edits.push(Edit::insert(line, format!("{}\n", blank.trim_end())));
        }
    }
    edits
}
