use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "annotation-unsupported",
    summary: "an annotation that leads nowhere: no numbered list follows, or none with such an item",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("annotation_unsupported.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for span in &page.annotations.lonely {
        cx.report(*span, "this annotation leads nowhere")
            .label("no numbered list with such an item follows")
            .help("write the list directly below, with a blank line between");
    }
}
