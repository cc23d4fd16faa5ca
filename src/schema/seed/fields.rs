//! The fields of the pattern template.

use crate::page::Page;
use crate::schema::annotations::Place;
use crate::schema::fields::{Field as Shown, Takes};
use crate::schema::seed::{MOST, tiers};
use crate::schema::{Template, placeholders};
use crate::template::fields::{FIELDS, Field, FieldType, LIBRARY};
use crate::template::placeholders::Placeholders;
use crate::template::vocabulary::LAWS;
use crate::template::{FieldRow, WordList};

/// All fields: those that code names in the order in which messages name them, then the page's other
/// ones, then those for the library as a whole.
pub(super) fn rows(template: &Template) -> Vec<FieldRow> {
    let shown = template.fields.iter().enumerate().take(MOST);
    let mut rows: Vec<FieldRow> = shown.map(|(at, field)| row(template, at, field)).collect();
    rows.sort_by_key(|row| {
        let known = row
            .known
            .and_then(|known| FIELDS.iter().position(|it| *it == known));
        known.unwrap_or(FIELDS.len())
    });
    for field in LIBRARY {
        if template.field(field.name).is_none() {
            rows.push(FieldRow {
                name: field.name.to_owned(),
                known: Some(field),
                ty: field.ty,
                keys: Vec::new(),
                words: Vec::new(),
                required: false,
                tiers: Vec::new(),
                help: String::new(),
            });
        }
    }
    rows
}

fn row(template: &Template, at: usize, field: &Shown) -> FieldRow {
    let known = FIELDS.iter().find(|it| it.name == field.key).copied();
    let annotations = || template.annotations_of(Place::Field(at));
    let asked = annotations().find(|it| !tiers(it).is_empty());
    let help = asked.and_then(|it| it.help.clone());
    FieldRow {
        name: field.key.clone(),
        known,
        ty: shape(known, &field.takes),
        keys: keys(&field.takes),
        words: words(known, &field.takes),
        required: !field.optional,
        tiers: annotations().flat_map(tiers).collect(),
        help: help.unwrap_or_else(|| field.words.clone()),
    }
}

/// How a value is read: as code reads the field, where the page shows such a value, else as it shows it.
fn shape(known: Option<&'static Field>, takes: &Takes) -> FieldType {
    let own = match takes {
        Takes::List(_) => FieldType::LineOrList,
        Takes::Map(_) => FieldType::Lists(&[]),
        Takes::Records(_) => FieldType::Records(&[]),
        _ => FieldType::Line,
    };
    let Some(known) = known else { return own };
    let fits = match known.ty {
        FieldType::Line => own == FieldType::Line,
        FieldType::List | FieldType::Ids => own == FieldType::LineOrList,
        FieldType::LineOrList => matches!(own, FieldType::Line | FieldType::LineOrList),
        FieldType::Records(_) => matches!(own, FieldType::Records(_)),
        FieldType::Lists(_) => matches!(own, FieldType::Lists(_)),
    };
    if fits { known.ty } else { own }
}

fn keys(takes: &Takes) -> Vec<String> {
    match takes {
        Takes::Map(keys) | Takes::Records(keys) => keys.iter().map(|it| it.key.clone()).collect(),
        _ => Vec::new(),
    }
}

fn words(known: Option<&'static Field>, takes: &Takes) -> Vec<String> {
    let is_of_laws = known.is_some_and(|known| known.vocabulary == Some(WordList::Laws));
    match takes {
        Takes::List(words) if words.is_empty() && is_of_laws => {
            LAWS.iter().map(|word| (*word).to_owned()).collect()
        }
        Takes::Choice(choice) if !choice.open => choice.entries.clone(),
        Takes::List(words) => words.clone(),
        _ => Vec::new(),
    }
}

/// The placeholders in brackets. A list of words in brackets is none.
pub(super) fn placeholders(page: &Page<'_>) -> Placeholders {
    let mut found = Placeholders::default();
    let yaml = page.frontmatter.yaml;
    for line in page[yaml].lines() {
        if line.trim_start().starts_with('#') {
            continue;
        }
        for span in placeholders::find(line) {
            let text = &line[span];
            let inner = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            if let Some(inner) = inner.filter(|inner| !inner.contains(", ")) {
                found.add(inner);
            }
        }
    }
    found
}
