//! `{{#patterns dashboard}}`: how the library stands, as a part of a page.

use crate::catalogue::select::Selection;
use crate::catalogue::{Standing, review};
use crate::render::card::{Item, items_html};
use crate::render::catalogue::grid::items_markdown;
use crate::render::catalogue::{Part, Scene, pages, values};
use crate::template::fields::{CATEGORY, EXCELLENCE_TIER, LAST_REVIEWED_ON, OWNER, REVIEW_IN};
use crate::text::escape;
use crate::text::markdown::{self, Table};
use crate::words::Word;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A table: its caption, its columns, its rows.
struct Listing {
    caption: String,
    heads: Vec<String>,
    rows: Vec<Vec<Vec<Item>>>,
}

/// The tables that have rows.
pub fn part(scene: &Scene<'_>, selection: &Selection, worst: usize) -> Part {
    let pages = pages(scene, selection, &[]);
    let standing = |page: usize| scene.catalogue.standings.get(page)?.as_ref();
    let standings: Vec<(usize, &Standing)> = pages
        .iter()
        .filter_map(|page| Some((*page, standing(*page)?)))
        .collect();
    let tables = [
        totals(scene, &standings, EXCELLENCE_TIER.name),
        totals(scene, &standings, CATEGORY.name),
        worst_pages(scene, &standings, worst),
        due(scene, &pages),
    ];
    let tables = tables.iter().filter(|table| !table.rows.is_empty());
    let text: Vec<String> = if scene.is_html() {
        tables.map(html).collect()
    } else {
        tables.map(plain).collect()
    };
    let text = if scene.is_html() {
        format!("<div class=\"patterns-board\">\n{}</div>\n", text.concat())
    } else {
        text.join("\n\n")
    };
    Part {
        text,
        ..Part::default()
    }
}

fn item(text: &impl ToString) -> Vec<Item> {
    vec![(text.to_string(), None)]
}

fn totals(scene: &Scene<'_>, standings: &[(usize, &Standing)], field: &str) -> Listing {
    let cx = scene.cx;
    let words = &cx.config.words;
    let list = crate::catalogue::select::field(field).and_then(|field| field.vocabulary);
    let order = list.map_or_else(Vec::new, |list| cx.config.vocabulary.words(list));
    let mut groups: BTreeMap<(usize, String), Vec<&Standing>> = BTreeMap::new();
    for (page, standing) in standings {
        let value = cx.library.pages()[*page].facts.first(field).unwrap_or("");
        let place = order.iter().position(|word| *word == value);
        let key = (place.unwrap_or(order.len()), value.to_owned());
        groups.entry(key).or_default().push(standing);
    }
    let row = |label: String, group: &[&Standing]| {
        let sum = |of: fn(&Standing) -> usize| group.iter().map(|it| of(it)).sum::<usize>();
        let count = group.len();
        let score = (sum(|it| it.score) + count / 2) / count.max(1);
        vec![
            item(&label),
            item(&count),
            item(&score),
            item(&sum(|it| it.deny)),
            item(&sum(|it| it.warn)),
        ]
    };
    let mut rows: Vec<Vec<Vec<Item>>> = groups
        .iter()
        .map(|((_, value), group)| {
            let label = match value.as_str() {
                "" => "–".to_owned(),
                value => values::label(cx, field, value),
            };
            row(label, group)
        })
        .collect();
    if field == EXCELLENCE_TIER.name && !standings.is_empty() {
        let all: Vec<&Standing> = standings.iter().map(|(_, standing)| *standing).collect();
        rows.push(row(words.get(Word::All).to_owned(), &all));
    }
    let counts = [Word::Pages, Word::Score, Word::Denied, Word::Warnings];
    let mut heads = vec![values::head(cx, field)];
    heads.extend(counts.map(|word| words.get(word).to_owned()));
    Listing {
        caption: String::new(),
        heads,
        rows,
    }
}

fn worst_pages(scene: &Scene<'_>, standings: &[(usize, &Standing)], most: usize) -> Listing {
    let words = &scene.cx.config.words;
    let mut worst: Vec<&(usize, &Standing)> = standings.iter().collect();
    worst.retain(|(_, standing)| standing.score < 100);
    worst.sort_by_key(|(page, standing)| (standing.score, usize::MAX - standing.deny, *page));
    let rows = worst.into_iter().take(most).map(|(page, standing)| {
        let tier = standing.tier.map(|tier| words.get(tier.label()).to_owned());
        vec![
            vec![values::page(scene.cx, *page)],
            item(&tier.unwrap_or_else(|| "–".to_owned())),
            item(&standing.score),
            item(&standing.deny),
            item(&standing.warn),
        ]
    });
    let heads = [
        Word::Pattern,
        Word::Tier,
        Word::Score,
        Word::Denied,
        Word::Warnings,
    ];
    Listing {
        caption: words.get(Word::WorstPages).to_owned(),
        heads: heads.map(|word| words.get(word).to_owned()).to_vec(),
        rows: rows.collect(),
    }
}

/// The pages whose review is over, the longest first.
fn due(scene: &Scene<'_>, pages: &[usize]) -> Listing {
    let words = &scene.cx.config.words;
    let day = |page: usize| {
        let facts = &scene.cx.library.pages()[page].facts;
        review::due(
            facts.first(LAST_REVIEWED_ON.name)?,
            facts.first(REVIEW_IN.name)?,
        )
    };
    let mut due: Vec<_> = pages
        .iter()
        .filter_map(|page| Some((day(*page)?, *page)))
        .collect();
    due.retain(|(day, _)| *day < scene.cx.today);
    due.sort();
    let rows = due.into_iter().map(|(day, page)| {
        vec![
            vec![values::page(scene.cx, page)],
            item(&day),
            values::all(scene.cx, page, OWNER.name),
        ]
    });
    let heads = [Word::Pattern, Word::ReviewDue, Word::Owner];
    Listing {
        caption: words.get(Word::ReviewDue).to_owned(),
        heads: heads.map(|word| words.get(word).to_owned()).to_vec(),
        rows: rows.collect(),
    }
}

fn html(table: &Listing) -> String {
    let mut out = String::from("<div>");
    if !table.caption.is_empty() {
        let caption = escape::html(&table.caption);
        let _ = write!(out, "<p class=\"patterns-caption\">{caption}</p>");
    }
    out.push_str("<div class=\"table-wrapper\"><table><thead><tr>");
    let is_number = |cell: &Vec<Item>| {
        !cell.is_empty() && cell.iter().all(|(text, _)| text.parse::<usize>().is_ok())
    };
    for (at, head) in table.heads.iter().enumerate() {
        let numbers = table
            .rows
            .iter()
            .all(|row| row.get(at).is_some_and(is_number));
        let class = if numbers { " class=\"c\"" } else { "" };
        let _ = write!(out, "<th{class}>{}</th>", escape::html(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let class = if is_number(cell) { " class=\"c\"" } else { "" };
            let _ = write!(out, "<td{class}>{}</td>", items_html(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div></div>\n");
    out
}

fn plain(table: &Listing) -> String {
    let rows = table.rows.iter();
    let rows = rows.map(|row| row.iter().map(|cell| items_markdown(cell)).collect());
    let written = Table {
        caption: String::new(),
        header: table.heads.clone(),
        rows: rows.collect(),
    };
    let written = markdown::write(&written.events());
    if table.caption.is_empty() {
        return written;
    }
    let caption = markdown::paragraph(markdown::strong(&table.caption));
    format!("{}\n\n{written}", markdown::write(&caption))
}
