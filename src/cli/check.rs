//! `mdbook-patterns check [BOOK]`

use super::{Format, settings};
use crate::disk;
use crate::engine::{self, Input};
use crate::report;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Checks the book; whether it is free of denied violations.
pub fn run(root: &Path, format: Format) -> Result<bool, String> {
    let book = disk::load(root)?;
    let (config, mut found) = settings::config(&book.settings.table, root)?;
    let input = Input {
        root: root.to_owned(),
        src: book.settings.src,
        build_dir: PathBuf::from(book.settings.build_dir),
        config,
        smart_punctuation: book.settings.smart_punctuation,
        today: jiff::ZonedDateTime::now().date(),
        target: None,
        read_files: false,
    };
    let mut outcome = engine::run(&input, book.chapters);
    outcome.diagnostics.splice(0..0, found.drain(..));
    outcome.count();
    match format {
        Format::Human => settings::print(&outcome),
        Format::Json => {
            let report = report::json::report(&outcome.diagnostics, &outcome.summary);
            writeln!(std::io::stdout().lock(), "{report}")
                .map_err(|error| format!("standard output: {error}"))?;
        }
    }
    Ok(outcome.summary.deny == 0)
}
