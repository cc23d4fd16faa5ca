//! Unfolding: from the page's text to the one that is parsed, block by block, body by body.

use super::definitions::{self, References};
use super::elements::Opener;
use super::find::{self, Candidate, Item, Outermost};
use super::layer::Layer;
use super::unfolded::{Tags, Unfolded};
use super::walked::{Gap, Walked};
use super::{
    Around, Block, Frame, MARK, Marker, TEXT, closed_html, definition_colons, fences, html_lines,
    mermaid_elements, running, signs,
};
use crate::material::kinds::Kinds;
use crate::text::edit::Edit;
use crate::text::events::{Events, collected};
use crate::text::indent::{skip_columns, strip_quotes};
use crate::text::span::{Local, Span};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// Deeper nesting than this stays as it is written: bodies are read once for each depth.
pub const MAX_NESTING: usize = 64;

/// How often a text is looked at anew: each time its edits may make others visible.
const MAX_LOOKS: usize = 32;

/// Unfolds all blocks of the page's text from the byte `base` on, nested ones too. Headers at
/// the bytes `excluded` of the page's text are text.
pub fn unfold<'a>(
    text: &'a str,
    base: usize,
    kinds: &Kinds,
    options: &MarkdownOptions,
    excluded: &BTreeSet<usize>,
) -> Unfolded<'a> {
    let mut state = Unfolder {
        kinds,
        options,
        excluded,
        page: text,
        references: OnceCell::new(),
        is_material: OnceCell::new(),
        titles: BTreeSet::new(),
        sets: 0,
        unfolded: Unfolded::begun(text, base),
    };
    state.layer(Layer::body(text, base), None, 0);
    let mut unfolded = state.unfolded;
    // An element whose content needs no edit has its place all the same.
    if !unfolded.edits.is_empty() || !unfolded.frames.is_empty() {
        unfolded.apply(text);
    }
    unfolded
}

struct Unfolder<'a, 'o> {
    kinds: &'o Kinds,
    options: &'o MarkdownOptions,
    excluded: &'o BTreeSet<usize>,
    page: &'a str,
    /// The references of the page, once they are asked for.
    references: OnceCell<References>,
    is_material: OnceCell<bool>,
    /// Where the headings begin that are the titles of callouts.
    titles: BTreeSet<usize>,
    /// How many sets of tabs there are so far.
    sets: usize,
    unfolded: Unfolded<'a>,
}

impl Unfolder<'_, '_> {
    /// Unfolds a text that stands in the frame `parent`.
    ///
    /// Whatever is looked for is looked for in the events of one parse. Where that asks for edits, the
    /// edited text is looked at anew, for the next may be seen only then.
    fn layer(&mut self, mut layer: Layer<'_>, parent: Option<usize>, depth: usize) {
        let mut is_defined = false;
        for look in 1.. {
            let extent = find::extent(&layer.text, layer.is_body);
            let bounds = self.bounds_extent(&layer.text, is_defined);
            let Some(end) = extent.max(bounds) else {
                return;
            };
            let text = &layer.text[..end];
            let parser = new_cmark_parser(text, self.options).into_offset_iter();
            let events = collected(text, parser);
            let mut edits = Vec::new();
            if look < MAX_LOOKS && bounds.is_some() {
                edits = self.bounds(&layer.text, &events, &mut is_defined);
            }
            if edits.is_empty() {
                let found = extent.map(|end| self.find(&layer, &events, end));
                let found = found.unwrap_or_default();
                if found.gaps.is_empty() || look == MAX_LOOKS {
                    let unread = found.unread.into_iter();
                    let unread = unread.map(|(span, why)| (layer.source(span.range()), why));
                    self.unfolded.unread.extend(unread);
                    self.items(&layer, found.items, parent, depth);
                    return;
                }
                edits = found.gaps;
            }
            layer = self.edited(&layer, edits);
        }
    }

