use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::question::Question;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "essential-question-missing",
    summary: "the page has no Essential Question section with bold text",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("essential_question_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    match Question::of(page) {
        None => {
            let similar = page
                .headings
                .iter()
                .find(|heading| heading.normal.starts_with("essential question"));
            let (span, help) = match similar {
                Some(heading) => (
                    page.first_line(heading.span.clone()),
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
            let heading = page.first_line(question.heading.span.clone());
            cx.report(heading, "the `Essential Question` section has no bold text")
                .help("ask the question there, between `**` and `**`");
        }
        Some(_) => {}
    }
}
