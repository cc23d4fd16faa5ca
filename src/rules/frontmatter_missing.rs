use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-missing",
    summary: "a page that `pages` takes for a pattern page has no frontmatter",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_missing.md"),
    check,
};

const HELP: &str = "begin the file with the template's fields between two lines `---`";
const NOT_FIRST: &str = "the frontmatter has to begin on the first line of the file";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if page.frontmatter.exists() || !cx.config.is_listed(cx.path) {
        return;
    }
    let first = page.text.trim_start().lines().next();
    let late = first.map(str::trim_end) == Some("---") && !page.text.starts_with("---");
    cx.report(page.top(), "this pattern page has no frontmatter")
        .help(if late { NOT_FIRST } else { HELP });
}
