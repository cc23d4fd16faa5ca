//! Comments and callout boxes: what the author's own HTML marks.

use super::callouts::{CalloutBox, Divs};
use super::raw_pieces::RawPieces;
use super::unfolded::Unfolded;
use crate::text::html::{Item, Tokenizer};
use crate::text::span::{Out, Span, Text};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// An HTML comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The whole comment in the page's text.
    pub span: Span<Text>,
    /// The whole comment in the unfolded text.
    pub out: Span<Out>,
    /// What stands between its dashes, trimmed.
    pub text: String,
}

/// Comments and callout boxes, from the HTML that the author wrote.
pub fn find(
    unfolded: &Unfolded<'_>,
    events: &[(Event<'_>, Range<usize>)],
    raw: &RawPieces,
) -> (Vec<Comment>, Vec<CalloutBox>) {
    let mut comments = Vec::new();
    let mut divs = Divs::default();
    for (event, range) in events {
        let is_html = matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_));
        if !is_html || unfolded.is_inserted(range.start) {
            continue;
        }
        for item in Tokenizer::new(&unfolded.text[range.clone()], raw.at(range.start)) {
            let out = range.start + item.span().start..range.start + item.span().end;
            let out: Span<Out> = Span::new(out);
            let source = unfolded.source_range(out).range();
            if let Item::Comment { text, .. } = item {
                comments.push(Comment {
                    span: Span::new(source),
                    out,
                    text: text.trim().to_owned(),
                });
            } else {
                divs.item(&item, Span::new(source));
            }
        }
    }
    (comments, divs.finish())
}
