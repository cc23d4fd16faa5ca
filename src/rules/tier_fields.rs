use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::yaml::Node;
use crate::pattern::lacks::{FieldLack, field_lacks};
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::{Rows, Tier};
use crate::text::suggest::{and_list, nearest};

pub static RULE: Rule = Rule {
    name: "tier-fields",
    summary: "a field that the page's tier asks for is absent or incomplete",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[OptionSpec {
        name: "min-examples",
        default: OptionDefault::Count(3),
        summary: "examples of a gold page",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_fields.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((tier, asked)) = cx.pattern.tier() else {
        return;
    };
    let min = cx.count("min-examples");
    let rows = cx.pattern.rows;
    let lacks = field_lacks(cx.pattern, tier, min);
    let missing: Vec<_> = lacks
        .iter()
        .filter_map(|lack| match lack {
            FieldLack::Absent(field) => Some(*field),
            _ => None,
        })
        .collect();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|field| field.name.as_str()).collect();
        let what = format!("a {} page needs {}", tier.name(), and_list(&names));
        let edition = cx.edition();
        let diagnostic = cx.report(page.first_line(asked), what);
        diagnostic.parts(&names);
        own::asked_for_fields(diagnostic, edition, &names);
        for field in missing {
            diagnostic.help(format!("`{}`: {}", field.name, field.help));
        }
    }
    for lack in lacks {
        match lack {
            FieldLack::Absent(_) => {}
            FieldLack::Few(entry, count) => {
                cx.report(
                    entry.key_span,
                    format!("`{}` has {count} of at least {min} examples", entry.key),
                )
                .less(count)
                .help("a gold pattern is proven in production: name who uses it, how, and at what scale");
            }
            FieldLack::Incomplete {
                entry,
                node,
                missing,
            } => {
                let whole = entry.value.list().is_none();
                let (place, what) = if whole {
                    (entry.key_span, format!("`{}`", entry.key))
                } else {
                    (page.first_line(node.span), "this example".to_owned())
                };
                cx.report(place, format!("{what} lacks {}", and_list(&missing)))
                    .parts(&missing)
                    .help(advice(node, &missing, rows));
            }
        }
    }
}

/// A misspelt key where there is one, else what to add.
fn advice(node: &Node, missing: &[&str], rows: &Rows) -> String {
    let entries = node.map().unwrap_or_default();
    let misspelt = entries.iter().find_map(|entry| {
        let mut known = rows.fields.iter().flat_map(|field| &field.keys);
        let near = nearest(&entry.key, missing.iter().copied())?;
        (!known.any(|key| *key == entry.key)).then_some((entry, near))
    });
    match misspelt {
        Some((entry, near)) => format!("did you mean `{near}` by `{}`?", entry.key),
        None => format!("add {}", and_list(missing)),
    }
}
