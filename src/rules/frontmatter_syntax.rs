use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::merge_conflict::{self, Conflict};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "frontmatter-syntax",
    summary: "the frontmatter is not closed, is not YAML, or names a key twice",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_syntax.md"),
    check,
};

const HELP: &str =
    "until this is settled the page has no card, and its fields and tier are not checked";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    // Of what two texts at once make of it, nothing is to be said.
    let yaml = page.frontmatter.yaml;
    let in_conflict = |it: &Conflict| it.ours.start < yaml.end && yaml.start < it.theirs.end;
    if cx.runs(&merge_conflict::RULE) && merge_conflict::all(page).iter().any(in_conflict) {
        return;
    }
    for (index, problem) in page.frontmatter.problems.iter().enumerate() {
        let diagnostic = cx.report(problem.span, &*problem.message);
        if let Some((span, message)) = &problem.related {
            diagnostic.also(*span, message.clone());
        }
        if let Some(help) = &problem.help {
            diagnostic.help(help.clone());
        }
        if index == 0 {
            diagnostic.help(HELP);
        }
    }
}
