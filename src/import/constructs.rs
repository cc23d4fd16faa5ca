//! What a check of the book finds, as lines of the report: constructs that are shown as they are written,
//! links that lead nowhere.

use crate::diagnostic::located::Located;
use crate::import::report::{Line, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Rules about what readers see raw.
const RAW: [&str; 5] = [
    "syntax-unsupported",
    "annotation-unsupported",
    "icon-unknown",
    "math-syntax",
    "snippet-missing",
];
/// Rules about links.
const LINKS: [&str; 2] = ["broken-link", "broken-anchor"];

/// One kind of finding.
#[derive(Default)]
struct Kind {
    places: Vec<String>,
    help: String,
}

/// Adds what a check found to the report, and counts it.
pub fn add(report: &mut Report, found: &[Located]) {
    let mut raw: BTreeMap<String, Kind> = BTreeMap::new();
    let mut other: BTreeMap<String, Kind> = BTreeMap::new();
    let mut raw_pages = BTreeSet::new();
    for one in found {
        let name = one.rule;
        let place = format!("{}:{}", one.file(), one.place.start().line);
        if RAW.contains(&name) {
            report.totals.raw += 1;
            raw_pages.insert(one.file().to_owned());
        }
        if LINKS.contains(&name) {
            report.totals.broken += 1;
        }
        let (map, key) = match name {
            "syntax-unsupported" => (&mut raw, what(&one.message)),
            name if RAW.contains(&name) => (&mut raw, format!("`{name}`")),
            name => (&mut other, format!("`{name}`")),
        };
        let kind = map.entry(key).or_default();
        if kind.help.is_empty() {
            kind.help = one.help.first().cloned().unwrap_or_default().into_owned();
        }
        kind.places.push(place);
    }
    report.totals.raw_pages = raw_pages.len();
    report.totals.links = report.totals.links.saturating_sub(report.totals.broken);
    let lines = |kinds: BTreeMap<String, Kind>, words: &dyn Fn(Kind) -> String| -> Vec<Line> {
        let mut lines: Vec<Line> = kinds
            .into_iter()
            .map(|(what, mut kind)| {
                let places = std::mem::take(&mut kind.places);
                Line::many(what, &places, words(kind))
            })
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.count));
        lines
    };
    let raw = lines(raw, &|kind| {
        if kind.help.is_empty() {
            "`mdbook-patterns check` shows each".to_owned()
        } else {
            kind.help
        }
    });
    report.add("Constructs that are shown as they are written", true, raw);
    let other = lines(other, &|_| {
        "`mdbook-patterns check` shows each and says what to do".to_owned()
    });
    report.add("What else a check of the pages says", true, other);
}

/// The construct that a message is about, without an article: a row of a table has many of them.
fn what(message: &str) -> String {
    const ENDS: [&str; 2] = [" is shown as it is written", " is not supported"];
    let construct = ENDS.iter().find_map(|end| message.strip_suffix(end));
    let construct = construct.unwrap_or(message);
    let articles = ["the ", "a ", "this "];
    let bare = articles.iter().find_map(|it| construct.strip_prefix(it));
    let bare = bare.unwrap_or(construct);
    // What stands behind a colon differs from one to the next.
    bare.split_once(": ")
        .map_or(bare, |(kind, _)| kind)
        .to_owned()
}
