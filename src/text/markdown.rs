//! Markdown that the tool itself writes: events, serialised by pulldown-cmark-to-cmark.

use crate::text::escape;
use mdbook_markdown::pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Tag, TagEnd};

/// Inline Markdown.
pub type InlineEvents = Vec<Event<'static>>;

/// A table; each row has as many cells as the header.
#[derive(Debug, Default)]
pub struct Table {
    /// What it is called.
    pub caption: String,
    /// The header row.
    pub header: Vec<String>,
    /// The body.
    pub rows: Vec<Vec<InlineEvents>>,
}

impl Table {
    /// The table without its caption.
    pub fn events(self) -> Vec<Event<'static>> {
        let mut events = vec![Event::Start(Tag::Table(vec![
            Alignment::None;
            self.header.len()
        ]))];
        let header = self
            .header
            .iter()
            .map(|cell| escape::markdown(cell))
            .collect();
        row(&mut events, Tag::TableHead, TagEnd::TableHead, header);
        for cells in self.rows {
            row(&mut events, Tag::TableRow, TagEnd::TableRow, cells);
        }
        events.push(Event::End(TagEnd::Table));
        events
    }
}

fn row(
    events: &mut Vec<Event<'static>>,
    start: Tag<'static>,
    end: TagEnd,
    cells: Vec<InlineEvents>,
) {
    events.push(Event::Start(start));
    for cell in cells {
        events.push(Event::Start(Tag::TableCell));
        events.extend(cell);
        events.push(Event::End(TagEnd::TableCell));
    }
    events.push(Event::End(end));
}

/// A paragraph.
pub fn paragraph(inline: InlineEvents) -> Vec<Event<'static>> {
    let mut events = vec![Event::Start(Tag::Paragraph)];
    events.extend(inline);
    events.push(Event::End(TagEnd::Paragraph));
    events
}

/// Bold text.
pub fn strong(text: &str) -> InlineEvents {
    let mut events = vec![Event::Start(Tag::Strong)];
    events.extend(escape::markdown(text));
    events.push(Event::End(TagEnd::Strong));
    events
}

/// A link to a page of the book.
pub fn link(text: &str, dest: &str) -> InlineEvents {
    let tag = Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(dest.to_owned()),
        title: CowStr::from(""),
        id: CowStr::from(""),
    };
    let mut events = vec![Event::Start(tag)];
    events.extend(escape::markdown(text));
    events.push(Event::End(TagEnd::Link));
    events
}

/// A list of paragraphs, tight.
pub fn list(items: Vec<InlineEvents>) -> Vec<Event<'static>> {
    let mut events = vec![Event::Start(Tag::List(None))];
    for item in items {
        events.push(Event::Start(Tag::Item));
        events.extend(item);
        events.push(Event::End(TagEnd::Item));
    }
    events.push(Event::End(TagEnd::List(false)));
    events
}

/// A quote around blocks.
pub fn quote(blocks: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let mut events = vec![Event::Start(Tag::BlockQuote(None))];
    events.extend(blocks);
    events.push(Event::End(TagEnd::BlockQuote(None)));
    events
}

/// Markdown already written, in the place of inline text.
pub fn verbatim(markdown: &str) -> InlineEvents {
    vec![Event::InlineHtml(CowStr::from(markdown.to_owned()))]
}

/// mdBook's options, as far as they change what must be escaped.
fn parser_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Writes events as Markdown, without a final line break.
pub fn write(events: &[Event<'_>]) -> String {
    let mut out = String::new();
    // Writing to a string fails only for an unbalanced event stream, which these functions do not make.
    if pulldown_cmark_to_cmark::cmark(events.iter(), &mut out, parser_options()).is_err() {
        out.clear();
    }
    out
}
