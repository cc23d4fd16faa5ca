//! `mdbook-patterns rules [BOOK]`

use crate::cli::{ListFormat, configuration, output};
use crate::report;
use std::path::Path;

/// Lists all rules with their levels and options in a book.
pub fn run(book: Option<&Path>, format: ListFormat) -> Result<bool, String> {
    let chosen = configuration::here(book)?;
    let list = match format {
        ListFormat::Human => report::rules::human(chosen.rules.all()),
        ListFormat::Json => report::rules::json(chosen.rules.all()),
    };
    output::write(&list, None)?;
    Ok(true)
}
