use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::suggest::nearest;

pub static RULE: Rule = Rule {
    name: "suppression-unknown",
    summary: "an `allow` comment, or book.toml, names no rule",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("suppression_unknown.md"),
    check,
};

const FORM: &str = "write `<!-- patterns: allow(rule, other-rule) -->`";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for suppression in cx.pattern.suppressions() {
        if suppression.names.is_empty() {
            let place = page.first_line(suppression.comment);
            cx.report(place, "this comment silences nothing: it names no rule")
                .help(FORM);
        }
        for (name, span) in &suppression.names {
            if rules::find(name).is_some() {
                continue;
            }
            let diagnostic = cx.report(*span, format!("unknown rule `{name}`"));
            diagnostic.help(
                match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`mdbook-patterns rules` lists all rules".to_owned(),
                },
            );
        }
    }
}
