//! `mdbook-patterns status [BOOK]`

use crate::cli::{StatusFormat, input, output, print};
use crate::engine;
use crate::engine::scores::{self, status};
use crate::report;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The book's folder, the one with book.toml
    #[arg(default_value = ".")]
    book: PathBuf,
    /// Shows the pages whose review is over instead, the longest first
    #[arg(long)]
    due: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    format: StatusFormat,
    /// Writes it to a file instead, all at once
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Shows how the library stands, or what is `due`. It is no check: violations are no failure.
pub fn run(arguments: &Arguments) -> Result<bool, String> {
    let (root, format) = (arguments.book.as_path(), arguments.format);
    let file = arguments.output.as_deref();
    let (input, chapters) = input::as_it_stands(root)?;
    let outcome = engine::measure(&input, chapters).whole()?;
    print::warnings(&outcome);
    if arguments.due {
        let pages = scores::due(outcome.measured, input.today.date());
        let report = match format {
            StatusFormat::Human => report::due::human(&pages),
            StatusFormat::Json => report::due::json(&pages),
            StatusFormat::Markdown => report::due::markdown(&pages),
        };
        output::write(&report, file)?;
        return Ok(true);
    }
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
