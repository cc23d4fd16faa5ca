//! The failure story: what happens without the pattern.

use crate::material::Block;
use crate::page::{Kind, Page, figures, outline};
use crate::pattern::Reading;
use crate::template::boxes::{FAILURE_BOX, STORY_KINDS};
use crate::template::sections::{FAILURE_STORY, PROBLEM_SPACE};
use crate::text::span::{Span, Text};

/// Where the page tells it: boxes of its own, and sections and admonitions that
/// say so in their titles; else, where it states the problem, a warning of danger
/// or a paragraph on what happened when and how much of it.
pub(super) fn all(pattern: &Reading<'_>) -> Vec<Span<Text>> {
    let named = named(pattern);
    if named.is_empty() {
        in_problems(pattern.page)
    } else {
        named
    }
}

fn in_problems(page: &Page<'_>) -> Vec<Span<Text>> {
    let mut stories = Vec::new();
    let mut end = 0;
    for heading in &page.headings {
        let body = page.section_body(heading);
        // A subsection of a problem is part of it.
        if body.start < end || !PROBLEM_SPACE.is_near(&heading.normal) {
            continue;
        }
        end = body.end;
        let blocks = page.blocks().iter();
        let boxes = blocks.filter(|block| {
            block.marker.is_box()
                && body.contains(block.header.start)
                && STORY_KINDS.contains(&block.kind.as_str())
        });
        stories.extend(boxes.map(Block::span));
        for (index, node) in page.within(body) {
            let is_text = matches!(node.kind, Kind::Paragraph | Kind::Item { .. });
            if is_text && tells(&page.prose(index..page.before_lists(index))) {
                stories.push(node.span);
            }
        }
    }
    stories.sort_by_key(|span| span.start);
    stories
}

fn tells(text: &str) -> bool {
    figures::has_year(text) && figures::has_figure(text)
}

fn named(pattern: &Reading<'_>) -> Vec<Span<Text>> {
    let page = pattern.page;
    let callouts = page.callouts.iter().filter(|c| c.class == FAILURE_BOX);
    let admonitions = page.blocks().iter().filter(|a| {
        let title = outline::normalise(a.title.as_deref().unwrap_or(""));
        a.marker.is_box() && (a.kind == FAILURE_BOX || FAILURE_STORY.is_opened_by(&title))
    });
    let tells = pattern.opens(&FAILURE_STORY);
    let sections = page.headings.iter().enumerate();
    let sections = sections.filter(|(index, _)| tells(*index));
    let mut stories: Vec<_> = callouts
        .map(|callout| callout.span)
        .chain(admonitions.map(Block::span))
        .chain(sections.map(|(_, heading)| page.section_span(heading)))
        .collect();
    stories.sort_by_key(|span| span.start);
    stories
}
