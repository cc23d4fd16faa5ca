//! Which pages are wanted, in what order, and what they say in a field.

use crate::catalogue::request::SUMMARY;
use crate::config::Config;
use crate::library::{Library, PageInfo};
use crate::template::fields::{DESCRIPTION, ESSENTIAL_QUESTION, READING_TIME, TAGLINE, TITLE};
use crate::template::{FIELDS, Field};
use std::collections::BTreeSet;

/// Which pages are wanted: those of a template that fulfil all conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The name of the template.
    pub template: String,
    /// The conditions.
    pub conditions: Vec<Condition>,
}

/// What a field of a page must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The field.
    pub field: String,
    /// One of these.
    pub values: Vec<String>,
    /// Or none of them.
    pub not: bool,
}

/// An order of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// By what this field says.
    pub field: String,
    /// The last one first.
    pub descending: bool,
}

impl Selection {
    /// The positions of the pages, in the book's order; a page that stands in it twice counts once.
    pub fn pages(&self, library: &Library) -> Vec<usize> {
        let pages = library.pages().iter().enumerate();
        let pages = pages.filter(|(position, page)| {
            page.template.as_deref() == Some(self.template.as_str())
                && library.position(&page.source_path) == Some(*position)
                && self
                    .conditions
                    .iter()
                    .all(|condition| condition.holds(page))
        });
        pages.map(|(position, _)| position).collect()
    }
}

impl Condition {
    fn holds(&self, page: &PageInfo) -> bool {
        let own = values(page, &self.field);
        let is_one = own
            .iter()
            .any(|value| self.values.iter().any(|wanted| wanted == value));
        is_one != self.not
    }
}

/// What a page says in a field; its title is at least its name in SUMMARY.md.
pub fn values<'p>(page: &'p PageInfo, field: &str) -> Vec<&'p str> {
    if field == TITLE.name {
        return vec![page.label()];
    }
    if field == SUMMARY {
        return summary(page).into_iter().collect();
    }
    let values = page.facts.all(field).iter();
    values.map(|value| value.trim()).collect()
}

/// What a page is about, in one sentence: its tagline, else its question, else its description.
pub fn summary(page: &PageInfo) -> Option<&str> {
    let fields = [&TAGLINE, &ESSENTIAL_QUESTION, &DESCRIPTION];
    fields.iter().find_map(|field| page.facts.first(field.name))
}

/// The minutes that a page says it takes.
pub fn minutes(page: &PageInfo) -> Option<&str> {
    let text = page.facts.first(READING_TIME.name)?;
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Some(&text[..end]).filter(|digits| !digits.is_empty())
}

/// The template's field of this name.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name).copied()
}

/// All names of fields that a page of this book may have, or has.
pub fn fields_in_use<'a>(library: &'a Library, config: &'a Config) -> BTreeSet<&'a str> {
    let mut names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
    let keys = FIELDS.iter().flat_map(|field| field.keys());
    names.extend(keys.map(|key| key.name));
    names.extend(config.extra_fields.iter().map(String::as_str));
    names.extend(library.field_names());
    names
}

/// Whether a page of this book may have a field of this name, or has one.
pub fn is_field(library: &Library, config: &Config, name: &str) -> bool {
    let mut keys = FIELDS.iter().flat_map(|field| field.keys());
    field(name).is_some()
        || keys.any(|key| key.name == name)
        || config.extra_fields.iter().any(|field| field == name)
        || library.has_field(name)
}

/// The words that a field with a vocabulary takes, and those that pages use all the same; `None` for
/// a field that takes any.
pub fn known_values(library: &Library, config: &Config, name: &str) -> Option<BTreeSet<String>> {
    let list = field(name)?.vocabulary?;
    let mut known: BTreeSet<String> = BTreeSet::new();
    known.extend(config.vocabulary.words(list).into_iter().map(str::to_owned));
    let pages = library.pages().iter();
    let used = pages.flat_map(|page| values(page, name));
    known.extend(used.map(str::to_owned));
    Some(known)
}

/// A page's id: the name of its file, or of the folder whose index it is.
pub fn id(page: &PageInfo) -> &str {
    crate::library::id_of(&page.source_path)
}

/// The page that authors name so: by its id, its title, another name of it, or its path.
pub fn page_named(library: &Library, name: &str) -> Option<usize> {
    let by_id = library.pattern_by_id(name, "");
    let by_id = by_id.and_then(|page| library.position(&page.source_path));
    let by_path = || {
        let position = library.position(name)?;
        let page = &library.pages()[position];
        page.template.is_some().then_some(position)
    };
    let by_title = || {
        let mut pages = library.pages().iter();
        pages.position(|page| page.template.is_some() && (id(page) == name || page.label() == name))
    };
    by_id
        .or_else(|| library.called(name))
        .or_else(by_path)
        .or_else(by_title)
}

/// Puts pages in order; those without a value come last.
pub fn sort(pages: &mut [usize], library: &Library, config: &Config, sorts: &[Sort]) {
    for sort in sorts.iter().rev() {
        let words = field(&sort.field).and_then(|field| field.vocabulary);
        let words = words.map_or_else(Vec::new, |list| config.vocabulary.words(list));
        let key = |position: usize| {
            let values = values(&library.pages()[position], &sort.field);
            let value = *values.first()?;
            let place = words.iter().position(|word| *word == value);
            let end = value
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(value.len());
            let number: Option<u64> = value[..end].parse().ok();
            Some((
                place.unwrap_or(words.len()),
                number.unwrap_or(0),
                value.to_lowercase(),
            ))
        };
        let mut keyed: Vec<_> = pages.iter().map(|page| (key(*page), *page)).collect();
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) if sort.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        for (slot, (_, page)) in pages.iter_mut().zip(keyed) {
            *slot = page;
        }
    }
}
