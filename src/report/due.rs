//! The pages whose review is over: a table for people, Markdown for a page, JSON for machines.

use crate::engine::scores::Measured;
use crate::report::table::{Align, WIDTH, table};
use crate::report::{escaped, harmless, percent};
use crate::template::Tier;
use crate::template::fields::OWNER;
use crate::text::escape;
use crate::text::markdown::{Table, link, write};
use serde::Serialize;

const NONE: &str = "–";

fn day(page: &Measured) -> String {
    let due = page.review_due;
    due.map_or_else(|| NONE.to_owned(), |due| due.to_string())
}

fn owner(page: &Measured) -> String {
    let owner = page.owner.as_deref().unwrap_or(NONE);
    harmless(owner).replace(['\n', '\r', '\t'], " ")
}

/// For a terminal.
pub fn human(pages: &[Measured]) -> String {
    if pages.is_empty() {
        return "no page is due\n".to_owned();
    }
    let heads = [
        ("page", Align::Left),
        ("due", Align::Left),
        (OWNER.name, Align::Left),
    ];
    let rows: Vec<Vec<String>> = pages
        .iter()
        .map(|page| vec![harmless(&page.file), day(page), owner(page)])
        .collect();
    table(&heads, &rows, WIDTH)
}

/// Markdown for a page in the book's `src` folder: its links lead from there.
pub fn markdown(pages: &[Measured]) -> String {
    let text = |words: &str| escape::markdown(&harmless(words));
    let rows = pages.iter().map(|page| {
        vec![
            link(&harmless(&page.title), &percent(&page.path)),
            text(&day(page)),
            text(&owner(page)),
        ]
    });
    let table = Table {
        caption: String::new(),
        header: ["page", "due", OWNER.name].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    write(&table.events()) + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    due: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    file: &'a str,
    title: &'a str,
    tier: Option<&'a str>,
    owner: Option<&'a str>,
    review_due: String,
}

/// For programs.
pub fn json(pages: &[Measured]) -> String {
    let due = pages.iter().map(|page| Page {
        file: &page.file,
        title: &page.title,
        tier: page.tier.map(Tier::name),
        owner: page.owner.as_deref(),
        review_due: day(page),
    });
    let report = Report {
        version: 1,
        due: due.collect(),
    };
    escaped(serde_json::to_string(&report).unwrap_or_default()) + "\n"
}
