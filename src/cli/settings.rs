//! What `check` and the preprocessor have in common: configuration and report.

use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::{Input, Outcome};
use crate::host::book_toml::BookToml;
use crate::host::protocol::Settings;
use crate::host::{book_toml, disk};
use crate::report;
use crate::rules::settings::BookRules;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::io::{BufWriter, Write as _};
use std::path::{Component, Path, PathBuf};

/// What a book's configuration says.
#[derive(Debug, Default)]
pub struct Chosen {
    /// What is switched on and off.
    pub config: Config,
    /// The rules' levels and options.
    pub rules: BookRules,
    /// What is wrong and stops nothing, as findings about book.toml.
    pub found: Vec<Located>,
}

/// Reads `[preprocessor.patterns]`. A rule that does not exist is a finding about
/// book.toml; any other mistake means that nothing can be checked.
pub fn config(settings: &Settings, root: &Path) -> Result<Chosen, String> {
    let BookToml {
        mut config,
        rules,
        errors,
    } = BookToml::read(&settings.table);
    config.words.speak(&settings.language);
    let mut found = Vec::new();
    if !errors.is_empty() {
        let toml = std::fs::read_to_string(root.join("book.toml")).unwrap_or_default();
        found = book_toml::located(&errors, &toml);
    }
    if errors.iter().all(|error| error.unknown_rule) {
        return Ok(Chosen {
            config,
            rules,
            found,
        });
    }
    print_each(&found);
    Err(format!(
        "{} in the configuration of mdbook-patterns",
        report::human::plural(errors.len(), "mistake")
    ))
}

/// The configuration of a book, or of the one in the current folder, or of none.
pub fn here(book: Option<&Path>) -> Result<Chosen, String> {
    let root = book.unwrap_or(Path::new("."));
    if book.is_none() && !root.join("book.toml").is_file() {
        return Ok(Chosen::default());
    }
    let chosen = config(&disk::settings(root)?, root)?;
    print_each(&chosen.found);
    Ok(chosen)
}

/// Writes diagnostics to standard error.
pub fn print_each(found: &[Located]) {
    for located in found {
        anstream::eprintln!("{}\n", report::human::diagnostic(located));
    }
}

/// What the engine works on, for a book whose chapters have just been read and are only checked.
pub fn input(
    root: &Path,
    book: &Settings,
    (config, rules): (Config, BookRules),
    baseline: Baseline,
) -> Input {
    let diagrams = Diagrams::new(config.cache, false);
    Input {
        root: root.to_owned(),
        src: book.src.clone(),
        build_dir: PathBuf::from(&book.build_dir),
        config,
        rules,
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
