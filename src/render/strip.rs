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

/// The span with the rest of its line where nothing else stands on it.
fn whole_lines(text: &str, span: Range<usize>) -> Range<usize> {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at + 1);
    let alone = text[line_start..span.start].trim().is_empty()
        && text[span.end..line_end].trim().is_empty();
    if alone { line_start..line_end } else { span }
}
