use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "cross-references-missing",
    summary: "the page links to (or relates in its frontmatter) no law, no pillar or no other pattern page of this book (an entry of modern_alternatives counts)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("cross_references_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
