//! What of a book's diagnostics people see: no flood. Reports for machines have all of them.

use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::report::{harmless, human};

/// So many diagnostics of one rule are shown of one file.
pub const OF_A_RULE: usize = 3;
/// So many are shown of one file.
pub const OF_A_FILE: usize = 100;
/// So many are shown in a build.
pub const OF_A_BUILD: usize = 50;

/// How much people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    All,
    /// A few of each rule and file.
    Some,
    /// The first, before a table takes the place of the rest.
    Build,
}

/// A diagnostic, or what is said in the place of several.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'d> {
    /// A diagnostic.
    One(&'d Located),
    /// How many further ones of a rule the file has.
    MoreOfRule(&'d str, &'d str, usize),
    /// How many further ones the file has.
    More(&'d str, usize),
}

impl Shown<'_> {
    /// As people read it, with colours.
    pub fn human(self, styled: bool) -> String {
        match self {
            Shown::One(located) => human::diagnostic(located, styled),
            Shown::MoreOfRule(rule, file, count) => {
                format!(
                    "… and {count} more of `{rule}` in `{}` (`--all` shows them)",
                    harmless(file)
                )
            }
            Shown::More(file, count) => format!(
                "… and {count} more in `{}`: `mdbook-patterns check --format short` lists all",
                harmless(file)
            ),
        }
    }
}

/// What is shown of diagnostics that come file by file. Of a file, what fails a build goes before warnings.
pub fn shown(found: &[Located], detail: Detail) -> Vec<Shown<'_>> {
    if detail == Detail::All {
        return found.iter().map(Shown::One).collect();
    }
    let mut shown = Vec::new();
    for file in found.chunk_by(|a, b| a.file() == b.file()) {
        of_file(file, &mut shown);
    }
    if detail == Detail::Build && found.len() > OF_A_BUILD {
        let one = |shown: &Shown<'_>| matches!(shown, Shown::One(_));
        shown.retain(one);
        shown.sort_by_key(|shown| !matches!(shown, Shown::One(found) if is_denied(found)));
        shown.truncate(OF_A_BUILD);
    }
    shown
}

fn is_denied(found: &Located) -> bool {
    found.level == LintLevel::Deny
}

fn of_file<'d>(file: &'d [Located], shown: &mut Vec<Shown<'d>>) {
    let mut order: Vec<&Located> = file.iter().collect();
    order.sort_by_key(|found| !is_denied(found));
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let (mut left, mut passed) = (OF_A_FILE, 0);
    for found in order {
        let at = counts.iter().position(|(rule, _)| *rule == found.rule);
        let at = at.unwrap_or_else(|| {
            counts.push((found.rule, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
        if counts[at].1 > OF_A_RULE {
            continue;
        }
        match left.checked_sub(1) {
            Some(less) => {
                left = less;
                shown.push(Shown::One(found));
            }
            None => passed += 1,
        }
    }
    let Some(first) = file.first() else {
        return;
    };
    let more = counts.into_iter().filter(|(_, count)| *count > OF_A_RULE);
    shown.extend(more.map(|(rule, n)| Shown::MoreOfRule(rule, first.file(), n - OF_A_RULE)));
    if passed > 0 {
        shown.push(Shown::More(first.file(), passed));
    }
}
