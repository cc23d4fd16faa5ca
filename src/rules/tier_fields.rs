use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::yaml::{Node, Value};
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::rule::{and_list, nearest};
use crate::template::Tier;

pub static RULE: Rule = Rule {
    name: "tier-fields",
    summary: "a field that the page's tier asks for is absent or incomplete",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min-examples",
        default: OptionDefault::Count(3),
        summary: "a field that the page's tier asks for is absent or incomplete",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_fields.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((tier, asked)) = page.tier() else {
        return;
    };
    let min = cx.count("min-examples");
    let needed: &[&str] = match tier {
        Tier::Gold if min == 0 => &["production_checklist"],
        Tier::Gold => &["production_checklist", "modern_examples"],
        Tier::Silver => &["trade_offs", "best_for"],
        Tier::Bronze => &["modern_alternatives", "deprecation_reason"],
    };
    let missing: Vec<&str> = needed
        .iter()
        .copied()
        .filter(|field| page.frontmatter.get(field).is_none_or(is_blank))
        .collect();
    if !missing.is_empty() {
        let what = format!("a {} page needs {}", tier.name(), and_list(&missing));
        let diagnostic = cx.report(page.first_line(asked.clone()), what);
        for field in missing {
            diagnostic.help(help(field));
        }
    }
    match tier {
        Tier::Gold => check_examples(page, cx, min),
        Tier::Silver => check_trade_offs(page, cx),
        Tier::Bronze => {}
    }
}

/// What a missing field says.
fn help(field: &str) -> &'static str {
    match field {
        "production_checklist" => "`production_checklist`: a list of what to do before production",
        "modern_examples" => {
            "`modern_examples`: a list, each with `company`, `implementation` and `scale`"
        }
        "trade_offs" => "`trade_offs`: `pros` and `cons`, a list each",
        "best_for" => "`best_for`: the cases in which the pattern shines",
        "modern_alternatives" => "`modern_alternatives`: what to use instead",
        _ => "`deprecation_reason`: why this is bronze now",
    }
}

fn check_examples(page: &Page<'_>, cx: &mut Context<'_>, min: usize) {
    // A value that is no list is a wrong type, and so is an entry that is no mapping.
    let Some(entry) = page
        .frontmatter
        .entry("modern_examples")
        .filter(|e| !is_blank(&e.value))
    else {
        return;
    };
    let Some(examples) = entry.value.list() else {
        return;
    };
    if examples.len() < min {
        let count = examples.len();
        cx.report(
            entry.key_span.clone(),
            format!("`{}` has {count} of at least {min} examples", entry.key),
        )
        .help("a gold pattern is proven in production: name who uses it, how, and at what scale");
    }
    for example in examples.iter().filter(|example| example.map().is_some()) {
        let Some(missing) = lacking(example, &["company", "implementation", "scale"]) else {
            continue;
        };
        cx.report(
            page.first_line(example.span.clone()),
            format!("this example lacks {}", and_list(&missing)),
        )
        .help(advice(example, &missing));
    }
}

fn check_trade_offs(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(entry) = page
        .frontmatter
        .entry("trade_offs")
        .filter(|e| !is_blank(&e.value))
    else {
        return;
    };
    if entry.value.map().is_some()
        && let Some(missing) = lacking(&entry.value, &["pros", "cons"])
    {
        let message = format!("`{}` lacks {}", entry.key, and_list(&missing));
        cx.report(entry.key_span.clone(), message)
            .help(advice(&entry.value, &missing));
    }
}

/// Which of `keys` a mapping lacks or leaves blank; `None` where it has all.
fn lacking<'k>(node: &Node, keys: &[&'k str]) -> Option<Vec<&'k str>> {
    let lacks = |key: &&&str| node.get(key).is_none_or(is_blank);
    let missing: Vec<&str> = keys.iter().filter(lacks).copied().collect();
    (!missing.is_empty()).then_some(missing)
}

/// A misspelt key where there is one, else what to add.
fn advice(node: &Node, missing: &[&str]) -> String {
    let entries = node.map().unwrap_or_default();
    let misspelt = entries.iter().find_map(|entry| {
        let known = ["company", "implementation", "scale", "pros", "cons"];
        let near = nearest(&entry.key, missing.iter().copied())?;
        (!known.contains(&entry.key.as_str())).then_some((entry, near))
    });
    match misspelt {
        Some((entry, near)) => format!("did you mean `{near}` by `{}`?", entry.key),
        None => format!("add {}", and_list(missing)),
    }
}

/// Whether a value says nothing.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        // One level is enough: what is inside an entry is judged with the entry.
        Value::List(items) => items.iter().all(|item| match &item.value {
            Value::Scalar { text, .. } => text.trim().is_empty(),
            value => *value == Value::Null,
        }),
        Value::Map(entries) => entries.is_empty(),
    }
}
