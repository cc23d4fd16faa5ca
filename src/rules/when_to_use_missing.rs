use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::WHEN_TO_USE;

pub static RULE: Rule = Rule {
    name: "when-to-use-missing",
    summary: "the page has no When to Use section or no When NOT to Use part",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_missing.md"),
    check,
};

const HELP: &str = "add a heading such as `### ❌ DON'T Use When` and a table below it";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !cx.pattern.rows.asks_for(&WHEN_TO_USE) {
        return;
    }
    let usage = cx.pattern.usage();
    let heading = |index: Option<usize>| {
        let heading = page.headings.get(index?)?;
        Some(page.first_line(heading.span))
    };
    match (heading(usage.when), heading(usage.when_not)) {
        (Some(_), Some(_)) => {}
        (Some(when), None) => {
            let message = if usage.combined.is_some() {
                "the `When NOT to Use` part has no heading of its own"
            } else {
                "no `When NOT to Use` part"
            };
            cx.report(when, message).help(HELP);
        }
        (None, Some(when_not)) => {
            cx.report(when_not, "no `When to Use` section")
                .label("only when not to use it")
                .help("add a heading such as `### ✅ Use When` and a table below it");
        }
        (None, None) => {
            cx.report(page.top(), "no `When to Use` section and no `When NOT to Use` part")
                .help("add `## When to Use / When NOT to Use` with `### ✅ Use When` and `### ❌ DON'T Use When`, a table below each");
        }
    }
}
