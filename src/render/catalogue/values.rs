//! What a page says in a field, as readers see it.

use crate::catalogue::request::SUMMARY;
use crate::catalogue::select;
use crate::library::Relation;
use crate::render::RenderContext;
use crate::render::card::{self, Item};
use crate::template::fields::{
    EXCELLENCE_TIER, MODERN_ALTERNATIVES, PREREQUISITES, READING_TIME, TITLE,
};
use crate::template::{FieldType, Tier, WordList};
use crate::text::escape;
use crate::text::link::relative_link;
use crate::words::Word;

/// What stands over the values of a field.
pub fn head(cx: &RenderContext<'_>, field: &str) -> String {
    let words = &cx.config.words;
    let word = match field {
        name if name == TITLE.name => Some(Word::Pattern),
        SUMMARY => Some(Word::InShort),
        name if name == READING_TIME.name => Some(Word::Minutes),
        name => select::field(name)
            .and_then(|field| field.label)
            .or_else(|| key_label(name)),
    };
    match word {
        Some(word) => words.get(word).to_owned(),
        None => escape::words(field).into_owned(),
    }
}

/// The label of a key that stands inside a field.
fn key_label(name: &str) -> Option<Word> {
    let fields = crate::template::FIELDS.iter();
    let mut keys = fields.flat_map(|field| field.keys());
    keys.find(|key| key.name == name).map(|key| key.label)
}

/// A link to a page, under its title.
pub fn page(cx: &RenderContext<'_>, position: usize) -> Item {
    let page = &cx.library.pages()[position];
    let link = relative_link(cx.path, &page.path);
    (page.label().to_owned(), Some(link))
}

/// All that a page says in a field.
pub fn all(cx: &RenderContext<'_>, position: usize, field: &str) -> Vec<Item> {
    let info = &cx.library.pages()[position];
    if field == TITLE.name {
        return vec![page(cx, position)];
    }
    if field == READING_TIME.name {
        let minutes = select::minutes(info).map(|text| (text.to_owned(), None));
        return minutes.into_iter().collect();
    }
    let values = select::values(info, field).into_iter();
    if field == SUMMARY {
        return values.map(|value| (value.to_owned(), None)).collect();
    }
    values.map(|value| one(cx, field, value)).collect()
}

/// One value of a field.
fn one(cx: &RenderContext<'_>, name: &str, value: &str) -> Item {
    let Some(field) = select::field(name) else {
        return (value.to_owned(), None);
    };
    match (field.ty, field.vocabulary) {
        (FieldType::Ids, Some(list)) => card::related(cx, relation(list), value),
        (_, Some(_)) => (label(cx, name, value), None),
        _ if [&MODERN_ALTERNATIVES, &PREREQUISITES].contains(&field) => card::linked(cx, value),
        _ => (value.to_owned(), None),
    }
}

fn relation(list: WordList) -> Relation {
    match list {
        WordList::Pillars => Relation::Pillar,
        _ => Relation::Law,
    }
}

/// A word of a vocabulary as readers see it.
pub fn label(cx: &RenderContext<'_>, field: &str, value: &str) -> String {
    let words = &cx.config.words;
    if field == EXCELLENCE_TIER.name
        && let Some(tier) = Tier::from_name(value)
    {
        return words.get(tier.label()).to_owned();
    }
    match select::field(field) {
        Some(field) if field.ty == FieldType::Ids => {
            let list = field.vocabulary.unwrap_or(WordList::Laws);
            card::related(cx, relation(list), value).0
        }
        Some(field) if field.vocabulary.is_some() => card::named(value, cx),
        _ => value.to_owned(),
    }
}
