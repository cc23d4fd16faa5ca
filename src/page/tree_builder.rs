//! The nodes and their texts, event by event.

use super::ids::Ids;
use super::tree::{Kind, Node, Titles};
use crate::material::Unfolded;
use crate::material::raw_pieces::RawPieces;
use crate::material::runs::is_inline;
use crate::text::edit::WayBack;
use crate::text::events::owned;
use crate::text::span::{Out, Span};
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

pub(super) struct Builder<'u> {
    text: &'u str,
    back: WayBack<'u>,
    titles: &'u Titles,
    raw: &'u RawPieces,
    pub(super) nodes: Vec<Node>,
    pub(super) texts: String,
    /// The open nodes; `None` for one that is left out.
    stack: Vec<Option<usize>>,
    pub(super) ids: Ids,
    /// Whether the event before was a reference to a footnote.
    after_reference: bool,
}

impl<'u> Builder<'u> {
    /// For so many `events`.
    pub(super) fn new(
        unfolded: &'u Unfolded<'_>,
        titles: &'u Titles,
        raw: &'u RawPieces,
        events: usize,
    ) -> Builder<'u> {
        Builder {
            text: &unfolded.text,
            back: unfolded.way_back(),
            titles,
            raw,
            nodes: Vec::with_capacity(events / 3 * 2),
            texts: String::with_capacity(unfolded.text.len()),
            stack: Vec::new(),
            ids: Ids::default(),
            after_reference: false,
        }
    }

    /// Takes the next event, its text as readers see it; one to `skip` is left out with all inside.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>, skip: bool) {
        let hidden = skip || self.stack.last().is_some_and(Option::is_none);
        let after_reference = !hidden && std::mem::take(&mut self.after_reference);
        let out = Span::new(range.clone());
        match event {
            Event::Start(tag) => {
                let index = (!hidden).then(|| self.start(tag, range));
                self.stack.push(index);
            }
            Event::End(tag) => {
                if !hidden {
                    self.ids.end(*tag);
                }
                if let Some(Some(index)) = self.stack.pop() {
                    self.end(*tag, index);
                }
            }
            _ if hidden => {}
            Event::Text(text) => {
                self.ids.text(text);
                self.leaf(Kind::Text, out, text);
            }
            Event::Code(text) => {
                self.ids.text(text);
                self.leaf(Kind::InlineCode, out, text);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.leaf(Kind::InlineCode, out, text);
            }
            Event::SoftBreak => {
                self.ids.text("\n");
                self.leaf(Kind::Break, out, " ");
            }
            Event::HardBreak => self.leaf(Kind::Break, out, " "),
            Event::InlineHtml(html) => {
                self.ids.html(html, self.raw.at(range.start));
                self.leaf(Kind::InlineHtml, out, "");
            }
            Event::Rule => self.leaf(Kind::Rule, out, ""),
            Event::TaskListMarker(done) => {
                let item = self
                    .stack
                    .iter()
                    .rev()
                    .flatten()
                    .copied()
                    .find(|i| matches!(self.nodes[*i].kind, Kind::Item { .. }));
                if let Some(item) = item {
                    self.nodes[item].kind = Kind::Item { task: Some(*done) };
                }
            }
            Event::FootnoteReference(name) => {
                self.ids.reference(name, after_reference);
                self.after_reference = true;
                self.leaf(Kind::FootnoteReference, out, "");
            }
            Event::Html(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> usize {
        if matches!(tag, Tag::HtmlBlock) {
            let state = self.raw.at(range.start);
            self.ids.html(&self.text[range.clone()], state);
        } else {
            self.ids.start(tag, range.start);
        }
        let kind = match kind_of(tag) {
            Kind::Paragraph if self.is_title(range) => Kind::Title,
            kind => kind,
        };
        self.push(kind, Span::new(range.clone()))
    }

    fn end(&mut self, tag: TagEnd, index: usize) {
        if !is_inline(tag) && !self.texts.ends_with('\n') {
            self.texts.push('\n');
        }
        let end = self.nodes.len();
        let node = &mut self.nodes[index];
        node.end = end;
        node.text.end = self.texts.len();
    }

    fn is_title(&self, paragraph: &Range<usize>) -> bool {
        let title = self.titles.at(paragraph.start);
        title.is_some_and(|title| paragraph.start < title.start && title.start < paragraph.end)
    }

    fn push(&mut self, kind: Kind, out: Span<Out>) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node {
            kind,
            span: Span::new(self.back.source_range(out.range())),
            out,
            text: self.texts.len()..self.texts.len(),
            parent: self.stack.iter().rev().find_map(|open| *open),
            end: index + 1,
        });
        index
    }

    fn leaf(&mut self, kind: Kind, out: Span<Out>, text: &str) {
        let index = self.push(kind, out);
        self.texts.push_str(text);
        self.nodes[index].text.end = self.texts.len();
    }
}

fn kind_of(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, id, .. } => Kind::Heading {
            rank: *level as u8,
            id: id.as_ref().map(owned),
        },
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code {
            info: String::new(),
            fenced: false,
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code {
            info: owned(info),
            fenced: true,
        },
        Tag::HtmlBlock => Kind::Html,
        Tag::List(start) => Kind::List {
            ordered: start.is_some(),
        },
        Tag::Item => Kind::Item { task: None },
        Tag::FootnoteDefinition(_) => Kind::Footnote,
        Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
            Kind::Definition
        }
        Tag::Table(_) => Kind::Table,
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        } => Kind::Link {
            dest: format!("mailto:{dest_url}"),
        },
        Tag::Link { dest_url, .. } => Kind::Link {
            dest: owned(dest_url),
        },
        Tag::Image { dest_url, .. } => Kind::Image {
            dest: owned(dest_url),
            exists: false,
        },
        _ => Kind::Other,
    }
}