    /// Up to where a text has to be parsed to see which blocks are bounded otherwise, if any may be.
    fn bounds_extent(&self, text: &str, is_defined: bool) -> Option<usize> {
        if !is_defined && definitions::may_occur(text) {
            return Some(text.len());
        }
        html_lines::extent(text)
            .max(closed_html::extent(text).filter(|_| self.is_material()))
            .max(mermaid_elements::extent(text))
            .max(definition_colons::last_candidate(text))
    }

    /// The edits without which CommonMark bounds blocks otherwise than Python-Markdown.
    fn bounds(&self, text: &str, events: &Events<'_>, is_defined: &mut bool) -> Vec<Edit> {
        let looks: [&dyn Fn() -> Vec<Edit>; 4] = [
            &|| definition_colons::edits(text, events),
            &|| mermaid_elements::edits(text, events),
            &|| closed_html::edits(text, events, || self.is_material()),
            &|| html_lines::edits(text, events, self.options, || self.is_material()),
        ];
        let mut found = looks.iter().map(|look| look());
        let edits = found.find(|edits| !edits.is_empty());
        if edits.is_some() || *is_defined || !definitions::may_occur(text) {
            return edits.unwrap_or_default();
        }
        // Each moves once, whatever comes of it.
        *is_defined = true;
        let references = || definitions::references(self.page);
        let references = self.references.get_or_init(references);
        definitions::edits(text, events, references, self.is_material())
    }

    fn is_material(&self) -> bool {
        *self.is_material.get_or_init(|| signs::shown(self.page))
    }

