use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::measures::diagrams;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "diagram-count",
    summary: "fewer than three different diagrams; a repeated one counts once",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "min",
        default: OptionDefault::Count(3),
        summary: "different diagrams",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("diagram_count.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let min = cx.count("min");
    let (count, repeated) = diagrams(cx.pattern);
    if count >= min {
        return;
    }
    let found = match (count, repeated.is_empty()) {
        (0, _) => "the page has no diagram".to_owned(),
        (1, true) => "the page has one diagram".to_owned(),
        (1, false) => "the page has one diagram, repeated".to_owned(),
        (_, true) => format!("the page has {count} diagrams"),
        (_, false) => format!("the page has {count} different diagrams"),
    };
    let are = if min == 1 { "is" } else { "are" };
    let diagnostic = cx.report(
        page.top(),
        format!("{found}, at least {min} {are} expected"),
    );
    for line in repeated {
        diagnostic.also(line, "drawn before: counts once");
    }
    diagnostic.help("draw what the text explains, in a ```` ```mermaid ```` block");
}
