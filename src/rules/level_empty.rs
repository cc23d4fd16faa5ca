use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-empty",
    summary: "a level with no content of its own or of its subsections",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_empty.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
