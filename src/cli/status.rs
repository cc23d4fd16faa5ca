//! `mdbook-patterns status [BOOK]`

use crate::cli::{StatusFormat, configuration, input, output, print};
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::engine::scores::status;
use crate::host::disk;
use crate::report;
use std::path::Path;

/// Shows how the library stands. It is no check: violations are no failure.
pub fn run(root: &Path, format: StatusFormat, file: Option<&Path>) -> Result<bool, String> {
    let mut book = disk::load(root)?;
    book.forget_what_is_to_come();
    let chosen = configuration::read(&book.settings, root)?;
    print::each(&chosen.found);
    // What is known is still to be done.
    let input = input::checking(
        book.files,
        &book.settings,
        chosen.config,
        chosen.rules,
        Baseline::default(),
    );
    let outcome = engine::measure(&input, book.chapters).whole()?;
    print::warnings(&outcome);
    let status = status(outcome.measured, &outcome.pages, &outcome.diagnostics);
    let report = match format {
        StatusFormat::Human => report::status::human(&status, columns(file)),
        StatusFormat::Json => report::status::json(&status),
        StatusFormat::Markdown => report::status::markdown(&status),
    };
    output::write(&report, file)?;
    Ok(true)
}

/// The columns of the terminal that it is written to; `None` for a file or a pipe.
fn columns(file: Option<&Path>) -> Option<usize> {
    if file.is_some() {
        return None;
    }
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}
