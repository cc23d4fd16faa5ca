use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "when-to-use-table",
    summary: "either part is not a table with at least one filled row",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_table.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
