use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-balance",
    summary: "one level holds more than half of the five levels' lines, or less than 3%",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[
        OptionSpec {
            name: "min",
            default: OptionDefault::Number(0.03),
            summary: "the least share of the levels' lines that a level may hold",
        },
        OptionSpec {
            name: "max",
            default: OptionDefault::Number(0.5),
            summary: "the greatest share",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_balance.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
