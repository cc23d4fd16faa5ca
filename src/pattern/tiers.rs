//! What each excellence tier asks for, as data, and what a page lacks of it.
//!
//! The rules on tiers, `status` and `explain --tier` read it. A tier can be asked
//! of a page that has another one.

use crate::page::yaml::{Entry, Value};
use crate::page::{Heading, Kind, Node, Page, outline, prose, yaml};
use crate::template::{FIELDS, FieldType, Tier};
use std::ops::Range;

/// What a tier asks for besides what every page needs.
#[derive(Debug)]
pub struct Requirements {
    /// Frontmatter fields.
    pub fields: &'static [Field],
    /// What the banner says, in words.
    pub banner: &'static [&'static str],
    /// Sections; bronze needs [`HISTORY`] too.
    pub sections: &'static [Section],
}

/// A frontmatter field that a tier asks for.
#[derive(Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What to write.
    pub help: &'static str,
}

/// A section that a tier asks for.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Its names in normal form; more words may follow.
    names: &'static [&'static str],
    /// Whether the nodes of such a section hold what it is for.
    holds: fn(&Page<'_>, Range<usize>) -> bool,
    /// What is wrong with one that does not.
    pub lack: &'static str,
    /// What to write.
    pub help: &'static str,
}

impl Requirements {
    /// What `tier` asks for.
    pub const fn of(tier: Tier) -> &'static Requirements {
        match tier {
            Tier::Gold => &GOLD,
            Tier::Silver => &SILVER,
            Tier::Bronze => &BRONZE,
        }
    }
}

static GOLD: Requirements = Requirements {
    fields: &[
        Field {
            name: "production_checklist",
            help: "`production_checklist`: a list of what to do before production",
        },
        Field {
            name: EXAMPLES,
            help: "`modern_examples`: a list, each with `company`, `implementation` and `scale`",
        },
    ],
    banner: &[
        "a bold tagline in its first line",
        "`**Key Success Metrics:**` and a list of what was achieved, each with a figure",
    ],
    sections: GOLD_SECTIONS,
};

static SILVER: Requirements = Requirements {
    fields: &[
        Field {
            name: "trade_offs",
            help: "`trade_offs`: `pros` and `cons`, a list each",
        },
        Field {
            name: "best_for",
            help: "`best_for`: the cases in which the pattern shines",
        },
    ],
    banner: &["`**Best For:**` and the cases in which the pattern shines"],
    sections: SILVER_SECTIONS,
};

static BRONZE: Requirements = Requirements {
    fields: &[
        Field {
            name: "modern_alternatives",
            help: "`modern_alternatives`: what to use instead",
        },
        Field {
            name: "deprecation_reason",
            help: "`deprecation_reason`: why this is bronze now",
        },
    ],
    banner: &["`**Migration Path:**` and a link to the page of the pattern to move to"],
    sections: BRONZE_SECTIONS,
};

const EXAMPLES: &str = "modern_examples";

const GOLD_SECTIONS: &[Section] = &[
    Section {
        title: "Implementation Details",
        names: &["implementation details"],
        holds: has_content,
        lack: "is empty",
        help: "`Implementation Details`: how it is built, as far as an engineer needs it",
    },
    Section {
        title: "Performance Characteristics",
        names: &["performance characteristics"],
        holds: |page, nodes| page.has_figure(nodes),
        lack: "has no figure",
        help: "`Performance Characteristics`: latency, throughput, memory, in figures",
    },
    Section {
        title: "Scaling Considerations",
        names: &["scaling considerations"],
        holds: has_diagram,
        lack: "has no diagram",
        help: "`Scaling Considerations`: the way from a small system to a large one, as a diagram",
    },
];

const SILVER_SECTIONS: &[Section] = &[Section {
    title: "Comparison with Alternatives",
    names: &["comparison with alternatives"],
    holds: compares_complexity,
    lack: "has no table with a `Complexity` row",
    help: "`Comparison with Alternatives`: a table, one row for each aspect, `Complexity` among them",
}];

const BRONZE_SECTIONS: &[Section] = &[Section {
    title: "Migration from Legacy",
    names: &["migration from", "migration guide"],
    holds: |page, nodes| has_diagram(page, nodes.clone()) || has_link(page, nodes),
    lack: "has neither a link nor a diagram",
    help: "`Migration from Legacy` or `Migration Guide`: the steps to the modern pattern, as a diagram or with a link",
}];

/// Bronze: how the pattern came about, as a section or in a paragraph.
pub static HISTORY: Section = Section {
    title: "Historical Context",
    names: &[],
    holds: |_, _| true,
    lack: "",
    help: "`Historical Context`, `History` or `Origins`; a paragraph will do that gives a year and says `introduced`, `superseded` or `replaced`",
};

