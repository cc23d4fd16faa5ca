use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "failure-story-missing",
    summary: "no `failure-vignette` box and no section telling what happens without the pattern",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("failure_story_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
