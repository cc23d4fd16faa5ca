use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "example-length",
    summary: "the code block under Basic Example has more than 15 lines between its fences",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Count(15),
        summary: "lines between the fences",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("example_length.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
