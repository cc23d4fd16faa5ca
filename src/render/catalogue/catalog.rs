//! `{{#patterns catalog}}`: all pages of a selection, a row or a card each.

use crate::catalogue::request::{Catalog, SUMMARY};
use crate::catalogue::select::{self, Sort};
use crate::render::catalogue::grid::{Column, Grid, Kind, Row};
use crate::render::catalogue::{Part, Scene, filters, pages, values};
use crate::schema::fit::PAGE_KEY;
use crate::template::fields::{
    CATEGORY, DIFFICULTY, EXCELLENCE_TIER, INTRODUCED, PATTERN_TYPE, READING_TIME, TAGS, TITLE,
    TYPE,
};

/// The columns that a catalogue has where its author names none.
fn usual() -> Vec<String> {
    let fields = [
        TITLE.name,
        EXCELLENCE_TIER.name,
        SUMMARY,
        CATEGORY.name,
        DIFFICULTY.name,
        READING_TIME.name,
        TAGS.name,
    ];
    fields.map(str::to_owned).to_vec()
}

/// More fields than these make rows that nobody reads.
const MOST_FIELDS: usize = 5;

/// The columns of pages of a team's own template: the title, and the fields that stand first in them.
pub(super) fn of_template(scene: &Scene<'_>, pages: &[usize]) -> Vec<String> {
    let mut fields = vec![TITLE.name.to_owned()];
    for page in pages {
        for (name, _) in scene.cx.library.pages()[*page].facts.iter() {
            let is_kind = [TYPE.name, PAGE_KEY].contains(&name);
            if !is_kind && !fields.iter().any(|field| field == name) && fields.len() <= MOST_FIELDS
            {
                fields.push(name.to_owned());
            }
        }
    }
    fields
}

/// The catalogue.
pub fn part(scene: &Scene<'_>, catalog: &Catalog) -> Part {
    let cx = scene.cx;
    let mut sorts = catalog.sort.clone();
    if let Some(group) = &catalog.group {
        sorts.insert(
            0,
            Sort {
                field: group.clone(),
                descending: false,
            },
        );
    }
    let pages = pages(scene, &catalog.selection, &sorts);
    let named = !catalog.columns.is_empty();
    let mut fields = if named {
        catalog.columns.clone()
    } else if catalog.selection.template == PATTERN_TYPE {
        usual()
    } else {
        of_template(scene, &pages)
    };
    // What no page says needs no column, and what the rows are grouped by stands over them.
    fields.retain(|field| {
        let says = |page: &usize| !select::values(&cx.library.pages()[*page], field).is_empty();
        named || catalog.group.as_ref() != Some(field) && pages.iter().any(says)
    });
    let columns = fields.iter().map(|field| Column {
        head: values::head(cx, field),
        kind: match field.as_str() {
            name if name == TITLE.name => Kind::Name,
            name if name == EXCELLENCE_TIER.name => Kind::Tier,
            name if name == READING_TIME.name => Kind::Number,
            name if name == INTRODUCED.name => Kind::Words,
            name if is_sentence(name) => Kind::Sentence,
            _ => Kind::Words,
        },
    });
    let rows = pages.iter().map(|page| Row {
        page: *page,
        cells: fields
            .iter()
            .map(|field| values::all(cx, *page, field))
            .collect(),
        group: catalog.group.as_ref().map(|field| {
            let labels = values::all(cx, *page, field);
            labels
                .into_iter()
                .next()
                .map_or_else(|| "–".to_owned(), |(label, _)| label)
        }),
    });
    Grid {
        caption: String::new(),
        columns: columns.collect(),
        rows: rows.collect(),
        facets: filters::facets(cx, &pages, catalog.facets.as_deref()),
        cards: catalog.cards,
    }
    .part(scene)
}

/// Whether a field is a sentence, and wants room.
fn is_sentence(name: &str) -> bool {
    use crate::template::fields::{DESCRIPTION, ESSENTIAL_QUESTION, TAGLINE};
    name == SUMMARY
        || [&DESCRIPTION, &ESSENTIAL_QUESTION, &TAGLINE]
            .iter()
            .any(|it| it.name == name)
}
