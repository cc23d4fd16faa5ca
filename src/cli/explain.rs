//! `mdbook-patterns explain RULE` and `explain --tier TIER`

use crate::cli::configuration::Chosen;
use crate::cli::{configuration, output};
use crate::report;
use crate::rules::settings::find;
use crate::template::Tier;
use anstream::ColorChoice;
use std::fmt::Write as _;
use std::io::IsTerminal as _;

/// Prints a rule's documentation.
pub fn rule(name: &str) -> Result<bool, String> {
    let rule = crate::cli::rule(name)?;
    let mut page = format!("{}\n\nLevel: {}", rule.docs.trim_end(), rule.level.name());
    let chosen = chosen();
    let here = find(chosen.rules.all(), name).filter(|here| here.level != rule.level);
    if let Some(here) = here {
        let _ = write!(page, " (in this book: {})", here.level.name());
    }
    let _ = write!(
        page,
        "\n\nSilence it for a block with `<!-- patterns: allow({name}) -->` before the block, for a page with the \
         same comment above the first heading, and for the book with `rules.{name} = \"allow\"` under \
         `[preprocessor.patterns]` in book.toml.\n"
    );
    print(&page)
}

/// Prints what a page of a tier needs.
pub fn tier(tier: Tier) -> Result<bool, String> {
    let chosen = chosen();
    let rules = chosen.rules.all();
    print(&report::tier::page(tier, &chosen.config, rules))
}

/// The configuration of the book in the current folder. A page of help is no
/// place to complain about it.
fn chosen() -> Chosen {
    configuration::here(None).unwrap_or_default()
}

/// Markdown for whoever reads on, styles for a terminal.
pub fn print(page: &str) -> Result<bool, String> {
    let stdout = std::io::stdout();
    let forced = anstream::AutoStream::choice(&stdout) != ColorChoice::Never;
    if stdout.is_terminal() || forced {
        output::write(&report::terminal::page(page), None)?;
    } else {
        output::write(page, None)?;
    }
    Ok(true)
}
