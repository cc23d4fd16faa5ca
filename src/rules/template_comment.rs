use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "template-comment",
    summary: "a guidance comment of the template is still there (`<!-- GOAL: … -->` and its kin)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("template_comment.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
