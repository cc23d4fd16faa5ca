//! Where in book.toml a mistake stands.

use crate::diagnostic::located::{Located, Origin, locate};
use crate::diagnostic::place::FileText;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::host::book_toml::ConfigError;
use crate::text::span::Span;
use std::ops::Range;
use std::sync::Arc;
use toml::de::{DeArray, DeTable, DeValue};

/// The mistakes as diagnostics of book.toml, whose text is `toml`. The table may also come
/// from the environment: then a mistake has no place in the file.
pub fn located(errors: &[ConfigError], toml: &str) -> Vec<Located> {
    let bare = toml.trim_start_matches('\u{feff}');
    let bom = toml.len() - bare.len();
    let file = FileText::new("book.toml".to_owned(), bare.to_owned(), bom);
    let file = Arc::new(file);
    let origin = Origin {
        bom,
        includes: None,
    };
    let document = DeTable::parse(bare).ok();
    let table = document.as_ref().map(toml::Spanned::get_ref);
    let found = errors.iter();
    found
        .map(|error| locate(diagnostic(error, table), &file, origin))
        .collect()
}

fn diagnostic(error: &ConfigError, table: Option<&DeTable<'_>>) -> Diagnostic {
    let (rule, level) = error.rule.unwrap_or(("configuration", LintLevel::Deny));
    let span = table.and_then(|table| place(table, &error.path));
    let span = span.map_or(Span::at(0), Span::new);
    let mut found = Diagnostic::new(rule, level, span, &error.message);
    found.help(error.help.clone());
    found
}

/// The bytes of the last key of `path` below `preprocessor.patterns` that the file has.
fn place(table: &DeTable<'_>, path: &[String]) -> Option<Range<usize>> {
    let mut at = Step::Table(table);
    let mut span = None;
    for key in ["preprocessor", "patterns"]
        .into_iter()
        .chain(path.iter().map(String::as_str))
    {
        let value = match at {
            Step::Table(table) => {
                let Some((found, value)) = table.get_key_value(key) else {
                    break;
                };
                span = Some(found.span());
                value
            }
            Step::Array(items) => {
                let Some(value) = key.parse().ok().and_then(|index: usize| items.get(index)) else {
                    break;
                };
                span = Some(value.span());
                value
            }
        };
        at = match value.get_ref() {
            DeValue::Table(inner) => Step::Table(inner),
            DeValue::Array(inner) => Step::Array(inner),
            _ => break,
        };
    }
    span
}

enum Step<'a, 'i> {
    Table(&'a DeTable<'i>),
    Array(&'a DeArray<'i>),
}
