use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-empty",
    summary: "a level has no content of its own or of its subsections",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_empty.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    for level in levels
        .all
        .iter()
        .filter(|level| cx.pattern.is_empty(level.heading))
    {
        let heading = page.first_line(level.heading.span);
        cx.report(heading, format!("level {} is empty", level.number))
            .label("headings, comments and placeholders are no content");
    }
}
