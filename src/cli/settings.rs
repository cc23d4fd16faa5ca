//! What `check` and the preprocessor have in common: configuration and report.

use crate::config::{Config, ConfigError};
use crate::diagnostic::located::{Located, Origin, locate};
use crate::diagnostic::place::FileText;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::{Input, Outcome};
use crate::host::disk;
use crate::host::protocol::Settings;
use crate::report;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use toml::de::{DeArray, DeTable, DeValue};

/// Reads `[preprocessor.patterns]`. A rule that does not exist is a finding about
/// book.toml; any other mistake means that nothing can be checked.
pub fn config(settings: &Settings, root: &Path) -> Result<(Config, Vec<Located>), String> {
    let (mut config, errors) = Config::from_json(&settings.table);
    config.words.speak(&settings.language);
    if errors.is_empty() {
        return Ok((config, Vec::new()));
    }
    // The table may also come from the environment: then it has no place in the file.
    let toml = std::fs::read_to_string(root.join("book.toml")).unwrap_or_default();
    let bare = toml.trim_start_matches('\u{feff}');
    let fatal = errors.iter().any(|error| !error.unknown_rule);
    let bom = toml.len() - bare.len();
    let file = FileText::new("book.toml".to_owned(), bare.to_owned(), bom);
    let (file, includes) = (Arc::new(file), None);
    let located: Vec<Located> = errors
        .iter()
        .map(|error| locate(diagnostic(error, bare), &file, Origin { bom, includes }))
        .collect();
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

/// The configuration of a book, or of the one in the current folder, or of none.
pub fn here(book: Option<&Path>) -> Result<Config, String> {
    let root = book.unwrap_or(Path::new("."));
    if book.is_none() && !root.join("book.toml").is_file() {
        return Ok(Config::default());
    }
    let settings = disk::settings(root)?;
    let (config, found) = config(&settings, root)?;
    for located in found {
        anstream::eprintln!("{}\n", report::human::diagnostic(&located));
    }
    Ok(config)
}

fn diagnostic(error: &ConfigError, toml: &str) -> Diagnostic {
    let rule = if error.unknown_rule {
        "suppression-unknown"
    } else {
        "configuration"
    };
    let span = place(toml, &error.path).unwrap_or(0..0);
    let mut found = Diagnostic::new(rule, LintLevel::Deny, span, &error.message);
    found.help(&error.help);
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

/// What the engine works on, for a book whose chapters have just been read and are only checked.
pub fn input(root: &Path, book: &Settings, config: Config, baseline: Baseline) -> Input {
    let diagrams = Diagrams::new(config.cache, false);
    Input {
        root: root.to_owned(),
        src: book.src.clone(),
        build_dir: PathBuf::from(&book.build_dir),
        config,
        baseline,
        smart_punctuation: book.smart_punctuation,
        today: jiff::ZonedDateTime::now().date(),
        diagrams,
        target: None,
        read_files: false,
    }
}

/// Reads the baseline that book.toml names.
pub fn baseline(config: &Config, root: &Path) -> Result<Baseline, String> {
    let Some(path) = &config.baseline else {
        return Ok(Baseline::default());
    };
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err(format!(
            "`baseline = \"{path}\"` leaves the book: name a file in the book's folder"
        ));
    }
    let file = root.join(path);
    let text = std::fs::read_to_string(&file).map_err(|error| {
        format!(
            "the baseline `{}` cannot be read: {error}; write it with `mdbook-patterns check --write-baseline {path}`",
            file.display()
        )
    })?;
    Baseline::parse(&text).map_err(|error| format!("the baseline `{}`: {error}", file.display()))
}

/// All diagnostics and the summary, with colours, in pieces.
pub fn human(outcome: &Outcome) -> Vec<String> {
    let mut parts: Vec<String> = outcome
        .diagnostics
        .par_iter()
        .map(|located| report::human::diagnostic(located) + "\n\n")
        .collect();
    let summary = report::human::summary(&outcome.summary);
    if !summary.is_empty() {
        parts.push(summary + "\n");
    }
    parts
}

/// Writes all diagnostics and the summary to standard error, in one piece.
pub fn print(outcome: &Outcome) {
    let stderr = std::io::stderr().lock();
    let plain = anstream::AutoStream::choice(&stderr) == anstream::ColorChoice::Never;
    let mut out = BufWriter::with_capacity(1 << 16, stderr);
    for part in human(outcome) {
        // Nobody is left to tell that standard error is closed.
        let _ = if plain {
            write!(out, "{}", strip_str(&part))
        } else {
            out.write_all(part.as_bytes())
        };
    }
    let _ = out.flush();
}
