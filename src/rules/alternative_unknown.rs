use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use crate::template::fields::MODERN_ALTERNATIVES;
use crate::text::suggest::nearest;

pub static RULE: Rule = Rule {
    name: "alternative-unknown",
    summary: "a bronze pattern names no alternative that is a pattern of this book",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[Tier::Bronze],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("alternative_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if cx.pattern.fields.tier() != Some(Tier::Bronze) {
        return;
    }
    let Some(entry) = cx.pattern.fields.entry(&MODERN_ALTERNATIVES) else {
        return;
    };
    let lines = cx.pattern.fields.lines(&MODERN_ALTERNATIVES);
    let mut names = Vec::new();
    for line in &lines {
        names.push(line.trim());
        names.extend(line.split([',', ';']).map(str::trim));
    }
    names.retain(|name| !name.is_empty());
    // Missing and empty ones are the business of `tier-fields`.
    let found = |name: &&str| cx.library.named_pattern(name, cx.path).is_some();
    if names.is_empty() || names.iter().any(found) {
        return;
    }
    let near = names.iter().find_map(|name| meant(name, cx));
    let place = page.first_line(entry.value.span);
    let diagnostic = cx.report(place, "`modern_alternatives` names no pattern of this book");
    if let Some(title) = near {
        diagnostic.help(format!("did you mean `{title}`?"));
    }
    diagnostic.help(
        "begin an entry with the title of a pattern page: `Saga: local transactions that undo each other`",
    );
}

/// The title that a misspelt entry means.
fn meant<'l>(name: &str, cx: &Context<'l>) -> Option<&'l str> {
    const MOST: usize = 40;
    const MAX_TITLE: usize = 100;
    let library = cx.library;
    let head = name.split([':', '(']).next().unwrap_or("").trim();
    if head.is_empty() || head.len() > MAX_TITLE {
        return None;
    }
    let others = library
        .pages()
        .iter()
        .filter(|page| page.is_pattern && page.source_path != cx.path);
    let titles = others.filter_map(|page| page.title.as_deref());
    let near = |title: &&str| {
        title.len().abs_diff(head.len()) <= head.len() / 3 && title.len() <= MAX_TITLE
    };
    nearest(head, titles.filter(near).take(MOST))
}
