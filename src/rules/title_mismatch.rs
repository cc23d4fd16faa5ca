use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "title-mismatch",
    summary: "not exactly one H1, or it differs from `title` (a trailing \"Pattern\" aside)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("title_mismatch.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
