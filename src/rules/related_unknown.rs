use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::yaml::Value;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::WordList;
use crate::template::fields::{RELATED_LAWS, RELATED_PILLARS};
use crate::text::suggest::nearest;

pub static RULE: Rule = Rule {
    name: "related-unknown",
    summary: "an id in `related_laws` or `related_pillars` is no law or pillar",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("related_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let vocabulary = &cx.config.vocabulary;
    for (field, what, known) in [
        (&RELATED_LAWS, "law", vocabulary.words(WordList::Laws)),
        (
            &RELATED_PILLARS,
            "pillar",
            vocabulary.words(WordList::Pillars),
        ),
    ] {
        // A line where a list is asked is a wrong type.
        let is_line = matches!(
            cx.pattern.fields.get(field).map(|node| &node.value),
            Some(Value::Scalar { .. })
        );
        // A book's own template may leave the ids open.
        if is_line || known.is_empty() {
            continue;
        }
        for found in cx.pattern.fields.ids(field) {
            let Some(id) = found.text(&known) else {
                continue;
            };
            let node = found.node;
            // Numbers and the like are wrong types, `etc.` is the template's placeholder.
            let is_known = known.contains(&id);
            let unfilled = matches!(id, "etc." | "etc" | "..." | "…");
            if is_known || unfilled || node.kind() != "text" && !found.number {
                continue;
            }
            let near = nearest(id, known.iter().copied()).or_else(|| numbered(id, &known));
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let field = field.name;
            let message = if found.number {
                format!("no {what} has the number `{id}` of `{field}`")
            } else if id.is_empty() {
                format!("an empty entry in `{field}`")
            } else {
                format!("`{id}` in `{field}` is no {what}")
            };
            cx.report(page.first_line(node.span), message)
                .help(format!("{near}known: {}", known.join(", ")));
        }
    }
}

/// The law of the same number: `law4-tradeoffs` for `law4-optimization`.
fn numbered<'k>(id: &str, known: &[&'k str]) -> Option<&'k str> {
    let (number, _) = id.split_once('-')?;
    let same = |known: &&&str| {
        number.ends_with(|c: char| c.is_ascii_digit())
            && known
                .split_once('-')
                .is_some_and(|(other, _)| other == number)
    };
    known.iter().find(same).copied()
}
