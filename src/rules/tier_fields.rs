use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "tier-fields",
    summary: "gold: production_checklist, and three or more modern_examples each with company, implementation and scale",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min-examples",
        default: OptionDefault::Count(3),
        summary: "complete modern_examples that a gold page needs",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_fields.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
