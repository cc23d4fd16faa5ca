//! What a template says of itself beyond what it shows: comments that begin with `patterns:`, and
//! `# patterns:` in its frontmatter.

mod content;
pub mod file_name;
pub mod hold;
pub mod names;
mod read;
mod toml;
pub mod when;
mod whole;
mod words;

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::page::Page;
use crate::schema::fields::{Choice, Takes};
use crate::schema::forms::{self, Form};
use crate::schema::headings::form;
use crate::schema::{INVALID, Template, lines};
use crate::template::relations::Bond;
use crate::text::maps::{HashMap, HashSet};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The whole page.
    Page,
    /// A section, by its position.
    Section(usize),
    /// A block of a section, by its position in [`Template::marked`].
    Block(usize),
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
    /// Links that lead to something of this kind.
    LinksTo(Target),
    /// Figures: here there is one or none.
    Figures,
    /// Bold texts.
    Bold,
    /// Words.
    Words,
    /// Lines.
    Lines,
}

/// What a link may have to lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Another page of the book.
    Page,
    /// One of the laws.
    Law,
    /// One of the pillars.
    Pillar,
}

impl Target {
    /// All of them by what annotations call them.
    pub const ALL: [(&'static str, Target); 3] = [
        ("page", Target::Page),
        ("law", Target::Law),
        ("pillar", Target::Pillar),
    ];
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// The section's lines of the page's.
    Section,
    /// Lines of code of the body's.
    Code,
    /// Lines of tables, diagrams and boxes of all lines with content.
    Visual,
}

/// A block of a section that an annotation speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The section, by its position.
    pub section: usize,
    /// What kind of block it is.
    pub form: Form,
    /// Where the template has it.
    pub span: Span<Text>,
    /// Whether a page may leave it out.
    pub optional: bool,
    /// Whether it is one of several, by what the page's fields say.
    pub is_alternative: bool,
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
    /// The heading says so many minutes.
    Minutes(usize),
    /// It takes so many minutes to read.
    TimeBox(Bounds),
    /// It is so much of something larger.
    Share(Share, Bounds),
    /// The page's folder is called as this field says.
    Folder(String),
    /// What lacks below a heading is told together, heading by heading.
    Subsections,
}

/// Of one part of a template more are not read: each of them looks at that part of every page.
const MOST: usize = 100;

/// Reads all annotations of a template, in order, and does to it what they say of sections and fields as such.
pub(super) fn read(page: &Page<'_>, template: &mut Template, faults: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    let yaml = page.frontmatter.yaml;
    for entry in lines::read(&page[yaml], yaml.start).entries {
        for (start, text) in entry.annotations {
            let body = Span::new(start..start + text.len());
            let field = template.field_at(entry.key);
            found.extend(field.map(|field| (Place::Field(field), body, body)));
        }
    }
    for comment in page
        .comments
        .iter()
        .filter(|comment| is_annotation(&comment.text))
    {
        let place = place(page, template, comment.span);
        let source = &page[comment.span];
        let from = source.find(BEGINS).map_or(0, |at| at + BEGINS.len());
        let to = source.rfind("-->").unwrap_or(source.len()).max(from);
        let body = comment.span.part(from..to);
        found.push((place, page.first_line(comment.span), body));
    }
    show_less(template);
    let mut of_part: HashMap<Place, usize> = HashMap::default();
    for (place, span, body) in found {
        let part = match place {
            Place::Block(at) => Place::Section(template.marked[at].section),
            part => part,
        };
        let known = of_part.entry(part).or_default();
        *known += 1;
        if *known > MOST {
            if *known == MOST + 1 {
                faults.push(too_many(part, span));
            }
            continue;
        }
        let read = read::annotation(place, span, &page[body], body.start, template, faults);
        template.annotations.extend(read);
    }
    for (at, annotation) in template.annotations.iter().enumerate() {
        let own = &mut template.annotations_by_place;
        own.entry(annotation.place).or_default().push(at);
    }
    check_names(template, faults);
}

/// What a comment speaks of: the block or the section whose heading it stands right above, or the
/// section it stands in.
fn place(page: &Page<'_>, template: &mut Template, comment: Span<Text>) -> Place {
    let blocks = &template.blocks;
    let behind = blocks.partition_point(|block| block.span.start <= comment.start);
    let block = behind.checked_sub(1).map(|at| &blocks[at]);
    let Some(section) = block.and_then(|block| block.section) else {
        return Place::Page;
    };
    match forms::below(page, comment) {
        Some((form, span)) => Place::Block(mark(template, section, form, span)),
        None => Place::Section(section),
    }
}

