//! `mdbook-patterns explain RULE` and `explain --tier TIER`

use crate::cli::{output, settings};
use crate::config::Config;
use crate::report;
use crate::rules;
use crate::template::Tier;
use anstream::ColorChoice;
use std::fmt::Write as _;
use std::io::IsTerminal as _;

/// Prints a rule's documentation.
pub fn rule(name: &str) -> Result<bool, String> {
    let index = crate::cli::rule(name)?;
    let rule = rules::ALL[index];
    let mut page = format!("{}\n\nLevel: {}", rule.docs.trim_end(), rule.level.name());
    let here = config().rules()[index].level;
    if here != rule.level {
        let _ = write!(page, " (in this book: {})", here.name());
    }
    page.push('\n');
    print(&page)
}

/// Prints what a page of a tier needs.
pub fn tier(tier: Tier) -> Result<bool, String> {
    print(&report::tier::page(tier, &config()))
}

/// The configuration of the book in the current folder. A page of help is no
/// place to complain about it.
fn config() -> Config {
    settings::here(None).unwrap_or_default()
}

/// Markdown for whoever reads on, styles for a terminal.
fn print(page: &str) -> Result<bool, String> {
    let stdout = std::io::stdout();
    let forced = anstream::AutoStream::choice(&stdout) != ColorChoice::Never;
    if stdout.is_terminal() || forced {
        output::write(&report::terminal::page(page), None)?;
    } else {
        output::write(page, None)?;
    }
    Ok(true)
}
