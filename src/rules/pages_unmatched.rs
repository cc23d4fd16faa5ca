use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "pages-unmatched",
    summary: "a glob in book.toml matches no page",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("pages_unmatched.md"),
    check,
};

/// It is about book.toml, and reported where that is read.
fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
