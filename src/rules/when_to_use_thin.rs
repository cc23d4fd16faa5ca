use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "when-to-use-thin",
    summary: "either table has fewer than three rows",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min-rows",
        default: OptionDefault::Count(3),
        summary: "rows that each table needs",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_thin.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
