use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-field-unknown",
    summary: "a key the template does not know and `extra-fields` does not list",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_unknown.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
