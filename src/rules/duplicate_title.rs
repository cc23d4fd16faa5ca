use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::TITLE;

pub static RULE: Rule = Rule {
    name: "duplicate-title",
    summary: "two pattern pages have the same title",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("duplicate_title.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let library = cx.library;
    let Some(node) = cx.pattern.fields.get(&TITLE) else {
        return;
    };
    let Some(first) = node.text().and_then(|title| library.titled(title)) else {
        return;
    };
    // The first page in the book's order keeps its title.
    if first.source_path == cx.path
        || library.position(cx.path) < library.position(&first.source_path)
    {
        return;
    }
    let title = node.text().unwrap_or("").trim();
    let message = format!("`{}` has the title `{title}` already", first.source_path);
    let diagnostic = cx.report(page.first_line(node.span), message);
    if let Some(place) = first.title_place.clone() {
        diagnostic.also_elsewhere(place, "first used here");
    }
    diagnostic.help("say in the title what sets this pattern apart, or merge the two pages");
}
