//! Running text as HTML, where mdBook would read it as HTML: the titles of blocks, cells of
//! tables in HTML.

use crate::material::TEXT;
use crate::material::runs::is_inline;
use crate::page::Page;
use crate::text::edit::{self, Edit};
use crate::text::escape;
use mdbook_markdown::pulldown_cmark::{self, Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

/// One line of Markdown as HTML: what stands in it as HTML is text, unless it is `ours` by
/// where it starts, and nothing of it starts a block. `definitions` are what references lead to.
pub fn line(
    text: &str,
    definitions: &str,
    options: &MarkdownOptions,
    ours: impl Fn(usize) -> bool,
) -> String {
    let (open, close) = TEXT;
    let source = format!("{open}{text}{close}{definitions}");
    let end = open.len() + text.len();
    let origin = |at: usize| match at {
        _ if at == end || at < open.len() => Origin::Mark,
        at if ours(at - open.len()) => Origin::Ours,
        _ => Origin::Author,
    };
    let html = paragraph(&source, options, Some(&origin)).unwrap_or_else(|| escape::html(text));
    html.replace('\n', " ").replace("{{", "&#123;&#123;")
}

/// One line of Markdown for a paragraph of its own, in which HTML is text unless it is `ours`; `None`
/// where it would be no paragraph.
pub fn markdown(
    text: &str,
    definitions: &str,
    options: &MarkdownOptions,
    ours: impl Fn(usize) -> bool,
) -> Option<String> {
    let source = format!("{text}{definitions}");
    let mut edits: Vec<Edit> = Vec::new();
    let mut depth = 0usize;
    for (event, range) in new_cmark_parser(&source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => depth = 1,
            Event::Start(tag) if depth == 0 || !is_inline(tag.to_end()) => return None,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::InlineHtml(html) if !ours(range.start) => {
                edits.push(Edit::replace(range, escape::html(&html)));
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    Some(edit::apply(text, edits))
}

/// Text without any markup as the parser would write it.
pub fn plain(text: &str) -> String {
    let mut html = String::new();
    let event = Event::Text(text.trim().into());
    pulldown_cmark::html::push_html(&mut html, std::iter::once(event));
    html.replace('\n', " ").replace("{{", "&#123;&#123;")
}

/// Running text as HTML, the author's own HTML beside and between paragraphs included;
/// `None` where it holds anything else.
pub fn running_text(text: &str, options: &MarkdownOptions) -> Option<String> {
    let html = paragraph(text, options, None)?;
    (!html.contains("\n\n")).then_some(html)
}

/// HTML without its line breaks, unless they mean something in it.
pub fn on_one_line(html: String) -> String {
    let kept = ["<pre", "<textarea", "<script", "<style"];
    let lower = html.to_ascii_lowercase();
    if kept.iter().any(|tag| lower.contains(tag)) {
        html
    } else {
        html.replace('\n', " ")
    }
}

/// Whose HTML stands in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Author,
    Ours,
    /// What keeps the line from starting a block.
    Mark,
}

/// What the paragraph that a text is holds. Where HTML is not text, there may be several.
fn paragraph(
    text: &str,
    options: &MarkdownOptions,
    origin: Option<&dyn Fn(usize) -> Origin>,
) -> Option<String> {
    let events: Vec<_> = new_cmark_parser(text, options).into_offset_iter().collect();
    let flows = |tag: TagEnd| {
        tag == TagEnd::Paragraph || origin.is_none() && tag == TagEnd::HtmlBlock || is_inline(tag)
    };
    let starts = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    let paragraphs = events.iter().filter(|(event, _)| starts(event)).count();
    let others = events.iter().any(|(event, _)| {
        matches!(event, Event::Start(tag) if !flows(tag.to_end())) || *event == Event::Rule
    });
    if others || paragraphs == 0 || paragraphs > 1 && origin.is_some() {
        return None;
    }
    let inline = events.into_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Paragraph | Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
        Event::End(TagEnd::Paragraph) => Some(Event::SoftBreak),
        Event::InlineHtml(html) => match origin.map(|origin| origin(range.start)) {
            Some(Origin::Author) => Some(Event::Text(html)),
            Some(Origin::Mark) => None,
            Some(Origin::Ours) | None => Some(Event::InlineHtml(html)),
        },
        Event::Html(html) if origin.is_some() => Some(Event::Text(html)),
        event => Some(event),
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, inline);
    Some(html.trim_end().to_owned())
}

/// The definitions that references in a piece of the unfolded text lead to, to be put below it.
pub fn definitions(page: &Page<'_>, nodes: impl Iterator<Item = usize>) -> String {
    let mut below = String::new();
    for index in nodes {
        for definition in page.definitions_of(index) {
            below.push_str("\n\n");
            below.push_str(definition);
        }
    }
    below
}
