//! The placeholders that stand in a page's body, wherever the parser sees text.

use crate::page::{Kind, Page};
use crate::schema::placeholders;
use crate::text::span::{Span, Spans, Text};

/// What placeholders may begin with: brackets, and the letters of `YYYY-MM-DD`, `MM/DD/YYYY`, `HH:MM`.
pub const ALL: &str = "[{<(YMDH";

/// All of them that open with one of these brackets, in order; code, comments, links and images hold none.
pub fn in_body(page: &Page<'_>, brackets: &str) -> Vec<Span<Text>> {
    let body = &page.text[page.frontmatter.span.end..];
    let is_in = |text: &str| {
        brackets
            .bytes()
            .any(|b| memchr::memchr(b, text.as_bytes()).is_some())
    };
    if !is_in(body) {
        return Vec::new();
    }
    let hidden = hidden(page);
    let mut found = Vec::new();
    let paragraphs = page.paragraphs();
    let lone = paragraphs.iter().map(|paragraph| paragraph.span);
    let cells = page
        .nodes
        .iter()
        .filter(|node| node.kind == Kind::TableCell);
    let lone: Vec<Span<Text>> = lone.chain(cells.map(|cell| cell.span)).collect();
    for span in &lone {
        let text = &page[*span];
        let bare = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if bare.starts_with('(') && placeholders::whole(bare).is_some() {
            let start = span.start + (bare.as_ptr() as usize - text.as_ptr() as usize);
            found.push(Span::new(start..start + bare.len()));
        }
        let value = bare.rsplit_once(": ").map_or(bare, |(_, value)| value);
        let value = value.trim_matches(|c: char| matches!(c, '*' | '_') || c.is_whitespace());
        if is_date_form(value) {
            let start = span.start + (value.as_ptr() as usize - text.as_ptr() as usize);
            found.push(Span::new(start..start + value.len()));
        }
    }
    let others = page.nodes.iter().filter(|node| match node.kind {
        Kind::Heading { .. } => true,
        Kind::Html => !page[node.span].trim_start().starts_with("<!--"),
        _ => false,
    });
    for span in lone.into_iter().chain(others.map(|node| node.span)) {
        let source = &page[span];
        if !is_in(source) || page.in_instructions(span.start) {
            continue;
        }
        let text = blanked(page, span, &hidden);
        found.extend(
            placeholders::find(&text)
                .into_iter()
                .map(|it| span.part(it)),
        );
    }
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    found.dedup_by(|next, before| next.start < before.end);
    found
}

/// Whether a value says how a date or a time is written, such as `YYYY-MM-DD`.
fn is_date_form(value: &str) -> bool {
    let is_part = |c: char| matches!(c, 'Y' | 'M' | 'D' | 'H' | 'S' | '-' | '/' | ':' | '.' | ' ');
    (value.contains("YYYY") || value.contains("HH:MM")) && value.chars().all(is_part)
}

/// The text of a span with blanks where something is hidden.
fn blanked(page: &Page<'_>, span: Span<Text>, hidden: &Spans<Text>) -> String {
    let mut text = String::with_capacity(span.len());
    for (at, c) in page[span].char_indices() {
        if hidden.contain(span.start + at) {
            text.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            text.push(c);
        }
    }
    text
}

fn hidden(page: &Page<'_>) -> Spans<Text> {
    let comments = page.comments.iter().map(|comment| comment.span);
    let nodes = page.nodes.iter().filter(|node| {
        matches!(
            node.kind,
            Kind::Code { .. }
                | Kind::InlineCode
                | Kind::Link { .. }
                | Kind::Image { .. }
                | Kind::FootnoteReference
        )
    });
    comments.chain(nodes.map(|node| node.span)).collect()
}
