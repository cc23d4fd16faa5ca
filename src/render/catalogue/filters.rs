//! Filters over a list: by fields without a script, by words with one.
//!
//! A row carries a class for each of its values. Several chosen values of a field are *or*, fields are
//! *and*: choosing in a field sets a custom property that hides all rows, and a chosen value takes it
//! back from its own. So the rules grow with the values and not with the rows.

use crate::catalogue::select;
use crate::render::RenderContext;
use crate::render::catalogue::values;
use crate::schema::values::open_entry;
use crate::template::FIELDS;
use crate::text::escape;
use crate::text::maps::HashMap;
use crate::words::{Word, Words};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// More values than this are no choice but a list.
const MOST_VALUES: usize = 12;
/// So many fields are chosen by the letters of the alphabet.
const MOST_FACETS: usize = 26;
/// So many fields are unfolded.
const UNFOLDED: usize = 4;

/// A field by which readers filter.
#[derive(Debug)]
pub struct Facet {
    /// Its name, also in the address.
    pub field: String,
    /// What readers see for it.
    label: String,
    /// Its values as pages say them, what readers see for each, and on how many rows it stands.
    values: Vec<(String, String, usize)>,
    by_value: HashMap<String, usize>,
    /// The words that its values are of, of a team's own template.
    entries: Vec<String>,
}

/// The fields by which a list of pages is filtered: those that are `wanted`, else those with a vocabulary
/// and few values in use. A page may stand in the list several times.
pub fn facets(cx: &RenderContext<'_>, pages: &[usize], wanted: Option<&[String]>) -> Vec<Facet> {
    let names: Vec<&str> = if let Some(names) = wanted {
        names.iter().map(String::as_str).collect()
    } else {
        let fields = FIELDS.iter().filter(|field| field.vocabulary.is_some());
        let mut names: Vec<&str> = fields.map(|field| field.name).collect();
        names.extend(own(cx, pages).into_iter().map(|(name, _)| name));
        names
    };
    let facets = names.into_iter().filter_map(|name| {
        let facet = facet(cx, pages, name);
        let few = facet.values.len() > 1 && facet.values.len() <= MOST_VALUES;
        (few || wanted.is_some() && !facet.values.is_empty()).then_some(facet)
    });
    let mut facets: Vec<Facet> = facets.collect();
    if wanted.is_none() {
        // The tier says most; the others come in the order of the card.
        facets.sort_by_key(|facet| facet.field != crate::template::fields::EXCELLENCE_TIER.name);
    }
    facets.truncate(MOST_FACETS);
    facets
}

/// The fields of a team's own templates that have a vocabulary, as far as pages of these templates are listed.
fn own<'a>(cx: &RenderContext<'a>, pages: &[usize]) -> Vec<(&'a str, &'a [String])> {
    let pages = pages.iter().map(|page| &cx.library.pages()[*page]);
    let templates: BTreeSet<&str> = pages.filter_map(|page| page.template.as_deref()).collect();
    let known = |name: &str| select::field(name).is_some_and(|field| field.vocabulary.is_some());
    let vocabularies = cx.catalogue.map(|catalogue| &catalogue.vocabularies);
    let fields = vocabularies.into_iter().flatten();
    let fields = fields.filter(|(template, _)| templates.contains(template.as_str()));
    let fields = fields.flat_map(|(_, fields)| fields);
    let fields = fields.filter(|(name, _)| !known(name));
    fields
        .map(|(name, words)| (name.as_str(), words.as_slice()))
        .collect()
}

/// A value as a filter has it: entries of a vocabulary in which something is filled in, such as
/// `superseded by ADR-{n}`, are one choice each, called as they begin.
fn choice<'v>(value: &'v str, words: &'v [String]) -> &'v str {
    let is_gap = |c: char| c.is_ascii_digit() || "{[<".contains(c);
    let is_whole = words.iter().any(|word| word == value);
    let open = (!is_whole).then(|| open_entry(words, value)).flatten();
    let begins = open.and_then(|word| {
        let end = word.find(is_gap)?;
        Some(word[..end].trim_end_matches(|c: char| !c.is_alphanumeric()))
    });
    begins.filter(|start| !start.is_empty()).unwrap_or(value)
}

