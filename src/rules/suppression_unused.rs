use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::rules;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "suppression-unused",
    summary: "an `allow` comment silences nothing",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("suppression_unused.md"),
    check,
};

/// Reports every name of every suppression of a rule that runs; which of them
/// have silenced something is known only at the end, and [`crate::engine::gate::Gate`]
/// lets the others through.
fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for suppression in cx.pattern.suppressions() {
        for (index, (name, span)) in suppression.names.iter().enumerate() {
            if rules::find(name).is_none_or(|rule| !cx.runs(rule)) {
                continue;
            }
            let where_to = if suppression.target.is_some() {
                "in the next block"
            } else {
                "on this page"
            };
            let diagnostic = cx.report(*span, format!("`{name}` finds nothing {where_to}"));
            diagnostic.label("silences nothing");
            diagnostic.help("delete it, or move it directly before the block that it is meant for");
            if !page.leaves_marks(suppression.comment) {
                diagnostic.fix(Fix::safe(vec![Edit::delete(
                    suppression.removal(page, index),
                )]));
            }
        }
    }
}
