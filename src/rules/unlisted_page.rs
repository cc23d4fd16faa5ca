use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::TITLE;

pub static RULE: Rule = Rule {
    name: "unlisted-page",
    summary: "a pattern page on disk is not listed in SUMMARY.md",
    level: LintLevel::Warn,
    scope: Scope::Unlisted,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("unlisted_page.md"),
    check,
};

/// Runs on such pages only.
fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let title = cx.pattern.fields.line(&TITLE).unwrap_or("").trim();
    let title = if title.is_empty() || title.contains(['\n', '[', ']']) {
        "Title"
    } else {
        title
    };
    let path = cx.path;
    let link = if path.contains([' ', '(', ')']) {
        format!("<{path}>")
    } else {
        path.to_owned()
    };
    let what = match cx.fit() {
        Some(fit) => format!("this page of the template `{}`", fit.template.name),
        None => "this pattern page".to_owned(),
    };
    cx.report(
        page.line_text(0),
        format!("{what} is not listed in SUMMARY.md"),
    )
    .help(format!(
        "add `- [{title}]({link})` to SUMMARY.md, or name the file in `exclude`"
    ));
}
