//! The list of rules, for `mdbook-patterns rules`.

use crate::report::table::{Align, WIDTH, table};
use crate::rules;
use crate::rules::rule::{FixAvailability, OptionDefault, OptionValue, Rule, Scope};
use crate::rules::settings::{RuleSettings, minutes};
use crate::schema::seed::Seed;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct List {
    version: u32,
    rules: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    summary: &'static str,
    level: &'static str,
    default_level: &'static str,
    fixable: &'static str,
    scope: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    templates: Vec<String>,
    since: &'static str,
    options: Vec<Setting>,
}

#[derive(Serialize)]
struct Setting {
    name: &'static str,
    summary: &'static str,
    value: Value,
    default: Value,
}

#[derive(Serialize, PartialEq)]
#[serde(untagged)]
enum Value {
    Count(u64),
    Number(f64),
    Counts(Vec<u64>),
    Globs(Vec<String>),
}

impl From<&OptionValue> for Value {
    fn from(value: &OptionValue) -> Value {
        match value {
            OptionValue::Count(n) => Value::Count(*n),
            OptionValue::Number(n) => Value::Number(*n),
            OptionValue::Counts(list) => Value::Counts(list.clone()),
            OptionValue::Globs(globs) => Value::Globs(globs.written.clone()),
        }
    }
}

impl From<OptionDefault> for Value {
    fn from(value: OptionDefault) -> Value {
        match value {
            OptionDefault::Count(n) => Value::Count(n),
            OptionDefault::Number(n) => Value::Number(n),
            OptionDefault::Minutes => Value::Counts(minutes(&Seed::embedded().rows)),
            OptionDefault::Globs => Value::Globs(Vec::new()),
        }
    }
}

fn entry((rule, settings): (&&'static Rule, &RuleSettings)) -> Entry {
    let options = rule.options.iter().map(|option| {
        let default = Value::from(option.default);
        Setting {
            name: option.name,
            summary: option.summary,
            value: settings.option(option.name).map_or(default, Value::from),
            default: Value::from(option.default),
        }
    });
    Entry {
        name: rule.name,
        summary: rule.summary,
        level: settings.level.name(),
        default_level: rule.level.name(),
        fixable: match rule.fix {
            FixAvailability::None => "never",
            FixAvailability::Sometimes => "sometimes",
            FixAvailability::Always => "always",
        },
        scope: match rule.scope {
            Scope::Patterns => "patterns",
            Scope::Documents => "documents",
            Scope::Own => "templates",
            Scope::All => "all",
            Scope::Unlisted => "unlisted",
        },
        templates: Vec::new(),
        since: rule.since,
        options: options.collect(),
    }
}

/// The templates by whose wish a rule looks at their pages, by its name.
pub type Asked = BTreeMap<&'static str, Vec<String>>;

fn entries(settings: &[RuleSettings], asked: &Asked) -> impl Iterator<Item = Entry> {
    let entries = rules::ALL.iter().zip(settings).map(entry);
    entries.map(|entry| Entry {
        templates: asked.get(entry.name).cloned().unwrap_or_default(),
        ..entry
    })
}

/// All rules with the levels and options of a book, as JSON.
pub fn json(settings: &[RuleSettings], asked: &Asked) -> String {
    let list = List {
        version: 1,
        rules: entries(settings, asked).collect(),
    };
    serde_json::to_string(&list).unwrap_or_default() + "\n"
}

/// The same as a table for people.
pub fn human(settings: &[RuleSettings], asked: &Asked) -> String {
    let heads = ["rule", "level", "default", "fixable", "pages", "options"];
    let rows: Vec<Vec<String>> = entries(settings, asked)
        .map(|entry| {
            let default = if entry.level == entry.default_level {
                ""
            } else {
                entry.default_level
            };
            let fixable = entry.fixable.replace("never", "");
            let options = joined(&entry.options);
            vec![
                entry.name.to_owned(),
                entry.level.to_owned(),
                default.to_owned(),
                fixable,
                std::iter::once(entry.scope)
                    .chain(entry.templates.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(", "),
                options,
            ]
        })
        .collect();
    table(&heads.map(|head| (head, Align::Left)), &rows, WIDTH)
}

/// A rule's options as [`human`] shows them.
pub fn options(rule: &'static Rule, settings: &RuleSettings) -> String {
    joined(&entry((&rule, settings)).options)
}

fn joined(options: &[Setting]) -> String {
    options.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// `max=0.3 (0.2)`: the value here, and the default where that is another one.
fn shown(option: &Setting) -> String {
    let json = |value: &Value| serde_json::to_string(value).unwrap_or_default();
    let (value, default) = (json(&option.value), json(&option.default));
    if option.value == option.default {
        format!("{}={value}", option.name)
    } else {
        format!("{}={value} ({default})", option.name)
    }
}
