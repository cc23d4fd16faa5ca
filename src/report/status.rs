//! How a library stands: a table for people, Markdown for a page, JSON for machines.

use crate::engine::scores::{Row, Status, TemplateTotal, Total};
use crate::report::human::plural;
use crate::report::table::{Align, WIDTH, table, width, wrap};
use crate::report::{escaped, harmless, percent};
use crate::template::Tier;
use crate::template::fields::CATEGORY;
use crate::text::escape;
use crate::text::markdown::{InlineEvents, Table, link, write};
use serde::Serialize;

/// On a narrow terminal no path is shortened further.
const PATH: usize = 24;
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";
const NONE: &str = "–";

/// For a terminal of so many columns, with styles; paths stay whole where there is none.
pub fn human(status: &Status, columns: Option<usize>) -> String {
    let own = own_templates(status);
    if status.rows.is_empty() {
        let none = "no pattern pages\n".to_owned();
        return if own.is_empty() { none } else { own };
    }
    let figured: Vec<Vec<String>> = status.rows.iter().map(figures).collect();
    let mut heads = vec![("page", Align::Left), ("tier", Align::Left)];
    heads.extend(FIGURES.map(|head| (head, Align::Right)));
    let room = columns.map_or(usize::MAX, |columns| {
        columns
            .saturating_sub(taken(&heads[1..], &figured))
            .max(PATH)
    });
    let rows: Vec<Vec<String>> = status
        .rows
        .iter()
        .zip(figured)
        .map(|(row, figures)| {
            let mut cells = vec![shortened(&one_line(&row.page.file), room)];
            cells.extend(figures);
            cells
        })
        .collect();
    let limit = columns.unwrap_or(usize::MAX).max(WIDTH);
    let pages = table(&heads, &rows, limit);
    let mut lines = pages.lines();
    let mut out = lines.next().unwrap_or_default().to_owned() + "\n";
    for (line, row) in lines.zip(&status.rows) {
        out.extend([line, "\n"]);
        for (before, words) in wanting(row) {
            let before = format!("  {before}: ");
            let indent = " ".repeat(width(&before));
            let list = one_line(&words.join(", "));
            for (index, line) in wrap(&list, WIDTH - indent.len()).iter().enumerate() {
                let start = if index == 0 { &before } else { &indent };
                out.extend([DIM, start, line, RESET, "\n"]);
            }
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
                let mut cells = vec![one_line(&name)];
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
    ) + &(if own.is_empty() {
        own
    } else {
        format!("\n{own}")
    })
}

/// The columns of the table of templates.
const OF_TEMPLATES: [&str; 7] = [
    "template", "edition", "pages", "clean", "denied", "warnings", "undated",
];

/// The table of the team's own templates; empty where there are none.
fn own_templates(status: &Status) -> String {
    if status.templates.is_empty() {
        return String::new();
    }
    let heads = OF_TEMPLATES.iter().enumerate();
    let heads: Vec<(&str, Align)> = heads
        .map(|(at, head)| (*head, if at < 2 { Align::Left } else { Align::Right }))
        .collect();
    let rows: Vec<Vec<String>> = status.templates.iter().map(template_cells).collect();
    table(&heads, &rows, WIDTH)
}

fn template_cells(total: &TemplateTotal) -> Vec<String> {
    let edition = total.edition.as_deref().unwrap_or(NONE);
    let mut cells = vec![one_line(&total.name), one_line(edition)];
    let counts = [
        total.pages,
        total.clean,
        total.deny,
        total.warn,
        total.undated,
    ];
    cells.extend(counts.map(|count| count.to_string()));
    cells
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

/// What a page lacks: of its own tier first, then of the next one.
fn wanting(row: &Row) -> Vec<(String, Vec<String>)> {
    let mut wanting = Vec::new();
    let Some(tier) = row.page.tier else {
        return wanting;
    };
    if !row.page.lacks.is_empty() {
        let words = format!("lacks of {}", tier.name());
        wanting.push((words, row.page.lacks.clone()));
    }
    if let Some(next) = tier.aspired() {
        let words = match row.page.missing.as_slice() {
            [] => vec!["nothing is missing".to_owned()],
            words => words.to_vec(),
        };
        wanting.push((format!("for {}", next.name()), words));
    }
    wanting
}

/// The columns that a table takes beside the first one.
fn taken(heads: &[(&str, Align)], rows: &[Vec<String>]) -> usize {
    const GAP: usize = 2;
    let widest = heads.iter().enumerate().map(|(column, (head, _))| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).fold(width(head), usize::max) + GAP
    });
    widest.sum()
}

/// A path of at most so many columns: its folder is shortened in the middle, its file's name is whole.
fn shortened(path: &str, room: usize) -> String {
    let Some((folder, name)) = path.rsplit_once('/') else {
        return path.to_owned();
    };
    if width(path) <= room {
        return path.to_owned();
    }
    let left = room.saturating_sub(width(name) + 2);
    let mut start = String::new();
    for c in folder.chars() {
        start.push(c);
        if width(&start) > left {
            start.pop();
            break;
        }
    }
    format!("{start}…/{name}")
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
        let words = wanting(row).into_iter();
        let words: Vec<String> = words
            .map(|(before, words)| format!("{before}: {}", words.join(", ")))
            .collect();
        cells.push(text(&words.join("; ")));
        cells
    });
    let mut header = vec!["page".to_owned(), "tier".to_owned()];
    header.extend(FIGURES.map(str::to_owned));
    header.push("lacks".to_owned());
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
    if !status.templates.is_empty() {
        let rows = status.templates.iter().map(|total| {
            let cells = template_cells(total);
            cells.iter().map(|cell| text(cell)).collect()
        });
        tables.push(Table {
            caption: String::new(),
            header: OF_TEMPLATES.map(str::to_owned).to_vec(),
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
    lacks: &'a [String],
    next_tier: Option<&'a str>,
    missing: &'a [String],
}

#[derive(Serialize)]
struct Totals<'a> {
    all: Sum,
    tiers: Vec<Group<'a>>,
    categories: Vec<Group<'a>>,
    templates: Vec<OfTemplate<'a>>,
}

#[derive(Serialize)]
struct OfTemplate<'a> {
    name: &'a str,
    edition: Option<&'a str>,
    pages: usize,
    clean: usize,
    deny: usize,
    warn: usize,
    undated: usize,
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
        lacks: &row.page.lacks,
        next_tier: row.page.tier.and_then(Tier::aspired).map(Tier::name),
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
    let templates = status.templates.iter().map(|total| OfTemplate {
        name: &total.name,
        edition: total.edition.as_deref(),
        pages: total.pages,
        clean: total.clean,
        deny: total.deny,
        warn: total.warn,
        undated: total.undated,
    });
    let report = Report {
        version: 1,
        pages: pages.collect(),
        totals: Totals {
            all: (&status.all).into(),
            tiers: tiers.collect(),
            categories: categories.collect(),
            templates: templates.collect(),
        },
    };
    escaped(serde_json::to_string(&report).unwrap_or_default()) + "\n"
}
