use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-warning",
    summary: "bronze: no `warning`, `danger` or `caution` admonition besides the banner (a callout box does not count)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_warning.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
