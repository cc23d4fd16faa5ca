use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "diagram-count",
    summary: "fewer than three different diagrams",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min",
        default: OptionDefault::Count(3),
        summary: "different diagrams",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("diagram_count.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
