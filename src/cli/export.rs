//! `mdbook-patterns export [BOOK]`

use crate::cli::{ExportFormat, configuration, input, output, print};
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::host::disk;
use crate::report;
use std::path::PathBuf;

/// What is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The book's folder, the one with book.toml
    #[arg(default_value = ".")]
    book: PathBuf,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    format: ExportFormat,
    /// Writes it to a file instead, all at once
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes all that is known of the library, for other programs.
pub fn run(arguments: &Arguments) -> Result<bool, String> {
    let root = arguments.book.as_path();
    let mut book = disk::load(root)?;
    book.forget_what_is_to_come();
    let chosen = configuration::read(&book.settings, root)?;
    print::each(&chosen.found);
    let input = input::checking(
        book.files,
        &book.settings,
        chosen.config,
        chosen.rules,
        Baseline::default(),
    );
    let outcome = engine::export(&input, book.chapters).whole()?;
    print::warnings(&outcome);
    let rows = engine::export::rows(outcome, &input);
    let report = match arguments.format {
        ExportFormat::Json => report::export::json(&rows),
        ExportFormat::Csv => report::export::csv(&rows)?,
    };
    output::write(&report, arguments.output.as_deref())?;
    Ok(true)
}
