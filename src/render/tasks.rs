//! The boxes of task lists get a name: mdBook's have none that a screen reader could say.

use crate::page::{Kind, Page};
use crate::render::RenderContext;
use crate::render::format::Format;
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::span::{Out, Span};
use crate::words::Word;

/// Writes each box as the element that mdBook makes of it, with a name. A page without anything of
/// Material's, which is not `styled`, comes out as it was written.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>, styled: bool) -> Vec<Edit<Out>> {
    if !styled || cx.target.format() != Format::Html {
        return Vec::new();
    }
    let name = escape::html(cx.config.words.get(Word::Done));
    let boxes = page.nodes.iter().filter_map(|node| {
        let Kind::Item { task: Some(done) } = node.kind else {
            return None;
        };
        let text = &page.unfolded()[node.out.range()];
        let at = text.find('[')?;
        // Behind the list's own sign or number stands nothing else.
        let is_marker = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-*+.)>".contains(c);
        let shown = text.get(at..at + 3)?;
        if !text[..at].chars().all(is_marker) || !matches!(shown, "[ ]" | "[x]" | "[X]") {
            return None;
        }
        let start = node.out.start + at;
        let checked = if done { " checked" } else { "" };
        Some(Edit::replace(
            Span::new(start..start + shown.len()),
            format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\">"),
        ))
    });
    boxes.collect()
}
