//! The lines that a fix changes, cut out to show them as a diff.

use crate::diagnostic::place::FileText;
use crate::report::window::Window;
use crate::text::edit::Edit;
use crate::text::span::File;
use std::ops::Range;

/// Lines of a file and what a fix makes of them.
#[derive(Debug)]
pub struct FixPreview {
    /// The line it begins with, from 1.
    pub first_line: usize,
    /// Whole lines; of long ones what is around the patches.
    pub text: String,
    /// The bytes of `text` to replace, and by what.
    pub patches: Vec<(Range<usize>, String)>,
    /// Of how many deleted lines this is the first, where not all are shown.
    pub lines: Option<usize>,
}

/// Of a longer deletion people see the first and the last line.
const SHOWN_LINES: usize = 6;
/// Of a fix with more edits people see the first ones.
pub const SHOWN_EDITS: usize = 20;

/// One edit, or the end of a long one.
struct Piece<'e> {
    span: Range<usize>,
    text: &'e str,
    lines: Option<usize>,
}

/// The lines around the edits that are shown, in their order.
pub fn changes(file: &FileText, edits: &[Edit<File>]) -> Vec<FixPreview> {
    let edits = edits.iter().take(SHOWN_EDITS);
    let mut pieces: Vec<Piece<'_>> = edits.flat_map(|edit| pieces(file, edit)).collect();
    pieces.sort_by_key(|piece| (piece.span.start, piece.span.end));
    let mut found: Vec<(Range<usize>, Vec<Piece<'_>>)> = Vec::new();
    for piece in pieces {
        let touched = file.lines().touched(piece.span.clone());
        match found.last_mut() {
            Some((shown, pieces)) if touched.start < shown.end => {
                shown.end = shown.end.max(touched.end);
                pieces.push(piece);
            }
            _ => found.push((touched, vec![piece])),
        }
    }
    let found = found.into_iter();
    found
        .map(|(shown, pieces)| cut(file, shown, pieces))
        .collect()
}

fn cut(file: &FileText, shown: Range<usize>, pieces: Vec<Piece<'_>>) -> FixPreview {
    let points: Vec<usize> = pieces
        .iter()
        .flat_map(|piece| [piece.span.start, piece.span.end])
        .collect();
    let window = Window::new(file, shown.clone(), &points);
    FixPreview {
        first_line: file.line_number(shown.start),
        lines: pieces.iter().find_map(|piece| piece.lines),
        patches: pieces
            .into_iter()
            .map(|piece| (window.range(&piece.span), piece.text.to_owned()))
            .collect(),
        text: window.text,
    }
}

/// What to show of an edit: all of it, or of a long deletion its two ends.
fn pieces<'e>(file: &FileText, edit: &'e Edit<File>) -> Vec<Piece<'e>> {
    let (text, lines) = (file.text(), file.lines());
    let whole = Piece {
        span: file.local(edit.span),
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
