//! Running text: what the parser leaves as plain text, in runs that no markup interrupts.
//!
//! The parser hands text over in pieces, split at every character that might
//! have meant something. Here they are put together again; what stands in code, in
//! HTML blocks and in links that are their own text is left out.

use mdbook_markdown::pulldown_cmark::TagEnd;
use std::ops::Range;

/// Plain text without markup inside, in bytes of the parsed text.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its bytes, escapes and entities as written.
    pub span: Range<usize>,
    /// Which element it stands in; two runs with the same one can be the ends of a new element.
    pub parent: usize,
    /// The index of its block.
    pub block: usize,
    /// Whether it is an image's text, where no tags can stand.
    pub in_image: bool,
    /// The link around it, as an index into [`Runs::elements`].
    pub link: Option<usize>,
}

/// What an inline element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ElementKind {
    /// A link: destination and title.
    Link(String, String),
    /// An image: destination, title and text.
    Image(String, String, String),
    /// `~x~` or `~~x~~`.
    Strikethrough,
    /// Code, emphasis and the like.
    Other,
}

/// An inline element.
#[derive(Debug, Clone)]
pub struct InlineElement {
    /// What it is.
    pub kind: ElementKind,
    /// Its bytes.
    pub span: Range<usize>,
    /// Where what stands inside ends.
    pub inner_end: usize,
    /// The index of its block.
    pub block: usize,
    /// Whether it stands in an image's text.
    pub in_image: bool,
    /// Whether anything but plain text stands inside: code, an image.
    pub holds_other: bool,
}

/// What a block of inline content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph on the page's top level.
    Paragraph,
    /// A heading, with attributes besides id and classes or without.
    Heading(bool),
    /// A table's cell.
    Cell,
    /// A paragraph elsewhere, a tight list item's text and the like.
    Other,
}

/// Inline content without a block in between.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is the content of.
    pub container: PassageKind,
    /// From its first to its last byte.
    pub content: Range<usize>,
    /// Where its lines begin; see [`Runs::lines_of`].
    pub(super) lines: Range<usize>,
    /// The row's or heading's bytes.
    pub around: Range<usize>,
}

/// All running text of a page.
#[derive(Debug, Default)]
pub struct Runs {
    /// In order.
    pub runs: Vec<Run>,
    /// In the order of their beginnings.
    pub elements: Vec<InlineElement>,
    /// In order.
    pub blocks: Vec<Passage>,
    /// Where the lines of all blocks begin.
    pub(super) lines: Vec<usize>,
}

impl Runs {
    /// Where the lines of a block begin.
    pub fn lines_of(&self, block: &Passage) -> &[usize] {
        &self.lines[block.lines.clone()]
    }

    /// Whether the byte at `at` is plain text.
    pub fn holds(&self, at: usize) -> bool {
        let behind = self.runs.partition_point(|run| run.span.end <= at);
        self.runs
            .get(behind)
            .is_some_and(|run| run.span.contains(&at))
    }

    /// Those of the bytes `places` that are plain text, each with its run; `places` are in order.
    pub fn among<'r>(
        &'r self,
        places: impl Iterator<Item = usize> + 'r,
    ) -> impl Iterator<Item = (usize, &'r Run)> + 'r {
        let mut runs = self.runs.iter().peekable();
        places.filter_map(move |at| {
            while runs.next_if(|run| run.span.end <= at).is_some() {}
            let run = runs.peek().filter(|run| run.span.start <= at)?;
            Some((at, *run))
        })
    }

    /// Leaves the bytes `holes` out of the running text; both are in order.
    pub fn cut(&mut self, holes: &[Range<usize>]) {
        if holes.is_empty() {
            return;
        }
        let mut runs = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            let first = holes.partition_point(|hole| hole.end <= run.span.start);
            let inside = holes[first..].iter();
            let mut at = run.span.start;
            for hole in inside.take_while(|hole| hole.start < run.span.end) {
                if at < hole.start {
                    let span = at..hole.start;
                    runs.push(Run { span, ..run });
                }
                at = hole.end;
            }
            if at < run.span.end {
                let span = at..run.span.end;
                runs.push(Run { span, ..run });
            }
        }
        self.runs = runs;
    }
}

/// Whether an element inside of a block ends.
pub fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Subscript
            | TagEnd::Superscript
    )
}
