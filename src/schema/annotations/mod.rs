//! What a template says of itself beyond what it shows: comments that begin with `patterns:`, and
//! `# patterns:` in its frontmatter.

mod content;
pub mod file_name;
pub mod hold;
mod read;
mod toml;
pub mod when;
mod words;

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::page::Page;
use crate::schema::fields::{Choice, Takes};
use crate::schema::headings::form;
use crate::schema::{INVALID, Template, lines};
use crate::text::span::{Span, Text};
use file_name::FileName;
pub use read::keys;
use regex::Regex;
use when::When;

/// What an annotation begins with.
pub const BEGINS: &str = "patterns:";

/// Whether a comment is an annotation and silences nothing.
pub fn is_annotation(comment: &str) -> bool {
    let body = comment.strip_prefix(BEGINS);
    body.is_some_and(|body| !body.trim_start().starts_with("allow"))
}

/// One annotation.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// What it speaks of.
    pub place: Place,
    /// Where it stands in the template.
    pub span: Span<Text>,
    /// When it holds; always if there is nothing.
    pub when: Option<When>,
    /// What it asks for.
    pub checks: Vec<Check>,
    /// The rule that speaks of it, if it names one, and where it does.
    pub rule: Option<(String, Span<Text>)>,
    /// The level that it gives.
    pub level: Option<LintLevel>,
    /// What to do, in the template's words.
    pub help: Option<String>,
}

/// What an annotation speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The whole page.
    Page,
    /// A section, by its position.
    Section(usize),
    /// A field, by its position.
    Field(usize),
}

/// How many there may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// At least.
    pub min: Option<f64>,
    /// At most.
    pub max: Option<f64>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Tables.
    Tables,
    /// Filled rows of the largest table.
    Rows,
    /// Items of the longest list.
    Items,
    /// Tasks.
    Tasks,
    /// Code blocks.
    Code,
    /// Diagrams.
    Diagrams,
    /// Boxes; of this class or kind, if it is given.
    Boxes(String),
    /// Links.
    Links,
    /// Figures: here there is one or none.
    Figures,
    /// Bold texts.
    Bold,
    /// Words.
    Words,
    /// Lines.
    Lines,
}

/// One thing that is asked for.
#[derive(Debug, Clone)]
pub enum Check {
    /// So many of these.
    Holds(What, Bounds),
    /// Every item of the lists matches.
    Item(Regex),
    /// The first paragraph matches, and what its groups hold is an item of a section or a field's value.
    First(Regex, Vec<(String, String)>),
    /// It stands before another section.
    Before(String),
    /// It begins at this line of the file or above.
    MaxLine(usize),
    /// There is a section for each item of another one.
    Each(String),
    /// One of these ways.
    Any(Vec<Vec<Check>>),
    /// The page has this section.
    Section(String),
    /// A date that does not lie in the future.
    Past,
    /// No other page of the template has the same.
    Unique,
    /// It names a page of the book.
    Refers,
    /// The value matches.
    Pattern(Regex),
    /// The number lies in between.
    Value(Bounds),
    /// The page's file is called so.
    FileName(FileName),
    /// No number of a file's name lacks among the template's pages.
    Gapless,
}

/// Reads all annotations of a template and does to it what they say of sections and fields as such.
pub(super) fn read(page: &Page<'_>, template: &mut Template, faults: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for comment in page
        .comments
        .iter()
        .filter(|comment| is_annotation(&comment.text))
    {
        let place = place(template, comment.span);
        let source = &page[comment.span];
        let from = source.find(BEGINS).map_or(0, |at| at + BEGINS.len());
        let to = source.rfind("-->").unwrap_or(source.len()).max(from);
        let body = comment.span.part(from..to);
        found.push((place, page.first_line(comment.span), body));
    }
    let yaml = page.frontmatter.yaml;
    for entry in lines::read(&page[yaml], yaml.start).entries {
        let field = template
            .fields
            .iter()
            .position(|field| field.key == entry.key);
        for (start, text) in entry.annotations {
            let body = Span::new(start..start + text.len());
            found.extend(field.map(|field| (Place::Field(field), body, body)));
        }
    }
    for (place, span, body) in found {
        let read = read::annotation(place, span, &page[body], body.start, template, faults);
        template.annotations.extend(read);
    }
    check_names(template, faults);
}

/// What a comment speaks of: the section whose heading it stands right above, or the one it stands in.
fn place(template: &Template, comment: Span<Text>) -> Place {
    let blocks = template.blocks.iter().rev();
    let block = blocks
        .clone()
        .find(|block| block.span.start <= comment.start);
    match block.and_then(|block| block.section) {
        Some(section) => Place::Section(section),
        None => Place::Page,
    }
}

/// Other names must not be names of other sections.
fn check_names(template: &Template, faults: &mut Vec<Diagnostic>) {
    use crate::schema::headings::Name;
    for (at, section) in template.sections.iter().enumerate() {
        for (alias, place) in &section.aka {
            let alias_form = form(alias);
            let mut others = template.sections.iter().enumerate();
            let other = others.find(|(other, it)| {
                let is_called = it.name == Name::Words(alias_form.clone());
                let also = it.aka.iter().any(|(other, _)| form(other) == alias_form);
                *other != at && (is_called || also)
            });
            if let Some((_, other)) = other {
                let message = format!("`{alias}` is another section of the template");
                let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, *place, message);
                fault
                    .also(other.span, "this one")
                    .help("give `aka` a name that no other section has");
                faults.push(fault);
            }
        }
    }
}

/// What an annotation says of a section or field as such.
enum Trait {
    Optional(bool),
    Aka(Vec<(String, Span<Text>)>),
    Repeat,
    Keep,
    Values(Vec<String>),
    Default(String),
    Today,
    ExtraFields(Vec<String>),
    Closed,
}

fn apply(template: &mut Template, place: Place, it: Trait) {
    match (place, it) {
        (Place::Section(at), Trait::Optional(optional)) => {
            template.sections[at].optional = optional;
        }
        (Place::Section(at), Trait::Aka(names)) => template.sections[at].aka.extend(names),
        (Place::Section(at), Trait::Keep) => {
            let own = template
                .blocks
                .iter()
                .filter(|block| block.section == Some(at));
            let bodies: Vec<Span<Text>> = own.map(|block| block.body).collect();
            let is_kept = |place: &Span<Text>| bodies.iter().any(|body| body.contains(place.start));
            template.guidance.retain(|_, place| !is_kept(place));
            for block in template
                .blocks
                .iter_mut()
                .filter(|block| block.section == Some(at))
            {
                block.is_guidance = false;
            }
        }
        (Place::Field(at), it) => {
            let field = &mut template.fields[at];
            match it {
                Trait::Optional(optional) => field.optional = optional,
                Trait::Values(entries) => {
                    field.takes = Takes::Choice(Choice {
                        entries,
                        open: false,
                    });
                }
                Trait::Default(default) => field.default = Some(default),
                Trait::Today => field.is_today = true,
                _ => {}
            }
        }
        (Place::Page, Trait::ExtraFields(names)) => template.extra_fields.extend(names),
        (Place::Page, Trait::Closed) => template.closed = true,
        _ => {}
    }
}
