use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-one-code",
    summary: "Level 1 holds a code block: anyone, also a non-technical reader, should follow it",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_one_code.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
