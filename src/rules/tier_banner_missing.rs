use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-banner-missing",
    summary: "no tier banner (an admonition whose title says Gold, Silver or Bronze with Standard, Tier, Excellence or Pattern) between the title and the first Level",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
