use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, InclusionFault, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "snippet-missing",
    summary: "a snippet, `--8<-- \"file\"`, names a file or a section that is not there",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("snippet_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for inclusion in cx.inclusions() {
        if let InclusionFault::Snippet { message, help } = &inclusion.fault {
            let diagnostic = cx.report(page.first_line(inclusion.span), message);
            diagnostic.label("this line is shown as it is");
            for help in help {
                diagnostic.help(help.clone());
            }
        }
    }
}
