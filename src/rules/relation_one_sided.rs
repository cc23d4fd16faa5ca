use crate::catalogue::said::Said;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::relations::Bond;

pub static RULE: Rule = Rule {
    name: "relation-one-sided",
    summary: "the page says how it relates to another page, which does not name it",
    level: LintLevel::Allow,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("relation_one_sided.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(own) = cx.library.position(cx.path) else {
        return;
    };
    let own = (own, cx.path);
    let said = match cx.fit() {
        Some(fit) => Said::of_own(page, fit, cx.library, cx.leads(), own),
        None => Said::of(cx.pattern, cx.library, cx.names(), own),
    };
    for naming in said.namings {
        // What has to be known before, or takes its place, need not know the page.
        if matches!(naming.bond, Bond::Alternative | Bond::WorksWith) {
            let title = cx.library.pages()[naming.target].label().to_owned();
            let span = naming.span.unwrap_or_else(|| page.top());
            let message = format!("`{title}` does not name this page");
            cx.report_unless_named_by(span, message, naming.target);
        }
    }
}
