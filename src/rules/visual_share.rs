use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "visual-share",
    summary: "tables, diagrams and boxes under 80% of the body's content lines (headings, code, blank lines and bare HTML not counted",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min",
        default: OptionDefault::Number(0.8),
        summary: "the least share of the body's content lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("visual_share.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
