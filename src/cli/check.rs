//! `mdbook-patterns check [BOOK]`

use super::{Format, settings};
use crate::baseline::{self, Baseline};
use crate::config::Change;
use crate::disk;
use crate::engine::{self, Input};
use crate::report;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What is asked for.
pub struct Options<'a> {
    /// The book's folder.
    pub root: &'a Path,
    /// How diagnostics are written.
    pub format: Format,
    /// Where a new baseline goes.
    pub write_baseline: Option<PathBuf>,
    /// Levels from the command line.
    pub changes: Vec<Change>,
}

/// Checks the book; whether it is free of denied violations.
pub fn run(options: &Options<'_>) -> Result<bool, String> {
    let root = options.root;
    let book = disk::load(root)?;
    let (mut config, mut found) = settings::config(&book.settings.table, root)?;
    config.override_all(options.changes.iter().cloned());
    // A new baseline holds what there is, not what is new.
    let baseline = match options.write_baseline {
        Some(_) => Baseline::default(),
        None => settings::baseline(&config, root)?,
    };
    let input = Input {
        root: root.to_owned(),
        src: book.settings.src,
        build_dir: PathBuf::from(book.settings.build_dir),
        config,
        baseline,
        smart_punctuation: book.settings.smart_punctuation,
        today: jiff::ZonedDateTime::now().date(),
        target: None,
        read_files: false,
    };
    let mut outcome = engine::run(&input, book.chapters);
    if let Some(file) = &options.write_baseline {
        let text = baseline::write(&outcome.diagnostics);
        std::fs::write(file, text)
            .map_err(|error| format!("`{}` cannot be written: {error}", file.display()))?;
        let count = report::human::plural(outcome.diagnostics.len(), "violation");
        anstream::eprintln!("wrote {count} to `{}`", file.display());
        outcome.diagnostics.clear();
    }
    outcome.diagnostics.splice(0..0, found.drain(..));
    outcome.count();
    match options.format {
        Format::Human => settings::print(&outcome),
        Format::Json => {
            let report = report::json::report(&outcome.diagnostics, &outcome.summary);
            writeln!(std::io::stdout().lock(), "{report}")
                .map_err(|error| format!("standard output: {error}"))?;
        }
    }
    Ok(outcome.summary.deny == 0)
}
