//! What `check` and the preprocessor have in common: configuration and report.

use crate::config::{Config, ConfigError};
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::engine::Outcome;
use crate::report::{self, Located};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

/// Reads `[preprocessor.patterns]`. A rule that does not exist is a finding about
/// book.toml; any other mistake means that nothing can be checked.
pub fn config(table: &serde_json::Value, root: &Path) -> Result<(Config, Vec<Located>), String> {
    let (config, errors) = Config::from_json(table);
    if errors.is_empty() {
        return Ok((config, Vec::new()));
    }
    // The table may also come from the environment: then it has no place in the file.
    let toml = std::fs::read_to_string(root.join("book.toml")).unwrap_or_default();
    let bare = toml.trim_start_matches('\u{feff}');
    let fatal = errors.iter().any(|error| !error.unknown_rule);
    let found = errors.iter().map(|error| diagnostic(error, bare)).collect();
    let located = report::locate(found, bare, toml.len() - bare.len());
    if !fatal {
        return Ok((config, located));
    }
    for located in &located {
        anstream::eprintln!("{}\n", report::human::diagnostic(located));
    }
    Err(format!(
        "{} in the configuration of mdbook-patterns",
        report::human::plural(errors.len(), "mistake")
    ))
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
    let document = toml::de::DeTable::parse(toml).ok()?;
    let mut table = document.get_ref();
    let mut span = None;
    for key in ["preprocessor", "patterns"]
        .into_iter()
        .chain(path.iter().map(String::as_str))
    {
        let Some((found, value)) = table.iter().find(|(name, _)| name.get_ref() == key) else {
            break;
        };
        span = Some(found.span());
        match value.get_ref() {
            toml::de::DeValue::Table(inner) => table = inner,
            _ => break,
        }
    }
    span
}

/// All diagnostics and the summary, with colours.
pub fn human(outcome: &Outcome) -> String {
    let mut text = String::new();
    for located in &outcome.diagnostics {
        let _ = writeln!(text, "{}\n", report::human::diagnostic(located));
    }
    text.push_str(&report::human::summary(&outcome.summary));
    text
}

/// Writes all diagnostics and the summary to standard error.
pub fn print(outcome: &Outcome) {
    let text = human(outcome);
    if !text.is_empty() {
        anstream::eprintln!("{text}");
    }
}
