use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::QUICK_REFERENCE;

pub static RULE: Rule = Rule {
    name: "quick-reference-missing",
    summary: "the page has no Quick Reference section",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("quick_reference_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !cx.pattern.rows.asks_for(&QUICK_REFERENCE) || cx.pattern.section(&QUICK_REFERENCE).is_some()
    {
        return;
    }
    let (span, help) = match cx.pattern.near(&QUICK_REFERENCE) {
        Some(heading) => (
            page.first_line(heading.span),
            "if this is it, call it `## Quick Reference`",
        ),
        None => (
            page.top(),
            "end the page with `## Quick Reference`: what a reader who knows the pattern comes back for",
        ),
    };
    cx.report(span, "no `Quick Reference` section").help(help);
}
