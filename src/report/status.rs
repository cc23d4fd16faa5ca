//! How a library stands: a table for people, Markdown for a page, JSON for machines.

use crate::engine::scores::{Row, Status, Total};
use crate::report::human::plural;
use crate::report::table::{Align, WIDTH, end_of, table, width, wrap};
use crate::report::{escaped, harmless, percent};
use crate::template::Tier;
use crate::template::fields::CATEGORY;
use crate::text::escape;
use crate::text::markdown::{InlineEvents, Table, link, write};
use serde::Serialize;

/// The widest path in the table for people; the other columns leave this.
const PATH: usize = 36;
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";
const NONE: &str = "–";

/// For a terminal, with styles.
pub fn human(status: &Status) -> String {
    if status.rows.is_empty() {
        return "no pattern pages\n".to_owned();
    }
    let rows: Vec<Vec<String>> = status
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![end_of(&one_line(&row.page.file), PATH)];
            cells.extend(figures(row));
            cells
        })
        .collect();
    let mut heads = vec![("page", Align::Left), ("tier", Align::Left)];
    heads.extend(FIGURES.map(|head| (head, Align::Right)));
    let pages = table(&heads, &rows, WIDTH);
    let mut lines = pages.lines();
    let mut out = lines.next().unwrap_or_default().to_owned() + "\n";
    for (line, row) in lines.zip(&status.rows) {
        out.extend([line, "\n"]);
        let Some(words) = missing(row) else { continue };
        let before = format!("  for {}: ", words.0.name());
        let indent = " ".repeat(width(&before));
        let list = one_line(&words.1.join(", "));
        for (index, line) in wrap(&list, WIDTH - indent.len()).iter().enumerate() {
            let start = if index == 0 { &before } else { &indent };
            out.extend([DIM, start, line, RESET, "\n"]);
        }
    }
    for (name, totals) in [("tier", tiers(status)), (CATEGORY.name, categories(status))] {
        let heads = [
            (name, Align::Left),
            ("pages", Align::Right),
            ("score", Align::Right),
            ("denied", Align::Right),
            ("warnings", Align::Right),
        ];
        let rows: Vec<Vec<String>> = totals
            .into_iter()
            .map(|(name, total)| {
                let mut cells = vec![end_of(&one_line(&name), PATH)];
                cells.extend(sums(total));
                cells
            })
            .collect();
        out.push('\n');
        out.push_str(&table(&heads, &rows, WIDTH));
    }
    let all = &status.all;
    out + &format!(
        "\n{}, score {}, {} denied, {}\n",
        plural(all.pages, "pattern page"),
        all.score,
        all.deny,
        plural(all.warn, "warning")
    )
}

/// The figures of a page behind its tier.
const FIGURES: [&str; 7] = [
    "score", "denied", "warnings", "lines", "code", "visual", "diagrams",
];

fn figures(row: &Row) -> Vec<String> {
    let measures = &row.page.measures;
    vec![
        tier(row.page.tier).to_owned(),
        row.score.to_string(),
        row.deny.to_string(),
        row.warn.to_string(),
        measures.lines.to_string(),
        share(measures.code_share()),
        share(measures.visual_share()),
        measures.diagrams.to_string(),
    ]
}

fn sums(total: &Total) -> Vec<String> {
    [total.pages, total.score, total.deny, total.warn]
        .map(|count| count.to_string())
        .to_vec()
}

fn tier(tier: Option<Tier>) -> &'static str {
    tier.map_or(NONE, Tier::name)
}

fn share(share: Option<f64>) -> String {
    share.map_or(NONE.to_owned(), |share| format!("{:.0}%", share * 100.0))
}

/// The next tier and what it takes; `None` where there is no next one.
fn missing(row: &Row) -> Option<(Tier, Vec<String>)> {
    let next = row.page.tier.and_then(Tier::next)?;
    let words = match row.page.missing.as_slice() {
        [] => vec!["nothing is missing".to_owned()],
        words => words.to_vec(),
    };
    Some((next, words))
}

fn tiers(status: &Status) -> Vec<(String, &Total)> {
    let named = status.tiers.iter();
    named
        .map(|(key, total)| (tier(*key).to_owned(), total))
        .collect()
}

