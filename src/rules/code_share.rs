use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "code-share",
    summary: "code blocks (fences included, diagrams not) over 20% of the body's lines",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Number(0.2),
        summary: "the greatest share of the body's lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("code_share.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
