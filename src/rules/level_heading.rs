use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::LEVEL_MINUTES;

pub static RULE: Rule = Rule {
    name: "level-heading",
    summary: "not the template's form, an ATX heading of rank 2: `## Level N: Name (M min) {#anchor}`, names Intuition, Foundation, Deep Dive, Expert, Mastery, time boxes 5, 10, 15, 20, 30, anchors intuition, foundation, deep-dive, expert, mastery",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "minutes",
        default: OptionDefault::Counts(LEVEL_MINUTES),
        summary: "the time boxes of levels 1 to 5, in minutes",
    }],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("level_heading.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
