//! The failure story: what happens without the pattern.

use crate::material::Block;
use crate::page::{Page, outline};
use crate::template::boxes::FAILURE_BOX;
use crate::template::sections::FAILURE_STORY;
use crate::text::span::{Span, Text};

/// Where the page tells it: boxes of its own, and sections and admonitions that
/// say so in their titles.
pub(super) fn all(page: &Page<'_>) -> Vec<Span<Text>> {
    let callouts = page.callouts.iter().filter(|c| c.class == FAILURE_BOX);
    let admonitions = page.blocks().iter().filter(|a| {
        let title = outline::normalise(a.title.as_deref().unwrap_or(""));
        a.marker.is_box() && (a.kind == FAILURE_BOX || FAILURE_STORY.is_opened_by(&title))
    });
    let sections = page.headings.iter();
    let sections = sections.filter(|heading| FAILURE_STORY.is_opened_by(&heading.normal));
    let mut stories: Vec<_> = callouts
        .map(|callout| callout.span)
        .chain(admonitions.map(Block::span))
        .chain(sections.map(|heading| page.section_span(heading)))
        .collect();
    stories.sort_by_key(|span| span.start);
    stories
}
