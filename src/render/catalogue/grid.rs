//! A list of rows: a table or cards with filters in HTML, a table in Markdown.

use crate::render::card::{Item, item_markdown, items_html};
use crate::render::catalogue::filters::{self, Facet};
use crate::render::catalogue::{Part, Scene};
use crate::template::Tier;
use crate::template::fields::EXCELLENCE_TIER;
use crate::text::escape;
use crate::text::markdown::{self, InlineEvents, Table};
use crate::words::Word;
use mdbook_markdown::pulldown_cmark::Event;
use std::fmt::Write as _;

/// A list.
#[derive(Debug, Default)]
pub struct Grid {
    /// What it is called; empty where the heading before it says so.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// By what it is filtered.
    pub facets: Vec<Facet>,
    /// Whether each row is a card.
    pub cards: bool,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// What stands over it.
    pub head: String,
    /// What its cells are.
    pub kind: Kind,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name of the row.
    Name,
    /// A tier.
    Tier,
    /// A sentence.
    Sentence,
    /// A number.
    Number,
    /// Words.
    Words,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// The page that it is about.
    pub page: usize,
    /// What stands in each column.
    pub cells: Vec<Vec<Item>>,
    /// What it belongs to; rows of a group stand together.
    pub group: Option<String>,
}

impl Grid {
    /// The list for the target.
    pub fn part(self, scene: &Scene<'_>) -> Part {
        if !scene.is_html() {
            return Part {
                text: self.markdown(),
                ..Part::default()
            };
        }
        Part {
            style: filters::style(&self.facets, &scene.id),
            text: self.html(scene),
            scripted: true,
            lists: 1,
            drawn: false,
        }
    }

    fn html(&self, scene: &Scene<'_>) -> String {
        let minutes = scene.cx.config.words.get(Word::Minutes).to_lowercase();
        let minutes = minutes.replace(['\\', '"', '\''], "");
        let cards = if self.cards { " cards" } else { "" };
        let mut out = format!(
            "<div class=\"patterns-list {}{cards}\" style=\"--unit:' {}'\">\n",
            scene.id,
            escape::html(&minutes)
        );
        if !self.caption.is_empty() {
            let _ = writeln!(
                out,
                "<p class=\"patterns-caption\">{}</p>",
                escape::html(&self.caption)
            );
        }
        let words = &scene.cx.config.words;
        let numbers = (scene.number, self.rows.len());
        out.push_str(&filters::html(&self.facets, words, &self.caption, numbers));
        if self.cards {
            self.cards_html(scene, &mut out);
        } else {
            self.table_html(scene, &mut out);
        }
        out.push_str("</div>\n");
        out
    }