fn facet(cx: &RenderContext<'_>, pages: &[usize], name: &str) -> Facet {
    let list = select::field(name).and_then(|field| field.vocabulary);
    let own = own(cx, pages).into_iter().find(|(own, _)| *own == name);
    let entries = own.map_or(&[][..], |(_, words)| words);
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for page in pages {
        for value in select::values(&cx.library.pages()[*page], name) {
            *counts.entry(choice(value, entries)).or_default() += 1;
        }
    }
    let own = || entries.iter().map(String::as_str).collect();
    let words = list.map_or_else(own, |list| cx.config.vocabulary.words(list));
    let has_order = !words.is_empty();
    let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(value, count)| {
        let place = words.iter().position(|word| word == value);
        let place = place.unwrap_or(words.len());
        let rare = if has_order { 0 } else { usize::MAX - count };
        (place, rare, *value)
    });
    let by_value = values.iter().enumerate();
    Facet {
        entries: entries.to_vec(),
        field: name.to_owned(),
        label: values::head(cx, name),
        by_value: by_value
            .map(|(at, (value, _))| ((*value).to_owned(), at))
            .collect(),
        values: values
            .into_iter()
            .map(|(value, count)| (value.to_owned(), values::label(cx, name, value), count))
            .collect(),
    }
}

/// The letter of a facet in classes.
fn letter(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).unwrap_or(0))
}

/// The classes of a row about a page.
pub fn classes(cx: &RenderContext<'_>, facets: &[Facet], page: usize) -> String {
    let mut out = String::from("r");
    for (at, facet) in facets.iter().enumerate() {
        for value in select::values(&cx.library.pages()[page], &facet.field) {
            if let Some(number) = facet.by_value.get(choice(value, &facet.entries)) {
                let _ = write!(out, " {}{number}", letter(at));
            }
        }
    }
    out
}

/// The rules by which choosing hides rows without a script, in the list of this id.
pub fn style(facets: &[Facet], id: &str) -> String {
    let mut out = String::new();
    let mut shown = String::from("var(--show)");
    for (at, facet) in facets.iter().enumerate().rev() {
        let letter = letter(at);
        shown = format!("var(--{letter},{shown})");
        let _ = writeln!(
            out,
            ".{id}:not(.live):has(.q{letter}:checked) .r{{--{letter}:none}}"
        );
        for number in 0..facet.values.len() {
            let _ = writeln!(
                out,
                ".{id}:not(.live):has(.q{letter}{number}:checked) .{letter}{number}{{--{letter}:initial}}"
            );
        }
    }
    let _ = writeln!(out, ".{id}:not(.live) .r{{display:{shown}}}");
    out
}

/// The filters; `number` tells several lists of a page apart in its address, `rows` is how many there are.
/// `caption` is what the list is called, if it has a name.
pub fn html(
    facets: &[Facet],
    words: &Words,
    caption: &str,
    (number, rows): (usize, usize),
) -> String {
    let word = |word| escape::html(words.get(word));
    let prefix = match number {
        0 => String::new(),
        number => format!("{}.", number + 1),
    };
    // Two lists of a page are two landmarks.
    let name = match caption {
        "" => word(Word::Filters),
        caption => format!("{} {}", word(Word::Filters), escape::html(caption)),
    };
    let mut out = format!(
        "<form class=\"patterns-filters\" role=\"search\" autocomplete=\"off\" aria-label=\"{name}\">\n"
    );
    let _ = writeln!(
        out,
        "<label class=\"patterns-find\"><span>{}</span> <input type=\"search\" name=\"{prefix}q\"></label>",
        word(Word::Find)
    );
    if !facets.is_empty() {
        let _ = writeln!(
            out,
            "<details class=\"patterns-facets\" open><summary>{}</summary>",
            word(Word::Filters)
        );
    }
    for (at, facet) in facets.iter().enumerate() {
        if at == UNFOLDED {
            let _ = writeln!(
                out,
                "<details class=\"patterns-rest\"><summary>{}</summary>",
                word(Word::MoreFilters)
            );
        }
        let _ = write!(
            out,
            "<fieldset><legend>{}</legend>",
            escape::html(&facet.label)
        );
        let letter = letter(at);
        for (value_at, (value, label, count)) in facet.values.iter().enumerate() {
            let _ = write!(
                out,
                "<label><input type=\"checkbox\" class=\"q{letter} q{letter}{value_at}\" name=\"{prefix}{}\" value=\"{}\"><span>{} <small>{count}</small></span></label>",
                escape::html(&facet.field),
                escape::html(value),
                escape::html(label)
            );
        }
        out.push_str("</fieldset>\n");
    }
    for _ in 0..usize::from(!facets.is_empty()) + usize::from(facets.len() > UNFOLDED) {
        out.push_str("</details>\n");
    }
    let shown = words.get(Word::Shown);
    let all = shown
        .replace("%1", &rows.to_string())
        .replace("%2", &rows.to_string());
    let _ = writeln!(
        out,
        "<p class=\"patterns-shown\"><output data-shown=\"{}\" data-none=\"{}\">{}</output> <button type=\"reset\">{}</button></p>\n</form>",
        escape::html(shown),
        word(Word::NoneShown),
        escape::html(&all),
        word(Word::ShowAll)
    );
    out
}
