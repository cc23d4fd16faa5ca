//! The texts in which blocks are looked for: the page's body, and the dedented body of each block.

use crate::text::edit::{self, Edit, OffsetMap};
use crate::text::span::{Span, Text};
use std::borrow::Cow;
use std::ops::Range;

/// A text and the way back to the page's.
#[derive(Debug)]
pub(super) struct Layer<'t> {
    pub(super) text: Cow<'t, str>,
    map: OffsetMap,
    /// Whether it is a block's body, or stands in one: Python-Markdown sees no block of HTML there
    /// but those that ask for Markdown.
    pub(super) is_body: bool,
    /// What each of its lines begins with in the page's text, and is taken away here.
    pub(super) prefix: String,
}

impl<'t> Layer<'t> {
    /// The page's text from the byte `base` on.
    pub(super) fn body(text: &'t str, base: usize) -> Layer<'t> {
        Layer {
            text: Cow::Borrowed(&text[base..]),
            map: OffsetMap::part(base..text.len()),
            is_body: false,
            prefix: String::new(),
        }
    }

    /// A part of this one, edited; its lines begin with `prefix` behind what those of this one begin with.
    pub(super) fn part(
        &self,
        range: Range<usize>,
        prefix: &str,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Layer<'static> {
        let shifted = edits.into_iter().map(|edit| {
            let Range { start, end } = edit.span.range();
            Edit::replace(start - range.start..end - range.start, edit.text)
        });
        let shifted: Vec<Edit> = shifted.collect();
        let (text, map) = edit::apply_mapped(&self.text[range.clone()], &shifted);
        let part = OffsetMap::part(range).through(&self.map);
        Layer {
            text: Cow::Owned(text),
            map: map.through(&part),
            is_body: self.is_body,
            prefix: format!("{}{prefix}", self.prefix),
        }
    }

    /// The bytes of the page's text that `range` comes from.
    pub(super) fn source(&self, range: Range<usize>) -> Span<Text> {
        Span::new(self.map.source_range(range))
    }

    /// An edit of this text as one of the page's: each line that it begins gets the prefix.
    pub(super) fn edit(&self, edit: Edit) -> Edit<Text> {
        let span = self.source(edit.span.range());
        if self.prefix.is_empty() || !edit.text.contains('\n') {
            return Edit::replace(span, edit.text);
        }
        let mut lines = edit.text.split('\n').peekable();
        let mut text = lines.next().unwrap_or("").to_owned();
        while let Some(line) = lines.next() {
            text.push('\n');
            // No blank space at the end of a line, unless text follows the edit there.
            let blank = line.is_empty() && lines.peek().is_some();
            text.push_str(if blank {
                self.prefix.trim_end()
            } else {
                &self.prefix
            });
            text.push_str(line);
        }
        Edit::replace(span, text)
    }
}
