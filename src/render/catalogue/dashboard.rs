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
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A table: its caption, its columns, its rows.
struct Listing {
    caption: String,
    heads: Vec<String>,
    rows: Vec<Vec<Vec<Item>>>,
}

/// A page that is counted.
#[derive(Clone, Copy)]
struct Counted<'a> {
    page: usize,
    standing: &'a Standing,
    /// The day by which it should have been reviewed, if that is over.
    overdue: Option<Date>,
}

/// All pages that are counted.
struct Board<'a> {
    pages: Vec<Counted<'a>>,
    /// Whether any of them says when it is due: otherwise nobody asks.
    reviewed: bool,
}

/// The tables that have rows.
pub fn part(scene: &Scene<'_>, selection: &Selection, worst: usize) -> Part {
    let pages = pages(scene, selection, &[]);
    let standing = |page: usize| scene.catalogue.standings.get(page)?.as_ref();
    let day = |page: &usize| due(scene, *page);
    let counted = pages.iter().filter_map(|page| {
        Some(Counted {
            page: *page,
            standing: standing(*page)?,
            overdue: day(page).filter(|day| scene.cx.today.is_past(*day)),
        })
    });
    let board = Board {
        pages: counted.collect(),
        reviewed: pages.iter().any(|page| day(page).is_some()),
    };
    let tables = [
        totals(scene, &board, EXCELLENCE_TIER.name),
        totals(scene, &board, CATEGORY.name),
        worst_pages(scene, &board, worst),
        overdue(scene, &pages),
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

/// Heads, with one for what is due where pages say it.
fn heads(scene: &Scene<'_>, board: &Board<'_>, of: &[Word]) -> Vec<String> {
    let due = board.reviewed.then_some(Word::ReviewDue);
    let words = of.iter().copied().chain(due);
    words
        .map(|word| scene.cx.config.words.get(word).to_owned())
        .collect()
}

fn totals(scene: &Scene<'_>, board: &Board<'_>, field: &str) -> Listing {
    let cx = scene.cx;
    let list = crate::catalogue::select::field(field).and_then(|field| field.vocabulary);
    let order = list.map_or_else(Vec::new, |list| cx.config.vocabulary.words(list));
    let mut groups: BTreeMap<(usize, String), Vec<Counted<'_>>> = BTreeMap::new();
    for counted in &board.pages {
        let facts = &cx.library.pages()[counted.page].facts;
        let value = facts.first(field).unwrap_or("");
        let place = order.iter().position(|word| *word == value);
        let key = (place.unwrap_or(order.len()), value.to_owned());
        groups.entry(key).or_default().push(*counted);
    }
    let row = |label: String, group: &[Counted<'_>]| {
        let sum =
            |of: fn(&Standing) -> usize| group.iter().map(|it| of(it.standing)).sum::<usize>();
        let count = group.len();
        let score = (sum(|it| it.score) + count / 2) / count.max(1);
        let mut row = vec![
            item(&label),
            item(&count),
            item(&score),
            item(&sum(|it| it.deny)),
            item(&sum(|it| it.warn)),
        ];
        if board.reviewed {
            let due = group.iter().filter(|it| it.overdue.is_some());
            row.push(item(&due.count()));
        }
        row
    };
    // Pages of which none says it are no groups.
    let says_none = groups.keys().all(|(_, value)| value.is_empty());
    let mut rows: Vec<Vec<Vec<Item>>> = groups
        .iter()
        .filter(|_| !says_none)
        .map(|((_, value), group)| {
            let label = match value.as_str() {
                "" => "–".to_owned(),
                value => values::label(cx, field, value),
            };
            row(label, group)
        })
        .collect();
    if field == EXCELLENCE_TIER.name && !board.pages.is_empty() {
        let all = cx.config.words.get(Word::All).to_owned();
        rows.push(row(all, &board.pages));
    }
    let counts = [Word::Pages, Word::Score, Word::Denied, Word::Warnings];
    let mut names = vec![values::head(cx, field)];
    names.extend(heads(scene, board, &counts));
    Listing {
        caption: String::new(),
        heads: names,
        rows,
    }
}

fn worst_pages(scene: &Scene<'_>, board: &Board<'_>, most: usize) -> Listing {
    let words = &scene.cx.config.words;
    let mut worst: Vec<&Counted<'_>> = board.pages.iter().collect();
    worst.retain(|it| it.standing.score < 100);
    worst.sort_by_key(|it| {
        let standing = it.standing;
        (standing.score, usize::MAX - standing.deny, it.page)
    });
    let has_tiers = worst.iter().any(|it| it.standing.tier.is_some());
    let rows = worst.into_iter().take(most).map(|it| {
        let standing = it.standing;
        let tier = standing.tier.map(|tier| words.get(tier.label()).to_owned());
        let mut row = vec![vec![values::page(scene.cx, it.page)]];
        if has_tiers {
            row.push(item(&tier.unwrap_or_else(|| "–".to_owned())));
        }
        row.extend([standing.score, standing.deny, standing.warn].map(|it| item(&it)));
        if board.reviewed {
            let day = it.overdue.map(|day| day.to_string());
            row.push(item(&day.unwrap_or_else(|| "–".to_owned())));
        }
        row
    });
    let mut columns = vec![Word::Pattern, Word::Tier, Word::Score, Word::Denied];
    columns.push(Word::Warnings);
    columns.retain(|word| has_tiers || *word != Word::Tier);
    Listing {
        caption: words.get(Word::WorstPages).to_owned(),
        heads: heads(scene, board, &columns),
        rows: rows.collect(),
    }
}

/// The day by which a page has to be reviewed again.
fn due(scene: &Scene<'_>, page: usize) -> Option<Date> {
    let facts = &scene.cx.library.pages()[page].facts;
    review::due(
        facts.first(LAST_REVIEWED_ON.name)?,
        facts.first(REVIEW_IN.name)?,
    )
}

/// The pages whose review is over, the longest first.
fn overdue(scene: &Scene<'_>, pages: &[usize]) -> Listing {
    let words = &scene.cx.config.words;
    let mut late: Vec<_> = pages
        .iter()
        .filter_map(|page| Some((due(scene, *page)?, *page)))
        .collect();
    late.retain(|(day, _)| scene.cx.today.is_past(*day));
    late.sort();
    let rows = late.into_iter().map(|(day, page)| {
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
