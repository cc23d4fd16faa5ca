use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::measures::diagrams;
use crate::rules::repeated_content;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use std::collections::BTreeSet;

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
        check_own(page, cx, (count, min));
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
    diagnostic.less(count);
    for line in repeated {
        diagnostic.also(line, "drawn before: counts once");
    }
    diagnostic.help(HELP);
}

const HELP: &str = "draw what the text explains, in a ```` ```mermaid ```` block";

/// What stands on many pages is no page's own: without it there may be too few.
fn check_own(page: &Page<'_>, cx: &mut Context<'_>, (count, min): (usize, usize)) {
    let different = cx.pattern.drawings().enumerate();
    let different = different.filter(|(place, (_, first))| first == place);
    let starts: BTreeSet<usize> = different
        .map(|(_, (diagram, _))| diagram.span.start)
        .collect();
    let is_meant = |node: usize| starts.contains(&page.nodes[node].span.start);
    let own = repeated_content::own(cx, is_meant);
    let least = min.saturating_sub(count - own.pieces.len());
    let message = format!("fewer than {min} of the page's diagrams are its own");
    if let Some(diagnostic) = cx.report_where_too_few(page.top(), message, own, least) {
        diagnostic.help(HELP);
    }
}