/// What a page's frontmatter lacks of a tier.
#[derive(Debug)]
pub enum FieldLack<'p> {
    /// The field is absent or says nothing.
    Absent(&'static Field),
    /// A list with fewer examples than asked, this many.
    Few(&'p Entry, usize),
    /// An example, or the trade-offs, without these keys.
    Incomplete {
        /// The field.
        entry: &'p Entry,
        /// The example, or the field's value.
        node: &'p yaml::Node,
        /// What is not there.
        missing: Vec<&'static str>,
    },
}

/// What the frontmatter of a page would lack in `tier`, which takes this many examples.
pub fn field_lacks<'p>(page: &'p Page<'_>, tier: Tier, min_examples: usize) -> Vec<FieldLack<'p>> {
    let mut lacks = Vec::new();
    for field in Requirements::of(tier).fields {
        let entry = page.frontmatter.entry(field.name);
        match entry.filter(|entry| !is_blank(&entry.value)) {
            None if field.name == EXAMPLES && min_examples == 0 => {}
            None => lacks.push(FieldLack::Absent(field)),
            Some(entry) => judge(field, entry, min_examples, &mut lacks),
        }
    }
    lacks
}

fn judge<'p>(field: &Field, entry: &'p Entry, min: usize, lacks: &mut Vec<FieldLack<'p>>) {
    let incomplete = |node: &'p yaml::Node, keys: &'static [&'static str]| {
        let lacks = |key: &&&str| node.get(key).is_none_or(is_blank);
        let missing: Vec<&str> = keys.iter().filter(lacks).copied().collect();
        (!missing.is_empty()).then_some(FieldLack::Incomplete {
            entry,
            node,
            missing,
        })
    };
    let known = FIELDS.iter().find(|known| known.name == field.name);
    match known.map(|known| known.ty) {
        // A value that is no list is a wrong type, and so is an entry that is no mapping.
        Some(FieldType::Records(keys)) => {
            let examples = entry.value.list();
            if let Some(few) = examples.filter(|examples| examples.len() < min) {
                lacks.push(FieldLack::Few(entry, few.len()));
            }
            let mappings = examples.into_iter().flatten();
            let mappings = mappings.filter(|example| example.map().is_some());
            lacks.extend(mappings.filter_map(|example| incomplete(example, keys)));
        }
        Some(FieldType::Lists(keys)) if entry.value.map().is_some() => {
            lacks.extend(incomplete(&entry.value, keys));
        }
        _ => {}
    }
}

/// The scales of examples that say something, but no figure.
pub fn bare_scales<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p yaml::Node> {
    let examples = page.frontmatter.get(EXAMPLES).and_then(yaml::Node::list);
    let scales = examples.unwrap_or_default().iter();
    scales
        .filter_map(|example| example.get("scale"))
        .filter(|scale| {
            // An empty scale is a missing one, a number or a list a wrong type.
            let text = scale.text().filter(|text| !text.trim().is_empty());
            scale.kind() == "text" && text.is_some_and(|text| !prose::has_figure(text))
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
    pub section: &'static Section,
    /// Its heading, where there is one that does not hold what it is for.
    pub heading: Option<&'p Heading>,
}

/// What the sections of a page would lack in `tier`, absent ones first.
pub fn section_lacks<'p>(page: &'p Page<'_>, tier: Tier) -> Vec<SectionLack<'p>> {
    let mut absent = Vec::new();
    let mut incomplete = Vec::new();
    for section in Requirements::of(tier).sections {
        let found: Vec<&Heading> = page
            .headings
            .iter()
            .filter(|heading| section.names.iter().any(|name| is_named(heading, name)))
            .collect();
        let complete =
            |heading: &&Heading| (section.holds)(page, page.indices(page.section_body(heading)));
        if found.iter().any(complete) {
            continue;
        }
        let heading = found.first().copied();
        let lacks = if heading.is_some() {
            &mut incomplete
        } else {
            &mut absent
        };
        lacks.push(SectionLack { section, heading });
    }
    if tier == Tier::Bronze && !has_history(page) {
        absent.push(SectionLack {
            section: &HISTORY,
            heading: None,
        });
    }
    absent.extend(incomplete);
    absent
}

fn is_named(heading: &Heading, name: &str) -> bool {
    let rest = heading.normal.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn has_content(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| match &page.nodes[index].kind {
        Kind::Paragraph | Kind::List { .. } | Kind::Table | Kind::Code { .. } => true,
        Kind::Html => !page.text[page.nodes[index].span.clone()]
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
                normal.split(' ').any(|word| word == "complexity")
            })
            && cells.any(|cell| !cell.is_empty())
    })
}

fn has_history(page: &Page<'_>) -> bool {
    let named = |heading: &Heading| {
        let first = heading.normal.split(' ').next();
        first.is_some_and(|word| matches!(word, "historical" | "history" | "origins"))
    };
    let tells = |(index, node): (usize, &Node)| {
        matches!(node.kind, Kind::Paragraph | Kind::Item { .. }) && {
            // The items of a list inside are paragraphs of their own.
            let is_list = |n: &Node| matches!(n.kind, Kind::List { .. });
            let nested = page.inside(index).find(|(_, inner)| is_list(inner));
            let text = page.prose(index..nested.map_or(node.end, |(inner, _)| inner));
            let says = |word: &str| {
                let word = word.to_lowercase();
                matches!(word.as_str(), "introduced" | "superseded" | "replaced")
            };
            prose::has_year(&text) && text.split(|c: char| !c.is_alphanumeric()).any(says)
        }
    };
    page.headings.iter().any(named) || page.nodes.iter().enumerate().any(tells)
}
