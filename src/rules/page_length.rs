use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::measures::source_lines;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "page-length",
    summary: "more than 1000 source lines, template-instruction blocks not counted",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Count(1000),
        summary: "source lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("page_length.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max");
    if page.own_lines().len() <= max {
        return;
    }
    let lines = source_lines(page).count();
    if lines <= max {
        return;
    }
    let diagnostic = cx.report(
        page.top(),
        format!("the page has {lines} lines, at most {max} are expected"),
    );
    diagnostic
        .more(lines)
        .label(format!("{} lines too many", lines - max));
    // The first line beyond the limit that holds anything.
    let mut over = source_lines(page)
        .skip(max)
        .map(|line| page.line_text(line));
    if let Some(first) = over.find(|line| !line.is_empty()) {
        diagnostic.also(first, "everything from here on is too much");
    }
    diagnostic
        .help("shorten the page, or move long examples and case studies to pages of their own");
}
