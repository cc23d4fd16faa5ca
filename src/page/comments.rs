//! Comments, template instructions and callout boxes: what the author's own HTML marks.

use crate::material::Unfolded;
use crate::material::callout;
use crate::page::html_items::RawPieces;
use crate::template::{INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
use crate::text::html;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// An HTML comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The whole comment in the page's text.
    pub span: Range<usize>,
    /// The whole comment in the unfolded text.
    pub out: Range<usize>,
    /// What stands between its dashes, trimmed.
    pub text: String,
}

/// The page's template-instruction blocks.
#[derive(Debug, Clone, Default)]
pub struct Instructions {
    /// The blocks, markers included; none where anything is wrong with them.
    pub spans: Vec<Range<usize>>,
    /// The same in the unfolded text.
    pub out: Vec<Range<usize>>,
    /// What is wrong with them.
    pub problems: Vec<InstructionsProblem>,
}

/// Why template-instruction blocks cannot be stripped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstructionsProblem {
    /// Opened here and never closed.
    Unclosed(Range<usize>),
    /// Closed here and not opened.
    Unopened(Range<usize>),
    /// Opened first here, and again there before it is closed.
    Reopened(Range<usize>, Range<usize>),
}

/// A callout `<div>`.
#[derive(Debug, Clone)]
pub struct CalloutBox {
    /// Its class: one of [`crate::template::CALLOUTS`].
    pub class: &'static str,
    /// From the opening to the closing tag, both included.
    pub span: Range<usize>,
    /// The opening tag.
    pub tag: Range<usize>,
}

/// Comments and callout boxes, from the HTML that the author wrote.
pub(super) fn find(
    unfolded: &Unfolded<'_>,
    events: &[(Event<'_>, Range<usize>)],
    raw: &RawPieces,
) -> (Vec<Comment>, Vec<CalloutBox>) {
    let mut comments = Vec::new();
    let mut callouts = Vec::new();
    // Open `<div>`s: the class if it is a callout, and the tag.
    let mut divs: Vec<(Option<&'static str>, Range<usize>)> = Vec::new();
    for (event, range) in events {
        let is_html = matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_));
        if !is_html || unfolded.is_inserted(range.start) {
            continue;
        }
        for item in html::Tokenizer::new(&unfolded.text[range.clone()], raw.at(range.start)) {
            let at = |span: Range<usize>| range.start + span.start..range.start + span.end;
            match item {
                html::Item::Comment { span, text } => {
                    let out = at(span);
                    let source = unfolded.source_range(out.clone());
                    comments.push(Comment {
                        span: source,
                        out,
                        text: text.trim().to_owned(),
                    });
                }
                html::Item::Open {
                    span,
                    name,
                    attributes,
                    self_closing: false,
                } if name.eq_ignore_ascii_case("div") => {
                    let callout = callout(&attributes);
                    divs.push((callout, unfolded.source_range(at(span))));
                }
                html::Item::Close { span, name } if name.eq_ignore_ascii_case("div") => {
                    if let Some((Some(class), tag)) = divs.pop() {
                        let end = unfolded.source_range(at(span)).end;
                        callouts.push(CalloutBox {
                            class,
                            span: tag.start..end,
                            tag,
                        });
                    }
                }
                _ => {}
            }
        }
    }
    callouts.sort_by_key(|callout| callout.span.start);
    (comments, callouts)
}

/// The template-instruction blocks that comments begin and end.
pub(super) fn instructions(comments: &[Comment]) -> Instructions {
    let mut found = Instructions::default();
    let mut open: Option<&Comment> = None;
    for comment in comments {
        let opens = comment.text.starts_with(INSTRUCTIONS_OPEN);
        let closes = comment.text.starts_with(INSTRUCTIONS_CLOSE);
        match open {
            _ if opens && comment.text.ends_with(INSTRUCTIONS_CLOSE) => {
                found.spans.push(comment.span.clone());
                found.out.push(comment.out.clone());
            }
            None if opens => open = Some(comment),
            Some(first) if opens => {
                let problem =
                    InstructionsProblem::Reopened(first.span.clone(), comment.span.clone());
                found.problems.push(problem);
            }
            Some(first) if closes => {
                found.spans.push(first.span.start..comment.span.end);
                found.out.push(first.out.start..comment.out.end);
                open = None;
            }
            None if closes => found
                .problems
                .push(InstructionsProblem::Unopened(comment.span.clone())),
            _ => {}
        }
    }
    if let Some(first) = open {
        found
            .problems
            .push(InstructionsProblem::Unclosed(first.span.clone()));
    }
    if !found.problems.is_empty() {
        found.spans.clear();
        found.out.clear();
    }
    found
}
