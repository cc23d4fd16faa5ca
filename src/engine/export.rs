//! All that is known of a library, a row for each pattern page, for other programs.

use crate::catalogue::said::Avoid;
use crate::catalogue::select;
use crate::engine::scores::{self, Measured};
use crate::engine::{Input, Outcome};
use crate::library::{Library, PageInfo};
use crate::template::relations::Bond;
use crate::text::maps::HashMap;
use jiff::civil::Date;

/// A page of a template.
#[derive(Debug)]
pub struct Row {
    /// What its frontmatter says.
    pub info: PageInfo,
    /// The name of its template.
    pub template: String,
    /// What it is about, in one sentence.
    pub summary: Option<String>,
    /// The pages that it names.
    pub relations: Vec<Relation>,
    /// The pages that name it.
    pub named_by: Vec<Relation>,
    /// The rows of its When to Use table.
    pub uses: Vec<Vec<String>>,
    /// The rows of its When NOT to Use table.
    pub avoids: Vec<Avoid>,
    /// Its measures, and what it lacks.
    pub measured: Measured,
    /// 100 for a page without a violation, down to 0.
    pub score: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
    /// The day on which it has to be reviewed again.
    pub due: Option<Date>,
    /// Whether that day is over.
    pub is_due: bool,
}

/// That one page names another.
#[derive(Debug)]
pub struct Relation {
    /// How they relate.
    pub bond: Bond,
    /// The other page's file, relative to `src`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The heading under which it is named; empty for a field.
    pub section: String,
}

/// The pages in the book's order, of what [`crate::engine::export()`] found out.
pub fn rows(outcome: Outcome, input: &Input) -> Vec<Row> {
    let Outcome {
        infos,
        catalogue,
        measured,
        diagnostics,
        ..
    } = outcome;
    let library = Library::new(infos);
    let status = scores::status(measured, &[], &diagnostics);
    let by_path = status.rows.into_iter();
    let mut by_path: HashMap<String, scores::Row> =
        by_path.map(|row| (row.page.path.clone(), row)).collect();
    let mut rows = Vec::new();
    for (position, info) in library.pages().iter().enumerate() {
        let Some(score) = by_path.remove(&info.source_path) else {
            continue;
        };
        let said = catalogue.said.get(position).cloned().unwrap_or_default();
        let relation = |other: usize, bond: Bond, section: &str| Relation {
            bond,
            path: library.pages()[other].source_path.clone(),
            title: library.pages()[other].label().to_owned(),
            section: section.to_owned(),
        };
        let namings = said.namings.iter();
        let relations = namings.map(|it| relation(it.target, it.bond, &it.section));
        let named_by = catalogue.relations.named_by(position);
        let named_by = named_by.map(|(other, at)| {
            let naming = &catalogue.said[other].namings[at];
            relation(other, naming.bond, &naming.section)
        });
        let due = score.page.review_due;
        rows.push(Row {
            template: info.template.clone().unwrap_or_default(),
            summary: select::summary(info).map(str::to_owned),
            relations: relations.collect(),
            named_by: named_by.collect(),
            uses: said.uses,
            avoids: said.avoids,
            measured: score.page,
            score: score.score,
            deny: score.deny,
            warn: score.warn,
            due,
            is_due: due.is_some_and(|due| input.today.is_past(due)),
            info: info.clone(),
        });
    }
    rows
}
