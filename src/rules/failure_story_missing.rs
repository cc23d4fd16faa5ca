use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::boxes::FAILURE_BOX;
use crate::template::sections::{FAILURE_STORY, PROBLEM_SPACE};

pub static RULE: Rule = Rule {
    name: "failure-story-missing",
    summary: "neither a `failure-vignette` box nor a section, a warning or a paragraph telling what happens without the pattern",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("failure_story_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let rows = cx.pattern.rows;
    let is_asked = rows.has_box(FAILURE_BOX) || rows.asks_for(&FAILURE_STORY);
    if !is_asked || !cx.pattern.stories().is_empty() {
        return;
    }
    let problem = cx.pattern.section(&PROBLEM_SPACE);
    let place = problem
        .or_else(|| cx.pattern.near(&PROBLEM_SPACE))
        .map_or_else(|| page.top(), |heading| page.first_line(heading.span));
    cx.report(place, "the page does not tell what happens without the pattern")
        .help("tell a failure, real or realistic, in a box `<div class=\"failure-vignette\">`, or in a section `What Happens Without This Pattern`; under the problem, a `danger` admonition will do, or a paragraph with a year and a figure");
}
