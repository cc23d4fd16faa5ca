//! How many diagnostics there are of each rule, for `check --statistics` and for builds with very many.

use crate::diagnostic::tally::Tally;
use crate::report::harmless;
use crate::report::table::{Align, WIDTH, table};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many pages are named as the worst.
const WORST: usize = 5;

/// What a book has of one rule.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The rule's name.
    pub rule: String,
    /// Diagnostics that fail a build.
    pub denied: usize,
    /// Those that do not.
    pub warned: usize,
    /// Those that come with a fix that may be applied unseen.
    pub fixable: usize,
    /// Pages that have any.
    pub pages: usize,
}

/// The counts of all rules that have any diagnostics: most denied first, then most warned, then by name.
pub fn counts<'a>(found: impl Iterator<Item = Tally<'a>>) -> Vec<Count> {
    let mut rules: BTreeMap<&str, (Count, BTreeSet<&str>)> = BTreeMap::new();
    for one in found {
        let (count, pages) = rules.entry(one.rule).or_default();
        if one.is_denied() {
            count.denied += 1;
        } else {
            count.warned += 1;
        }
        count.fixable += usize::from(one.is_fixable);
        pages.insert(one.file);
    }
    let mut counts: Vec<Count> = rules
        .into_iter()
        .map(|(rule, (count, pages))| Count {
            rule: rule.to_owned(),
            pages: pages.len(),
            ..count
        })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse((count.denied, count.warned)));
    counts
}

/// The counts as a table for people.
pub fn human<'a>(found: impl Iterator<Item = Tally<'a>>) -> String {
    let rows: Vec<Vec<String>> = counts(found)
        .into_iter()
        .map(|count| {
            let numbers = [count.denied, count.warned, count.fixable, count.pages];
            let numbers = numbers.iter().map(|n| match n {
                0 => String::new(),
                n => n.to_string(),
            });
            std::iter::once(count.rule).chain(numbers).collect()
        })
        .collect();
    let heads = [
        ("rule", Align::Left),
        ("denied", Align::Right),
        ("warned", Align::Right),
        ("fixable", Align::Right),
        ("pages", Align::Right),
    ];
    table(&heads, &rows, WIDTH)
}

/// The pages with the most diagnostics, as a table for people.
pub fn worst<'a>(found: impl Iterator<Item = Tally<'a>>) -> String {
    let mut pages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in found {
        let counts = pages.entry(one.file).or_default();
        if one.is_denied() {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
    }
    let mut pages: Vec<_> = pages.into_iter().collect();
    pages.sort_by(|(_, a), (_, b)| b.cmp(a));
    let rows: Vec<Vec<String>> = pages
        .into_iter()
        .take(WORST)
        .map(|(page, (denied, warned))| {
            vec![harmless(page), denied.to_string(), warned.to_string()]
        })
        .collect();
    let heads = [
        ("worst pages", Align::Left),
        ("denied", Align::Right),
        ("warned", Align::Right),
    ];
    table(&heads, &rows, WIDTH)
}

/// The counts as JSON.
pub fn json<'a>(found: impl Iterator<Item = Tally<'a>>) -> String {
    #[derive(Serialize)]
    struct Report {
        version: u32,
        rules: Vec<Count>,
    }
    let report = Report {
        version: 1,
        rules: counts(found),
    };
    serde_json::to_string(&report).unwrap_or_default() + "\n"
}
