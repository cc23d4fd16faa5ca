//! Where something stands, and in which of a page's three texts.
//!
//! A byte offset means nothing without the text it counts in. The texts have types
//! here, so that an offset in one of them cannot be taken for one in another.

use std::marker::PhantomData;
use std::ops::Range;

/// The file on disk, its byte-order mark included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {}

/// The page's text: the file without byte-order mark, its includes expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {}

/// The unfolded text, which is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Out {}

/// The text at hand: a piece or a layer of one that a function alone looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Local {}

/// Bytes of the text `C`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<C> {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
    text: PhantomData<C>,
}

// Not derived, which would ask the same of the texts' types.
impl<C> Clone for Span<C> {
    fn clone(&self) -> Span<C> {
        *self
    }
}

impl<C> Copy for Span<C> {}

impl<C> Default for Span<C> {
    fn default() -> Span<C> {
        Span::at(0)
    }
}

impl<C> Span<C> {
    /// The bytes of `range`, by the word of whoever knows that it counts in `C`.
    pub const fn new(range: Range<usize>) -> Span<C> {
        Span {
            start: range.start,
            end: range.end,
            text: PhantomData,
        }
    }

    /// No bytes, before the byte at `at`.
    pub const fn at(at: usize) -> Span<C> {
        Span::new(at..at)
    }

    /// The same bytes, for what takes a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// How many bytes it has.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it has none, as a place where something is inserted.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the byte at `offset` is in it.
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// As many bytes, `by` bytes further on.
    #[must_use]
    pub fn shift(self, by: usize) -> Span<C> {
        Span::new(self.start + by..self.end + by)
    }

    /// The bytes `part` of it, counted from its first one.
    #[must_use]
    pub fn part(self, part: Range<usize>) -> Span<C> {
        Span::<C>::new(part).shift(self.start)
    }

    /// These bytes of `text`; `None` where they are outside or within a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// The part of it inside `text`, ends moved back to where characters begin.
    #[must_use]
    pub fn within(self, text: &str) -> Span<C> {
        let floor = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(self.start);
        Span::new(start..floor(self.end).max(start))
    }
}

/// Which bytes of the text `C` are meant: spans in order that do not touch, to be asked often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans<C>(Vec<Span<C>>);

impl<C> Spans<C> {
    /// Whether the byte at `offset` is in one of them.
    pub fn contain(&self, offset: usize) -> bool {
        let before = self.0.partition_point(|span| span.end <= offset);
        self.0.get(before).is_some_and(|span| span.contains(offset))
    }

    /// Whether a byte of `other` is in one of them.
    pub fn share_with(&self, other: Span<C>) -> bool {
        let before = self.0.partition_point(|span| span.end <= other.start);
        self.0
            .get(before)
            .is_some_and(|span| span.start < other.end)
    }

    /// All of them in order; those that overlap or touch are one.
    pub fn iter(&self) -> impl Iterator<Item = Span<C>> + '_ {
        self.0.iter().copied()
    }
}

/// Spans in any order, also such as overlap.
impl<C> FromIterator<Span<C>> for Spans<C> {
    fn from_iter<I: IntoIterator<Item = Span<C>>>(spans: I) -> Spans<C> {
        let mut spans: Vec<Span<C>> = spans.into_iter().collect();
        spans.sort_unstable_by_key(|span| span.start);
        let mut merged: Vec<Span<C>> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Spans(merged)
    }
}

// Ranges are the spans of the text at hand. Of the other texts' spans they come and go by name.
impl From<Range<usize>> for Span<Local> {
    fn from(range: Range<usize>) -> Span<Local> {
        Span::new(range)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Span, Spans};

    #[test]
    fn spans_may_overlap_and_come_in_any_order() {
        let spans = [6..8, 1..5, 2..3, 9..9];
        let spans: Spans<File> = spans.into_iter().map(Span::new).collect();
        let inside: Vec<usize> = (0..10).filter(|at| spans.contain(*at)).collect();
        assert_eq!(inside, [1, 2, 3, 4, 6, 7]);
        for (other, shares) in [(0..1, false), (0..2, true), (5..6, false), (4..9, true)] {
            assert_eq!(spans.share_with(Span::new(other)), shares);
        }
    }

    #[test]
    fn a_span_is_moved_into_its_text() {
        let within = |range| Span::<File>::new(range).within("é!").range();
        assert_eq!(within(1..2), 0..2);
        assert_eq!(within(1..1), 0..0);
        assert_eq!(within(2..99), 2..3);
        assert_eq!(within(98..99), 3..3);
        #[expect(clippy::reversed_empty_ranges, reason = "a rule's mistake")]
        let reversed = within(3..2);
        assert_eq!(reversed, 3..3);
    }

    #[test]
    fn a_span_takes_no_half_characters() {
        let span = Span::<File>::new(0..2);
        assert_eq!(span.of("é!"), Some("é"));
        assert_eq!(span.shift(1).of("é!"), None);
        assert_eq!(span.shift(2).of("é!"), None);
        assert!(span.contains(1) && !span.contains(2));
    }
}
