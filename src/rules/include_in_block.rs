use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, InclusionFault, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "include-in-block",
    summary: "a directive of several lines in a box, a tab or a list, which another preprocessor has changed",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("include_in_block.md"),
    check,
};

fn check(_: &Page<'_>, cx: &mut Context<'_>) {
    for inclusion in cx.inclusions() {
        if inclusion.fault == InclusionFault::Block {
            let message = "the lines that this includes have lost the indentation of its block";
            cx.report(inclusion.span, message)
                .label("only its first line stands in the block")
                .help("set `before = [\"links\"]` in `[preprocessor.patterns]`");
        }
    }
}
