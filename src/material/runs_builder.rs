//! Running text from the parser's events.

use super::runs::{ElementKind, InlineElement, Passage, PassageKind, Run, Runs, is_inline};
use crate::text::events::owned;
use crate::text::html;
use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

impl Runs {
    /// Takes the events of a page apart; those at which `skip` holds are left out.
    pub fn of<'e>(
        events: impl IntoIterator<Item = &'e (Event<'e>, Range<usize>)>,
        skip: impl Fn(usize) -> bool,
    ) -> Runs {
        let mut builder = Builder::default();
        for (event, range) in events {
            if !skip(range.start) {
                builder.event(event, range);
            }
        }
        builder.found
    }
}

#[derive(Default)]
struct Builder {
    found: Runs,
    /// The open elements of the parser and those of the author's HTML, by number.
    parents: Vec<usize>,
    count: usize,
    /// The open inline elements.
    open: Vec<Open>,
    /// How many elements are open whose text is not running text.
    opaque: usize,
    /// The author's HTML whose text is code.
    code_tag: Option<String>,
    /// How many blocks are open.
    depth: usize,
    container: Option<PassageKind>,
    around: Range<usize>,
    /// Whether a block is being filled.
    filling: bool,
    begins_line: bool,
    /// Whether the last run can go on.
    joins: bool,
}

/// An open inline element.
struct Open {
    /// Its index.
    element: usize,
    /// Whether its text is no running text.
    opaque: bool,
    /// How many parents were open before it.
    parents: usize,
    /// The innermost link that it is or stands in.
    link: Option<usize>,
    /// The outermost image that it is or stands in.
    image: Option<usize>,
}

