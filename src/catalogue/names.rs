//! Where a page names others: links, and in sections that relate, names without a link.

use crate::library::Library;
use crate::library::leads::{Lead, Leads};
use crate::page::{Kind, Node, Page};
use crate::pattern::Reading;
use crate::template::relations::{Bond, Cells, INSTEAD, Relating, SECTIONS, THINGS};
use crate::template::sections::WHEN_NOT_TO_USE;
use crate::text::span::{Span, Text};

/// A place that names a page, or may.
#[derive(Debug, Clone)]
pub struct Name {
    /// The words, or where the link leads.
    pub text: String,
    /// Where it stands.
    pub span: Span<Text>,
    /// The page, where it is one.
    pub target: Option<usize>,
    /// How that page relates to the one that names it.
    pub bond: Bond,
    /// The heading that it stands under, as an index into [`Page::headings`].
    pub heading: Option<usize>,
    /// Whether nothing but a page's name is expected there.
    pub certain: bool,
}

/// All names on a page whose links lead as `leads` says, in the order of the page but for links, which come first.
pub fn all(pattern: &Reading<'_>, library: &Library, leads: &Leads) -> Vec<Name> {
    let sections = Sections::of(pattern);
    let mut names = Vec::new();
    for link in pattern.links.iter().filter(|link| !link.embeds) {
        let heading = sections.at(link.span.start);
        if let Lead::Chapter(target) = *leads.of(&link.dest)
            && library.pages()[target].is_pattern
        {
            names.push(Name {
                text: link.dest.clone().into_owned(),
                span: link.span,
                target: Some(target),
                bond: heading.map_or(Bond::Names, |heading| sections.bond(heading)),
                heading,
                certain: false,
            });
        }
    }
    add_without_links(pattern.page, &sections, library, &mut names);
    names
}

/// Those of them that are no links, in the order of the page.
pub fn without_links(pattern: &Reading<'_>, library: &Library) -> Vec<Name> {
    let mut names = Vec::new();
    let sections = Sections::of(pattern);
    add_without_links(pattern.page, &sections, library, &mut names);
    names
}

/// The sections that relate, by the headings that stand in them.
struct Sections {
    /// Where the headings start, in order.
    starts: Vec<usize>,
    /// For each heading, the section that it opens or stands in.
    relating: Vec<Option<&'static Relating>>,
}

impl Sections {
    fn of(pattern: &Reading<'_>) -> Sections {
        let page = pattern.page;
        let not = pattern.usage().when_not;
        let mut open: Vec<usize> = Vec::new();
        let mut relating: Vec<Option<&'static Relating>> = Vec::with_capacity(page.headings.len());
        for (index, heading) in page.headings.iter().enumerate() {
            let ended = |open: &usize| page.headings[*open].section_end <= heading.span.start;
            while open.last().is_some_and(ended) {
                open.pop();
            }
            let around = open.last().and_then(|around| relating[*around]);
            let own = SECTIONS.iter().find(|row| match row.section {
                section if *section == WHEN_NOT_TO_USE => not == Some(index),
                section => section.is_opened_by(&heading.normal),
            });
            relating.push(own.or(around));
            open.push(index);
        }
        Sections {
            starts: page.headings.iter().map(|it| it.span.start).collect(),
            relating,
        }
    }

    /// The heading above a byte.
    fn at(&self, at: usize) -> Option<usize> {
        let before = self.starts.partition_point(|start| *start <= at);
        before.checked_sub(1)
    }

    fn bond(&self, heading: usize) -> Bond {
        self.relating[heading].map_or(Bond::Names, |row| row.bond)
    }
}

fn add_without_links(
    page: &Page<'_>,
    sections: &Sections,
    library: &Library,
    names: &mut Vec<Name>,
) {
    if sections.relating.iter().all(Option::is_none) {
        return;
    }
    let mut at = 0;
    // Nodes stand in the order of the page.
    let mut before = 0;
    while let Some(node) = page.nodes.get(at) {
        let above = |start: &usize| *start <= node.span.start;
        while sections.starts.get(before).is_some_and(above) {
            before += 1;
        }
        let heading = before.checked_sub(1);
        let row = heading.and_then(|heading| sections.relating[heading]);
        let Some(row) = row else {
            at += 1;
            continue;
        };
        match &node.kind {
            Kind::Table => {
                for (cell, certain) in cells(page, at, row.cells) {
                    candidate(page, cell, (row.bond, heading, certain), library, names);
                }
                at = node.end;
                continue;
            }
            Kind::Item { .. } if row.cells == Cells::First => {
                lead(page, at, (row.bond, heading), library, names);
            }
            _ => {}
        }
        at += 1;
    }
}

