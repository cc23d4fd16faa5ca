use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "placeholder",
    summary: "an unfilled placeholder of the template: `[Pattern Name]`, `[X] min`, `[Metric 1]`, `YYYY-MM`, `gold|silver|bronze`, `Company X`, `etc.` in a list of ids. Links, footnotes, task boxes, link references, array indices and mermaid node labels are not placeholders: `A[Load Balancer]` is fine, `A[Component A]` as the template has it is not",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("placeholder.md"),
    check,
};

fn check(_page: &Page<'_>, _cx: &mut Context<'_>) {}
