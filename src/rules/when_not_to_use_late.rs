use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "when-not-to-use-late",
    summary: "the When NOT to Use part starts after source line 200",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max-line",
        default: OptionDefault::Count(200),
        summary: "the last source line on which the part may start",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_not_to_use_late.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
