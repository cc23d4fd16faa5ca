use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "when-to-use-missing",
    summary: "no When to Use section or no When NOT to Use part (a heading `DON'T Use When`, `When NOT to Use` of its own",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
