//! What a page lacks of a tier, which may be another one than it has.

use crate::page::yaml::{self, Entry, Value};
use crate::page::{Heading, Kind, Node, Page, figures, outline};
use crate::pattern::Reading;
use crate::template::fields::{MODERN_EXAMPLES, SCALE};
use crate::template::sections::{COMPLEXITY, Content, HISTORY, HISTORY_WORDS};
use crate::template::{FieldRow, FieldType, SectionRow, Tier};
use std::ops::Range;

/// What a page's frontmatter lacks of a tier.
#[derive(Debug)]
pub enum FieldLack<'p> {
    /// The field is absent or says nothing.
    Absent(&'p FieldRow),
    /// A list with fewer examples than asked, this many.
    Few(&'p Entry, usize),
    /// An example, or the trade-offs, without these keys.
    Incomplete {
        /// The field.
        entry: &'p Entry,
        /// The example, or the field's value.
        node: &'p yaml::Node,
        /// What is not there.
        missing: Vec<&'p str>,
    },
}

/// What the frontmatter of a page would lack in `tier`, which takes this many examples.
pub fn field_lacks<'p>(
    pattern: &Reading<'p>,
    tier: Tier,
    min_examples: usize,
) -> Vec<FieldLack<'p>> {
    let mut lacks = Vec::new();
    for field in pattern.rows.fields_of(tier) {
        let entry = pattern.fields.given(&field.name);
        match entry.filter(|entry| !is_blank(&entry.value)) {
            None if field.known == Some(&MODERN_EXAMPLES) && min_examples == 0 => {}
            None => lacks.push(FieldLack::Absent(field)),
            Some(entry) => judge(field, entry, min_examples, &mut lacks),
        }
    }
    lacks
}

fn judge<'p>(field: &'p FieldRow, entry: &'p Entry, min: usize, lacks: &mut Vec<FieldLack<'p>>) {
    let incomplete = |node: &'p yaml::Node| {
        let names = field.keys.iter().map(String::as_str);
        let lacks = |name: &&str| node.get(name).is_none_or(is_blank);
        let missing: Vec<&str> = names.filter(lacks).collect();
        (!missing.is_empty()).then_some(FieldLack::Incomplete {
            entry,
            node,
            missing,
        })
    };
    match field.ty {
        // A value that is no list is a wrong type, and so is an entry that is no mapping.
        FieldType::Records(_) => {
            let examples = entry.value.list();
            if let Some(few) = examples.filter(|examples| examples.len() < min) {
                lacks.push(FieldLack::Few(entry, few.len()));
            }
            let mappings = examples.into_iter().flatten();
            let mappings = mappings.filter(|example| example.map().is_some());
            lacks.extend(mappings.filter_map(incomplete));
        }
        FieldType::Lists(_) if entry.value.map().is_some() => {
            lacks.extend(incomplete(&entry.value));
        }
        _ => {}
    }
}

/// The scales of examples that say something, but no figure.
pub fn bare_scales<'p>(pattern: &Reading<'p>) -> impl Iterator<Item = &'p yaml::Node> + use<'p> {
    let examples = pattern.fields.get(&MODERN_EXAMPLES);
    let examples = examples.and_then(yaml::Node::list);
    let scales = examples.unwrap_or_default().iter();
    scales
        .filter_map(|example| example.get(SCALE.name))
        .filter(|scale| {
            // An empty scale is a missing one, a number or a list a wrong type.
            let text = scale.text().filter(|text| !text.trim().is_empty());
            scale.kind() == "text" && text.is_some_and(|text| !figures::has_figure(text))
        })
}

/// Whether a value says nothing.
fn is_blank(node: &yaml::Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        // One level is enough: what is inside an entry is judged with the entry.
        Value::List(items) => items.iter().all(|item| match &item.value {
            Value::Scalar { text, .. } => text.trim().is_empty(),
            value => *value == Value::Null,
        }),
        Value::Map(entries) => entries.is_empty(),
    }
}

/// What a page's sections lack of a tier.
#[derive(Debug)]
pub struct SectionLack<'p> {
    /// The section.
    pub section: &'p SectionRow,
    /// Its heading, where there is one that does not hold what it is for.
    pub heading: Option<&'p Heading>,
}

/// What the sections of a page would lack in `tier`, absent ones first.
pub fn section_lacks<'p>(pattern: &Reading<'p>, tier: Tier) -> Vec<SectionLack<'p>> {
    let page = pattern.page;
    let mut absent = Vec::new();
    let mut incomplete = Vec::new();
    for section in pattern.rows.sections_of(tier) {
        let mut found = pattern.opened(section);
        let complete = |heading| {
            holds(
                page,
                page.indices(page.section_body(heading)),
                section.holds,
            )
        };
        // Of the history a paragraph will do.
        let told = section.known == Some(&HISTORY) && tells_history(page);
        if told || found.clone().any(complete) {
            continue;
        }
        // The one that is called as the template has it is meant rather than one that may be meant.
        let named = |heading: &&Heading| heading.normal.starts_with(&section.normal);
        let heading = found.clone().find(named).or_else(|| found.next());
        let lacks = if heading.is_some() {
            &mut incomplete
        } else {
            &mut absent
        };
        lacks.push(SectionLack { section, heading });
    }
    absent.extend(incomplete);
    absent
}

/// Whether the nodes of a section hold what it is for.
fn holds(page: &Page<'_>, nodes: Range<usize>, content: Content) -> bool {
    match content {
        Content::Anything => true,
        Content::Something => has_content(page, nodes),
        Content::Figure => page.has_figure(nodes),
        Content::Diagram => has_diagram(page, nodes),
        Content::LinkOrDiagram => has_diagram(page, nodes.clone()) || has_link(page, nodes),
        Content::ComplexityRow => compares_complexity(page, nodes),
    }
}

fn has_content(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| match &page.nodes[index].kind {
        Kind::Paragraph | Kind::List { .. } | Kind::Table | Kind::Code { .. } => true,
        Kind::Html => !page.text[page.nodes[index].span.range()]
            .trim_start()
            .starts_with("<!--"),
        _ => false,
    })
}

fn has_diagram(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| page.nodes[index].kind.is_drawing())
}

fn has_link(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| matches!(page.nodes[index].kind, Kind::Link { .. }))
}

fn compares_complexity(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| {
        let mut cells = page
            .children(index)
            .map(|(_, cell)| page.text_of(cell).trim());
        page.nodes[index].kind == Kind::TableRow
            && cells.next().is_some_and(|aspect| {
                let normal = outline::normalise(aspect);
                normal.split(' ').any(|word| word == COMPLEXITY)
            })
            && cells.any(|cell| !cell.is_empty())
    })
}

/// Whether a paragraph tells how the pattern came about.
fn tells_history(page: &Page<'_>) -> bool {
    let tells = |(index, node): (usize, &Node)| {
        matches!(node.kind, Kind::Paragraph | Kind::Item { .. }) && {
            let text = page.prose(index..page.before_lists(index));
            let says = |word: &str| HISTORY_WORDS.contains(&word.to_lowercase().as_str());
            figures::has_year(&text) && text.split(|c: char| !c.is_alphanumeric()).any(says)
        }
    };
    page.nodes.iter().enumerate().any(tells)
}
