//! What a page of an older edition lacks of the newest one, as edits of the page: nothing of it is
//! taken away, nothing is moved.

use crate::material::kinds::Kinds;
use crate::page::Page;
use crate::schema::annotations::Place;
use crate::schema::draft::{self, Wish};
use crate::schema::fields::Takes;
use crate::schema::fit::{Fit, PAGE_KEY};
use crate::schema::lines;
use crate::schema::sections::begin;
use crate::schema::{Template, page as parse};
use crate::text::edit::{self, Edit};
use crate::text::span::Text;
use mdbook_markdown::MarkdownOptions;
use std::fmt::Write as _;

/// What is added to a page.
#[derive(Debug, Default)]
pub struct Additions {
    /// The edits that add it.
    pub edits: Vec<Edit<Text>>,
    /// The fields, by name.
    pub fields: Vec<String>,
    /// The sections, by their headings.
    pub sections: Vec<String>,
}

/// What pages call the newest edition.
pub const NEWEST: &str = "newest";

/// Adds to a page what its template's newest edition has more. The error says why that cannot be.
pub fn additions(
    page: &Page<'_>,
    template: &Template,
    kinds: &Kinds,
    options: &MarkdownOptions,
) -> Result<Additions, &'static str> {
    if !page.frontmatter.problems.is_empty() {
        return Err("its frontmatter cannot be read");
    }
    let fit = Fit::of(template, page);
    let source = parse(template.file.text(), kinds, options);
    let mut found = Additions::default();
    fields(page, &fit, &source, &mut found);
    sections(page, &fit, &source, &mut found)?;
    if page.text.contains("\r\n") {
        for edit in &mut found.edits {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
    // What is added must be read as what it is: behind a fence that nobody closes it would be code.
    let text = edit::apply(page.text, &found.edits);
    let page = Page::parse(&text, kinds, options);
    let fit = Fit::of(template, &page);
    let lacks_field = wanted_fields(&fit, &page).next().is_some();
    if !page.frontmatter.is_sound() || lacks_field || !wanted_sections(&fit, &page).is_empty() {
        return Err(
            "what is new would not be read as what it is at the end of the page or its parts",
        );
    }
    Ok(found)
}

/// The positions of fields that a page needs and has no key for.
fn wanted_fields<'f>(fit: &'f Fit<'_>, page: &'f Page<'_>) -> impl Iterator<Item = usize> + 'f {
    let fields = fit.template.fields.iter().enumerate();
    fields.filter_map(|(at, field)| {
        let is_there = page.frontmatter.has(&field.key) || fit.given(at, page).is_some();
        let is_needed = !field.optional || is_asked_for(fit, page, Place::Field(at));
        (is_needed && !is_there).then_some(at)
    })
}

/// Whether the template asks for a place under a condition that holds.
fn is_asked_for(fit: &Fit<'_>, page: &Page<'_>, place: Place) -> bool {
    fit.template.annotations_of(place).any(|it| {
        let when = it.when.as_ref();
        when.is_some_and(|when| when.holds(fit.template, page))
    })
}

fn fields(page: &Page<'_>, fit: &Fit<'_>, source: &Page<'_>, found: &mut Additions) {
    let template = fit.template;
    let yaml = source.frontmatter.yaml;
    let entries = lines::read(&source[yaml], yaml.start).entries;
    let mut text = String::new();
    for at in wanted_fields(fit, page) {
        let field = &template.fields[at];
        let default = match &field.takes {
            Takes::Text(Some(default)) if draft::is_default(default) => Some(default),
            _ => None,
        };
        match (default, entries.get(at)) {
            (Some(default), _) => {
                let _ = writeln!(text, "{}: {}", field.key, draft::scalar(default));
            }
            (None, Some(entry)) => draft::unfilled(field, entry, &mut text),
            (None, None) => continue,
        }
        found.fields.push(field.key.clone());
    }
    // The page's date stays what it was, so the page has to say which edition it keeps to now.
    let edition = format!("{}@{NEWEST}", template.name);
    match page.frontmatter.get(PAGE_KEY) {
        Some(value) => {
            let edit = Edit::replace(page.first_line(value.span), edition);
            found.edits.push(edit);
        }
        None => {
            let _ = writeln!(text, "{PAGE_KEY}: {edition}");
        }
    }
    if !page.frontmatter.exists() {
        let block = format!("---\n{text}---\n\n");
        found.edits.push(Edit::insert(0, block));
    } else if !text.is_empty() {
        let end = page.frontmatter.yaml.end;
        let is_line = page.text[..end].ends_with('\n');
        let before = if is_line { "" } else { "\n" };
        found
            .edits
            .push(Edit::insert(end, format!("{before}{text}")));
    }
}

/// The sections that a page needs and lacks, each with the heading of the section around it.
fn wanted_sections(fit: &Fit<'_>, page: &Page<'_>) -> Vec<(usize, Option<usize>)> {
    let sections = &fit.template.sections;
    let top = fit.missing().into_iter();
    let top = top.filter(|at| sections[*at].parent.is_none());
    let below = fit.missing_below().into_iter();
    let conditional = (0..sections.len()).filter_map(|at| {
        let is_wanted = sections[at].optional
            && fit.headings(at).is_empty()
            && is_asked_for(fit, page, Place::Section(at));
        match sections[at].parent {
            _ if !is_wanted => None,
            Some(parent) => Some((at, Some(fit.heading(parent)?))),
            None => Some((at, None)),
        }
    });
    let mut found: Vec<(usize, Option<usize>)> = top
        .map(|at| (at, None))
        .chain(below.map(|(heading, at)| (at, Some(heading))))
        .chain(conditional)
        .collect();
    found.sort_unstable();
    found
}

fn sections(
    page: &Page<'_>,
    fit: &Fit<'_>,
    source: &Page<'_>,
    found: &mut Additions,
) -> Result<(), &'static str> {
    let sections = &fit.template.sections;
    let mut texts: Vec<(usize, String)> = Vec::new();
    for (at, around) in wanted_sections(fit, page) {
        let (place, shift) = place(page, fit, at, around);
        let mut text = String::new();
        for block in &fit.template.blocks {
            let is_own = block.section == Some(at);
            let is_inside = || block.section.is_some_and(|own| is_below(fit, own, at));
            if is_own || is_inside() {
                let own = draft::written(source, fit.template, block, &NOBODY, shift);
                text.push_str(&own);
            }
        }
        found.sections.push(sections[at].title.clone());
        match texts.iter_mut().find(|(other, _)| *other == place) {
            Some((_, before)) => before.push_str(&text),
            None => texts.push((place, text)),
        }
    }
    for (place, text) in texts {
        let before = &page.text[..place];
        let is_start = before.is_empty() || before.ends_with('\n');
        let is_end = page.text[place..].trim().is_empty();
        if !is_start && !is_end {
            return Err("its sections stand in a box or a quotation");
        }
        let bare = before.replace('\r', "");
        let gap = match () {
            () if bare.is_empty() || bare.ends_with("\n\n") => "",
            () if bare.ends_with('\n') => "\n",
            () => "\n\n",
        };
        let text = if is_end { text.trim_end() } else { &text };
        let end = if is_end { "\n" } else { "" };
        found
            .edits
            .push(Edit::insert(place, format!("{gap}{text}{end}")));
    }
    Ok(())
}

