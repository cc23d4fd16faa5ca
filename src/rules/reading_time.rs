use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "reading-time",
    summary: "`reading_time` differs from the estimate of the whole page by more than half of the estimate",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[
        OptionSpec {
            name: "words-per-minute",
            default: OptionDefault::Count(238),
            summary: "reading speed",
        },
        OptionSpec {
            name: "diagram-seconds",
            default: OptionDefault::Count(12),
            summary: "a diagram",
        },
        OptionSpec {
            name: "row-seconds",
            default: OptionDefault::Count(4),
            summary: "a table row",
        },
        OptionSpec {
            name: "code-line-seconds",
            default: OptionDefault::Count(3),
            summary: "a line of code",
        },
        OptionSpec {
            name: "tolerance",
            default: OptionDefault::Number(0.5),
            summary: "the greatest difference, as a share of the estimate",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("reading_time.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
