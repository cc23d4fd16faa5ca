//! Replacing byte ranges of a text, and finding the way back.

use std::ops::Range;

/// One replacement. An empty span inserts; empty text deletes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Range<usize>, text: impl Into<String>) -> Edit {
        Edit {
            span,
            text: text.into(),
        }
    }

    /// Inserts `text` before the byte at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit {
            span: at..at,
            text: text.into(),
        }
    }

    /// Deletes `span`.
    pub fn delete(span: Range<usize>) -> Edit {
        Edit {
            span,
            text: String::new(),
        }
    }
}

/// Applies the edits, whatever their order. Of two that overlap the earlier one
/// wins and the other is left out: a lost decoration is better than lost text.
/// An edit outside the text or off a character boundary is left out too.
pub fn apply(text: &str, edits: Vec<Edit>) -> String {
    apply_mapped(text, edits).0
}

/// A part of the text with those of the edits that lie within it.
pub fn apply_within(text: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let within = |edit: &&Edit| range.start <= edit.span.start && edit.span.end <= range.end;
    let shifted = edits.iter().filter(within).map(|edit| Edit {
        span: edit.span.start - range.start..edit.span.end - range.start,
        text: edit.text.clone(),
    });
    apply(&text[range.clone()], shifted.collect())
}

/// Like [`apply`], with the map from the new text back to the old.
pub fn apply_mapped(text: &str, mut edits: Vec<Edit>) -> (String, OffsetMap) {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut map = OffsetMap::default();
    let mut at = 0;
    for edit in &edits {
        let Range { start, end } = edit.span;
        if start < at || end < start || !text.is_char_boundary(start) || !text.is_char_boundary(end)
        {
            continue;
        }
        map.push(out.len(), at..start, true);
        out.push_str(&text[at..start]);
        map.push(out.len(), start..end, false);
        out.push_str(&edit.text);
        at = end;
    }
    map.push(out.len(), at..text.len(), true);
    out.push_str(&text[at..]);
    (out, map)
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
    fn push(&mut self, out: usize, source: Range<usize>, copied: bool) {
        self.segments.push(Segment {
            out,
            source,
            copied,
        });
    }

    fn segment(&self, offset: usize) -> Option<&Segment> {
        let after = self
            .segments
            .partition_point(|segment| segment.out <= offset);
        self.segments[..after].last()
    }

    /// The source offset of the byte at `offset`; for inserted text, where it was inserted.
    pub fn source(&self, offset: usize) -> usize {
        match self.segment(offset) {
            Some(s) if s.copied => s.source.start + (offset - s.out),
            Some(s) => s.source.start,
            None => offset,
        }
    }

    /// The source bytes that `range` came from.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        if range.is_empty() {
            return start..start;
        }
        let end = match self.segment(range.end - 1) {
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
        let (out, map) = apply_mapped(
            "one two three",
            vec![Edit::replace(4..7, "2"), Edit::insert(13, "!")],
        );
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
}
