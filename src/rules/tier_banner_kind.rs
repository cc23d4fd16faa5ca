use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-banner-kind",
    summary: "gold is `success`, silver `info`, bronze `warning`",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("tier_banner_kind.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
