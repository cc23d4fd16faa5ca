//! `{{#patterns compare}}`: facts of a few pages side by side.

use crate::catalogue::request::COMPARED;
use crate::catalogue::select::{self, Selection};
use crate::render::card::{Item, items_html};
use crate::render::catalogue::grid::items_markdown;
use crate::render::catalogue::{Part, Scene, catalog, pages, values};
use crate::template::fields::{
    BEST_FOR, CATEGORY, CONS, CURRENT_RELEVANCE, DIFFICULTY, EXCELLENCE_TIER, PATTERN_STATUS, PROS,
    READING_TIME, RELATED_LAWS,
};
use crate::text::escape;
use crate::text::markdown::{self, InlineEvents, Table};
use crate::words::Word;
use std::fmt::Write as _;

/// A fact: what it is called, and what a page says.
type Fact = (String, Vec<Item>);

/// The comparison.
pub fn part(scene: &Scene<'_>, selection: &Selection, chosen: &[usize]) -> Part {
    let all = pages(scene, selection, &[]);
    let is_fixed = !chosen.is_empty();
    let text = match (scene.is_html(), is_fixed) {
        (true, true) => table(scene, chosen),
        (true, false) => choice(scene, &all),
        (false, true) => plain(scene, chosen),
        // Who cannot choose gets all, as far as a table has room.
        (false, false) => list(scene, &all),
    };
    Part {
        text,
        scripted: scene.is_html() && !is_fixed,
        lists: usize::from(scene.is_html() && !is_fixed),
        ..Part::default()
    }
}

/// What a page says in each row.
fn facts(scene: &Scene<'_>, page: usize) -> Vec<Fact> {
    let cx = scene.cx;
    let words = &cx.config.words;
    if !cx.library.pages()[page].is_pattern {
        let fields = catalog::of_template(scene, &[page]).into_iter().skip(1);
        let facts = fields.map(|name| (values::head(cx, &name), values::all(cx, page, &name)));
        return facts.collect();
    }
    let fields = [
        &EXCELLENCE_TIER,
        &PATTERN_STATUS,
        &CATEGORY,
        &DIFFICULTY,
        &READING_TIME,
        &CURRENT_RELEVANCE,
        &BEST_FOR,
    ];
    let mut facts: Vec<Fact> = fields
        .iter()
        .map(|field| {
            (
                values::head(cx, field.name),
                values::all(cx, page, field.name),
            )
        })
        .collect();
    for key in [&PROS, &CONS] {
        let label = words.get(key.label).to_owned();
        facts.push((label, values::all(cx, page, key.name)));
    }
    let said = scene.catalogue.said.get(page);
    let texts = |texts: Vec<String>| texts.into_iter().map(|text| (text, None)).collect();
    let uses = said.map_or(&[][..], |said| &said.uses).iter();
    let uses = uses.filter_map(|cells| cells.first().cloned()).collect();
    facts.push((words.get(Word::UseWhen).to_owned(), texts(uses)));
    let avoids = said.map_or(&[][..], |said| &said.avoids).iter();
    let avoids = avoids.map(|avoid| avoid.scenario.clone()).collect();
    facts.push((words.get(Word::DontUseWhen).to_owned(), texts(avoids)));
    let laws = values::all(cx, page, RELATED_LAWS.name);
    facts.push((values::head(cx, RELATED_LAWS.name), laws));
    facts
}

