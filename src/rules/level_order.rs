use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-order",
    summary: "the levels are not in the order 1 to 5, or one appears twice",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_order.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
