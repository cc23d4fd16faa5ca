//! The lines that a fix changes, cut out to show them as a diff.

use super::located::clamp;
use crate::text::edit::Edit;
use crate::text::lines::Lines;
use std::ops::Range;

/// Whole lines of a file and what a fix makes of them.
#[derive(Debug, Clone)]
pub struct Change {
    /// The line it begins with, from 1.
    pub first_line: usize,
    /// Whole lines.
    pub text: String,
    /// The bytes of `text` to replace, and by what.
    pub patches: Vec<(Range<usize>, String)>,
    /// Of how many deleted lines this is the first, where not all are shown.
    pub lines: Option<usize>,
}

/// Of a longer deletion people see the first and the last line.
const SHOWN_LINES: usize = 6;
/// One edit, or the end of a long one.
struct Piece<'e> {
    span: Range<usize>,
    text: &'e str,
    lines: Option<usize>,
}

/// Cuts out the lines around the edits, in their order.
pub(super) fn changes(text: &str, lines: &Lines, edits: &[Edit]) -> Vec<Change> {
    let mut pieces: Vec<Piece<'_>> = edits
        .iter()
        .flat_map(|edit| pieces(text, lines, edit))
        .collect();
    pieces.sort_by_key(|piece| (piece.span.start, piece.span.end));
    let mut found: Vec<(Range<usize>, Vec<Piece<'_>>)> = Vec::new();
    for piece in pieces {
        let touched = lines.touched(piece.span.clone());
        match found.last_mut() {
            Some((shown, pieces)) if touched.start < shown.end => {
                shown.end = shown.end.max(touched.end);
                pieces.push(piece);
            }
            _ => found.push((touched, vec![piece])),
        }
    }
    let cut = |(shown, pieces): (Range<usize>, Vec<Piece<'_>>)| {
        let start = lines.span(shown.start).start;
        let end = lines.span(shown.end.saturating_sub(1)).end;
        Change {
            first_line: shown.start + 1,
            text: text[start..end].to_owned(),
            lines: pieces.iter().find_map(|piece| piece.lines),
            patches: pieces
                .into_iter()
                .map(|piece| {
                    let span = piece.span.start - start..piece.span.end - start;
                    (span, piece.text.to_owned())
                })
                .collect(),
        }
    };
    found.into_iter().map(cut).collect()
}

/// What to show of an edit: all of it, or of a long deletion its two ends.
fn pieces<'e>(text: &str, lines: &Lines, edit: &'e Edit) -> Vec<Piece<'e>> {
    let whole = Piece {
        span: clamp(text, edit.span.clone()),
        text: &edit.text,
        lines: None,
    };
    let touched = lines.touched(whole.span.clone());
    if touched.len() <= SHOWN_LINES || !edit.text.is_empty() {
        return vec![whole];
    }
    let is_text = |line: &usize| !text[lines.span(*line)].trim().is_empty();
    let start = touched.clone().find(is_text).unwrap_or(touched.start);
    let end = touched.clone().rfind(is_text).unwrap_or(touched.end - 1);
    let first = Piece {
        span: lines.span(start).start.max(whole.span.start)..lines.span(start).end,
        lines: (start < end).then_some(end + 1 - start),
        ..whole
    };
    if start == end {
        return vec![first];
    }
    let last = Piece {
        span: lines.span(end).start..lines.span(end).end.min(whole.span.end),
        lines: None,
        ..whole
    };
    vec![first, last]
}
