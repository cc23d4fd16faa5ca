use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "decision-support-missing",
    summary: "no decision matrix, decision table or decision flowchart (a section whose heading begins with Decision, or a flowchart with a `{…}` choice under Quick Reference)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("decision_support_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
