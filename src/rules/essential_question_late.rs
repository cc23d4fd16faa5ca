use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "essential-question-late",
    summary: "the Essential Question section comes after When to Use or after a Level",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("essential_question_late.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(question) = &cx.pattern.question else {
        return;
    };
    let usage = cx.pattern.usage();
    let levels = &cx.pattern.levels;
    let level = levels.all.first().map(|level| level.heading);
    let earlier = usage.start(page).into_iter().chain(level);
    let Some(first) = earlier.min_by_key(|heading| heading.span.start) else {
        return;
    };
    if question.heading.span.start > first.span.start {
        let message = format!("the essential question comes after `{}`", first.text);
        cx.report(page.first_line(question.heading.span), message)
            .also(page.first_line(first.span), "this comes before it")
            .help("move the section up, right behind the banner");
    }
}
