use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-status",
    summary: "pattern_status does not fit the tier: gold recommended or stable, silver stable or use-with-expertise, bronze use-with-caution or legacy",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_status.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
