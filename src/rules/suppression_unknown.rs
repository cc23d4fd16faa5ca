use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::annotations::is_annotation;
use crate::schema::seed::on_one_line;
use crate::text::suggest::{nearest, or_list};

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
        let comment = page[suppression.comment]
            .trim_start_matches("<!--")
            .trim_start();
        let is_annotation = is_annotation(comment);
        // Authors copy a template with its annotations.
        let is_copied = || {
            let comment = on_one_line(comment.trim_end_matches("-->"));
            cx.is_pattern() && cx.pattern.rows.annotations.contains(&comment)
        };
        if is_annotation && (cx.fit().is_some() || is_copied()) {
            continue;
        }
        if is_annotation && !cx.config.templates.is_empty() {
            let names: Vec<&str> = cx
                .config
                .templates
                .iter()
                .map(|own| own.name.as_str())
                .collect();
            let place = page.first_line(suppression.comment);
            cx.report(
                place,
                "this annotation stands on a page that belongs to no template",
            )
            .help(format!("it may come from {}: take it out", or_list(&names)));
            continue;
        }
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