/// The rows of a table of these pages: those that any of them says something in.
fn rows(scene: &Scene<'_>, pages: &[usize]) -> Vec<(String, Vec<Vec<Item>>)> {
    let columns: Vec<Vec<Fact>> = pages.iter().map(|page| facts(scene, *page)).collect();
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in columns.iter().flatten() {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let cell = |facts: &Vec<Fact>, label: &str| {
        let found = facts.iter().find(|(other, _)| other == label);
        found.map_or_else(Vec::new, |(_, items)| items.clone())
    };
    let rows = labels.iter().map(|label| {
        let cells = columns.iter().map(|facts| cell(facts, label));
        ((*label).to_owned(), cells.collect::<Vec<_>>())
    });
    rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}

fn differs(cells: &[Vec<Item>]) -> bool {
    let texts = |cell: &Vec<Item>| {
        cell.iter()
            .map(|(text, _)| text.clone())
            .collect::<Vec<_>>()
    };
    cells
        .windows(2)
        .any(|pair| texts(&pair[0]) != texts(&pair[1]))
}

/// One value on its line, several as a list.
fn cell_html(cell: &[Item]) -> String {
    if cell.len() < 2 {
        return items_html(cell);
    }
    let items = cell
        .iter()
        .map(|item| format!("<li>{}</li>", items_html(std::slice::from_ref(item))));
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn table(scene: &Scene<'_>, pages: &[usize]) -> String {
    let words = &scene.cx.config.words;
    let aspect = escape::html(words.get(Word::Aspect));
    let mut out = format!(
        "<div class=\"table-wrapper patterns-compared\"><table style=\"--n:{}\"><thead><tr><th>{aspect}</th>",
        pages.len()
    );
    for page in pages {
        let title = items_html(&[values::page(scene.cx, *page)]);
        let _ = write!(out, "<th scope=\"col\">{title}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (label, cells) in rows(scene, pages) {
        let (class, word) = if differs(&cells) {
            let word = escape::html(words.get(Word::Differs));
            (
                " class=\"patterns-differs\"",
                format!(" <small>{word}</small>"),
            )
        } else {
            ("", String::new())
        };
        let _ = write!(
            out,
            "<tr{class}><th scope=\"row\">{}{word}</th>",
            escape::html(&label)
        );
        for cell in &cells {
            let _ = write!(out, "<td>{}</td>", cell_html(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    out
}

/// All pages, each folded with its facts: the script puts those that readers choose side by side.
fn choice(scene: &Scene<'_>, pages: &[usize]) -> String {
    let words = &scene.cx.config.words;
    let texts = [
        Word::Choose,
        Word::Differs,
        Word::Aspect,
        Word::Remove,
        Word::AddPage,
    ];
    let texts = texts
        .map(|word| words.get(word).replace('|', " "))
        .join("|");
    let mut out = format!(
        "<div class=\"patterns-compare\" data-words=\"{}\" data-most=\"{}\" data-name=\"{}\">\n",
        escape::html(&texts),
        COMPARED.end(),
        match scene.number {
            0 => "compare".to_owned(),
            number => format!("{}.compare", number + 1),
        }
    );
    for page in pages {
        let info = &scene.cx.library.pages()[*page];
        let id = info
            .source_path
            .strip_suffix(".md")
            .unwrap_or(&info.source_path);
        let _ = write!(
            out,
            "<details data-page=\"{}\"><summary>{}</summary><dl><dt>{}</dt><dd>{}</dd>",
            escape::html(id),
            escape::html(info.label()),
            escape::html(words.get(Word::Pattern)),
            items_html(&[values::page(scene.cx, *page)])
        );
        for (label, cell) in facts(scene, *page) {
            if !cell.is_empty() {
                let label = escape::html(&label);
                let _ = write!(out, "<dt>{label}</dt><dd>{}</dd>", cell_html(&cell));
            }
        }
        out.push_str("</dl></details>\n");
    }
    out.push_str("</div>\n");
    out
}

fn plain(scene: &Scene<'_>, pages: &[usize]) -> String {
    let words = &scene.cx.config.words;
    let mut header = vec![words.get(Word::Aspect).to_owned()];
    let label = |page: &usize| scene.cx.library.pages()[*page].label().to_owned();
    header.extend(pages.iter().map(label));
    let rows = rows(scene, pages).into_iter().map(|(label, cells)| {
        let label = if differs(&cells) {
            markdown::strong(&label)
        } else {
            escape::markdown(&label)
        };
        let mut row = vec![label];
        row.extend(cells.iter().map(|cell| items_markdown(cell)));
        row
    });
    written(header, rows.collect())
}

fn written(header: Vec<String>, rows: Vec<Vec<InlineEvents>>) -> String {
    let table = Table {
        caption: String::new(),
        header,
        rows,
    };
    markdown::write(&table.events())
}

/// A row for each page, with the facts that are short.
fn list(scene: &Scene<'_>, pages: &[usize]) -> String {
    let fields = [
        &EXCELLENCE_TIER,
        &PATTERN_STATUS,
        &CATEGORY,
        &DIFFICULTY,
        &READING_TIME,
        &BEST_FOR,
    ];
    let cx = scene.cx;
    let says = |field: &str| {
        let mut pages = pages.iter();
        pages.any(|page| !select::values(&cx.library.pages()[*page], field).is_empty())
    };
    let fields: Vec<&str> = fields
        .iter()
        .map(|field| field.name)
        .filter(|it| says(it))
        .collect();
    let mut header = vec![cx.config.words.get(Word::Pattern).to_owned()];
    header.extend(fields.iter().map(|field| values::head(cx, field)));
    let rows = pages.iter().map(|page| {
        let mut row = vec![items_markdown(&[values::page(cx, *page)])];
        row.extend(
            fields
                .iter()
                .map(|field| items_markdown(&values::all(cx, *page, field))),
        );
        row
    });
    written(header, rows.collect())
}
