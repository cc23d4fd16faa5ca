//! `--deny NAME`, `--warn NAME`, `--allow NAME`, `--only NAME`: the last one wins, as in rustc.

use crate::diagnostic::LintLevel;
use crate::rules::settings::SettingChange;
use clap::{ArgMatches, Args};

/// Levels from the command line; they come after book.toml.
#[derive(Debug, Args)]
pub struct LevelFlags {
    /// Let a rule fail
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Let a rule warn
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Switch a rule off
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
    /// Switch all other rules off; may be repeated
    #[arg(long, value_name = "RULE")]
    only: Vec<String>,
}

impl LevelFlags {
    /// The changes in the order in which they were given.
    pub fn changes(&self, matches: &ArgMatches) -> Result<Vec<SettingChange>, String> {
        let mut changes = Vec::new();
        let levels = [
            ("deny", &self.deny, LintLevel::Deny),
            ("warn", &self.warn, LintLevel::Warn),
            ("allow", &self.allow, LintLevel::Allow),
        ];
        let at = |flag: &str| matches.indices_of(flag).into_iter().flatten();
        for (flag, names, level) in levels {
            for (name, place) in names.iter().zip(at(flag)) {
                changes.push((
                    place,
                    SettingChange::Level(crate::cli::rule(name)?.name, level),
                ));
            }
        }
        if let Some(place) = at("only").min() {
            let only = self
                .only
                .iter()
                .map(|name| Ok(crate::cli::rule(name)?.name))
                .collect::<Result<Vec<_>, String>>()?;
            changes.push((place, SettingChange::Only(only)));
        }
        changes.sort_by_key(|(place, _)| *place);
        Ok(changes.into_iter().map(|(_, change)| change).collect())
    }
}
