//! A text that is followed to where something stands in it for another text.

use super::containers::{Around, Containers};
use super::links::Directive;
use super::snippets::Piece;
use crate::text::indent;
use std::ops::Range;

/// What stands for something else.
pub(super) enum Found<'t> {
    Link(Directive<'t>),
    Snippet(Piece<'t>),
}

impl Found<'_> {
    pub(super) fn span(&self) -> &Range<usize> {
        match self {
            Found::Link(directive) => &directive.span,
            Found::Snippet(piece) => piece.span(),
        }
    }
}

/// Follows a text line by line to where something stands in it.
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) containers: Containers,
    line: usize,
    /// What further lines begin with on this line; all that stands on it asks the same.
    prefix: String,
    next: usize,
}

impl<'t> Reader<'t> {
    /// The text behind `head`, its frontmatter.
    pub(super) fn new(text: &'t str, head: usize, around: Around) -> Reader<'t> {
        Reader {
            text,
            containers: Containers::new(around),
            line: head,
            prefix: String::new(),
            next: head,
        }
    }

    pub(super) fn go_to(&mut self, at: usize) {
        let line = self.line;
        let is_first = self.next == line;
        while self.next <= at && self.next < self.text.len() {
            self.line = self.next;
            let end = indent::line_end(self.text, self.line);
            self.containers.read(&self.text[self.line..end]);
            self.next = end + 1;
        }
        if is_first || self.line != line {
            let before = self.text.get(self.line..at);
            let prefix = before.map(|before| self.containers.prefix(before));
            self.prefix = prefix.unwrap_or_default();
        }
    }

    /// What further lines of a directive that stands here begin with.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }
}
