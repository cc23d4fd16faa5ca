use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "page-length",
    summary: "more than 1000 source lines as `wc -l` counts them, template-instruction blocks not counted",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Count(1000),
        summary: "source lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("page_length.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
