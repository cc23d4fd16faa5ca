use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "essential-question-mismatch",
    summary: "the section's question and the frontmatter's differ (case, white space, closing punctuation aside)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("essential_question_mismatch.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
