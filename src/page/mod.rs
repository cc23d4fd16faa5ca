//! One page, parsed once. Parsing cannot fail: problems are data.

pub mod annotations;
pub mod charset;
mod code_comments;
pub mod destinations;
pub mod fences;
mod figure_words;
pub mod figures;
pub mod frontmatter;
mod html_items;
pub mod ids;
pub mod links;
pub mod outline;
pub mod paragraphs;
pub mod placeholder_lines;
pub mod prose;
pub mod slugs;
pub mod suppress;
pub mod tree;
mod tree_builder;
mod unread;
pub mod yaml;
mod yaml_slips;

use annotations::Annotations;
pub use frontmatter::Frontmatter;
pub use links::Link;
pub use outline::Heading;
pub use paragraphs::Paragraph;
pub use tree::{Kind, Node};

use crate::material::callouts::CalloutBox;
use crate::material::comments::Comment;
use crate::material::instructions::Instructions;
use crate::material::kinds::Kinds;
use crate::material::markup::Markup;
use crate::material::math::Formula;
use crate::material::raw_pieces::RawPieces;
use crate::material::references::References;
use crate::material::{Block, Frame, Unfolded, signs};
use crate::text::indent::line_end;
use crate::text::lines::{self, LinesOf};
use crate::text::span::{Out, Span, Text};
use destinations::Definition;
use mdbook_markdown::MarkdownOptions;
use slugs::Slugs;
use std::collections::BTreeSet;
use std::ops::{Index, Range};

/// A parsed page. "The page's text" is the file without a byte-order mark, with
/// its includes expanded; all spans but [`Node::out`] are bytes of that text.
#[derive(Debug)]
pub struct Page<'a> {
    /// The page's text.
    pub text: &'a str,
    /// Its lines.
    pub lines: LinesOf<'a>,
    /// Where what its author wrote ends: what stands behind the text of every page is no page's own.
    pub own_end: usize,
    /// The YAML block at the top.
    pub frontmatter: Frontmatter,
    /// What is parsed: the text without frontmatter, Material blocks unfolded.
    unfolded: Unfolded<'a>,
    /// Everything in the body, in document order; template instructions left out.
    pub nodes: Vec<Node>,
    /// The text of all nodes, one after the other.
    texts: String,
    /// All headings that count.
    pub headings: Vec<Heading>,
    /// All comments, also those inside template instructions.
    pub comments: Vec<Comment>,
    /// Template-instruction blocks and what is wrong with them.
    pub instructions: Instructions,
    /// Callout `<div>`s.
    pub callouts: Vec<CalloutBox>,
    /// All boxes: callouts and admonitions, with their bytes; in order.
    boxes: Vec<Span<Text>>,
    /// The ids of the rendered page: what `#…` in a link can lead to.
    pub ids: BTreeSet<String>,
    /// The ids that MkDocs makes of headings and footnotes, where they are no ids here.
    pub slugs: Slugs,
    /// The definitions of link references.
    definitions: Vec<Definition>,
    /// The pieces of HTML that begin inside a script or the like.
    raw: RawPieces,
    /// Material's inline markup, in bytes of the unfolded text; what rules look at, in those of the page's.
    pub markup: Markup,
    /// Markers that lead to a list below.
    pub annotations: Annotations,
    /// Where directives begin that had a backslash before them in the file, in bytes of the page's text.
    pub escaped: Vec<usize>,
}

