use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "template-instructions",
    summary: "a template-instruction block is still there (it is stripped from the output)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("template_instructions.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
