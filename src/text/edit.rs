//! Replacing byte ranges of a text, and finding the way back.

use crate::text::span::{Local, Span};
use std::ops::Range;

/// One replacement in the text `C`. An empty span inserts; empty text deletes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit<C = Local> {
    /// The bytes to replace.
    pub span: Span<C>,
    /// What stands there afterwards.
    pub text: String,
}

impl<C> Edit<C> {
    /// Replaces `span` by `text`.
    pub fn replace(span: impl Into<Span<C>>, text: impl Into<String>) -> Edit<C> {
        Edit {
            span: span.into(),
            text: text.into(),
        }
    }

    /// Inserts `text` before the byte at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Edit<C> {
        Edit {
            span: Span::at(at),
            text: text.into(),
        }
    }

    /// Deletes `span`.
    pub fn delete(span: impl Into<Span<C>>) -> Edit<C> {
        Edit {
            span: span.into(),
            text: String::new(),
        }
    }
}

impl Edit {
    /// The same edit, by the word of whoever knows that the text at hand is `C`.
    pub fn of<C>(self) -> Edit<C> {
        Edit {
            span: Span::new(self.span.range()),
            text: self.text,
        }
    }
}

/// Applies the edits, whatever their order. Of two that overlap the earlier one
/// wins and the other is left out: a lost decoration is better than lost text.
/// An edit outside the text or off a character boundary is left out too.
pub fn apply<C>(text: &str, edits: impl AsRef<[Edit<C>]>) -> String {
    apply_mapped(text, edits.as_ref()).0
}

/// A part of the text with those of the edits that lie within it.
pub fn apply_within<C>(text: &str, part: Span<C>, edits: &[Edit<C>]) -> String {
    let within = |edit: &&Edit<C>| part.start <= edit.span.start && edit.span.end <= part.end;
    let shifted = edits.iter().filter(within).map(|edit| Edit {
        span: Span::<Local>::new(edit.span.start - part.start..edit.span.end - part.start),
        text: edit.text.clone(),
    });
    apply(&text[part.range()], shifted.collect::<Vec<_>>())
}

/// Like [`apply`], with the map from the new text back to the old.
pub fn apply_mapped<C>(text: &str, edits: &[Edit<C>]) -> (String, OffsetMap) {
    let Applied { text, map, .. } = apply_placed(text, edits);
    (text, map)
}

/// An edited text, and what became of the edits.
#[derive(Debug)]
pub struct Applied {
    /// The new text.
    pub text: String,
    /// The way from it back to the old one.
    pub map: OffsetMap,
    /// Where the text of each edit stands in the new text; `None` for an edit that was left out.
    pub places: Vec<Option<Range<usize>>>,
}

/// Like [`apply`], and says where the text of each edit stands.
pub fn apply_placed<C>(text: &str, edits: &[Edit<C>]) -> Applied {
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|index| (edits[*index].span.start, edits[*index].span.end));
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut map = OffsetMap::default();
    let mut places = vec![None; edits.len()];
    let mut at = 0;
    for index in order {
        let edit = &edits[index];
        let (start, end) = (edit.span.start, edit.span.end);
        if start < at || end < start || !text.is_char_boundary(start) || !text.is_char_boundary(end)
        {
            continue;
        }
        if at < start {
            map.push(out.len(), at..start, true);
            out.push_str(&text[at..start]);
        }
        map.push(out.len(), start..end, false);
        places[index] = Some(out.len()..out.len() + edit.text.len());
        out.push_str(&edit.text);
        at = end;
    }
    map.push(out.len(), at..text.len(), true);
    out.push_str(&text[at..]);
    Applied {
        text: out,
        map,
        places,
    }
}

#[derive(Debug, Clone)]
struct Segment {
    out: usize,
    source: Range<usize>,
    copied: bool,
}

