use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-one-code",
    summary: "Level 1 holds a code block: anyone, also a non-technical reader, should follow it",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_one_code.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    for span in levels.spans(1) {
        for (_, node) in page.within(span).filter(|(_, node)| node.kind.is_code()) {
            cx.report(page.first_line(node.span), "a code block in level 1")
                .help("tell it in words or with a diagram, and move the code to level 2");
        }
    }
}
