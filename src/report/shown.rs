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
#[derive(Debug, Clone)]
pub enum Shown<'d> {
    /// A diagnostic.
    One(&'d Located),
    /// Which further ones of a rule the file has.
    MoreOfRule(Vec<&'d Located>),
    /// How many further ones the file has.
    More(&'d str, usize),
}

impl Shown<'_> {
    /// As people read it, with colours.
    pub fn human(self, styled: bool) -> String {
        match self {
            Shown::One(located) => human::diagnostic(located, styled),
            Shown::MoreOfRule(more) => more_of_rule(&more),
            Shown::More(file, count) => format!(
                "… and {count} more in `{}`: `mdbook-patterns check --format short` lists all",
                harmless(file)
            ),
        }
    }
}

/// So many lines are named.
const LINES: usize = 8;

fn more_of_rule(more: &[&Located]) -> String {
    let Some(first) = more.first() else {
        return String::new();
    };
    // Of what is put in, all stands on the line that says so.
    let mut lines: Vec<usize> = more.iter().map(|found| found.place.start().line).collect();
    lines.sort_unstable();
    lines.dedup();
    let named: Vec<String> = lines.iter().take(LINES).map(ToString::to_string).collect();
    let lines = match (named.as_slice(), lines.len() > LINES) {
        ([one], _) => format!("on line {one}"),
        ([most @ .., last], false) => format!("on lines {} and {last}", most.join(", ")),
        (some, _) => format!("on lines {} …", some.join(", ")),
    };
    format!(
        "… and {} more of `{}` in `{}`, {lines} (`--all` shows them)",
        more.len(),
        first.rule,
        harmless(first.file())
    )
}

/// What is shown of diagnostics that come file by file; with those that are only counted there are `count`.
/// Of a file, what fails a build goes before warnings.
pub fn shown(found: &[Located], count: usize, detail: Detail) -> Vec<Shown<'_>> {
    if detail == Detail::All {
        return found.iter().map(Shown::One).collect();
    }
    let mut shown = Vec::new();
    for file in found.chunk_by(|a, b| a.file() == b.file()) {
        of_file(file, &mut shown);
    }
    if detail == Detail::Build && count > OF_A_BUILD {
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
    let mut rules: Vec<(&str, Vec<&Located>)> = Vec::new();
    let (mut left, mut passed) = (OF_A_FILE, 0);
    for found in order {
        let at = rules.iter().position(|(rule, _)| *rule == found.rule);
        let at = at.unwrap_or_else(|| {
            rules.push((found.rule, Vec::new()));
            rules.len() - 1
        });
        rules[at].1.push(found);
        if rules[at].1.len() > OF_A_RULE {
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
    let more = rules.into_iter().map(|(_, found)| found);
    let more = more.filter(|found| found.len() > OF_A_RULE);
    shown.extend(more.map(|mut found| Shown::MoreOfRule(found.split_off(OF_A_RULE))));
    if passed > 0 {
        shown.push(Shown::More(first.file(), passed));
    }
}
