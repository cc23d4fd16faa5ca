use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-field-missing",
    summary: "one of title, description, type, category, difficulty, reading_time, prerequisites, excellence_tier, pattern_status, introduced, current_relevance, essential_question, tagline, related_laws, related_pillars is absent or null (an empty list is not missing)",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_missing.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
