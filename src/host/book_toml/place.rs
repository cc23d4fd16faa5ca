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
    let found = errors.iter();
    found
        .map(|error| locate(diagnostic(error, bare), &file, origin))
        .collect()
}

fn diagnostic(error: &ConfigError, toml: &str) -> Diagnostic {
    let (rule, level) = error.rule.unwrap_or(("configuration", LintLevel::Deny));
    let span = place(toml, &error.path).map_or(Span::at(0), Span::new);
    let mut found = Diagnostic::new(rule, level, span, &error.message);
    found.help(error.help.clone());
    found
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
