use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::ESSENTIAL_QUESTION;

pub static RULE: Rule = Rule {
    name: "essential-question-missing",
    summary: "the page has no Essential Question section with bold text",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("essential_question_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !cx.pattern.rows.asks_for(&ESSENTIAL_QUESTION) {
        return;
    }
    match &cx.pattern.question {
        None => {
            let (span, help) = match cx.pattern.near(&ESSENTIAL_QUESTION) {
                Some(heading) => (
                    page.first_line(heading.span),
                    "if this is it, call it `## Essential Question`, with one question in bold",
                ),
                None => (
                    page.top(),
                    "add `## Essential Question` before `When to Use`, with the question in bold",
                ),
            };
            cx.report(span, "no `Essential Question` section")
                .help(help);
        }
        Some(question) if !question.has_bold => {
            let heading = page.first_line(question.heading.span);
            cx.report(heading, "the `Essential Question` section has no bold text")
                .help("ask the question there, between `**` and `**`");
        }
        Some(_) => {}
    }
}
