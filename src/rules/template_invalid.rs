use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::INVALID;

pub static RULE: Rule = Rule {
    name: INVALID,
    summary: "what cannot be read as a template: a section twice, a line of the frontmatter that is none, a file that is missing",
    level: LintLevel::Deny,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("template_invalid.md"),
    check,
};

/// It is about templates, and reported where they are read.
fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
