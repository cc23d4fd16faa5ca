use crate::diagnostic::{Fix, LintLevel};
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "heading-space",
    summary: "a line such as `##Heading` is no heading, for it lacks the space",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("heading_space.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    // Only what begins a paragraph or an item looks like a heading.
    let holders = page.nodes.iter().enumerate();
    let holders =
        holders.filter(|(_, node)| matches!(node.kind, Kind::Paragraph | Kind::Item { .. }));
    for index in holders.map(|(holder, _)| holder + 1) {
        let Some(signs) = page.unspaced_heading(index) else {
            continue;
        };
        let line = page.first_line(page.nodes[index].span);
        let end = line.start + signs;
        let marks = &page[line][..signs];
        cx.report(
            line,
            format!("no space behind `{marks}`: this is text, no heading"),
        )
        .help(format!(
            "write `{marks} ` before the heading's words, or `\\{marks}` where text is meant"
        ))
        .fix(Fix::safe(vec![Edit::insert(end, " ")]));
    }
}
