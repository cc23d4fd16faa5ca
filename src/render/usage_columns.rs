//! When to Use and When NOT to Use in two columns, where the page is wide enough.

use crate::page::{Heading, Kind, Node, Page};
use crate::render::{RenderContext, Target};
use crate::text::edit::Edit;
use crate::text::span::{Out, Span};
use std::ops::Range;

/// The tags around both parts; none where that could cut through something else.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>) -> Vec<Edit<Out>> {
    if !cx.is_pattern || !matches!(cx.target, Target::Html { .. }) {
        return Vec::new();
    }
    let usage = cx.pattern.usage();
    let (Some(when), Some(when_not)) = (usage.when, usage.when_not) else {
        return Vec::new();
    };
    let has_tables = [when, when_not].map(|part| !usage.tables(page, part).is_empty());
    let headings = [when.min(when_not), when.max(when_not)].map(|part| &page.headings[part]);
    if usage.combined == Some(when) || has_tables != [true; 2] {
        return Vec::new();
    }
    columns(page, headings).unwrap_or_default()
}

fn columns(page: &Page<'_>, [first, second]: [&Heading; 2]) -> Option<Vec<Edit<Out>>> {
    let span = first.span.start..page.section_span(second).end;
    let adjacent = page.section_span(first).end == second.span.start;
    if !adjacent || first.rank != second.rank || !is_whole(page, &span) {
        return None;
    }
    let last = page
        .within(Span::new(span))
        .filter(|(_, node)| node.parent.is_none())
        .filter(|(_, node)| !matches!(node.kind, Kind::Html | Kind::Rule))
        .last()?
        .1;
    let start = |heading: &Heading| page.nodes[heading.node].out.start;
    Some(vec![
        Edit::insert(
            start(first),
            "<div class=\"patterns-usage\">\n<div>\n<div>\n\n",
        ),
        Edit::insert(start(second), "\n\n</div>\n<div>\n\n"),
        Edit::insert(last.out.end, "\n\n</div>\n</div>\n</div>\n\n"),
    ])
}

/// Whether nothing begins inside and ends outside, or the other way round: only
/// blocks on top level, no boxes, and of HTML only comments and line breaks.
fn is_whole(page: &Page<'_>, span: &Range<usize>) -> bool {
    let harmless = |node: &Node| match node.kind {
        Kind::Html => is_comment(page, node),
        Kind::InlineHtml => page.unfolded()[node.out.range()].starts_with("<br"),
        Kind::Heading { .. } => node.parent.is_none(),
        _ => true,
    };
    let apart = |other: &Range<usize>| other.end <= span.start || span.end <= other.start;
    page.within(Span::new(span.clone()))
        .all(|(_, node)| harmless(node))
        && page
            .blocks()
            .iter()
            .all(|block| apart(&block.span().range()))
}

fn is_comment(page: &Page<'_>, node: &Node) -> bool {
    let text = page.unfolded()[node.out.range()].trim();
    let end = text.len().saturating_sub("-->".len());
    text.starts_with("<!--") && text.find("-->") == Some(end)
}
