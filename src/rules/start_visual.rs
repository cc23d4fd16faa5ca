use crate::diagnostic::LintLevel;
use crate::page::{Page, prose};
use crate::pattern::reading_time::Amount;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "start-visual",
    summary: "a Level (2 to 5) has over 150 words of prose before its first table, diagram, box or code",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "max-words",
        default: OptionDefault::Count(150),
        summary: "words before the first table, diagram, box or code",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("start_visual.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max-words");
    let levels = &cx.pattern.levels;
    let boxes = page.boxes();
    // Level 1 begins with a story.
    let rows = cx.pattern.rows.levels.iter();
    for number in rows.map(|spec| spec.number).filter(|n| *n > 1) {
        for heading in levels.numbered(number) {
            let body = page.section_body(heading);
            let visual = first_visual(page, boxes, body);
            let words = words(page, Span::new(body.start..visual.unwrap_or(body.end)));
            if words <= max {
                continue;
            }
            let line = page.first_line(heading.span);
            if let Some(visual) = visual {
                let message = format!(
                    "level {number} begins with {words} words of prose, at most {max} are expected"
                );
                let place = page.line_text(page.lines.line(visual));
                cx.report(line, message)
                    .also(place, "the first table, diagram, box or code")
            } else {
                let message = format!(
                    "level {number} has {words} words of prose and no table, diagram, box or code"
                );
                cx.report(line, message)
            }
            .more(words)
            .help("show it first, in a diagram or a table, and explain what is shown");
        }
    }
}

/// Where the first table, diagram, box or code of a section stands.
fn first_visual(page: &Page<'_>, boxes: &[Span<Text>], body: Span<Text>) -> Option<usize> {
    let mut nodes = page.within(body);
    let node = nodes.find(|(_, node)| page.is_visual(node));
    let before = boxes.partition_point(|span| span.start < body.start);
    let first_box = boxes.get(before).map(|span| span.start);
    let first_box = first_box.filter(|start| body.contains(*start));
    node.map(|(_, node)| node.span.start)
        .into_iter()
        .chain(first_box)
        .min()
}

/// The words of the running text in `span`: headings are none.
fn words(page: &Page<'_>, span: Span<Text>) -> usize {
    let before = page
        .headings
        .partition_point(|heading| heading.span.start < span.start);
    let headings = page.headings[before..]
        .iter()
        .take_while(|heading| heading.span.start < span.end);
    let titles: usize = headings.map(|heading| prose::words(&heading.text)).sum();
    Amount::of(page, span).words.saturating_sub(titles)
}
