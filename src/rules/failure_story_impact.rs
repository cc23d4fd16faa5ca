use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page, figures, outline};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "failure-story-impact",
    summary: "the failure story has no figure",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("failure_story_impact.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let stories = cx.pattern.stories();
    let Some(first) = stories.first() else {
        return;
    };
    if stories.iter().any(|story| has_figure(page, *story)) {
        return;
    }
    let place = impact(page, *first).unwrap_or(*first);
    cx.report(page.first_line(place), "the failure story has no figure")
        .help("say what it cost: `4 hours of downtime`, `$2M`, `30% of the orders`");
}

fn has_figure(page: &Page<'_>, story: Span<Text>) -> bool {
    let nodes = page.indices(story);
    let behind = impact_behind(page, nodes.end);
    let nodes = nodes.start..behind.unwrap_or(nodes.end);
    let in_titles = page
        .blocks()
        .iter()
        .filter(|a| story.contains(a.header.start))
        .filter_map(|a| a.title.as_deref())
        .any(figures::has_figure);
    in_titles
        || page.has_figure(nodes.clone())
        || page.nodes[nodes].iter().any(|node| match node.kind {
            Kind::Heading { .. } => figures::has_figure(page.text_of(node)),
            Kind::Html => figures::has_figure(&page.visible_html(node)),
            _ => false,
        })
}

/// The end of a paragraph at `index`, right behind the story, that tells its impact.
fn impact_behind(page: &Page<'_>, index: usize) -> Option<usize> {
    let node = page.nodes.get(index)?;
    let tells = node.kind == Kind::Paragraph && is_impact(page.text_of(node));
    tells.then_some(node.end)
}

/// Where the story says `**Impact**`.
fn impact(page: &Page<'_>, story: Span<Text>) -> Option<Span<Text>> {
    page.within(story)
        .find(|(_, node)| node.kind == Kind::Strong && is_impact(page.text_of(node)))
        .map(|(_, node)| node.span)
}

fn is_impact(text: &str) -> bool {
    let normal = outline::normalise(text);
    normal.split(' ').take(3).any(|word| word == "impact")
}
