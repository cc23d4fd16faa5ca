//! What `check` and the preprocessor have in common: configuration and report.

use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::{Input, Outcome};
use crate::host::book_toml::BookToml;
use crate::host::files::{Disk, open, text};
use crate::host::protocol::Settings;
use crate::host::{book_toml, disk};
use crate::report;
use crate::rules::settings::BookRules;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::{BufWriter, Write as _};
use std::path::Path;

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
        let toml = text(open(&root.join("book.toml"))).unwrap_or_default();
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
    if book.is_none() && !disk::is_book(root) {
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
    files: Disk,
    book: &Settings,
    config: Config,
    rules: BookRules,
    baseline: Baseline,
) -> Input {
    let diagrams = Diagrams::new(config.cache, false);
    Input {
        files: Box::new(files),
        src: book.src.clone(),
        listed: HashSet::new(),
        config,
        rules,
        baseline,
        markdown: book.markdown,
        today: jiff::ZonedDateTime::now().date(),
        diagrams,
        target: None,
        read_files: false,
    }
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
