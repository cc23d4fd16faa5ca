use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "file-name",
    summary: "a page's file is not called as its template asks, has a number that another one has, or one is left out",
    level: LintLevel::Deny,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("file_name.md"),
    check,
};

/// Only what a template's annotations ask for is reported under this name.
fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