/// What a section's text is written for: nobody's title stands in it.
const NOBODY: Wish<'static> = Wish {
    title: "",
    fields: &[],
    today: "",
    number: None,
    all: false,
    title_field: "",
};

/// Whether a section is needed and stands, at whatever depth, below another one.
fn is_below(fit: &Fit<'_>, section: usize, other: usize) -> bool {
    let sections = &fit.template.sections;
    let mut at = section;
    while !sections[at].optional
        && let Some(parent) = sections[at].parent
    {
        if parent == other {
            return true;
        }
        at = parent;
    }
    false
}

/// Where a section belongs on a page: behind the last one that stands before it in the template, else
/// before the first one behind it, else at the end of what is around it. And by how much the page's
/// headings are deeper there.
fn place(page: &Page<'_>, fit: &Fit<'_>, at: usize, around: Option<usize>) -> (usize, i8) {
    let sections = &fit.template.sections;
    let headings = &page.headings;
    let inside = around.map(|heading| page.section_span(&headings[heading]));
    let of = |other: usize| {
        let own = fit.headings(other).iter().copied();
        own.filter(move |own| inside.is_none_or(|it| it.contains(headings[*own].span.start)))
    };
    let siblings = |other: &usize| sections[*other].parent == sections[at].parent;
    let deeper = |other: usize, heading: usize| {
        let rank = |rank: u8| i8::try_from(rank).unwrap_or(0);
        rank(headings[heading].rank) - rank(sections[other].rank)
    };
    let mut before = (0..at).rev().filter(siblings);
    if let Some((other, heading)) = before.find_map(|other| Some((other, of(other).next_back()?))) {
        let end = page.section_span(&headings[heading]).end;
        return (free(page, end), deeper(other, heading));
    }
    let mut behind = (at + 1..sections.len()).filter(siblings);
    if let Some((other, heading)) = behind.find_map(|other| Some((other, of(other).next()?))) {
        return (begin(page, &headings[heading]), deeper(other, heading));
    }
    let end = inside.map_or(page.own_end, |it| it.end);
    let parent = sections[at].parent.zip(around);
    let shift = parent.map_or(0, |(parent, heading)| deeper(parent, heading));
    (free(page, end), shift)
}

/// The end of a section, before the comments that belong to the heading behind it.
fn free(page: &Page<'_>, end: usize) -> usize {
    let next = page.headings.partition_point(|it| it.span.start < end);
    let next = page.headings.get(next).filter(|it| it.span.start == end);
    next.map_or(end.min(page.own_end), |next| begin(page, next))
}

impl Additions {
    /// What is added, in words.
    pub fn words(&self) -> String {
        let count = |count: usize, one: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {one}s"),
        };
        let parts = [
            (self.fields.len(), "field"),
            (self.sections.len(), "section"),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, one)| count(number, one)).collect();
        if parts.is_empty() {
            return "nothing but the edition".to_owned();
        }
        parts.join(" and ")
    }
}
