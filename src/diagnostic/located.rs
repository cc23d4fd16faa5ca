//! Diagnostics with their places in the files on disk.

use crate::diagnostic::place::{FileText, Place};
use crate::diagnostic::{Diagnostic, Extent, Fix, LabelPlace, LintLevel, Phrase};
use crate::text::edit::{Edit, OffsetMap};
use crate::text::span::{File, Span, Text};
use std::sync::Arc;

/// A diagnostic as it is reported: it knows its files.
#[derive(Debug, Clone)]
pub struct Located {
    /// The rule's name.
    pub rule: &'static str,
    /// Its level here.
    pub level: LintLevel,
    /// Lower case, values in backticks, no full stop.
    pub message: String,
    /// What to underline.
    pub place: Place,
    /// Short words at the underlined place.
    pub label: Option<Phrase>,
    /// Related places.
    pub labels: Vec<LocatedLabel>,
    /// What to do.
    pub help: Vec<Phrase>,
    /// How a machine can do it. Few have one, and there are many diagnostics.
    pub fix: Option<Box<Fix<Edit<File>>>>,
    /// How much is wrong.
    pub extent: Extent,
}

impl Located {
    /// Orders diagnostics by file and place, then by rule.
    pub fn sort_key(&self) -> (&str, usize, usize, &str, &str) {
        let Span { start, end, .. } = self.place.span;
        (self.file(), start, end, self.rule, &self.message)
    }

    /// Gives up all but what is counted, and the bytes that it is about.
    pub fn forget(&mut self, unread: &Arc<FileText>) {
        self.place.file = Arc::clone(unread);
        self.message = String::new();
        self.label = None;
        self.labels = Vec::new();
        self.help = Vec::new();
        self.extent = Extent::Whole;
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.text = String::new();
        }
    }

    /// The file, relative to the book's root, with `/`.
    pub fn file(&self) -> &str {
        &self.place.file.name
    }
}

/// A place that a diagnostic refers to besides its own, perhaps in another file.
#[derive(Debug, Clone)]
pub struct LocatedLabel {
    /// The place.
    pub place: Place,
    /// What it has to do with the diagnostic.
    pub message: Phrase,
}

/// The way from a page's text back to its file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// Bytes of the file's byte-order mark.
    pub bom: usize,
    /// Where the text came from, if something is included in it.
    pub includes: Option<&'a OffsetMap>,
}

impl Origin<'_> {
    /// The bytes of the file; for included text, those of its directive.
    pub fn span(&self, span: Span<Text>) -> Span<File> {
        let range = match self.includes {
            Some(map) => map.source_range(span.range()),
            None => span.range(),
        };
        Span::new(range).shift(self.bom)
    }

    /// Whether the file itself holds a span, rather than what it includes.
    pub fn is_own(&self, span: Span<Text>) -> bool {
        let includes = self.includes;
        includes.is_none_or(|map| map.copied_range(span.range()).is_some())
    }

    /// The edit of the file that does the same. Inside included text there is none:
    /// it would change another file than the one it is made for.
    fn edit(&self, edit: Edit<Text>) -> Option<Edit<File>> {
        let range = edit.span.range();
        let range = match self.includes {
            Some(map) => map.copied_range(range)?,
            None => range,
        };
        Some(Edit {
            span: Span::new(range).shift(self.bom),
            text: edit.text,
        })
    }

    /// A fix of the text as one of the file, if all of its edits are.
    fn fix(&self, fix: Fix) -> Option<Fix<Edit<File>>> {
        let edits = fix.edits.into_iter().map(|edit| self.edit(edit));
        Some(Fix {
            applicability: fix.applicability,
            edits: edits.collect::<Option<_>>()?,
            takes_ids: fix.takes_ids,
        })
    }
}

/// Finds the place of a diagnostic, and those of its labels and its fix, in the page's file.
pub fn locate(diagnostic: Diagnostic, file: &Arc<FileText>, origin: Origin<'_>) -> Located {
    let place = |span| Place::new(file, origin.span(span));
    let labels = diagnostic.labels.into_iter().map(|label| LocatedLabel {
        place: match label.place {
            LabelPlace::Here(span) => place(span),
            LabelPlace::Elsewhere(place) => place,
        },
        message: label.message,
    });
    let mut fix = diagnostic.fix.and_then(|fix| origin.fix(fix));
    for edit in fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.span = Place::new(file, edit.span).span;
    }
    Located {
        rule: diagnostic.rule,
        level: diagnostic.level,
        message: diagnostic.message,
        place: place(diagnostic.span),
        label: diagnostic.label,
        labels: labels.collect(),
        help: diagnostic.help,
        fix: fix.map(Box::new),
        extent: diagnostic.extent,
    }
}
