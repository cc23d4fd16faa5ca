use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::pattern::fields;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "frontmatter-field-unknown",
    summary: "a field that neither the template nor `extra-fields` knows",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let entries = page.frontmatter.entries();
    for (index, entry) in entries.iter().enumerate() {
        let key = entry.key.as_str();
        let meant = fields::meant(key).map(|field| field.name);
        if meant == Some(key) || cx.config.extra_fields.iter().any(|extra| extra == key) {
            continue;
        }
        // The field's value is that of its exact key, or else that of the first near miss.
        let taken = meant.and_then(|name| {
            let exact = entries.iter().find(|other| other.key == name);
            exact.or_else(|| {
                let earlier = &mut entries[..index].iter();
                earlier.find(|other| fields::meant(&other.key).map(|field| field.name) == meant)
            })
        });
        let diagnostic = cx.report(entry.key_span, format!("unknown field `{key}`"));
        match (meant, taken) {
            (Some(name), None) => {
                diagnostic
                    .label(format!("`{name}` is meant"))
                    .help(format!("write `{name}`"))
                    .fix(Fix::safe(vec![Edit::replace(entry.key_span, name)]));
            }
            (Some(name), Some(other)) => {
                diagnostic
                    .also(other.key_span, format!("`{name}` is given here"))
                    .help(format!("keep one of the two, as `{name}`"));
            }
            (None, _) => {
                diagnostic.help(format!(
                    "remove it, or allow it with `extra-fields = [\"{key}\"]` in book.toml"
                ));
            }
        }
    }
}