    /// The same text with edits.
    fn edited(&mut self, layer: &Layer<'_>, edits: Vec<Edit>) -> Layer<'static> {
        for edit in &edits {
            self.push(layer, edit.clone());
        }
        layer.part(0..layer.text.len(), "", edits)
    }

    fn items(
        &mut self,
        layer: &Layer<'_>,
        items: Vec<Item<'_>>,
        parent: Option<usize>,
        depth: usize,
    ) {
        // Elements of which all is HTML: what stands inside is found beside them.
        let mut raw: Vec<(usize, usize)> = Vec::new();
        // MkDocs's number of the set, and of the tab in it.
        let mut tab = (0, 0);
        for item in items {
            if let Item::Block(block) = &item
                && block.admonition.marker == Marker::Tab
            {
                if block.admonition.ends.0 {
                    self.sets += 1;
                    tab = (self.sets, 0);
                }
                tab.1 += 1;
            }
            let start = match &item {
                Item::Block(block) => block.admonition.header.start,
                Item::Element(opener, _) => opener.tag.start,
            };
            while raw.pop_if(|(end, _)| *end <= start).is_some() {}
            let inside = raw.last().map(|(_, frame)| *frame);
            match item {
                Item::Block(block) if depth >= MAX_NESTING => {
                    self.too_deep(layer, block.admonition.header.start);
                }
                Item::Block(block) => self.block(layer, block, tab, parent, depth),
                Item::Element(opener, walked) => {
                    let (end, is_raw) = (walked.end, walked.is_raw);
                    let frame = self.element(layer, &opener, &walked, (parent, inside), depth);
                    raw.extend(frame.filter(|_| is_raw).map(|frame| (end, frame)));
                }
            }
        }
    }

    fn find<'t>(&self, layer: &'t Layer<'_>, events: &Events<'_>, end: usize) -> Outermost<'t> {
        let excluded = |at: usize| {
            let known = !self.excluded.is_empty() || !self.titles.is_empty();
            let source = || layer.source(at..at).start;
            known && (self.excluded.contains(&source()) || self.titles.contains(&source()))
        };
        find::find(
            &layer.text,
            events,
            end,
            layer.is_body,
            self.options,
            self.kinds,
            excluded,
        )
    }

    fn push(&mut self, layer: &Layer<'_>, edit: Edit) -> usize {
        self.unfolded.edits.push(layer.edit(edit));
        self.unfolded.edits.len() - 1
    }

    fn block(
        &mut self,
        layer: &Layer<'_>,
        block: Candidate,
        tab: (usize, usize),
        parent: Option<usize>,
        depth: usize,
    ) {
        let (header, title) = (block.admonition.header, block.admonition.title_span);
        let (bare, prefix) = (block.prefix.trim_end(), block.prefix.as_str());
        let open = if title.is_empty() {
            let open = self.push(layer, Edit::replace(header, format!("{MARK}\n{bare}")));
            [open, open]
        } else {
            // The title is the author's own text, a paragraph of its own.
            let open = format!("{MARK}\n{prefix}{}", TEXT.0);
            let end = format!("{}\n{bare}", TEXT.1);
            [
                self.push(layer, Edit::replace(header.start..title.start, open)),
                self.push(layer, Edit::replace(title.end..header.end, end)),
            ]
        };
        let frame = self.frame(
            Around::Block(self.unfolded.blocks.len()),
            parent,
            prefix.to_owned(),
        );
        self.unfolded.frames[frame].is_box = block.admonition.marker.is_box();
        let end = block.admonition.content_end();
        let behind = block.admonition.span().end;
        let next_is_blank = block.next_line_is_blank;
        let mut body = self.body(layer, &block);
        // Below the title, which is a paragraph, a colon would begin its definition.
        if !title.is_empty()
            && let Some(colon) = definition_colons::first(&body.text)
        {
            body = self.edited(&body, vec![colon]);
        }
        let closing_fence = fences::closing(&body.text, self.options);
        let (bare, prefix) = (bare.to_owned(), prefix.to_owned());
        self.admonition(layer, block.admonition, tab);
        if !body.text.is_empty() {
            self.layer(body, Some(frame), depth + 1);
        }
        // A fence left open would take the closing mark for code.
        if let Some(fence) = closing_fence {
            self.push(layer, Edit::insert(end, format!("\n{prefix}{fence}")));
        }
        let close = Edit::replace(end..behind, format!("\n{bare}\n{prefix}{MARK}"));
        let close = self.push(layer, close);
        if !next_is_blank {
            self.push(layer, Edit::insert(behind, format!("\n{bare}")));
        }
        let [open, title_end] = open;
        let written = (frame, [open, title_end, close]);
        self.unfolded.places.written.push(written);
    }

    /// Takes a block's indentation away; the body as a text of its own.
    fn body(&mut self, layer: &Layer<'_>, block: &Candidate) -> Layer<'static> {
        let body = block.admonition.body;
        let mut inner = Vec::new();
        let mut at = body.start;
        while at < body.end {
            let text = &layer.text;
            let end = at + text[at..].find('\n').map_or(text.len() - at, |n| n + 1);
            let line = &text[at..end];
            let rest = strip_quotes(line, block.quotes).unwrap_or(line);
            let start = end - rest.len();
            if rest.trim().is_empty() {
                inner.push(Edit::delete(at..start.min(body.end)));
            } else {
                let from = start + skip_columns(rest, block.indent);
                let to = start + skip_columns(rest, block.dedent);
                self.push(layer, Edit::delete(from..to));
                inner.push(Edit::delete(at..to));
            }
            at = end;
        }
        let mut body = layer.part(body.range(), &block.prefix, inner);
        body.is_body |= !block.admonition.is_slashed() || block.indent > 3;
        body
    }

    fn admonition(&mut self, layer: &Layer<'_>, block: Block<Local>, tab: (usize, usize)) {
        let source = |span: Span<Local>| layer.source(span.range());
        self.unfolded.blocks.push(Block {
            kind_span: source(block.kind_span),
            title_span: source(block.title_span),
            header: source(block.header),
            body: source(block.body),
            number: tab,
            closing: source(block.closing),
            attributes: block.attributes,
            marker: block.marker,
            kind: block.kind,
            classes: block.classes,
            title: block.title,
            begins_set: block.begins_set,
            selected: block.selected,
            ends: block.ends,
        });
    }

    fn too_deep(&mut self, layer: &Layer<'_>, at: usize) {
        self.unfolded.too_deep.push(layer.source(at..at).start);
    }

    fn frame(&mut self, around: Around, parent: Option<usize>, prefix: String) -> usize {
        self.unfolded.frames.push(Frame {
            around,
            is_box: false,
            parent,
            prefix,
            open: Span::at(0),
            title: Span::at(0),
            close: Span::at(0),
        });
        self.unfolded.frames.len() - 1
    }

    /// Unfolds an element that stands in the frame `parent`, and in `inside` of the same text,
    /// of which all is HTML.
    fn element(
        &mut self,
        layer: &Layer<'_>,
        opener: &Opener<'_>,
        walked: &Walked,
        (parent, inside): (Option<usize>, Option<usize>),
        depth: usize,
    ) -> Option<usize> {
        if let Some(edit) = opener.without_attribute() {
            self.push(layer, edit);
        }
        if walked.gave_up {
            self.too_deep(layer, opener.tag.start);
        }
        let close = walked.close.clone()?;
        let content = opener.tag.end..close.start;
        let container = &opener.container;
        let prefix = match inside {
            Some(_) => String::new(),
            None => container.prefix.clone(),
        };
        let around = opener.around(layer.source(content.clone()).range());
        let frame = self.frame(around, inside.or(parent), prefix);
        let title = walked.title.clone().map(|title| layer.source(title));
        self.titles.extend(title.map(|title| title.start));
        self.unfolded.places.tags.push(Tags {
            frame,
            open: layer.source(opener.tag.clone()),
            close: layer.source(close),
            title,
        });
        if opener.is_running() {
            self.running(layer, opener, content, frame);
            return Some(frame);
        }
        if walked.is_raw {
            return Some(frame);
        }
        if depth >= MAX_NESTING {
            self.too_deep(layer, opener.tag.start);
            return Some(frame);
        }
        let content = self.content(layer, opener, walked, content);
        self.layer(content, Some(frame), depth + 1);
        if let Some(gap) = &walked.gap_behind {
            self.push(layer, gap.edit(container));
        }
        Some(frame)
    }

    /// Takes an element's indentation away and sets its Markdown off from its HTML; the content
    /// as a text of its own.
    fn content(
        &mut self,
        layer: &Layer<'_>,
        opener: &Opener<'_>,
        walked: &Walked,
        content: Range<usize>,
    ) -> Layer<'static> {
        let mut inner: Vec<Edit> = walked.gaps.iter().map(Gap::inner_edit).collect();
        for gap in &walked.gaps {
            self.push(layer, gap.edit(&opener.container));
        }
        for indent in &walked.indents {
            inner.push(Edit::delete(indent.line..indent.to));
            if indent.from < indent.to {
                self.push(layer, Edit::delete(indent.from..indent.to));
            }
        }
        if let Some(space) = &walked.before_close {
            self.push(layer, Edit::delete(space.clone()));
        }
        let mut content = layer.part(content, &opener.container.prefix, inner);
        content.is_body |= opener.is_far_in;
        content
    }

    fn running(
        &mut self,
        layer: &Layer<'_>,
        opener: &Opener<'_>,
        content: Range<usize>,
        frame: usize,
    ) {
        let container = &opener.container;
        let edits = running::edits(&layer.text, content, container.quotes);
        let (bare, prefix) = (container.prefix.trim_end(), &container.prefix);
        let mut written = Vec::new();
        for edit in edits {
            // Its lines begin with what its container begins them with.
            let text = edit.text.replace("\n\n", "\u{0}");
            let text = text.replace('\n', &format!("\n{prefix}"));
            let text = text.replace('\u{0}', &format!("\n{bare}\n{prefix}"));
            written.push(self.push(layer, Edit::replace(edit.span, text)));
        }
        if let [open, .., close] = written.as_slice() {
            let written = (frame, [*open, *open, *close]);
            self.unfolded.places.written.push(written);
        }
    }
}
