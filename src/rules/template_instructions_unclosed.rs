use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "template-instructions-unclosed",
    summary: "a block is opened and not closed, closed and not opened, or opened again inside (the first is underlined)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("template_instructions_unclosed.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
