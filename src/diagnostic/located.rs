//! Diagnostics with their places in the file on disk.

use super::change::{self, Change};
use crate::diagnostic::Diagnostic;
use crate::text::lines::Lines;
use std::ops::Range;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In bytes of the file, from 0.
    pub offset: usize,
}

/// A place in another file than a diagnostic's, with the line to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file, relative to the book's root, with `/`.
    pub file: String,
    /// Where it starts.
    pub start: Place,
    /// Where it ends, on the same line.
    pub end: Place,
    /// The line, without its line break.
    pub line: String,
}

impl Elsewhere {
    /// The first line of `span`, bytes of a file without its byte-order mark of `bom` bytes.
    pub fn new(file: String, text: &str, span: Range<usize>, bom: usize) -> Elsewhere {
        let span = clamp(text, span);
        let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n);
        // Nothing behind the line is looked at: this is asked of every page.
        let text = &text[..line_end(span.start)];
        let text = text.strip_suffix('\r').unwrap_or(text);
        let start = span.start.min(text.len());
        let lines = Lines::new(text);
        let first = lines.span(lines.line(start)).start;
        Elsewhere {
            file,
            start: place(text, &lines, bom, start),
            end: place(text, &lines, bom, span.end.min(text.len())),
            line: text[first..].to_owned(),
        }
    }

    fn excerpt(&self, words: &str) -> Excerpt {
        let width = self.end.offset - self.start.offset;
        let column = self.line.char_indices().nth(self.start.column - 1);
        let start = column.map_or(self.line.len(), |(at, _)| at);
        Excerpt {
            file: Some(self.file.clone()),
            first_line: self.start.line,
            text: self.line.clone(),
            marks: vec![(start..start + width, words.to_owned(), false)],
        }
    }
}

/// A place in an excerpt: its bytes, words, and whether it is the diagnostic's own.
pub type Mark = (Range<usize>, String, bool);

/// A piece of the file, to show a place in.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// The file, where it is another one than the diagnostic's.
    pub file: Option<String>,
    /// The line it begins with, from 1.
    pub first_line: usize,
    /// Whole lines.
    pub text: String,
    /// The places in it, in bytes of `text`.
    pub marks: Vec<Mark>,
}

/// A diagnostic that knows its place in the file on disk.
#[derive(Debug, Clone)]
pub struct Located {
    /// The diagnostic; its spans and the edits of its fix are bytes of the file.
    pub diagnostic: Diagnostic,
    /// Where it starts and ends.
    pub span: (Place, Place),
    /// The same for each of its labels.
    pub labels: Vec<(Place, Place)>,
    /// What a person needs to see.
    pub excerpts: Vec<Excerpt>,
    /// Where each edit of its fix starts and ends.
    pub edits: Vec<(Place, Place)>,
    /// The fix as a person sees it.
    pub changes: Vec<Change>,
}

impl Located {
    /// Orders diagnostics by file and place, then by rule.
    pub fn sort_key(&self) -> (&str, usize, usize, &str, &str) {
        let Diagnostic {
            file,
            rule,
            message,
            ..
        } = &self.diagnostic;
        (file, self.span.0.offset, self.span.1.offset, rule, message)
    }
}

/// Of a long span people see this many lines underlined.
const SHOWN_LINES: usize = 4;
/// Places further apart than this get excerpts of their own.
const NEAR_LINES: usize = 12;

/// Finds the places of `diagnostics` in a file. `text` is the file without its
/// byte-order mark of `bom` bytes, and their spans are bytes of `text`.
pub fn locate(diagnostics: Vec<Diagnostic>, text: &str, bom: usize) -> Vec<Located> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    diagnostics
        .into_iter()
        .map(|diagnostic| locate_one(diagnostic, text, &lines, bom))
        .collect()
}

fn locate_one(mut diagnostic: Diagnostic, text: &str, lines: &Lines, bom: usize) -> Located {
    let own = clamp(text, diagnostic.span.clone());
    let mut marks = vec![(
        own.clone(),
        diagnostic.label.clone().unwrap_or_default(),
        true,
    )];
    let mut labels = Vec::new();
    let mut others = Vec::new();
    for label in &mut diagnostic.labels {
        if let Some(place) = &label.elsewhere {
            labels.push((place.start, place.end));
            others.push(place.excerpt(&label.message));
            continue;
        }
        let span = clamp(text, label.span.clone());
        labels.push((
            place(text, lines, bom, span.start),
            place(text, lines, bom, span.end),
        ));
        marks.push((span.clone(), label.message.clone(), false));
        label.span = span.start + bom..span.end + bom;
    }
    let span = (
        place(text, lines, bom, own.start),
        place(text, lines, bom, own.end),
    );
    diagnostic.span = own.start + bom..own.end + bom;
    let mut edits = Vec::new();
    let mut changes = Vec::new();
    if let Some(fix) = &mut diagnostic.fix {
        changes = change::changes(text, lines, &fix.edits);
        for edit in &mut fix.edits {
            let span = clamp(text, edit.span.clone());
            edits.push((
                place(text, lines, bom, span.start),
                place(text, lines, bom, span.end),
            ));
            edit.span = span.start + bom..span.end + bom;
        }
    }
    let mut excerpts = excerpts(text, lines, marks);
    excerpts.extend(others);
    Located {
        diagnostic,
        span,
        labels,
        excerpts,
        edits,
        changes,
    }
}

/// The span inside the text, on character boundaries.
pub(super) fn clamp(text: &str, span: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

fn place(text: &str, lines: &Lines, bom: usize, at: usize) -> Place {
    let line = lines.line(at);
    let start = lines.span(line).start;
    Place {
        line: line + 1,
        column: text[start..at].chars().count() + 1,
        offset: at + bom,
    }
}

/// Cuts out the lines around the marks; the diagnostic's own excerpt comes first.
fn excerpts(text: &str, lines: &Lines, marks: Vec<Mark>) -> Vec<Excerpt> {
    let mut excerpts: Vec<(Range<usize>, Vec<Mark>)> = Vec::new();
    for (mut span, words, own) in marks {
        let touched = lines.touched(span.clone());
        if touched.len() > SHOWN_LINES {
            span.end = span.start + text[span.clone()].find('\n').unwrap_or(span.len());
            span.end -= usize::from(text[..span.end].ends_with('\r'));
        }
        let touched = lines.touched(span.clone());
        let near = excerpts.iter_mut().find(|(shown, _)| {
            touched.start <= shown.end + NEAR_LINES && shown.start <= touched.end + NEAR_LINES
        });
        match near {
            Some((shown, marks)) => {
                *shown = shown.start.min(touched.start)..shown.end.max(touched.end);
                marks.push((span, words, own));
            }
            None => excerpts.push((touched, vec![(span, words, own)])),
        }
    }
    let cut = |(shown, marks): (Range<usize>, Vec<Mark>)| {
        let start = lines.span(shown.start).start;
        let end = lines.span(shown.end.saturating_sub(1)).end;
        let marks = marks
            .into_iter()
            .map(|(span, words, own)| (span.start - start..span.end - start, words, own));
        Excerpt {
            file: None,
            first_line: shown.start + 1,
            text: text[start..end].to_owned(),
            marks: marks.collect(),
        }
    };
    excerpts.into_iter().map(cut).collect()
}
