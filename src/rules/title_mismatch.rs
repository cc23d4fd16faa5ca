use crate::diagnostic::LintLevel;
use crate::page::outline::normalise;
use crate::page::{Heading, Page};
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::TITLE;

pub static RULE: Rule = Rule {
    name: "title-mismatch",
    summary: "the page has not exactly one H1, or it differs from `title` (a trailing \"Pattern\" aside)",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("title_mismatch.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::title::mismatch(fit, page, cx);
    }
    let field = cx
        .pattern
        .fields
        .get(&TITLE)
        .and_then(|value| Some((value.text()?.trim(), value.span)))
        .filter(|(title, _)| !title.is_empty());
    let titles: Vec<&Heading> = page.headings.iter().filter(|h| h.rank == 1).collect();
    match (titles.as_slice(), field) {
        ([], Some((title, span))) => {
            cx.report(page.first_line(span), "the page has no heading of rank 1")
                .label("this is its title")
                .help(format!("put `# {title}` behind the frontmatter"));
        }
        ([], None) => {
            cx.report(page.top(), "the page has no heading of rank 1")
                .help("begin with `# ` and the pattern's name");
        }
        ([only], Some((title, span))) if folded(&only.text) != folded(title) => {
            let message = format!("the heading says `{}`, `title` says `{title}`", only.text);
            cx.report(page.first_line(only.span), message)
                .also(page.first_line(span), "the title in the frontmatter")
                .help("give the page one name");
        }
        ([_], _) => {}
        ([first, second, ..], _) => {
            let message = format!("the page has {} headings of rank 1", titles.len());
            let diagnostic = cx.report(page.first_line(second.span), message);
            if second.text.is_empty() {
                diagnostic.label("a heading without text");
            }
            diagnostic
                .also(page.first_line(first.span), "the first one")
                .help("keep one title; sections begin with `## `");
        }
    }
}

/// A title without what may differ.
pub(super) fn folded(title: &str) -> String {
    let normal = normalise(title);
    match normal.strip_suffix(" pattern") {
        Some(name) => name.to_owned(),
        None => normal,
    }
}
