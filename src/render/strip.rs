//! Comments that are for authors only.

use crate::page::Page;
use crate::template::Rows;
use crate::text::edit::Edit;
use crate::text::span::{Out, Span};
use std::ops::Range;

/// Removes template-instruction blocks, the template's guidance and this tool's own comments.
pub fn edits(page: &Page<'_>, rows: &Rows) -> Vec<Edit<Out>> {
    let text = page.unfolded();
    let comments = page.comments.iter().filter(|comment| {
        let closed = text[comment.out.range()].ends_with("-->");
        closed && (rows.is_guidance(&comment.text) || comment.text.starts_with("patterns:"))
    });
    let spans = page
        .instructions
        .out
        .iter()
        .copied()
        .chain(comments.map(|comment| comment.out));
    spans
        .map(|span| Edit::delete(Span::new(whole_lines(text, span.range()))))
        .collect()
}

/// The span with the rest of its line where nothing else stands on it. It is looked for from the span
/// outwards, so that each of many on one line looks only at what is next to it.
fn whole_lines(text: &str, span: Range<usize>) -> Range<usize> {
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let before = text[..span.start].trim_end_matches(is_blank);
    let behind = text[span.end..].trim_start_matches(is_blank);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let end = text.len() - behind.len();
    match behind.chars().next() {
        None if begins_line => before.len()..end,
        Some('\n') if begins_line => before.len()..end + 1,
        _ => span,
    }
}