    fn table_html(&self, scene: &Scene<'_>, out: &mut String) {
        out.push_str("<div class=\"table-wrapper\"><table><thead><tr>");
        for column in &self.columns {
            let _ = write!(out, "<th>{}</th>", escape::html(&column.head));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(group) = self.opens_group(at) {
                if at > 0 {
                    out.push_str("</tbody>\n<tbody>\n");
                }
                let _ = writeln!(
                    out,
                    "<tr class=\"patterns-group\"><th colspan=\"{}\" scope=\"rowgroup\">{}</th></tr>",
                    self.columns.len(),
                    escape::html(group)
                );
            }
            let classes = filters::classes(scene.cx, &self.facets, row.page);
            let _ = write!(out, "<tr class=\"{classes}\">");
            for (cell, column) in row.cells.iter().zip(&self.columns) {
                let _ = match column.kind {
                    Kind::Name => write!(out, "<td class=\"n\">{}</td>", items_html(cell)),
                    Kind::Sentence => write!(out, "<td class=\"s\">{}</td>", items_html(cell)),
                    Kind::Tier => write!(out, "<td>{}</td>", tier_html(scene, row, cell)),
                    Kind::Number if !cell.is_empty() => {
                        write!(out, "<td class=\"m\">{}</td>", items_html(cell))
                    }
                    Kind::Number | Kind::Words => write!(out, "<td>{}</td>", items_html(cell)),
                };
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
    }

    fn cards_html(&self, scene: &Scene<'_>, out: &mut String) {
        const OPEN: &str = "<ul class=\"patterns-cards\">\n";
        for (at, row) in self.rows.iter().enumerate() {
            let group = self.opens_group(at);
            if at > 0 && group.is_some() {
                out.push_str("</ul>\n");
            }
            if let Some(group) = group {
                let group = escape::html(group);
                let _ = writeln!(out, "<p class=\"patterns-group\">{group}</p>");
            }
            if at == 0 || group.is_some() {
                out.push_str(OPEN);
            }
            let classes = filters::classes(scene.cx, &self.facets, row.page);
            let _ = write!(out, "<li class=\"{classes}\">");
            let cells = || {
                row.cells
                    .iter()
                    .zip(&self.columns)
                    .filter(|(cell, _)| !cell.is_empty())
            };
            let of = |kind: Kind| cells().filter(move |(_, column)| column.kind == kind);
            out.push_str("<p>");
            for (cell, _) in of(Kind::Name) {
                let _ = write!(out, "<b>{}</b> ", items_html(cell));
            }
            for (cell, _) in of(Kind::Tier) {
                out.push_str(&tier_html(scene, row, cell));
            }
            out.push_str("</p>");
            for (cell, _) in of(Kind::Sentence) {
                let _ = write!(out, "<p>{}</p>", items_html(cell));
            }
            let facts =
                cells().filter(|(_, column)| matches!(column.kind, Kind::Number | Kind::Words));
            let facts: Vec<String> = facts
                .map(|(cell, column)| match column.kind {
                    Kind::Number => {
                        format!(
                            "{} {}",
                            items_html(cell),
                            escape::html(&column.head.to_lowercase())
                        )
                    }
                    _ => items_html(cell),
                })
                .collect();
            if !facts.is_empty() {
                let _ = write!(out, "<p class=\"patterns-meta\">{}</p>", facts.join(" · "));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// The group whose first row this is.
    fn opens_group(&self, at: usize) -> Option<&str> {
        let group = self.rows[at].group.as_deref()?;
        let before = at
            .checked_sub(1)
            .and_then(|at| self.rows[at].group.as_deref());
        (before != Some(group)).then_some(group)
    }

    fn markdown(&self) -> String {
        let mut out = String::new();
        if !self.caption.is_empty() {
            let caption = markdown::paragraph(markdown::strong(&self.caption));
            let _ = write!(out, "{}\n\n", markdown::write(&caption));
        }
        let mut at = 0;
        while at < self.rows.len() {
            let group = &self.rows[at].group;
            let same = self.rows[at..].iter().take_while(|row| row.group == *group);
            let end = at + same.count();
            if let Some(group) = group {
                let group = markdown::paragraph(markdown::strong(group));
                let _ = write!(out, "{}\n\n", markdown::write(&group));
            }
            let rows = self.rows[at..end].iter();
            let rows = rows.map(|row| row.cells.iter().map(|cell| items_markdown(cell)).collect());
            let table = Table {
                caption: String::new(),
                header: self.columns.iter().map(|it| it.head.clone()).collect(),
                rows: rows.collect(),
            };
            let _ = write!(out, "{}\n\n", markdown::write(&table.events()));
            at = end;
        }
        out
    }
}

/// A tier as a chip in its colour.
fn tier_html(scene: &Scene<'_>, row: &Row, cell: &[Item]) -> String {
    let page = &scene.cx.library.pages()[row.page];
    let name = page.facts.first(EXCELLENCE_TIER.name);
    match name.and_then(Tier::from_name) {
        Some(tier) => format!(
            "<span class=\"patterns-tier patterns-{}\">{}</span>",
            tier.name(),
            items_html(cell)
        ),
        None => items_html(cell),
    }
}

/// Values as Markdown.
pub fn items_markdown(items: &[Item]) -> InlineEvents {
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend(escape::markdown(","));
            out.push(Event::Text(" ".into()));
        }
        out.extend(item_markdown(item));
    }
    out
}
