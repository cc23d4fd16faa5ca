use crate::diagnostic::LintLevel;
use crate::page::outline::normalise;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::{LEVELS, LevelRow};
use crate::text::span::{Span, Text};
use crate::text::suggest::or_list;

pub static RULE: Rule = Rule {
    name: "level-missing",
    summary: "one of the five levels is absent",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    let missing: Vec<&LevelRow> = LEVELS
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
    let diagnostic = cx.report(span, format!("no {}", or_list(&names)));
    diagnostic.parts(&names);
    if missing.len() == 1 {
        diagnostic.label(label);
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