fn categories(status: &Status) -> Vec<(String, &Total)> {
    let named = status.categories.iter();
    named
        .map(|(key, total)| (key.clone().unwrap_or_else(|| NONE.to_owned()), total))
        .collect()
}

/// Words of a book on one line of a terminal.
fn one_line(text: &str) -> String {
    harmless(text).replace(['\n', '\r', '\t'], " ")
}

/// Markdown for a page in the book's `src` folder: its links lead from there.
pub fn markdown(status: &Status) -> String {
    let text = |words: &str| escape::markdown(&harmless(words));
    let rows = status.rows.iter().map(|row| {
        let mut cells: Vec<InlineEvents> =
            vec![link(&harmless(&row.page.title), &percent(&row.page.path))];
        cells.extend(figures(row).iter().map(|cell| text(cell)));
        let words = missing(row).map_or(String::new(), |(tier, words)| {
            format!("{}: {}", tier.name(), words.join(", "))
        });
        cells.push(text(&words));
        cells
    });
    let mut header = vec!["page".to_owned(), "tier".to_owned()];
    header.extend(FIGURES.map(str::to_owned));
    header.push("for the next tier".to_owned());
    let mut tables = vec![Table {
        caption: String::new(),
        header,
        rows: rows.collect(),
    }];
    let all = [("all".to_owned(), &status.all)];
    for (name, totals) in [
        ("tier", tiers(status).into_iter().chain(all).collect()),
        (CATEGORY.name, categories(status)),
    ] {
        let rows = totals.into_iter().map(|(name, total): (String, &Total)| {
            let mut cells = vec![text(&name)];
            cells.extend(sums(total).iter().map(|cell| text(cell)));
            cells
        });
        tables.push(Table {
            caption: String::new(),
            header: [name, "pages", "score", "denied", "warnings"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.collect(),
        });
    }
    let written: Vec<String> = tables
        .into_iter()
        .map(|table| write(&table.events()))
        .collect();
    written.join("\n\n") + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    pages: Vec<Page<'a>>,
    totals: Totals<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    file: &'a str,
    title: &'a str,
    tier: Option<&'a str>,
    category: Option<&'a str>,
    score: usize,
    deny: usize,
    warn: usize,
    lines: usize,
    code_share: Option<f64>,
    visual_share: Option<f64>,
    diagrams: usize,
    next_tier: Option<&'a str>,
    missing: &'a [String],
}

#[derive(Serialize)]
struct Totals<'a> {
    all: Sum,
    tiers: Vec<Group<'a>>,
    categories: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    name: Option<&'a str>,
    #[serde(flatten)]
    sum: Sum,
}

#[derive(Serialize)]
struct Sum {
    pages: usize,
    score: usize,
    deny: usize,
    warn: usize,
}

impl From<&Total> for Sum {
    fn from(total: &Total) -> Sum {
        Sum {
            pages: total.pages,
            score: total.score,
            deny: total.deny,
            warn: total.warn,
        }
    }
}

/// The same for machines.
pub fn json(status: &Status) -> String {
    let pages = status.rows.iter().map(|row| Page {
        file: &row.page.file,
        title: &row.page.title,
        tier: row.page.tier.map(Tier::name),
        category: row.page.category.as_deref(),
        score: row.score,
        deny: row.deny,
        warn: row.warn,
        lines: row.page.measures.lines,
        code_share: row.page.measures.code_share(),
        visual_share: row.page.measures.visual_share(),
        diagrams: row.page.measures.diagrams,
        next_tier: row.page.tier.and_then(Tier::next).map(Tier::name),
        missing: &row.page.missing,
    });
    let tiers = status.tiers.iter().map(|(tier, total)| Group {
        name: tier.map(Tier::name),
        sum: total.into(),
    });
    let categories = status.categories.iter().map(|(name, total)| Group {
        name: name.as_deref(),
        sum: total.into(),
    });
    let report = Report {
        version: 1,
        pages: pages.collect(),
        totals: Totals {
            all: (&status.all).into(),
            tiers: tiers.collect(),
            categories: categories.collect(),
        },
    };
    escaped(serde_json::to_string(&report).unwrap_or_default()) + "\n"
}
