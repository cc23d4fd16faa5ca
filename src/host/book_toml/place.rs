//! Where in book.toml a mistake stands.

use crate::diagnostic::located::{Located, locate};
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::host::book_toml::ConfigError;
use std::ops::Range;
use toml::de::{DeArray, DeTable, DeValue};

/// The mistakes as diagnostics of book.toml, whose text is `toml`. The table may also come
/// from the environment: then a mistake has no place in the file.
pub fn located(errors: &[ConfigError], toml: &str) -> Vec<Located> {
    let bare = toml.trim_start_matches('\u{feff}');
    let found = errors.iter().map(|error| diagnostic(error, bare));
    locate(found.collect(), bare, toml.len() - bare.len())
}

fn diagnostic(error: &ConfigError, toml: &str) -> Diagnostic {
    Diagnostic {
        rule: if error.unknown_rule {
            "suppression-unknown"
        } else {
            "configuration"
        },
        level: LintLevel::Deny,
        message: error.message.clone(),
        file: "book.toml".to_owned(),
        span: place(toml, &error.path).unwrap_or(0..0),
        label: None,
        labels: Vec::new(),
        help: vec![error.help.clone()],
        fix: None,
    }
}

/// The bytes of the last key of `path` below `preprocessor.patterns` that the file has.
fn place(toml: &str, path: &[String]) -> Option<Range<usize>> {
    let document = DeTable::parse(toml).ok()?;
    let mut at = Step::Table(document.get_ref());
    let mut span = None;
    for key in ["preprocessor", "patterns"]
        .into_iter()
        .chain(path.iter().map(String::as_str))
    {
        let value = match at {
            Step::Table(table) => {
                let Some((found, value)) = table.iter().find(|(name, _)| name.get_ref() == key)
                else {
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
