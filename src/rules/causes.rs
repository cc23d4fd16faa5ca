//! What follows from something else that is reported: the cause is pointed at, or said alone.

use super::{admonition_empty, table_broken, table_swallows_text};
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::text::span::{Span, Text};

/// The rules that may be the cause of others.
const CAUSES: &[&str] = &[
    table_broken::RULE.name,
    admonition_empty::RULE.name,
    table_swallows_text::RULE.name,
];

/// The rules that say what a section or a banner does not have.
const CONSEQUENCES: &[&str] = &[
    "decision-support-missing",
    "essential-question-missing",
    "failure-story-impact",
    "tier-banner-content",
    "tier-sections",
    "when-to-use-table",
    "when-to-use-thin",
];

/// Points from each consequence to the first cause in its section; what an empty box lacks is said by the
/// cause alone.
pub(super) fn point_at(page: &Page<'_>, found: &mut Vec<Diagnostic>) {
    let causes = found.iter().filter(|it| CAUSES.contains(&it.rule));
    let mut causes: Vec<(Span<Text>, &'static str)> = causes.map(|it| (it.span, it.rule)).collect();
    if causes.is_empty() {
        return;
    }
    causes.sort_by_key(|(span, _)| span.start);
    let line = |span: Span<Text>| page.lines.line(span.start);
    found.retain(|it| {
        let is_same = |(span, _): &(Span<Text>, &str)| line(*span) == line(it.span);
        it.rule != "tier-banner-content" || !causes.iter().any(is_same)
    });
    for it in found
        .iter_mut()
        .filter(|it| CONSEQUENCES.contains(&it.rule))
    {
        let own = it.span.start;
        let heading = page
            .headings
            .iter()
            .find(|heading| heading.span.contains(own));
        let Some(heading) = heading else { continue };
        let section = page.section_span(heading);
        let cause = causes.iter().find(|(span, _)| section.contains(span.start));
        if let Some((span, rule)) = cause {
            it.also(*span, format!("this may be why: see `{rule}`"));
        }
    }
}
