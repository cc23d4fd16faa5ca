//! The dialect: what Material for MkDocs writes, in front of a CommonMark parser.
//!
//! Indented blocks (`!!! kind "title"`, `???`, `=== "tab"`), elements of HTML with Markdown
//! inside, and whatever else Python-Markdown reads otherwise than CommonMark are *unfolded*:
//! the text that is parsed is ordinary Markdown in which every such block stands between two
//! markers, its title as a paragraph of its own and its body dedented. What a block becomes in
//! HTML or in plain Markdown is not known here; [`Frame`]s say where it stands.
//!
//! Blocks are unfolded *by body*: the outermost ones are found by asking the parser where a
//! line of paragraph text begins, each body is dedented, and the same is done inside of it. So
//! a text is read as often as blocks stand inside one another, and never as a whole for each.
//! All edits are made in bytes of the page's text and applied once.

pub mod abbreviations;
pub mod admonition_kinds;
pub mod attributes;
mod below_html;
pub mod callouts;
mod closed_html;
pub mod comments;
mod critic;
pub mod definition_colons;
mod definitions;
mod elements;
mod fences;
mod find;
pub mod header;
mod heading_braces;
mod html_lines;
pub mod instructions;
mod intact;
pub mod key_names;
pub mod keys;
pub mod kinds;
mod layer;
pub mod marks;
pub mod markup;
pub mod math;
mod math_tokens;
mod mermaid_elements;
pub mod quote_callouts;
pub mod raw_pieces;
pub mod references;
pub mod respell;
mod running;
pub mod runs;
mod runs_builder;
pub mod shortcodes;
pub mod signs;
mod slash_header;
mod slash_options;
mod slashes;
mod spaced_links;
mod unfold;
mod unfolded;
pub mod verbatim;
mod walk;
mod walked;

pub use elements::callout;
pub use intact::torn;
pub use slashes::Unread;
pub use unfold::{MAX_NESTING, unfold};
pub use unfolded::Unfolded;

use crate::template::Tier;
use crate::text::span::{Out, Span, Text};
use admonition_kinds::admonition_kind;
use attributes::List;

/// How a block is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// `!!!`
    Plain,
    /// `???`, folded
    Folded,
    /// `???+`, foldable and open
    Unfolded,
    /// `=== "title"`
    Tab,
    /// `/// caption`: what stands with the figure before it.
    Caption {
        /// Whether it stands above the figure.
        above: bool,
        /// The number that its author gives it.
        number: Option<u32>,
    },
    /// `/// html | tag`: an element of HTML, whose name is the kind.
    Element,
}

impl Marker {
    /// Whether it makes a box.
    pub fn is_box(self) -> bool {
        matches!(self, Marker::Plain | Marker::Folded | Marker::Unfolded)
    }
}

/// One block: an admonition, a tab or another one of `PyMdown`'s. All spans are bytes of the text `C`.
#[derive(Debug, Clone)]
pub struct Block<C = Text> {
    /// How it is marked.
    pub marker: Marker,
    /// The kind as written; empty where none is given.
    pub kind: String,
    /// The kind's bytes; empty at the end of the marker where none is given.
    pub kind_span: Span<C>,
    /// Further words before the title: classes, `inline`, `end`.
    pub classes: Vec<String>,
    /// The title without quotes; `None` where there is none, empty for `""`.
    pub title: Option<String>,
    /// The title's bytes without quotes.
    pub title_span: Span<C>,
    /// From the marker to the end of its line, or of the options below it.
    pub header: Span<C>,
    /// The body's lines; empty for a block without one.
    pub body: Span<C>,
    /// The line that closes a block between slashes; empty behind an indented one.
    pub closing: Span<C>,
    /// Further attributes of a block between slashes.
    pub attributes: List,
    /// Whether this is `===!`, a tab that begins a new set.
    pub begins_set: bool,
    /// Whether this is `===+`, the tab that is shown first.
    pub selected: bool,
    /// MkDocs' number of a tab's set, and of the tab in it; from 1.
    pub number: (usize, usize),
    /// Whether a tab is the first and the last one of its set.
    pub ends: (bool, bool),
}

impl<C> Block<C> {
    /// From the marker to the end of the body, or of the line that closes it.
    pub fn span(&self) -> Span<C> {
        let end = self.content_end().max(self.closing.end);
        Span::new(self.header.start..end)
    }

    /// Where the body ends, behind the header where there is none.
    pub fn content_end(&self) -> usize {
        self.body.end.max(self.header.end)
    }

    /// Whether it stands between slashes.
    pub fn is_slashed(&self) -> bool {
        !self.closing.is_empty()
    }

    /// The kind's canonical name; `note` for an unknown one.
    pub fn canonical(&self) -> &'static str {
        admonition_kind(&self.kind).unwrap_or("note")
    }

    /// Whether the kind is one that Material knows.
    pub fn is_known(&self) -> bool {
        !self.marker.is_box() || admonition_kind(&self.kind).is_some()
    }

    /// A tab's id: its author's, or the one that MkDocs gives it.
    pub fn id(&self) -> Option<String> {
        let (set, tab) = self.number;
        let own = self.attributes.id.clone();
        let own = own.or_else(|| Some(format!("__tabbed_{set}_{tab}")));
        own.filter(|_| self.marker == Marker::Tab)
    }

    /// The tier whose banner this is, by its title.
    pub fn tier(&self) -> Option<Tier> {
        if !self.marker.is_box() {
            return None;
        }
        Tier::of_banner_title(self.title.as_deref()?)
    }
}

/// What stands around a piece of the unfolded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Around {
    /// An indented block, by its index among the page's.
    Block(usize),
    /// A callout box, a `<div>` of one of the template's classes; its title, a heading in HTML,
    /// from its opening to its closing tag, in bytes of the unfolded text.
    Callout {
        /// The title, where there is one.
        title: Option<Span<Out>>,
    },
    /// An element that means nothing without HTML, such as `<div markdown>`.
    Wrapper,
    /// An element of HTML whose content is running text: `<td markdown>`.
    Running {
        /// Whether it means nothing without HTML.
        is_wrapper: bool,
        /// Its content in the page's text.
        source: Span<Text>,
        /// Its two tags in the unfolded text.
        tags: (Span<Out>, Span<Out>),
    },
    /// Another element of HTML with Markdown inside.
    Element,
}

/// A block or an element in the unfolded text. `open` and `close` are bytes of it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What it is.
    pub around: Around,
    /// Whether it is a box, and so a quote in plain Markdown.
    pub is_box: bool,
    /// The index of the frame that it stands in.
    pub parent: Option<usize>,
    /// What its lines begin with, behind what those of its parent begin with: quote markers, and
    /// list markers as spaces.
    pub prefix: String,
    /// What stands for a block's header, marker and title; what begins running text; another
    /// element's opening tag.
    pub open: Span<Out>,
    /// A block's title, empty where none is written.
    pub title: Span<Out>,
    /// What stands behind a block's body or running text; another element's closing tag.
    pub close: Span<Out>,
}

/// What stands for the beginning and the end of a block: to CommonMark a block of HTML of one line.
pub const MARK: &str = "<!-- -->";
/// Around running text that must not begin a block, whatever its first characters are.
pub const TEXT: (&str, &str) = ("<b>", "</b>");
