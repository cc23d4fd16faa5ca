use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "essential-question-late",
    summary: "the section comes after When to Use or after a Level",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("essential_question_late.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
