use crate::diagnostic::LintLevel;
use crate::page::{Heading, Kind, Page, figures, yaml};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::boxes::INSIGHTS_BOX;
use crate::template::fields::MODERN_EXAMPLES;
use crate::template::sections::CASE_STUDIES;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "production-metrics-missing",
    summary: "no figure in the banner, `modern_examples` or case studies",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("production_metrics_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    // A broken frontmatter may well hold the figures.
    let rows = cx.pattern.rows;
    let is_asked = rows.has_box(INSIGHTS_BOX)
        || rows.asks_for(&CASE_STUDIES)
        || rows.field(MODERN_EXAMPLES.name).is_some();
    if !is_asked || !page.frontmatter.problems.is_empty() {
        return;
    }
    let examples = cx.pattern.fields.entry(&MODERN_EXAMPLES);
    let is_study = cx.pattern.opens(&CASE_STUDIES);
    let studies = page.headings.iter().enumerate();
    let studies = studies
        .filter(|(index, heading)| is_study(*index) || is_nearly_case_study(&heading.normal));
    let studies: Vec<&Heading> = studies.map(|(_, heading)| heading).collect();
    let banners = &cx.pattern.banners;
    let insights = page.callouts.iter().filter(|c| c.class == INSIGHTS_BOX);
    let mut told = banners
        .iter()
        .map(|banner| banner.body)
        .chain(studies.iter().map(|heading| page.section_body(heading)))
        .chain(insights.map(|callout| callout.span));
    if examples.is_some_and(|entry| says_figure(&entry.value))
        || told.any(|span| has_figure(page, span))
    {
        return;
    }
    let place = examples
        .map(|entry| entry.key_span)
        .or_else(|| studies.first().map(|heading| heading.span))
        .or_else(|| banners.first().map(|banner| banner.header))
        .map_or_else(|| page.top(), |span| page.first_line(span));
    cx.report(place, "no figure from production on the page")
        .help("say what the pattern achieved, in figures: in the banner, as `scale` of a modern example or in a case study");
}

/// `Real-World …` that compares with the world outside of systems.
const COMPARISONS: &[&str] = &["analogy", "analogies", "parallel", "metaphor"];

fn is_nearly_case_study(normal: &str) -> bool {
    let compares = || COMPARISONS.iter().any(|word| normal.contains(word));
    CASE_STUDIES.is_near(normal) && !compares()
}

/// Whether a list of examples, mappings or lines, holds a figure.
fn says_figure(examples: &yaml::Node) -> bool {
    let says = |node: &yaml::Node| {
        let text = node.text().unwrap_or("");
        figures::has_figure(text) || figures::is_quantity(text)
    };
    let example = |node: &yaml::Node| match node.map() {
        Some(entries) => entries.iter().any(|entry| says(&entry.value)),
        None => says(node),
    };
    match examples.list() {
        Some(list) => list.iter().any(example),
        None => example(examples),
    }
}

fn has_figure(page: &Page<'_>, span: Span<Text>) -> bool {
    // A case study may set its figures as a block of code.
    let elsewhere = |(_, node): (usize, &crate::page::Node)| match node.kind {
        Kind::Html => figures::has_figure(&page.visible_html(node)),
        Kind::Code { .. } => figures::has_figure(page.text_of(node)),
        _ => false,
    };
    page.has_figure(page.indices(span)) || page.within(span).any(elsewhere)
}
