use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-field-value",
    summary: "category, difficulty, excellence_tier, pattern_status, current_relevance outside their vocabulary (`vocabulary` in book.toml extends or replaces each), with the nearest word suggested (case counts)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_value.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
