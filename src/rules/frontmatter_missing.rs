use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::frontmatter_misplaced;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-missing",
    summary: "a page that `pages` takes for a pattern page has no frontmatter",
    level: LintLevel::Deny,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_missing.md"),
    check,
};

const HELP: &str = "begin the file with the template's fields between two lines `---`";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::fields::missing_block(fit, page, cx);
    }
    if page.frontmatter.exists() || !cx.config.is_listed(cx.path) {
        return;
    }
    if cx.runs(&frontmatter_misplaced::RULE) && frontmatter_misplaced::find(page).is_some() {
        return;
    }
    cx.report(page.top(), "this pattern page has no frontmatter")
        .help(HELP);
}
