use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::page::outline::{normalise, time_box};
use crate::page::{Heading, Kind, Page};
use crate::rules::level_heading;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::LevelRow;
use crate::text::edit::Edit;
use crate::text::span::{Span, Text};
use crate::text::suggest::or_list;

pub static RULE: Rule = Rule {
    name: "level-missing",
    summary: "one of the five levels is absent",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("level_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (levels, rows) = (&cx.pattern.levels, &cx.pattern.rows.levels);
    let missing: Vec<&LevelRow> = rows
        .iter()
        .filter(|spec| levels.first(spec.number).is_none())
        .collect();
    let Some(first) = missing.first() else {
        return;
    };
    let names: Vec<String> = missing
        .iter()
        .map(|spec| format!("Level {}: {}", spec.number, spec.name))
        .collect();
    // Where it belongs: behind the level before it, else before the one that is there.
    let before = (1..first.number).rev().find_map(|n| levels.first(n));
    let after = levels.all.first().map(|level| level.heading);
    let (span, label) = match (before, after) {
        (Some(heading), _) => (
            page.first_line(heading.span),
            "it belongs behind this level",
        ),
        (None, Some(heading)) => (
            page.first_line(heading.span),
            "it belongs before this level",
        ),
        (None, None) => (page.top(), ""),
    };
    let near: Vec<Option<&Heading>> = missing.iter().map(|spec| near(page, spec)).collect();
    // A level that stands inside will be one of its own.
    let levels = levels.all.iter().map(|level| level.heading);
    let levels: Vec<&Heading> = levels.chain(near.iter().flatten().copied()).collect();
    let is_empty = |heading: &Heading| {
        let starts = levels.iter().map(|level| level.span.start);
        let next = starts.filter(|start| *start > heading.span.start).min();
        let end = next.unwrap_or(page.text.len());
        cx.pattern.is_empty_up_to(heading, end)
    };
    // What holds it now may hold nothing else.
    let takes_all = |heading: &Heading| {
        let before = levels
            .iter()
            .filter(|level| level.span.start < heading.span.start);
        let before = before.max_by_key(|level| level.span.start);
        before.is_some_and(|level| {
            level.section_end > heading.span.start
                && cx.pattern.is_empty_up_to(level, heading.span.start)
                && !cx.pattern.is_empty(level)
        })
    };
    // A level without content would be denied for that.
    let empties = |heading: &Heading| is_empty(heading) || takes_all(heading);
    let empties: Vec<bool> = near.iter().map(|it| it.is_some_and(empties)).collect();
    let minutes_of_levels = cx
        .counts_of(&level_heading::RULE, level_heading::MINUTES)
        .to_vec();
    let diagnostic = cx.report(span, format!("no {}", or_list(&names)));
    diagnostic.parts(&names);
    if missing.len() == 1 {
        diagnostic.label(label);
    }
    let mut edits = Vec::new();
    let mut applicability = Applicability::Safe;
    for ((spec, near), empties) in missing.iter().zip(near).zip(empties) {
        let Some(heading) = near else {
            continue;
        };
        let at = rows.iter().position(|it| it.number == spec.number);
        let minutes = at.and_then(|at| minutes_of_levels.get(at)).copied();
        let minutes = minutes.unwrap_or(0);
        let expected = format!(
            "## Level {}: {} ({minutes} min) {{#{}}}",
            spec.number, spec.name, spec.anchor
        );
        let place = page.first_line(heading.span);
        diagnostic.also(
            place,
            format!("if this is level {}, call it `{expected}`", spec.number),
        );
        // With the level's own anchor it is meant beyond doubt.
        let is_certain = heading.id.as_ref() == Some(&spec.anchor)
            && time_box(&heading.text).is_none()
            && !empties;
        if is_certain {
            if !heading.normal.is_empty() && !is_named(heading, spec) {
                // Its words are its author's.
                applicability = Applicability::Unsafe;
            }
            edits.push(Edit::replace(place, expected));
        }
    }
    if !edits.is_empty() {
        diagnostic.fix(Fix {
            applicability,
            edits,
            takes_ids: Vec::new(),
        });
    }
    if let Some(code) = code_with_heading(page, first.number) {
        let label = format!(
            "a line `Level {}` stands in this code block: is a fence before it not closed?",
            first.number
        );
        diagnostic.also(page.first_line(code), label);
    }
    diagnostic
        .help("a section counts as a level when its heading starts with `Level` and the number");
}

/// A heading that has the level's name or anchor and does not begin with `Level N`: `Lvl 3: Deep Dive`.
fn near<'p>(page: &'p Page<'_>, spec: &LevelRow) -> Option<&'p Heading> {
    const MAX_RANK: u8 = 3;
    let mut headings = page
        .headings
        .iter()
        .filter(|it| (2..=MAX_RANK).contains(&it.rank));
    headings.find(|heading| is_named(heading, spec) || heading.id.as_ref() == Some(&spec.anchor))
}

/// Whether a heading is the level's name, or a word or two and then the name.
fn is_named(heading: &Heading, spec: &LevelRow) -> bool {
    let name = normalise(&spec.name);
    let ends = heading.normal == name || heading.normal.ends_with(&format!(" {name}"));
    ends && heading.normal.split(' ').count() <= name.split(' ').count() + 2
}

/// A code block with a line that would be the level's heading outside of it.
fn code_with_heading(page: &Page<'_>, number: u8) -> Option<Span<Text>> {
    let words = format!("level {number}");
    let is_heading = |line: &str| {
        line.strip_prefix("##")
            .and_then(|rest| normalise(rest).strip_prefix(&words).map(str::to_owned))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut blocks = page
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Code { .. }));
    blocks
        .find(|node| page.text_of(node).lines().any(is_heading))
        .map(|node| node.span)
}
