//! What a page of a team's own template says of others: where it links to them, and where its template
//! says that a section or a field relates to them.

use crate::catalogue::said::{Naming, Said, once};
use crate::library::Library;
use crate::library::leads::{Lead, Leads};
use crate::page::{Kind, Page, yaml};
use crate::schema::fields::{Field, Takes};
use crate::schema::fit::Fit;
use crate::schema::values;
use crate::template::relations::Bond;
use crate::text::link::is_external;
use crate::text::span::{Span, Text};

/// A field's text that names a page, or should.
pub struct Named<'p> {
    /// The text.
    pub text: &'p str,
    /// It in the frontmatter.
    pub value: &'p yaml::Node,
    /// How the page relates to the one that names it.
    pub bond: Bond,
    /// The page, where it is one.
    pub target: Option<usize>,
}

impl Said {
    /// Reads a page whose links lead as `leads` says. `own` is its position in the library, `path` its path.
    pub fn of_own(
        page: &Page<'_>,
        fit: &Fit<'_>,
        library: &Library,
        leads: &Leads,
        (own, path): (usize, &str),
    ) -> Said {
        let fields = in_fields(page, fit, library, path).into_iter();
        let mut found: Vec<Naming> = fields
            .filter_map(|named| {
                Some(Naming {
                    target: named.target?,
                    bond: named.bond,
                    section: String::new(),
                    anchor: String::new(),
                    span: None,
                })
            })
            .collect();
        let sections = Sections::of(page, fit);
        let mut places = places(page, &sections, library, leads, path);
        places.sort_by_key(|(span, _)| span.start);
        for (span, target) in places {
            let heading = sections.at(span.start);
            let own = heading.map(|at| &page.headings[at]);
            found.push(Naming {
                target,
                bond: sections.bond(heading).unwrap_or(Bond::Names),
                section: own.map_or_else(String::new, |it| it.text.clone()),
                anchor: own.map_or_else(String::new, |it| it.anchor.clone()),
                span: Some(span),
            });
        }
        Said {
            namings: once(found, own),
            ..Said::default()
        }
    }
}

/// What fields name that relate their page to others. Words that say of no page, such as *None*, are left out.
pub fn in_fields<'p>(
    page: &'p Page<'_>,
    fit: &Fit<'_>,
    library: &Library,
    path: &str,
) -> Vec<Named<'p>> {
    const NONE: [&str; 6] = ["", "-", "none", "n/a", "tbd", "todo"];
    let unfilled = fit.unfilled_fields(page);
    let mut found = Vec::new();
    for (at, field) in fit.template.fields.iter().enumerate() {
        let is_unfilled = || unfilled.iter().any(|(other, _)| *other == Some(at));
        let Some(bond) = field.relation.filter(|_| !is_unfilled()) else {
            continue;
        };
        let Some(entry) = fit.given(at, page) else {
            continue;
        };
        let value = &entry.value;
        for node in value.list().unwrap_or(std::slice::from_ref(value)) {
            let Some(text) = node.text().map(str::trim) else {
                continue;
            };
            let is_none = NONE.contains(&text.to_lowercase().as_str()) || is_external(text);
            if !is_none && may_name(field, text) {
                found.push(Named {
                    text,
                    value: node,
                    bond,
                    target: library.named(text, path),
                });
            }
        }
    }
    found
}

/// Whether a value can be a page's name: of a field with a vocabulary, only one in which something is
/// filled in, such as `superseded by ADR-{n}`.
fn may_name(field: &Field, text: &str) -> bool {
    let Takes::Choice(choice) = &field.takes else {
        return true;
    };
    values::open_entry(&choice.entries, text).is_some()
}

/// The places in a page's text that name another page, with that page.
fn places(
    page: &Page<'_>,
    sections: &Sections,
    library: &Library,
    leads: &Leads,
    path: &str,
) -> Vec<(Span<Text>, usize)> {
    let mut found = Vec::new();
    for link in page.links().iter().filter(|link| !link.embeds) {
        if let Lead::Chapter(target) = *leads.of(&link.dest)
            && library.pages()[target].template.is_some()
        {
            found.push((link.span, target));
        }
    }
    if !sections.relate() {
        return found;
    }
    let relates = |at: usize| sections.bond(sections.at(at)).is_some();
    for paragraph in page.paragraphs() {
        if !relates(paragraph.span.start) {
            continue;
        }
        let mut nodes = page.nodes[paragraph.nodes.clone()].iter();
        if nodes.any(|node| matches!(node.kind, Kind::Link { .. })) {
            continue;
        }
        let text: String = page.pieces(&paragraph).map(|(_, piece)| piece).collect();
        let target = called(library, &text, path);
        found.extend(target.map(|target| (page.first_line(paragraph.span), target)));
    }
    for (row, node) in page.nodes.iter().enumerate() {
        if node.kind != Kind::TableRow || !relates(node.span.start) {
            continue;
        }
        if let Some((_, cell)) = page.children(row).next() {
            let target = called(library, page.text_of(cell), path);
            found.extend(target.map(|target| (page.first_line(cell.span), target)));
        }
    }
    found
}

/// The page that a text begins with the name of: all of it, or what stands before a colon, a bracket or a dash.
fn called(library: &Library, text: &str, path: &str) -> Option<usize> {
    let text = text.trim();
    let end = text.find([':', '(', '–', '—', '\n']).unwrap_or(text.len());
    let lead = text[..end].split(" - ").next().unwrap_or("");
    let whole = library.named(text, path);
    whole.or_else(|| library.named(lead, path))
}

/// How the parts of a page relate it to what they name.
struct Sections {
    /// Where the headings start, in order.
    starts: Vec<usize>,
    /// For each heading, how the section relates that it opens or stands in.
    bonds: Vec<Option<Bond>>,
}

impl Sections {
    fn of(page: &Page<'_>, fit: &Fit<'_>) -> Sections {
        let mut bonds: Vec<Option<Bond>> = vec![None; page.headings.len()];
        for (at, section) in fit.template.sections.iter().enumerate() {
            for heading in fit.headings(at) {
                bonds[*heading] = section.relation;
            }
        }
        let mut open: Vec<usize> = Vec::new();
        for (index, heading) in page.headings.iter().enumerate() {
            let ended = |open: &usize| page.headings[*open].section_end <= heading.span.start;
            while open.last().is_some_and(ended) {
                open.pop();
            }
            bonds[index] = bonds[index].or_else(|| open.last().and_then(|around| bonds[*around]));
            open.push(index);
        }
        Sections {
            starts: page.headings.iter().map(|it| it.span.start).collect(),
            bonds,
        }
    }

    fn relate(&self) -> bool {
        self.bonds.iter().any(Option::is_some)
    }

    /// The heading above a byte.
    fn at(&self, at: usize) -> Option<usize> {
        let before = self.starts.partition_point(|start| *start <= at);
        before.checked_sub(1)
    }

    fn bond(&self, heading: Option<usize>) -> Option<Bond> {
        self.bonds[heading?]
    }
}
