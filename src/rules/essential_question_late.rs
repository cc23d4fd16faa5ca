use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::levels::Levels;
use crate::pattern::question::Question;
use crate::pattern::usage::Usage;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "essential-question-late",
    summary: "the Essential Question section comes after When to Use or after a Level",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("essential_question_late.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(question) = Question::of(page) else {
        return;
    };
    let usage = Usage::of(page);
    let levels = Levels::of(page);
    let level = levels.all.first().map(|level| level.heading);
    let earlier = usage.start(page).into_iter().chain(level);
    let Some(first) = earlier.min_by_key(|heading| heading.span.start) else {
        return;
    };
    if question.heading.span.start > first.span.start {
        let message = format!("the essential question comes after `{}`", first.text);
        cx.report(page.first_line(question.heading.span.clone()), message)
            .also(page.first_line(first.span.clone()), "this comes before it")
            .help("move the section up, right behind the banner");
    }
}
