use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-banner-content",
    summary: "gold: bold text in the first line (the tagline) and Key Success Metrics with three or more entries, each with a figure",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min-metrics",
        default: OptionDefault::Count(3),
        summary: "success metrics that a gold banner needs",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_content.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