/// The cells of a table that may be names, and whether nothing else is expected there.
fn cells(page: &Page<'_>, table: usize, which: Cells) -> Vec<(usize, bool)> {
    let mut rows = page.children(table);
    let Some((head, _)) = rows.next() else {
        return Vec::new();
    };
    let heads: Vec<(usize, String)> = page
        .children(head)
        .map(|(index, cell)| (index, page.text_of(cell).trim().to_lowercase()))
        .collect();
    let says = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    let first = heads.first().map_or("", |(_, name)| name.as_str());
    let wanted = |column: usize| match which {
        Cells::First => column == 0,
        Cells::Instead => heads
            .get(column)
            .is_some_and(|(_, name)| says(name, &INSTEAD)),
        Cells::Compared => column == 0 && says(first, &THINGS),
    };
    let certain = which == Cells::First && says(first, &THINGS);
    let mut found = Vec::new();
    if which == Cells::Compared {
        found.extend(heads.iter().skip(1).map(|(index, _)| (*index, false)));
    }
    for (row, _) in rows {
        let cells = page.children(row).enumerate();
        let cells = cells.filter(|(column, _)| wanted(*column));
        found.extend(cells.map(|(_, (index, _))| (index, certain)));
    }
    found
}

type Where = (Bond, Option<usize>, bool);

/// A cell that is a name, or several with signs or words between them.
fn candidate(
    page: &Page<'_>,
    cell: usize,
    (bond, heading, certain): Where,
    library: &Library,
    names: &mut Vec<Name>,
) {
    let node = &page.nodes[cell];
    let linked = |(_, node): (usize, &Node)| matches!(node.kind, Kind::Link { .. });
    if page.inside(cell).any(linked) {
        return;
    }
    let text = page.text_of(node).trim();
    let mut add = |text: &str, target| {
        names.push(Name {
            text: text.to_owned(),
            span: page.first_line(node.span),
            target,
            bond,
            heading,
            certain,
        });
    };
    if text.is_empty() || text.len() > MOST {
        return;
    }
    if let Some(target) = library.called(text) {
        add(text, Some(target));
        return;
    }
    let parts: Vec<&str> = text
        .split([',', '/', '+', ';'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect();
    let mut found = parts.iter().filter(|_| parts.len() > 1);
    let mut any = false;
    for (part, target) in found
        .by_ref()
        .filter_map(|part| Some((part, library.called(part)?)))
    {
        any = true;
        add(part, Some(target));
    }
    if !any {
        add(text, None);
    }
}

/// What is longer is no name.
const MOST: usize = 200;

/// The name with which an item of a list begins: what is bold there, or what stands before a colon, a
/// bracket or a dash.
fn lead(
    page: &Page<'_>,
    item: usize,
    (bond, heading): (Bond, Option<usize>),
    library: &Library,
    names: &mut Vec<Name>,
) {
    let Some(paragraph) = first_inline(page, item) else {
        return;
    };
    let node = &page.nodes[paragraph];
    if matches!(node.kind, Kind::Link { .. }) {
        return;
    }
    let text = page.text_of(node);
    let end = text.find([':', '(', '–', '—', '\n']).unwrap_or(text.len());
    let text = text[..end].split(" - ").next().unwrap_or("").trim();
    if text.is_empty() || text.len() > MOST {
        return;
    }
    names.push(Name {
        text: text.to_owned(),
        span: page.first_line(node.span),
        target: library.called(text),
        bond,
        heading,
        certain: false,
    });
}

/// The first inline node of an item.
fn first_inline(page: &Page<'_>, item: usize) -> Option<usize> {
    let mut inside = page.inside(item);
    let (first, node) = inside.next()?;
    if node.kind == Kind::Paragraph {
        return page.inside(first).next().map(|(index, _)| index);
    }
    Some(first)
}
