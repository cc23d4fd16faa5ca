use crate::diagnostic::{Extent, LintLevel};
use crate::page::{Heading, Page};
use crate::pattern::measures::{LineClass, share};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::{Span, Spans, Text};

pub static RULE: Rule = Rule {
    name: "outside-levels",
    summary: "most of the page stands outside the five levels and the template's sections",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Number(0.5),
        summary: "the largest share of the content that may stand there",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("outside_levels.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let pattern = cx.pattern;
    // A page without levels is `level-missing`'s business.
    if pattern.levels.all.is_empty() {
        return;
    }
    let inside = placed(page, cx);
    let (mut all, mut outside) = (0, Vec::new());
    for (line, class) in pattern.lines().iter().enumerate() {
        if matches!(class, LineClass::Text | LineClass::Visual) {
            all += 1;
            let start = page.lines.span(line).start;
            if !inside.contain(start) {
                outside.push(start);
            }
        }
    }
    let max = cx.number("max");
    let Some(part) = share(outside.len(), all).filter(|part| *part > max) else {
        return;
    };
    let mut next = 0;
    // The outermost sections that hold any of these lines.
    let holders = page.headings.iter().filter(|heading| {
        let span = page.section_span(heading);
        let behind = outside.partition_point(|line| *line < span.start);
        let holds = outside.get(behind).is_some_and(|line| *line < span.end);
        let is_outer = heading.rank > 1 && span.start >= next && !inside.contain(span.start);
        if is_outer {
            next = span.end;
        }
        holds && is_outer
    });
    let mut places = holders.map(|heading: &Heading| page.first_line(heading.span));
    let first = places.next().unwrap_or_else(|| page.top());
    let message = format!(
        "{:.0}% of the content stands outside the five levels, more than {:.0}%",
        part * 100.0,
        max * 100.0
    );
    let others: Vec<Span<Text>> = places.collect();
    let diagnostic = cx.report(first, message);
    diagnostic.extent(Extent::More(part));
    diagnostic.label("has no place in the template");
    for place in others.iter().take(MAX_LABELS) {
        diagnostic.also(*place, "");
    }
    diagnostic.help("move each section to the level whose readers need it");
}

const MAX_LABELS: usize = 12;

/// The levels, the sections that the template has, and what stands above the first section.
fn placed(page: &Page<'_>, cx: &Context<'_>) -> Spans<Text> {
    let pattern = cx.pattern;
    let levels = pattern.levels.all.iter();
    let levels: Spans<Text> = levels
        .map(|level| page.section_span(level.heading))
        .collect();
    // Most headings stand in a level, and asking which section one opens is dear.
    let known = page.headings.iter().filter(|heading| {
        heading.rank > 1
            && !levels.contain(heading.span.start)
            && pattern.rows.opens_any(&heading.normal)
    });
    let usage = pattern.usage();
    let usage = [usage.combined, usage.when, usage.when_not];
    let usage = usage
        .into_iter()
        .flatten()
        .map(|index| &page.headings[index]);
    let sections = known.chain(usage);
    let first = page.headings.iter().find(|heading| heading.rank > 1);
    let top = 0..first.map_or(page.text.len(), |heading| heading.span.start);
    sections
        .map(|heading| page.section_span(heading))
        .chain(levels.iter())
        .chain([Span::new(top)])
        .collect()
}