/// Where each byte of an edited text came from.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The map of a text that is the part `source` of another.
    pub fn part(source: Range<usize>) -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push(0, source, true);
        map
    }

    fn push(&mut self, out: usize, source: Range<usize>, copied: bool) {
        self.segments.push(Segment {
            out,
            source,
            copied,
        });
    }

    /// This map's way back, followed by the one of `outer`: where its text was edited itself.
    #[must_use]
    pub fn through(&self, outer: &OffsetMap) -> OffsetMap {
        let mut map = OffsetMap::default();
        for segment in &self.segments {
            if !segment.copied {
                map.push(
                    segment.out,
                    outer.source_range(segment.source.clone()),
                    false,
                );
                continue;
            }
            let Range { start, end } = segment.source;
            let first = outer.segments.partition_point(|part| part.out <= start);
            let first = first.saturating_sub(1);
            for (index, part) in outer.segments.iter().enumerate().skip(first) {
                let next = outer.segments.get(index + 1);
                let from = part.out.max(start);
                let to = next.map_or(end, |next| next.out.min(end));
                if part.out >= end && part.out > start {
                    break;
                }
                if from > to || from == to && start < end {
                    continue;
                }
                let out = segment.out + (from - start);
                if part.copied {
                    let source = part.source.start + (from - part.out);
                    map.push(out, source..source + (to - from), true);
                } else {
                    map.push(out, part.source.clone(), false);
                }
            }
        }
        map
    }

    /// Where the byte at `source` of the old text stands in the new one; `None` where it is gone.
    pub fn target(&self, source: usize) -> Option<usize> {
        let before = self
            .segments
            .partition_point(|segment| segment.source.start <= source);
        let segment = self.segments[..before].iter().rev().find(|s| s.copied)?;
        let holds = segment.source.contains(&source);
        holds.then(|| segment.out + (source - segment.source.start))
    }

    /// The bytes of the new text that `source`, not empty, became, if both its ends are still there.
    pub fn target_range(&self, source: Range<usize>) -> Option<Range<usize>> {
        let start = self.target(source.start)?;
        let end = self.target(source.end.checked_sub(1)?)? + 1;
        (start < end).then_some(start..end)
    }

    /// How many segments begin at or before `offset`.
    fn up_to(&self, offset: usize) -> usize {
        self.segments
            .partition_point(|segment| segment.out <= offset)
    }

    fn segment(&self, offset: usize) -> Option<&Segment> {
        self.segments[..self.up_to(offset)].last()
    }

    /// The source bytes that `range` came from; for inserted text, where it was inserted.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        self.source_of(self.up_to(range.start), range)
    }

    /// The same, where `after` segments begin at or before the start of `range`.
    fn source_of(&self, after: usize, range: Range<usize>) -> Range<usize> {
        let first = self.segments[..after].last();
        let start = match first {
            Some(s) if s.copied => s.source.start + (range.start - s.out),
            Some(s) => s.source.start,
            None => range.start,
        };
        if range.is_empty() {
            return start..start;
        }
        // Most end in the segment that they begin in.
        let next = self.segments.get(after);
        let last = match next.filter(|next| next.out < range.end) {
            Some(_) => self.segment(range.end - 1),
            None => first,
        };
        let end = match last {
            Some(s) if s.copied => s.source.start + (range.end - s.out),
            Some(s) => s.source.end,
            None => range.end,
        };
        start..end.max(start)
    }

    /// The source bytes of `range`, if they are the same bytes in the source.
    pub fn copied_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let segment = self.segment(range.start)?;
        let end = segment.out + segment.source.len();
        let start = segment.source.start + (range.start - segment.out);
        (segment.copied && range.end <= end).then(|| start..start + range.len())
    }

    /// Whether the byte at `offset` was written by an edit.
    pub fn is_inserted(&self, offset: usize) -> bool {
        self.segment(offset).is_some_and(|segment| !segment.copied)
    }
}

/// The way back for many ranges, of which most begin in the segment of the one before or the next.
#[derive(Debug)]
pub struct WayBack<'m> {
    map: &'m OffsetMap,
    /// How many segments begin at or before the start of the range before.
    after: usize,
}

impl<'m> WayBack<'m> {
    /// Begins at the front of the new text.
    pub fn new(map: &'m OffsetMap) -> WayBack<'m> {
        WayBack { map, after: 0 }
    }

    /// [`OffsetMap::source_range`].
    pub fn source_range(&mut self, range: Range<usize>) -> Range<usize> {
        let begins = |at: usize| {
            let segment = self.map.segments.get(at);
            segment.is_some_and(|segment| segment.out <= range.start)
        };
        let is_right = |after: &usize| *after > 0 && begins(*after - 1) && !begins(*after);
        let near = [self.after, self.after + 1].into_iter().find(is_right);
        self.after = near.unwrap_or_else(|| self.map.up_to(range.start));
        self.map.source_of(self.after, range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_edits_keep_the_earlier_one() {
        let edits = vec![
            Edit::delete(2..5),
            Edit::replace(4..6, "x"),
            Edit::insert(0, ">"),
        ];
        assert_eq!(apply("abcdefg", edits), ">abfg");
    }

    #[test]
    fn an_edit_inside_a_character_is_left_out() {
        assert_eq!(apply("é!", vec![Edit::delete(1..2)]), "é!");
    }

    #[test]
    fn offsets_lead_back() {
        let edits = [Edit::replace(4..7, "2"), Edit::insert(13, "!")];
        let (out, map) = apply_mapped("one two three", &edits);
        assert_eq!(out, "one 2 three!");
        let three = out.find("three").unwrap();
        assert_eq!(map.source_range(three..three + 5), 8..13);
        assert_eq!(map.source_range(4..5), 4..7);
        assert_eq!(map.copied_range(three..three + 5), Some(8..13));
        assert_eq!(map.copied_range(0..4), Some(0..4));
        assert_eq!(map.copied_range(0..5), None);
        assert_eq!(map.copied_range(4..5), None);
        assert!(map.is_inserted(4) && map.is_inserted(11) && !map.is_inserted(3));
    }

    #[test]
    fn the_way_back_is_the_same_in_any_order() {
        let edits = [
            Edit::insert(0, "!!"),
            Edit::replace(4..7, "2"),
            Edit::delete(9..11),
        ];
        let (out, map) = apply_mapped("one two three", &edits);
        let mut back = WayBack::new(&map);
        for start in (0..=out.len())
            .chain((0..=out.len()).rev())
            .chain([3, 9, 0, 5])
        {
            for end in start..=out.len() {
                assert_eq!(back.source_range(start..end), map.source_range(start..end));
            }
        }
    }
}
