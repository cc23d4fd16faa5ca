//! `mdbook-patterns rules [BOOK]`

use crate::cli::{ListFormat, output, settings};
use crate::report;
use std::path::Path;

/// Lists all rules with their levels and options in a book.
pub fn run(book: Option<&Path>, format: ListFormat) -> Result<bool, String> {
    let config = settings::here(book)?;
    let list = match format {
        ListFormat::Human => report::rules::human(config.rules()),
        ListFormat::Json => report::rules::json(config.rules()),
    };
    output::write(&list, None)?;
    Ok(true)
}
