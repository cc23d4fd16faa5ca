//! `zensical.toml`: the same keys as in `mkdocs.yml`, below `[project]`.

use crate::import::value::{At, Data, Entry, Value};
use crate::text::lines::Lines;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Names that begin with these stand in tables within tables: `[project.markdown_extensions.pymdownx.tabbed]`.
const PACKAGES: [&str; 4] = ["pymdownx", "material", "zensical", "mkdocs"];

/// Reads a file. The error names file, line and column.
pub fn parse(text: &str, file: &str) -> Result<Value, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = Places {
        text,
        lines: Lines::new(text),
        file: Arc::from(file),
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = places.at(error.span().unwrap_or(0..0));
        let message = error.message();
        format!(
            "`{file}`:{}:{}: this is no TOML: {message}",
            at.line, at.column
        )
    })?;
    let root = places.value(DeValue::Table(table.get_ref().clone()), 0..0);
    let mut project = root.get("project").cloned().unwrap_or(root);
    if let Data::Map(entries) = &mut project.data {
        for entry in entries {
            if matches!(entry.key.as_str(), "markdown_extensions" | "plugins") {
                flatten(&mut entry.value);
            }
        }
    }
    Ok(project)
}

/// Joins the names of packages with those of what they hold.
fn flatten(value: &mut Value) {
    let Data::Map(entries) = &mut value.data else {
        return;
    };
    let mut flat = Vec::new();
    for entry in std::mem::take(entries) {
        join(entry, &mut flat);
    }
    *entries = flat;
}

fn join(entry: Entry, flat: &mut Vec<Entry>) {
    let package = entry.key.split('.').next().unwrap_or("").to_owned();
    let inner = matches!(
        entry.key.as_str(),
        "material.extensions" | "zensical.extensions" | "pymdownx.blocks"
    );
    let is_package = PACKAGES.contains(&package.as_str()) && (inner || package == entry.key);
    match entry.value.data {
        Data::Map(entries) if is_package => {
            for below in entries {
                let key = format!("{}.{}", entry.key, below.key);
                join(Entry { key, ..below }, flat);
            }
        }
        data => flat.push(Entry {
            value: Value {
                data,
                ..entry.value
            },
            ..entry
        }),
    }
}

struct Places<'t> {
    text: &'t str,
    lines: Lines,
    file: Arc<str>,
}

impl Places<'_> {
    fn at(&self, span: Range<usize>) -> At {
        let line = self.lines.line(span.start);
        let start = self.lines.span(line).start;
        let before = self.text.get(start..span.start).unwrap_or("");
        At {
            file: Arc::clone(&self.file),
            line: line + 1,
            column: before.chars().count() + 1,
        }
    }

    fn spanned(&self, value: Spanned<DeValue<'_>>) -> Value {
        let span = value.span();
        self.value(value.into_inner(), span)
    }

    fn value(&self, value: DeValue<'_>, span: Range<usize>) -> Value {
        let data = match value {
            DeValue::String(text) => Data::Text {
                text: text.into_owned(),
                plain: false,
            },
            DeValue::Array(values) => Data::List(
                values
                    .into_iter()
                    .map(|value| self.spanned(value))
                    .collect(),
            ),
            DeValue::Table(table) => {
                let entry = |(key, value): (Spanned<_>, _)| Entry {
                    at: self.at(key.span()),
                    key: std::borrow::Cow::into_owned(key.into_inner()),
                    value: self.spanned(value),
                };
                let mut entries: Vec<Entry> = table.into_iter().map(entry).collect();
                // The parser sorts keys; an author's order is part of what a navigation says.
                entries.sort_by_key(|a| (a.at.line, a.at.column));
                Data::Map(entries)
            }
            DeValue::Boolean(value) => plain(value.to_string()),
            DeValue::Integer(number) => plain(number.as_str().to_owned()),
            DeValue::Float(number) => plain(number.as_str().to_owned()),
            DeValue::Datetime(date) => plain(date.to_string()),
        };
        Value {
            data,
            at: self.at(span),
            tag: None,
        }
    }
}

fn plain(text: String) -> Data {
    Data::Text { text, plain: true }
}
