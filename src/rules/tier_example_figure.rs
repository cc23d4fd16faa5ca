use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-example-figure",
    summary: "gold: a `scale` without a figure",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_example_figure.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
