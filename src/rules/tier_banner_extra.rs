use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-banner-extra",
    summary: "more than one tier banner: the template says choose ONE",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_extra.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
