use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-banner-mismatch",
    summary: "the banner's tier is not `excellence_tier`",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("tier_banner_mismatch.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