/// The position of a block of a section among those that annotations speak of.
fn mark(template: &mut Template, section: usize, form: Form, span: Span<Text>) -> usize {
    // Comments come in order, and so do the blocks below them.
    if template.marked.last().is_none_or(|it| it.span != span) {
        template.marked.push(Marked {
            section,
            form,
            span,
            optional: false,
            is_alternative: false,
        });
        let own = template.marked_by_section.entry(section).or_default();
        own.push(template.marked.len() - 1);
    }
    template.marked.len() - 1
}

/// What sections ask for as such no longer includes the blocks that annotations speak of.
fn show_less(template: &mut Template) {
    let marked: HashSet<Span<Text>> = template.marked.iter().map(|it| it.span).collect();
    for section in &mut template.sections {
        section.forms.retain(|(_, own)| !marked.contains(own));
    }
}

fn too_many(part: Place, span: Span<Text>) -> Diagnostic {
    let part = match part {
        Place::Page => "the page",
        Place::Field(_) => "one field",
        Place::Section(_) | Place::Block(_) => "one section",
    };
    let message = format!("more than {MOST} annotations of {part}");
    let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, span, message);
    fault.help("this one and those behind it are not read: take some out");
    fault
}

/// The rank up to which headings are sections; those below it are samples.
pub(super) fn depth(page: &Page<'_>) -> u8 {
    let own = page.comments.iter().filter(|it| is_annotation(&it.text));
    let found = own.filter_map(|it| toml::depth(it.text.strip_prefix(BEGINS)?));
    found.min().unwrap_or(MOST_DEPTH)
}

/// The lowest rank that headings have.
const MOST_DEPTH: u8 = 6;

/// Other names must not be names of other sections.
fn check_names(template: &Template, faults: &mut Vec<Diagnostic>) {
    use crate::schema::headings::Name;
    let mut called: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, section) in template.sections.iter().enumerate() {
        let own = match &section.name {
            Name::Words(words) => Some(words.clone()),
            _ => None,
        };
        let also = section.aka.iter().map(|(alias, _)| form(alias));
        for name in own.into_iter().chain(also) {
            let sections = called.entry(name).or_default();
            if sections.last() != Some(&at) && sections.len() < 2 {
                sections.push(at);
            }
        }
    }
    for (at, section) in template.sections.iter().enumerate() {
        for (alias, place) in &section.aka {
            let sections = called.get(&form(alias)).into_iter().flatten();
            let Some(other) = sections.into_iter().find(|other| **other != at) else {
                continue;
            };
            let message = format!("`{alias}` is another section of the template");
            let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, *place, message);
            fault
                .also(template.sections[*other].span, "this one")
                .help("give `aka` a name that no other section has");
            faults.push(fault);
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
    Conditional,
    Relation(Bond),
    ExtraFields(Vec<String>),
    Closed,
    ClosedSections(Span<Text>),
}

fn apply(template: &mut Template, place: Place, it: Trait) {
    match (place, it) {
        (Place::Section(at), Trait::Optional(optional)) => {
            template.sections[at].optional = optional;
        }
        // What is asked for under a condition is not asked for without it.
        (Place::Section(at), Trait::Conditional) => template.sections[at].optional = true,
        (Place::Section(at), Trait::Aka(names)) => template.sections[at].aka.extend(names),
        (Place::Section(at), Trait::Relation(bond)) => {
            template.sections[at].relation = Some(bond);
        }
        (Place::Section(at), Trait::Repeat) => template.sections[at].repeat = true,
        (Place::Block(at), Trait::Optional(optional)) => template.marked[at].optional = optional,
        (Place::Block(at), Trait::Conditional) => template.marked[at].is_alternative = true,
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
                Trait::Conditional => field.optional = true,
                Trait::Relation(bond) => field.relation = Some(bond),
                Trait::Values(entries) if matches!(field.takes, Takes::List(_)) => {
                    field.takes = Takes::List(entries);
                }
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
        (Place::Page, Trait::ClosedSections(span)) => template.closed_sections = Some(span),
        _ => {}
    }
}
