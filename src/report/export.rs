//! A library as data: JSON for portals and scripts, CSV for tables.

use crate::engine::export::{Relation, Row};
use crate::report::escaped;
use crate::template::relations::Bond;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    file: &'a str,
    path: &'a str,
    title: &'a str,
    template: &'a str,
    tier: Option<&'a str>,
    category: Option<&'a str>,
    summary: Option<&'a str>,
    fields: BTreeMap<&'a str, &'a [String]>,
    relations: Vec<Link<'a>>,
    named_by: Vec<Link<'a>>,
    use_when: &'a [Vec<String>],
    dont_use_when: Vec<Avoid<'a>>,
    review_due: Option<String>,
    is_due: bool,
    score: usize,
    deny: usize,
    warn: usize,
    lines: usize,
    code_share: Option<f64>,
    visual_share: Option<f64>,
    diagrams: usize,
    lacks: &'a [String],
}

#[derive(Serialize)]
struct Link<'a> {
    relation: &'a str,
    path: &'a str,
    title: &'a str,
    section: Option<&'a str>,
}

#[derive(Serialize)]
struct Avoid<'a> {
    scenario: &'a str,
    instead: &'a str,
}

impl<'a> From<&'a Relation> for Link<'a> {
    fn from(relation: &'a Relation) -> Link<'a> {
        Link {
            relation: relation.bond.name(),
            path: &relation.path,
            title: &relation.title,
            section: Some(relation.section.as_str()).filter(|section| !section.is_empty()),
        }
    }
}

/// For programs; the schema is `docs/export.schema.json`.
pub fn json(rows: &[Row]) -> String {
    let pages = rows.iter().map(|row| Page {
        file: &row.measured.file,
        path: &row.info.source_path,
        title: row.info.label(),
        template: &row.template,
        tier: row.info.tier.map(crate::template::Tier::name),
        category: row.info.category.as_deref(),
        summary: row.summary.as_deref(),
        fields: row.info.facts.iter().collect(),
        relations: row.relations.iter().map(Link::from).collect(),
        named_by: row.named_by.iter().map(Link::from).collect(),
        use_when: &row.uses,
        dont_use_when: row
            .avoids
            .iter()
            .map(|avoid| Avoid {
                scenario: &avoid.scenario,
                instead: &avoid.instead,
            })
            .collect(),
        review_due: row.due.map(|due| due.to_string()),
        is_due: row.is_due,
        score: row.score,
        deny: row.deny,
        warn: row.warn,
        lines: row.measured.measures.lines,
        code_share: row.measured.measures.code_share(),
        visual_share: row.measured.measures.visual_share(),
        diagrams: row.measured.measures.diagrams,
        lacks: &row.measured.lacks,
    });
    let report = Report {
        version: 1,
        pages: pages.collect(),
    };
    escaped(serde_json::to_string(&report).unwrap_or_default()) + "\n"
}

/// The columns of the table behind which those of the fields stand.
const COLUMNS: [&str; 13] = [
    "path",
    "name",
    "template",
    "summary",
    "score",
    "deny",
    "warn",
    "lines",
    "diagrams",
    "review-due",
    "named-by",
    "use-when",
    "dont-use-when",
];

/// For tables: a row for each page, a column for each field that any page has. Several values of a
/// field stand in one cell, with `; ` between them.
pub fn csv(rows: &[Row]) -> Result<String, String> {
    let fields = rows.iter().flat_map(|row| row.info.facts.iter());
    let fields: BTreeSet<&str> = fields.map(|(name, _)| name).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let bonds = Bond::ALL.map(Bond::name);
    let head = COLUMNS
        .iter()
        .copied()
        .chain(bonds)
        .chain(fields.iter().copied());
    let failed = |error: csv::Error| error.to_string();
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        let titles = |relations: &[Relation], bond: Option<Bond>| {
            let fitting = relations.iter();
            let fitting = fitting.filter(|it| bond.is_none_or(|bond| bond == it.bond));
            fitting
                .map(|it| it.title.clone())
                .collect::<Vec<_>>()
                .join("; ")
        };
        let first = |cells: &Vec<String>| cells.first().cloned().unwrap_or_default();
        let uses: Vec<String> = row.uses.iter().map(first).collect();
        let avoids: Vec<String> = row.avoids.iter().map(|it| it.scenario.clone()).collect();
        let mut cells = vec![
            row.info.source_path.clone(),
            row.info.label().to_owned(),
            row.template.clone(),
            row.summary.clone().unwrap_or_default(),
            row.score.to_string(),
            row.deny.to_string(),
            row.warn.to_string(),
            row.measured.measures.lines.to_string(),
            row.measured.measures.diagrams.to_string(),
            row.due.map_or_else(String::new, |due| due.to_string()),
            titles(&row.named_by, None),
            uses.join("; "),
            avoids.join("; "),
        ];
        cells.extend(Bond::ALL.map(|bond| titles(&row.relations, Some(bond))));
        let values = fields
            .iter()
            .map(|field| row.info.facts.all(field).join("; "));
        cells.extend(values);
        writer.write_record(&cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
