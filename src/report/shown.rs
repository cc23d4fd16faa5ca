//! What of a page's diagnostics people see: of a page with very many not all.

use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::report::{harmless, human};

/// So many diagnostics of one file are shown. Reports for machines have all of them.
pub const MOST: usize = 100;

/// A diagnostic, or what is said in the place of several.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'d> {
    /// A diagnostic.
    One(&'d Located),
    /// How many further ones the file has.
    More(&'d str, usize),
}

impl Shown<'_> {
    /// As people read it, with colours.
    pub fn human(self, styled: bool) -> String {
        match self {
            Shown::One(located) => human::diagnostic(located, styled),
            Shown::More(file, count) => format!(
                "… and {count} more in `{}`: `mdbook-patterns check --format short` lists all",
                harmless(file)
            ),
        }
    }
}

/// What is shown of diagnostics that come file by file. What fails a build goes before warnings.
pub fn shown(found: &[Located]) -> Vec<Shown<'_>> {
    let mut shown = Vec::new();
    for file in found.chunk_by(|a, b| a.file() == b.file()) {
        let is_denied = |located: &&Located| located.level == LintLevel::Deny;
        let denied = file.iter().filter(is_denied).count();
        let (mut errors, mut warnings) = (MOST, MOST.saturating_sub(denied));
        let before = shown.len();
        for located in file {
            let left = if is_denied(&located) {
                &mut errors
            } else {
                &mut warnings
            };
            if *left > 0 {
                *left -= 1;
                shown.push(Shown::One(located));
            }
        }
        let more = file.len() - (shown.len() - before);
        if let Some(first) = file.first().filter(|_| more > 0) {
            shown.push(Shown::More(first.file(), more));
        }
    }
    shown
}
