//! What a book's configuration says, for every command; what is wrong with it.

use crate::cli::print;
use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::host::book_toml::BookToml;
use crate::host::files::{open, text};
use crate::host::protocol::Settings;
use crate::host::{book_toml, disk};
use crate::report;
use crate::rules::settings::BookRules;
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
pub fn read(settings: &Settings, root: &Path) -> Result<Chosen, String> {
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
    print::each(&found);
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
    let chosen = read(&disk::settings(root)?, root)?;
    print::each(&chosen.found);
    Ok(chosen)
}
