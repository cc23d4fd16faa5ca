use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-sections",
    summary: "gold: Implementation Details, Performance Characteristics with figures, Scaling Considerations with a diagram (the scaling roadmap)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_sections.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
