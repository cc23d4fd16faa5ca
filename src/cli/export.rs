//! `mdbook-patterns export [BOOK]`

use crate::cli::{ExportFormat, input, output, print};
use crate::engine;
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
    let (input, chapters) = input::as_it_stands(&arguments.book)?;
    let outcome = engine::export(&input, chapters).whole()?;
    print::warnings(&outcome);
    let rows = engine::export::rows(outcome, &input);
    let report = match arguments.format {
        ExportFormat::Json => report::export::json(&rows),
        ExportFormat::Csv => report::export::csv(&rows)?,
    };
    match arguments.output.as_deref() {
        Some(file) => output::write(&report, Some(file))?,
        None => output::text(&report)?,
    }
    Ok(true)
}
