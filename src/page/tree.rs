//! The body as a flat tree: one list of nodes in document order.

use super::destinations::{self, Definition};
use super::slugs::Slugs;
use super::tree_builder::Builder;
use crate::material::callouts::CalloutBox;
use crate::material::comments::{self, Comment};
use crate::material::instructions::{Instructions, instructions};
use crate::material::kinds::Kinds;
use crate::material::markup::Markup;
use crate::material::raw_pieces::RawPieces;
use crate::material::references::References;
use crate::material::{self, Around, Unfolded, respell, signs, verbatim};
use crate::text::edit::Edit;
use crate::text::events::collected;
use crate::text::span::{Out, Span, Text};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a node is. Inline nodes are nodes too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph; a tight list item's text has none.
    Paragraph,
    /// ATX or setext.
    Heading {
        /// 1 to 6.
        rank: u8,
        /// The explicit `{#id}`.
        id: Option<String>,
    },
    /// The title of an indented block.
    Title,
    /// `>`
    Quote,
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
    },
    /// A list's item.
    Item {
        /// Whether it is a task, and done.
        task: Option<bool>,
    },
    /// A table: a [`Kind::TableHead`], then [`Kind::TableRow`]s.
    Table,
    /// The cells of the header row.
    TableHead,
    /// The cells of a body row.
    TableRow,
    /// A cell.
    TableCell,
    /// Fenced or indented code, diagrams too.
    Code {
        /// The info string; empty for indented code.
        info: String,
        /// Whether it stands in a fence.
        fenced: bool,
    },
    /// A block of HTML.
    Html,
    /// HTML in running text.
    InlineHtml,
    /// A footnote's text.
    Footnote,
    /// A definition list and its parts.
    Definition,
    /// A thematic break.
    Rule,
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// A link.
    Link {
        /// Where it leads, entities resolved.
        dest: String,
    },
    /// An image.
    Image {
        /// Where its file is, entities resolved.
        dest: String,
        /// Whether that is a file of the book; see [`crate::page::Page::mark_images_with_files`].
        exists: bool,
    },
    /// Words.
    Text,
    /// `` `…` ``
    InlineCode,
    /// `[^1]`, where the page has that footnote.
    FootnoteReference,
    /// A line break inside a paragraph.
    Break,
    /// Strikethrough and whatever else a later parser brings.
    Other,
}

const MERMAID: &str = "mermaid";

impl Kind {
    /// The language of a code block: the info string's first word; empty for none.
    pub fn language(&self) -> Option<&str> {
        match self {
            Kind::Code { info, .. } => info
                .trim_start_matches(['{', ' '])
                .split([' ', '\t', ',', '{', '}'])
                .next()
                .map(|word| word.trim_start_matches('.'))
                .filter(|word| !word.contains('=')),
            _ => None,
        }
    }

    /// Whether it is a Mermaid diagram.
    pub fn is_diagram(&self) -> bool {
        // The languages of most other blocks are shorter words.
        matches!(self, Kind::Code { fenced: true, info } if info.len() >= MERMAID.len()
            && (info == MERMAID || self.language() == Some(MERMAID)))
    }

    /// Whether readers see a diagram: Mermaid, or an image whose file exists.
    pub fn is_drawing(&self) -> bool {
        self.is_diagram() || matches!(self, Kind::Image { exists: true, .. })
    }

    /// Whether it is a code block that is no diagram.
    pub fn is_code(&self) -> bool {
        matches!(self, Kind::Code { .. }) && !self.is_diagram()
    }
}

/// A block or an inline element.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the page's text.
    pub span: Span<Text>,
    /// Its bytes in the unfolded text; for rendering only.
    pub out: Span<Out>,
    /// Its text; see [`crate::page::Page::text_of`].
    pub text: Range<usize>,
    /// The index of the node around it.
    pub parent: Option<usize>,
    /// The index behind the last node inside it.
    pub end: usize,
}

/// What [`parse`] finds.
pub struct Parsed {
    pub(super) nodes: Vec<Node>,
    pub(super) texts: String,
    pub(super) comments: Vec<Comment>,
    pub(super) instructions: Instructions,
    pub(super) callouts: Vec<CalloutBox>,
    pub(super) ids: BTreeSet<String>,
    pub(super) slugs: Slugs,
    pub(super) definitions: Vec<Definition>,
    pub(super) raw: RawPieces,
    /// The ids of headings, by where they start in the unfolded text.
    pub(super) anchors: Vec<(usize, String)>,
    /// Material's inline markup.
    pub(super) markup: Markup,
}

/// How often blocks that would be torn are taken for text and the rest is tried again.
const MAX_TRIES: usize = 4;

