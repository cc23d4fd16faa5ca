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
    let levels = &cx.pattern.levels.all;
    for (at, level) in levels.iter().enumerate() {
        // A level of a deeper rank, which is a mistake, is one of its own all the same.
        let next = levels.get(at + 1).map(|next| next.heading.span.start);
        let end = next.unwrap_or(page.text.len());
        if cx.pattern.is_empty_up_to(level.heading, end) {
            let heading = page.first_line(level.heading.span);
            cx.report(heading, format!("level {} is empty", level.number))
                .label("headings, comments and placeholders are no content");
        }
    }
}
