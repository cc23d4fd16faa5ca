//! Elements of HTML whose content is running text: `<td markdown>*a*</td>`.
//!
//! The content becomes a paragraph of its own between the tags; where they are kept, it is
//! later put back on one line as HTML.

use super::TEXT;
use crate::text::edit::Edit;
use crate::text::indent::{line_end, strip_quotes};
use std::ops::Range;

/// The edits that make a paragraph of the content: what opens it comes first and what closes it
/// last, and between them its lines are put together. Nothing where it is blank.
pub(super) fn edits(text: &str, content: Range<usize>, quotes: usize) -> Vec<Edit> {
    let mut lines = lines(text, &content, quotes).into_iter();
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let (open, close) = TEXT;
    let mut edits = vec![Edit::replace(
        content.start..first.start,
        format!("\n\n{open}"),
    )];
    let mut last = first;
    for line in lines {
        // Behind a line of tags, Markdown begins anew.
        let above = &text[last.clone()];
        let is_tags = above.starts_with('<') && above.ends_with('>');
        let gap = if is_tags { "\n\n" } else { "\n" };
        edits.push(Edit::replace(last.end..line.start, gap));
        last = line;
    }
    edits.push(Edit::replace(last.end..content.end, format!("{close}\n\n")));
    edits
}

/// The lines that hold something, without the blank space around it.
fn lines(text: &str, content: &Range<usize>, quotes: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = content.start;
    while at < content.end {
        let end = line_end(text, at).min(content.end);
        let line = &text[at..end];
        let inner = if at == content.start {
            line
        } else {
            strip_quotes(line, quotes).unwrap_or(line)
        };
        let words = inner.trim();
        if !words.is_empty() {
            let start = end - inner.trim_start().len();
            found.push(start..start + words.len());
        }
        at = end + 1;
    }
    found
}