impl Builder {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let joins = std::mem::replace(&mut self.joins, false);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                self.inline(range);
                self.alt(text);
                if self.opaque == 0 && self.code_tag.is_none() {
                    self.text(range, joins);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                self.inline(range);
                self.alt(" ");
                self.begins_line = true;
            }
            Event::InlineHtml(tag) => {
                self.inline(range);
                self.mark_other();
                self.html(tag);
            }
            Event::Code(text) => {
                self.inline(range);
                self.alt(text);
                self.mark_other();
                let index = self.element(ElementKind::Other, range);
                self.found.elements[index].inner_end = range.end;
            }
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.inline(range);
                self.mark_other();
            }
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let mut opaque = false;
        let kind = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => ElementKind::Other,
            Tag::Strikethrough => ElementKind::Strikethrough,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                // Of an autolink or a short reference the text is where it leads.
                opaque = !has_own_text(*link_type);
                let dest = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => owned(dest_url),
                };
                ElementKind::Link(dest, owned(title))
            }
            Tag::Image {
                dest_url,
                title,
                link_type,
                ..
            } => {
                opaque = !has_own_text(*link_type);
                ElementKind::Image(owned(dest_url), owned(title), String::new())
            }
            tag => return self.start_block(tag, range),
        };
        self.inline(range);
        if matches!(kind, ElementKind::Image(..)) {
            self.mark_other();
        }
        let is_link = matches!(kind, ElementKind::Link(..));
        let is_image = matches!(kind, ElementKind::Image(..));
        let outer = self.open.last();
        let (link, image) = outer.map_or((None, None), |outer| (outer.link, outer.image));
        let element = self.element(kind, range);
        self.opaque += usize::from(opaque);
        self.open.push(Open {
            element,
            opaque,
            parents: self.parents.len(),
            link: if is_link { Some(element) } else { link },
            image: image.or(is_image.then_some(element)),
        });
        self.push_parent();
    }

    fn start_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.close_block();
        let opaque = matches!(
            tag,
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)
        );
        self.opaque += usize::from(opaque);
        let container = match tag {
            Tag::Paragraph if self.depth == 0 => PassageKind::Paragraph,
            Tag::Heading { attrs, .. } => PassageKind::Heading(!attrs.is_empty()),
            Tag::TableCell => PassageKind::Cell,
            _ => PassageKind::Other,
        };
        if matches!(tag, Tag::TableHead | Tag::TableRow | Tag::Heading { .. }) {
            self.around = range.clone();
        }
        self.container = Some(container);
        self.depth += 1;
    }

    fn end(&mut self, tag: TagEnd) {
        if !is_inline(tag) {
            self.close_block();
            let opaque = matches!(
                tag,
                TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)
            );
            self.opaque = self.opaque.saturating_sub(usize::from(opaque));
            self.depth = self.depth.saturating_sub(1);
            // A tight item goes on behind its nested list.
            self.container = Some(PassageKind::Other);
            return;
        }
        // The author's HTML may not be closed inside.
        if let Some(open) = self.open.pop() {
            self.parents.truncate(open.parents);
            self.opaque = self.opaque.saturating_sub(usize::from(open.opaque));
            if self.found.elements[open.element].holds_other {
                self.mark_other();
            }
        }
    }

    /// Opens a block where none is open, and notes where inline content stands.
    fn inline(&mut self, range: &Range<usize>) {
        if !self.filling {
            self.filling = true;
            self.begins_line = true;
            self.found.blocks.push(Passage {
                container: self.container.unwrap_or(PassageKind::Other),
                content: range.clone(),
                lines: self.found.lines.len()..self.found.lines.len(),
                around: self.around.clone(),
            });
        }
        let Some(block) = self.found.blocks.last_mut() else {
            return;
        };
        block.content.end = block.content.end.max(range.end);
        if std::mem::take(&mut self.begins_line) {
            self.found.lines.push(range.start);
            block.lines.end = self.found.lines.len();
        }
        if let Some(outer) = self.open.last() {
            self.found.elements[outer.element].inner_end = range.end;
        }
    }

    fn close_block(&mut self) {
        self.filling = false;
        self.open.clear();
        self.parents.clear();
        self.code_tag = None;
    }

    fn text(&mut self, range: &Range<usize>, joins: bool) {
        // Only an escape's backslash can lie between two pieces of text.
        if joins && let Some(run) = self.found.runs.last_mut() {
            run.span.end = range.end;
        } else {
            let open = self.open.last();
            self.found.runs.push(Run {
                span: range.clone(),
                parent: self.parents.last().copied().unwrap_or(0),
                block: self.found.blocks.len().saturating_sub(1),
                in_image: open.is_some_and(|open| open.image.is_some()),
                link: open.and_then(|open| open.link),
            });
        }
        self.joins = true;
    }

    fn element(&mut self, kind: ElementKind, range: &Range<usize>) -> usize {
        let in_image = self.open.last().is_some_and(|open| open.image.is_some());
        self.found.elements.push(InlineElement {
            kind,
            span: range.clone(),
            inner_end: range.start + 1,
            block: self.found.blocks.len().saturating_sub(1),
            in_image,
            holds_other: false,
        });
        self.found.elements.len() - 1
    }

    /// Images in an image's text are only part of it.
    fn alt(&mut self, text: &str) {
        let image = self.open.last().and_then(|open| open.image);
        if let Some(image) = image
            && let ElementKind::Image(_, _, alt) = &mut self.found.elements[image].kind
        {
            alt.push_str(text);
        }
    }

    /// What the innermost element holds, those around it hold when it ends.
    fn mark_other(&mut self) {
        if let Some(open) = self.open.last() {
            self.found.elements[open.element].holds_other = true;
        }
    }

    fn push_parent(&mut self) {
        self.count += 1;
        self.parents.push(self.count);
    }

    /// Text inside the author's own tags has another parent than text beside them.
    fn html(&mut self, tag: &str) {
        for item in html::scan(tag) {
            match item {
                html::Item::Open {
                    name,
                    self_closing: false,
                    ..
                } if !html::is_void(name) => {
                    if self.code_tag.is_none()
                        && (html::is_verbatim(name) || html::is_drawing(name))
                    {
                        self.code_tag = Some(name.to_owned());
                    }
                    self.push_parent();
                }
                html::Item::Close { name, .. } => {
                    let code = self.code_tag.as_deref();
                    if code.is_some_and(|code| code.eq_ignore_ascii_case(name)) {
                        self.code_tag = None;
                    }
                    let own = self.open.last().map_or(0, |open| open.parents + 1);
                    if self.parents.len() > own {
                        self.parents.pop();
                    }
                }
                _ => {}
            }
        }
    }
}

fn has_own_text(link: LinkType) -> bool {
    matches!(
        link,
        LinkType::Inline | LinkType::Reference | LinkType::ReferenceUnknown
    )
}