fn boxes(unfolded: &Unfolded<'_>, callouts: &[CalloutBox]) -> Vec<Span<Text>> {
    let admonitions = unfolded.blocks.iter().filter(|it| it.marker.is_box());
    let callouts = callouts.iter().map(|it| it.span);
    let mut spans: Vec<_> = admonitions.map(Block::span).chain(callouts).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

impl<'a> Page<'a> {
    /// Parses `text`, in whose frontmatter no field is known; `kinds` are those of admonitions that
    /// the book defines.
    pub fn parse(text: &'a str, kinds: &Kinds, options: &MarkdownOptions) -> Page<'a> {
        let frontmatter = Frontmatter::parse(text, |_| false);
        Page::with_frontmatter(text, frontmatter, kinds, options)
    }

    /// Parses `text` whose frontmatter is known already.
    pub fn with_frontmatter(
        text: &'a str,
        frontmatter: Frontmatter,
        kinds: &Kinds,
        options: &MarkdownOptions,
    ) -> Page<'a> {
        Page::with_references(text, frontmatter, kinds, options, None)
    }

    /// The same, with the book's headings where references lead to them without a definition.
    pub fn with_references(
        text: &'a str,
        frontmatter: Frontmatter,
        kinds: &Kinds,
        options: &MarkdownOptions,
        references: Option<&References>,
    ) -> Page<'a> {
        let base = frontmatter.span.end;
        let (unfolded, parsed) = tree::parse(text, base, kinds, options, references);
        let headings = outline::headings(&parsed.nodes, &parsed.texts, parsed.anchors, text.len());
        let mut page = Page {
            text,
            lines: LinesOf::new(text),
            own_end: text.len(),
            frontmatter,
            nodes: parsed.nodes,
            texts: parsed.texts,
            headings,
            comments: parsed.comments,
            instructions: parsed.instructions,
            boxes: boxes(&unfolded, &parsed.callouts),
            callouts: parsed.callouts,
            ids: parsed.ids,
            slugs: parsed.slugs,
            definitions: parsed.definitions,
            raw: parsed.raw,
            markup: parsed.markup,
            annotations: Annotations::default(),
            escaped: Vec::new(),
            unfolded,
        };
        page.add_ids();
        page
    }

    /// Adds the ids that blocks, tabs and annotations bring: slugs are told from those before.
    fn add_ids(&mut self) {
        let blocks = self.unfolded.blocks.iter();
        let given = blocks.clone().filter_map(|it| it.attributes.id.clone());
        let given: Vec<String> = given.collect();
        let tabs = blocks.filter(|tab| !self.instructions.holds(tab.header.start));
        let tabs = slugs::of_tabs(tabs, &self.headings);
        if !given.is_empty() || !tabs.is_empty() {
            self.slugs.all(|id| self.ids.contains(id));
            self.ids.extend(given);
            for (slug, id) in tabs {
                // A heading may have that slug.
                if slug != id && !self.ids.contains(&slug) {
                    self.slugs.add(slug, &id);
                }
                self.ids.insert(id);
            }
        }
        self.annotations = Annotations::of(self);
        let ids: Vec<String> = self.annotations.ids().collect();
        if !ids.is_empty() {
            self.slugs.all(|id| self.ids.contains(id));
            self.ids.extend(ids);
        }
    }

    /// Finds out which images have a file. `exists` is told where an image's file should be.
    pub fn mark_images_with_files(&mut self, found: impl Fn(&str) -> bool) {
        for node in &mut self.nodes {
            if let Kind::Image { dest, exists } = &mut node.kind {
                *exists = found(dest);
            }
        }
    }

    /// Whether a link can lead to `#id`, as mdBook or as MkDocs makes it.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id) || self.id_of_slug(id).is_some()
    }

    /// The id of the heading that MkDocs would give the id `slug`.
    pub fn id_of_slug(&self, slug: &str) -> Option<&str> {
        self.slugs.id_of(slug, |id| self.ids.contains(id))
    }

    /// The text that is rendered: edits for it are made in [`Node::out`] coordinates.
    pub fn unfolded(&self) -> &str {
        &self.unfolded.text
    }

    /// All Material blocks, outer before inner.
    pub fn blocks(&self) -> &[Block] {
        &self.unfolded.blocks
    }

    /// The bytes of the page's text that bytes of the unfolded text came from.
    pub fn source_range(&self, out: Span<Out>) -> Span<Text> {
        self.unfolded.source_range(out)
    }

    /// What unfolding wrote instead of bytes of the page's text, the marks of blocks aside.
    pub fn rewrites(&self) -> impl Iterator<Item = (Span<Text>, &str)> {
        self.unfolded.rewrites()
    }

    /// The page's formulas, in order.
    pub fn formulas(&self) -> &[Formula] {
        &self.markup.formulas
    }

    /// What stands around pieces of the unfolded text: blocks and elements of HTML, outer before inner.
    pub fn frames(&self) -> &[Frame] {
        &self.unfolded.frames
    }

    /// Whether it shows that it is written for Material.
    pub fn is_material(&self) -> bool {
        signs::shown(self.text)
    }

    /// A node's text: what a reader reads, without markup; code included.
    pub fn text_of(&self, node: &Node) -> &str {
        &self.texts[node.text.clone()]
    }

    /// The nodes inside `index`, without itself.
    pub fn inside(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let end = self.nodes[index].end;
        (index + 1..end).map(|i| (i, &self.nodes[i]))
    }

    /// The direct children of `index`.
    pub fn children(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let end = self.nodes[index].end;
        let mut next = index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let at = next;
                next = self.nodes[at].end;
                (at, &self.nodes[at])
            })
        })
    }

    /// The first node that starts at or after the byte `offset`.
    pub fn node_at(&self, offset: usize) -> usize {
        self.nodes.partition_point(|node| node.span.start < offset)
    }

    /// The nodes, with their indices, that start inside `span`.
    pub fn within(&self, span: Span<Text>) -> impl Iterator<Item = (usize, &Node)> {
        let (start, end) = (self.node_at(span.start), self.node_at(span.end));
        (start..end.max(start)).map(|i| (i, &self.nodes[i]))
    }

    /// All boxes: callouts and admonitions, with their bytes; in order.
    pub fn boxes(&self) -> &[Span<Text>] {
        &self.boxes
    }

    /// Those that begin inside `span`.
    pub fn boxes_within(&self, span: Span<Text>) -> &[Span<Text>] {
        let before = |end: usize| self.boxes.partition_point(|it| it.start < end);
        let (start, end) = (before(span.start), before(span.end));
        &self.boxes[start..end.max(start)]
    }

    /// Whether a byte stands in a template-instruction block.
    pub fn in_instructions(&self, offset: usize) -> bool {
        self.instructions.holds(offset)
    }

    /// The first H1.
    pub fn title(&self) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.rank == 1)
    }

    /// The bytes of a heading's section: from the heading to the next one of the same or a higher rank.
    pub fn section_span(&self, heading: &Heading) -> Span<Text> {
        Span::new(heading.span.start..heading.section_end)
    }

    /// The bytes of a section behind its heading.
    pub fn section_body(&self, heading: &Heading) -> Span<Text> {
        Span::new(heading.span.end..heading.section_end)
    }

    /// The lines that its author wrote.
    pub fn own_lines(&self) -> Range<usize> {
        let all = self.lines.count();
        if self.own_end == self.text.len() {
            return 0..all;
        }
        0..self.lines.touched(0..self.own_end).end.min(all)
    }

    /// The lines of the page's body: all lines but frontmatter and template instructions.
    pub fn body_lines(&self) -> usize {
        let all = self.own_lines().len();
        let frontmatter = lines::count(&self[self.frontmatter.span]);
        all.saturating_sub(frontmatter)
            .saturating_sub(self.instruction_lines())
    }

    /// The lines that template-instruction blocks take.
    pub fn instruction_lines(&self) -> usize {
        self.instructions
            .spans
            .iter()
            .map(|span| self.lines.touched(span.range()).len())
            .sum()
    }

    /// The bytes of a line that hold something: without indentation and line break.
    pub fn line_text(&self, line: usize) -> Span<Text> {
        let span = self.lines.span(line);
        let text = &self.text[span.clone()];
        let start = span.start + text.len() - text.trim_start().len();
        Span::new(start..start.max(span.start + text.trim_end().len()))
    }

    /// The text of the nodes `indices`, code and diagrams left out; every block begins a new line.
    pub fn prose(&self, indices: Range<usize>) -> String {
        let mut prose = String::new();
        let mut at = indices.start;
        while at < indices.end.min(self.nodes.len()) {
            let node = &self.nodes[at];
            at += 1;
            match &node.kind {
                Kind::Code { .. } | Kind::Title => at = node.end,
                Kind::Text | Kind::InlineCode => prose.push_str(self.text_of(node)),
                Kind::Break => prose.push(' '),
                Kind::Paragraph
                | Kind::Heading { .. }
                | Kind::Item { .. }
                | Kind::TableCell
                | Kind::Html => prose.push('\n'),
                _ => {}
            }
        }
        prose
    }

    /// Whether the nodes `indices` hold a figure, headings, code and diagrams
    /// aside. In a table a bare number is one too: its row and column name what it counts.
    pub fn has_figure(&self, indices: Range<usize>) -> bool {
        let mut at = indices.start;
        while at < indices.end.min(self.nodes.len()) {
            let node = &self.nodes[at];
            let found = match &node.kind {
                Kind::Heading { .. } | Kind::Code { .. } | Kind::Title => {
                    at = node.end;
                    continue;
                }
                Kind::TableCell => {
                    let text = self.prose(at..node.end);
                    let head =
                        node.parent.map(|row| &self.nodes[row].kind) == Some(&Kind::TableHead);
                    figures::has_figure(&text) || !head && figures::is_quantity(&text)
                }
                Kind::Paragraph => figures::has_figure(&self.prose(at..node.end)),
                // A tight item's text has no paragraph around it.
                Kind::Item { .. } => figures::has_figure(&self.prose(at..self.before_lists(at))),
                _ => false,
            };
            if found {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Where the nodes of an item end, or of whatever else, before the first list in it: the items of
    /// that one are paragraphs of their own.
    pub fn before_lists(&self, index: usize) -> usize {
        let mut lists = self
            .inside(index)
            .filter(|(_, node)| matches!(node.kind, Kind::List { .. }));
        lists.next().map_or(self.nodes[index].end, |(list, _)| list)
    }

    /// The indices of the nodes that start inside `span`.
    pub fn indices(&self, span: Span<Text>) -> Range<usize> {
        let (start, end) = (self.node_at(span.start), self.node_at(span.end));
        start..end.max(start)
    }

    /// The first line of a span, without white space at its ends: what to underline of it.
    pub fn first_line(&self, span: Span<Text>) -> Span<Text> {
        let text = self.text.get(span.range()).unwrap_or("");
        let rest = text.trim_start();
        let start = span.start + text.len() - rest.len();
        let line = &rest[..line_end(rest, 0)];
        Span::new(start..start + line.trim_end().len())
    }

    /// The first line's bytes of the page: where a diagnostic about the whole page points.
    pub fn top(&self) -> Span<Text> {
        if let Some(heading) = self.title() {
            self.line_text(self.lines.line(heading.span.start))
        } else {
            let first = (0..self.lines.count())
                .map(|line| self.line_text(line))
                .find(|span| !span.is_empty());
            first.unwrap_or(Span::new(0..0))
        }
    }
}

/// Bytes of the page's text.
impl Index<Span<Text>> for Page<'_> {
    type Output = str;

    fn index(&self, span: Span<Text>) -> &str {
        &self.text[span.range()]
    }
}

/// Bytes of the unfolded text.
impl Index<Span<Out>> for Page<'_> {
    type Output = str;

    fn index(&self, span: Span<Out>) -> &str {
        &self.unfolded.text[span.range()]
    }
}
