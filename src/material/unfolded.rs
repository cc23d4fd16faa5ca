//! The unfolded text, the way back, and where blocks stand in it.

use super::{Around, Block, Frame, Unread};
use crate::text::edit::{self, Applied, Edit, OffsetMap, WayBack};
use crate::text::maps::HashSet;
use crate::text::span::{Out, Span, Text};
use std::borrow::Cow;
use std::ops::Range;

/// A text with its blocks turned into ordinary Markdown.
#[derive(Debug)]
pub struct Unfolded<'a> {
    /// What is parsed and rendered.
    pub text: Cow<'a, str>,
    /// Where it begins in the page's text.
    pub(super) base: usize,
    /// The way back to the page's text.
    pub(super) map: OffsetMap,
    /// All indented blocks, in the order of their headers.
    pub blocks: Vec<Block>,
    /// All blocks and elements, in order, outer before inner.
    pub frames: Vec<Frame>,
    /// Headers of blocks that stand too deep inside of others, in bytes of the page's text.
    pub too_deep: Vec<usize>,
    /// Headers between slashes that begin no block, and why.
    pub unread: Vec<(Span<Text>, Unread)>,
    /// References to headings that no page of the book has, and the ids that they give.
    pub unresolved: Vec<(Span<Text>, String)>,
    pub(super) edits: Vec<Edit<Text>>,
    pub(super) places: Places,
}

/// Where frames stand: by the edits that wrote them, and by the page's own tags.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// A frame, and the indices of the edits that open it, begin its title's end and close it.
    pub(super) written: Vec<(usize, [usize; 3])>,
    pub(super) tags: Vec<Tags>,
}

/// A frame's own tags and title in the page's text.
#[derive(Debug)]
pub(super) struct Tags {
    pub(super) frame: usize,
    pub(super) open: Span<Text>,
    pub(super) close: Span<Text>,
    pub(super) title: Option<Span<Text>>,
}

impl<'a> Unfolded<'a> {
    /// The page's text from the byte `base` on, without any block yet.
    pub(super) fn begun(text: &'a str, base: usize) -> Unfolded<'a> {
        Unfolded {
            text: Cow::Borrowed(&text[base..]),
            base,
            map: OffsetMap::part(base..text.len()),
            blocks: Vec::new(),
            frames: Vec::new(),
            too_deep: Vec::new(),
            unread: Vec::new(),
            unresolved: Vec::new(),
            edits: Vec::new(),
            places: Places::default(),
        }
    }

    /// The bytes of the page's text that `range` of the unfolded text came from.
    pub fn source_range(&self, out: Span<Out>) -> Span<Text> {
        Span::new(self.map.source_range(out.range()))
    }

    /// The same for one range after the other.
    pub fn way_back(&self) -> WayBack<'_> {
        WayBack::new(&self.map)
    }

    /// Whether the byte at `offset` was written by unfolding.
    pub fn is_inserted(&self, offset: usize) -> bool {
        self.map.is_inserted(offset)
    }

    /// What was written instead of bytes of the page's text, the marks of blocks aside.
    pub fn rewrites(&self) -> impl Iterator<Item = (Span<Text>, &str)> {
        let marks: HashSet<usize> = self.places.written.iter().flat_map(|(_, at)| *at).collect();
        let edits = self.edits.iter().enumerate();
        let written = edits
            .filter(move |(index, edit)| !marks.contains(index) && !edit.text.trim().is_empty());
        written.map(|(_, edit)| (edit.span, edit.text.as_str()))
    }

    /// Writes what Python-Markdown reads otherwise than CommonMark as CommonMark has to see it;
    /// `edits` are those of the unfolded text, `page` is the page's text from which this came.
    pub fn edit(&mut self, edits: Vec<Edit<Out>>, page: &str) {
        let back = edits.into_iter().map(|edit| {
            let span = self.source_range(edit.span);
            Edit::replace(span, edit.text)
        });
        let back: Vec<Edit<Text>> = back.collect();
        self.edits.extend(back);
        self.apply(page);
    }

    /// Applies all edits and finds out where the frames stand.
    pub(super) fn apply(&mut self, page: &str) {
        let base = self.base;
        let body = self.edits.iter().map(|edit| {
            let Range { start, end } = edit.span.range();
            Edit::replace(start - base..end - base, edit.text.as_str())
        });
        let body: Vec<Edit> = body.collect();
        let Applied { text, map, places } = edit::apply_placed(&page[base..], &body);
        self.text = Cow::Owned(text);
        self.map = map.through(&OffsetMap::part(base..page.len()));
        let place = |index: usize| places[index].clone().unwrap_or(0..0);
        for (frame, [open, end, close]) in &self.places.written {
            let frame = &mut self.frames[*frame];
            let (open, end) = (place(*open), place(*end));
            frame.title = Span::new(open.end..end.start.max(open.end));
            frame.open = Span::new(open.start..end.end.max(open.end));
            frame.close = Span::new(place(*close));
        }
        for Tags {
            frame,
            open,
            close,
            title,
        } in &self.places.tags
        {
            let target =
                |span: &Span<Text>| self.map.target_range(span.range()).map(Span::<Out>::new);
            let frame = &mut self.frames[*frame];
            let (open, close) = (
                target(open).unwrap_or_default(),
                target(close).unwrap_or_default(),
            );
            match &mut frame.around {
                Around::Running { tags, .. } => *tags = (open, close),
                around => {
                    if let Around::Callout { title: found } = around {
                        *found = title.as_ref().and_then(target);
                    }
                    (frame.open, frame.close) = (open, close);
                }
            }
        }
    }
}
