use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-field-type",
    summary: "a list where a line is asked, a line where a list is, a number where text is",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_type.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
