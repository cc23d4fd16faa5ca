use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-time-box",
    summary: "the level's estimated reading time (words at 238 a minute, a diagram 12 s, a table row 4 s with the header row and without the delimiter row, a code line 3 s) exceeds its time box",
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
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_time_box.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