/// Unfolds and parses the page's text from the byte `base` on.
pub(super) fn parse<'a>(
    text: &'a str,
    base: usize,
    kinds: &Kinds,
    options: &MarkdownOptions,
    references: Option<&References>,
) -> (Unfolded<'a>, Parsed) {
    let mut excluded = BTreeSet::new();
    for attempt in 1.. {
        let mut unfolded = material::unfold(text, base, kinds, options, &excluded);
        let (parsed, torn, respelled) = {
            let mut parser = new_cmark_parser(&unfolded.text, options).into_offset_iter();
            let events = collected(&unfolded.text, parser.by_ref());
            let torn = material::torn(&unfolded, &events);
            let respelled = respell::edits(&unfolded.text, &events, text, references);
            let is_final = respelled.edits.is_empty() && (torn.is_empty() || attempt == MAX_TRIES);
            let definitions = destinations::definitions(parser.reference_definitions());
            let parsed = is_final.then(|| build(&unfolded, text, events, definitions));
            (parsed, torn, respelled)
        };
        let is_last = torn.is_empty() || attempt == MAX_TRIES;
        if is_last && !respelled.unresolved.is_empty() {
            let unresolved = respelled.unresolved.into_iter();
            let unresolved =
                unresolved.map(|(span, id)| (unfolded.source_range(Span::new(span.range())), id));
            unfolded.unresolved = unresolved.collect();
        }
        if let Some(parsed) = parsed {
            return (unfolded, parsed);
        }
        if is_last {
            unfolded.edit(respelled.edits.into_iter().map(Edit::of).collect(), text);
            let parsed = {
                let mut parser = new_cmark_parser(&unfolded.text, options).into_offset_iter();
                let events = collected(&unfolded.text, parser.by_ref());
                let definitions = destinations::definitions(parser.reference_definitions());
                build(&unfolded, text, events, definitions)
            };
            return (unfolded, parsed);
        }
        excluded.extend(torn);
    }
    unreachable!("the last try returns")
}

fn build(
    unfolded: &Unfolded<'_>,
    page: &str,
    mut events: Vec<(Event<'_>, Range<usize>)>,
    definitions: Vec<Definition>,
) -> Parsed {
    let text: &str = &unfolded.text;
    let titles = Titles::of(unfolded);
    // Of what unfolding wrote, only the parser was to see anything.
    events.retain(|(event, range)| {
        !matches!(event, Event::InlineHtml(_)) || !unfolded.is_inserted(range.start)
    });
    titles.plain(text, &mut events);
    let raw = RawPieces::of(text, &events);
    let (comments, callouts) = comments::find(unfolded, &events, &raw);
    let instructions = instructions(&comments);
    let in_instructions = |at: usize| {
        let before = instructions.out.partition_point(|block| block.end <= at);
        instructions
            .out
            .get(before)
            .is_some_and(|block| block.contains(at))
    };
    let verbatim = verbatim::spans(text, &events);
    let any_stays = !instructions.out.is_empty() || !verbatim.is_empty();
    let stays = |at: usize| any_stays && (in_instructions(at) || verbatim::holds(&verbatim, at));
    let source = |span| unfolded.source_range(span);
    let markup = Markup::find(text, &events, stays, source, || signs::shown(page));
    let mut builder = Builder::new(unfolded, &titles, &raw, events.len());
    for (event, range) in &events {
        let ours =
            matches!(event, Event::Start(Tag::HtmlBlock)) && unfolded.is_inserted(range.start);
        let skip = ours || in_instructions(range.start);
        if let Event::Text(written) = event
            && let Cow::Owned(shown) = markup.shown(text, range, written)
        {
            builder.event(&Event::Text(shown.into()), range, skip);
        } else {
            builder.event(event, range, skip);
        }
    }
    let Builder {
        nodes,
        texts,
        mut ids,
        ..
    } = builder;
    for id in markup.ids() {
        ids.given(id);
    }
    let anchors = ids.anchors();
    let (ids, slugs) = ids.finish();
    Parsed {
        nodes,
        texts,
        comments,
        instructions,
        callouts,
        ids,
        slugs,
        definitions,
        raw,
        anchors,
        markup,
    }
}

/// Where the titles of blocks stand in the unfolded text, in order.
pub(super) struct Titles(Vec<Span<Out>>);

impl Titles {
    fn of(unfolded: &Unfolded<'_>) -> Titles {
        let blocks = unfolded.frames.iter();
        let blocks = blocks.filter(|frame| matches!(frame.around, Around::Block(_)));
        let titles = blocks.map(|frame| frame.title);
        Titles(titles.filter(|title| !title.is_empty()).collect())
    }

    /// The title in which, or before the first character of which, a byte stands.
    pub(super) fn at(&self, at: usize) -> Option<Span<Out>> {
        let behind = self.0.partition_point(|title| title.end <= at);
        self.0.get(behind).copied()
    }

    fn contain(&self, at: usize) -> bool {
        self.at(at).is_some_and(|title| title.contains(at))
    }

    /// HTML in titles is text.
    fn plain(&self, text: &str, events: &mut [(Event<'_>, Range<usize>)]) {
        for (event, range) in events {
            if matches!(event, Event::InlineHtml(_)) && self.contain(range.start) {
                *event = Event::Text(text[range.clone()].to_owned().into());
            }
        }
    }
}
