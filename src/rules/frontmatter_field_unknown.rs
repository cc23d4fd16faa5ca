use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::pattern::fields;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;
use crate::text::maps::HashMap;

pub static RULE: Rule = Rule {
    name: "frontmatter-field-unknown",
    summary: "a field that neither the template nor `extra-fields` knows",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::fields::unknown(fit, page, cx);
    }
    let entries = page.frontmatter.entries();
    let rows = cx.pattern.rows;
    let meant = entries.iter().map(|entry| fields::meant(&entry.key, rows));
    let meant: Vec<Option<&str>> = meant.map(|row| Some(row?.name.as_str())).collect();
    // The field's value is that of its exact key, or else that of the first near miss.
    let mut given: HashMap<&str, usize> = HashMap::default();
    for (index, (entry, meant)) in entries.iter().zip(&meant).enumerate() {
        let Some(name) = *meant else { continue };
        if entry.key == name {
            given.insert(name, index);
        } else {
            given.entry(name).or_insert(index);
        }
    }
    for (index, (entry, meant)) in entries.iter().zip(meant).enumerate() {
        let key = entry.key.as_str();
        if meant == Some(key) || cx.config.extra_fields.iter().any(|extra| extra == key) {
            continue;
        }
        let taken = meant.and_then(|name| given.get(name));
        let taken = taken.filter(|other| **other != index);
        let taken = taken.map(|other| &entries[*other]);
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
