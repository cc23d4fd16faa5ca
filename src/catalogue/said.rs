//! What a page says besides its frontmatter, as far as pages about the whole library show it.

use crate::catalogue::names::Name;
use crate::library::Library;
use crate::page::{Kind, Page};
use crate::pattern::Reading;
use crate::pattern::usage::Usage;
use crate::template::fields::MODERN_ALTERNATIVES;
use crate::template::relations::{Bond, FIELDS, INSTEAD};
use crate::text::span::{Span, Text};

/// What one page says.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The pages that it names, each once: where it says most about it.
    pub namings: Vec<Naming>,
    /// The rows of its When to Use table: what happens there.
    pub uses: Vec<Vec<String>>,
    /// The rows of its When NOT to Use table.
    pub avoids: Vec<Avoid>,
}

/// That a page names another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The other page's position in the library.
    pub target: usize,
    /// How that relates to this one.
    pub bond: Bond,
    /// The heading that it is named under; empty for a field.
    pub section: String,
    /// The heading's id on the page; empty for a field.
    pub anchor: String,
    /// Where the name stands; `None` for a field.
    pub span: Option<Span<Text>>,
}

/// A case in which a pattern does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avoid {
    /// What happens there.
    pub scenario: String,
    /// What fits instead, as its author says it; empty where nobody says it.
    pub instead: String,
    /// The page about that.
    pub target: Option<usize>,
}

/// More cases than this nobody reads, and each looks for its names among all of the page.
const MOST_ROWS: usize = 200;

impl Said {
    /// Reads a page that has these names. `own` is its position in the library, `path` its path.
    pub fn of(
        pattern: &Reading<'_>,
        library: &Library,
        names: &[Name],
        (own, path): (usize, &str),
    ) -> Said {
        let mut said = Said {
            namings: namings(pattern, library, names, (own, path)),
            ..Said::default()
        };
        let page = pattern.page;
        let usage = pattern.usage();
        if let Some(part) = usage.when {
            let tables = usage.tables(page, part);
            let rows = tables
                .iter()
                .take(1)
                .flat_map(|table| Usage::filled_rows(page, *table));
            said.uses
                .extend(rows.take(MOST_ROWS).map(|row| texts(page, row)));
        }
        if let Some(part) = usage.when_not {
            for table in usage.tables(page, part).into_iter().take(1) {
                said.avoids.extend(avoids(page, table, library, names));
            }
        }
        said
    }
}

/// The texts of a row's cells.
fn texts(page: &Page<'_>, row: usize) -> Vec<String> {
    let cells = page.children(row);
    cells
        .map(|(_, cell)| page.text_of(cell).trim().to_owned())
        .collect()
}

fn avoids(page: &Page<'_>, table: usize, library: &Library, names: &[Name]) -> Vec<Avoid> {
    let head = page
        .children(table)
        .find(|(_, node)| node.kind == Kind::TableHead);
    let heads = head.map_or_else(Vec::new, |(head, _)| texts(page, head));
    let column = heads.iter().position(|name| {
        let name = name.to_lowercase();
        INSTEAD.iter().any(|word| name.contains(word))
    });
    let rows = Usage::filled_rows(page, table).into_iter().take(MOST_ROWS);
    rows.map(|row| {
        let texts = texts(page, row);
        let cell = column.and_then(|column| page.children(row).nth(column));
        let span = cell.map(|(_, cell)| cell.span);
        let inside = |name: &&Name| span.is_some_and(|span| span.contains(name.span.start));
        let target = names.iter().filter(inside).find_map(|name| name.target);
        let instead = column.and_then(|column| texts.get(column)).cloned();
        let instead = instead.unwrap_or_default();
        Avoid {
            scenario: texts.into_iter().next().unwrap_or_default(),
            target: target.or_else(|| library.called(&instead)),
            instead,
        }
    })
    .collect()
}

/// Each page once, with what says most; in the order in which they are named.
fn namings(
    pattern: &Reading<'_>,
    library: &Library,
    names: &[Name],
    (own, path): (usize, &str),
) -> Vec<Naming> {
    let page = pattern.page;
    let mut found: Vec<Naming> = Vec::new();
    for (field, bond) in FIELDS {
        for text in pattern.fields.lines(field) {
            let other = if *field == MODERN_ALTERNATIVES {
                library.named_pattern(text, path)
            } else {
                library.called(text.trim()).map(|at| &library.pages()[at])
            };
            let other = other.or_else(|| library.pattern_by_id(text.trim(), path));
            found.extend(other.and_then(|other| {
                Some(Naming {
                    target: library.position(&other.source_path)?,
                    bond,
                    section: String::new(),
                    anchor: String::new(),
                    span: None,
                })
            }));
        }
    }
    for name in names {
        let heading = name.heading.map(|heading| &page.headings[heading]);
        found.extend(name.target.map(|target| Naming {
            target,
            bond: name.bond,
            section: heading.map_or_else(String::new, |heading| heading.text.clone()),
            anchor: heading.map_or_else(String::new, |heading| heading.anchor.clone()),
            span: Some(name.span),
        }));
    }
    once(found, own)
}

/// Each page once, with what says most, and not the page at `own` itself; in the order in which they are named.
pub(super) fn once(mut found: Vec<Naming>, own: usize) -> Vec<Naming> {
    found.retain(|naming| naming.target != own);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| (found[*at].target, found[*at].bond, *at));
    order.dedup_by_key(|at| found[*at].target);
    order.sort_unstable();
    order.into_iter().map(|at| found[at].clone()).collect()
}
