//! A team's own template page, read as what it is: the schema of the pages that are copied from it.
//!
//! Pure: the text of a page in, a [`Template`] and its faults out. What a page of a template has of
//! it is a [`Fit`](fit::Fit).

pub mod annotations;
pub mod answers;
pub mod draft;
pub mod fields;
pub mod fit;
pub mod forms;
pub mod front_matter;
pub mod headings;
pub mod json_schema;
pub mod lines;
pub mod optional;
pub mod placeholders;
mod search;
mod sections;
pub mod seed;
pub mod sentences;
pub mod siblings;
pub mod unfilled;
pub mod upgrade;
pub mod values;

use crate::diagnostic::place::{FileText, Place};
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::material::instructions::InstructionsProblem;
use crate::material::kinds::Kinds;
use crate::page::{Frontmatter, Kind, Page};
use crate::text::maps::{HashMap, HashSet};
use crate::text::span::{File, Span, Text};
use annotations::{Annotation, Marked};
use fields::Field;
use forms::Form;
use mdbook_markdown::MarkdownOptions;
pub use sections::{Block, Section};
use std::ops::Range;
use std::sync::Arc;

/// The rule that speaks of a template's faults.
pub const INVALID: &str = "template-invalid";

/// A template page as the schema of others.
#[derive(Debug)]
pub struct Template {
    /// What book.toml calls it.
    pub name: String,
    /// Its file, for labels to point into.
    pub file: Arc<FileText>,
    /// Bytes of that file's byte-order mark.
    bom: usize,
    /// The title that its pages have, if they have one.
    pub title: Option<Title>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Its headings with what stands below them, in order, the title among them.
    pub blocks: Vec<Block>,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// The first field of each name.
    fields_by_key: HashMap<String, usize>,
    /// What it says of itself beyond what it shows, in order.
    pub annotations: Vec<Annotation>,
    /// What it says of each part of it, as positions in all of that.
    annotations_by_place: HashMap<annotations::Place, Vec<usize>>,
    /// The memory that its regular expressions may still take.
    pub regex_room: usize,
    /// Keys besides its own that pages may have.
    pub extra_fields: Vec<String>,
    /// Whether pages have no other keys.
    pub closed: bool,
    /// Where it says that pages have no other sections, if it does.
    pub closed_sections: Option<Span<Text>>,
    /// The blocks that annotations speak of.
    pub marked: Vec<Marked>,
    /// Those of each section, by their positions.
    marked_by_section: HashMap<usize, Vec<usize>>,
    /// Its comments, white space aside; those that tools read are none.
    pub comments: HashSet<String>,
    /// Where its links and images lead, and where each first stands.
    pub links: HashMap<String, Span<Text>>,
    /// Its placeholders, by [`placeholders::key`].
    pub placeholders: HashSet<String>,
    /// The brackets that these open with.
    pub brackets: String,
    /// Its guidance: sentences by their keys, and where the first of each stands.
    pub guidance: HashMap<u64, Span<Text>>,
}

/// The title of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its heading, in the template's text.
    pub span: Span<Text>,
    /// The field that says the same.
    pub field: Option<String>,
    /// What stands between it and the first section and is asked for, and where.
    pub forms: Vec<(Form, Span<Text>)>,
}

/// A template and what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// The template; what is wrong in it is left out.
    pub template: Template,
    /// Its faults, in places of its text.
    pub faults: Vec<Diagnostic>,
}

impl Template {
    /// Reads a template's text. `file` is its path relative to the book's root.
    pub fn read(
        name: &str,
        file: String,
        text: &str,
        kinds: &Kinds,
        options: &MarkdownOptions,
    ) -> Loaded {
        let bare = text.trim_start_matches('\u{feff}');
        let bom = text.len() - bare.len();
        Template::of_page(name, (file, bare, bom), &page(bare, kinds, options))
    }

    /// The same of a page that is parsed: its file, its text, and the bytes of the byte-order mark before it.
    fn of_page(name: &str, (file, bare, bom): (String, &str, usize), page: &Page<'_>) -> Loaded {
        let mut faults = Vec::new();
        let yaml = page.frontmatter.yaml;
        let (mut fields, strange) = fields::read(&page[yaml], yaml.start);
        faults.extend(strange.into_iter().map(strange_line));
        faults.extend(too_many_fields(&fields));
        fields.truncate(MOST_FIELDS);
        let unfilled = unfilled::in_body(page, unfilled::ALL);
        let depth = annotations::depth(page);
        let read = sections::read(page, &unfilled, depth, &mut faults);
        faults.extend(sections::in_code(page));
        let title = read.title.map(|heading| Title {
            forms: forms::read(page, read.blocks[0].body, &unfilled),
            span: page.first_line(heading.span),
            field: same_title(&fields, sections::source(page, heading)),
        });
        let in_body = unfilled.iter().map(|span| placeholders::key(&page[*span]));
        let yaml = page[yaml].lines();
        let in_yaml = yaml.flat_map(|line| {
            let found = placeholders::find(line).into_iter();
            found.map(|span| placeholders::key(&line[span]))
        });
        let placeholders: HashSet<String> = in_body.chain(in_yaml).collect();
        let mut template = Template {
            name: name.to_owned(),
            file: Arc::new(FileText::new(file, bare.to_owned(), bom)),
            bom,
            title,
            sections: said_again(read.sections, &read.blocks, &fields, page),
            blocks: read.blocks,
            fields_by_key: by_key(&fields),
            fields,
            annotations: Vec::new(),
            annotations_by_place: HashMap::default(),
            regex_room: 32 << 20,
            extra_fields: Vec::new(),
            closed: false,
            closed_sections: None,
            marked: Vec::new(),
            marked_by_section: HashMap::default(),
            comments: comments(page),
            links: links(page),
            brackets: brackets(&placeholders),
            placeholders,
            guidance: read.guidance,
        };
        annotations::read(page, &mut template, &mut faults);
        let is_once = |(at, _): &(usize, Diagnostic)| !template.sections[*at].repeat;
        let twice = read.twice.into_iter().filter(is_once);
        faults.extend(twice.map(|(_, fault)| fault));
        Loaded { template, faults }
    }

    /// A place in the template's file.
    pub fn place(&self, span: Span<Text>) -> Place {
        let span: Span<File> = Span::new(span.start + self.bom..span.end + self.bom);
        Place::new(&self.file, span)
    }

    /// The place of bytes of its frontmatter.
    pub fn place_of(&self, span: &Range<usize>) -> Place {
        self.place(Span::new(span.clone()))
    }

    /// The field of that name.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.field_at(key).map(|at| &self.fields[at])
    }

    /// The position of the field of that name.
    pub fn field_at(&self, key: &str) -> Option<usize> {
        self.fields_by_key.get(key).copied()
    }

    /// What it says of one part of it.
    pub fn annotations_of(&self, place: annotations::Place) -> impl Iterator<Item = &Annotation> {
        let own = self.annotations_by_place.get(&place);
        own.into_iter().flatten().map(|at| &self.annotations[*at])
    }

    /// The positions of the blocks of a section that annotations speak of.
    pub fn marked_in(&self, section: usize) -> &[usize] {
        let own = self.marked_by_section.get(&section);
        own.map_or(&[], Vec::as_slice)
    }

    /// The position of the section of that name.
    pub fn section(&self, name: &str) -> Option<usize> {
        let form = headings::form(name);
        let mut sections = self.sections.iter();
        let is_called = |it: &Section| it.name.fits(&form) && it.name != headings::Name::Any;
        let is_also_called = |it: &Section| headings::others(&it.title).contains(&form);
        let found = sections.position(is_called);
        found.or_else(|| self.sections.iter().position(is_also_called))
    }

    /// Whether its pages say how they relate to others.
    pub fn relates(&self) -> bool {
        let sections = self.sections.iter().map(|section| section.relation);
        let fields = self.fields.iter().map(|field| field.relation);
        sections.chain(fields).flatten().next().is_some()
    }

    /// The word that a field has in the template and keeps on most pages.
    pub fn default(&self, key: &str) -> Option<&str> {
        self.field(key)?.default.as_deref()
    }

    /// The bytes of the file's byte-order mark.
    pub fn bom(&self) -> usize {
        self.bom
    }
}

/// Parses a template's text, without its byte-order mark.
pub fn page<'a>(text: &'a str, kinds: &Kinds, options: &MarkdownOptions) -> Page<'a> {
    // A template's frontmatter is rarely YAML, and still no text.
    let parse = |text: &'a str| {
        let frontmatter = Frontmatter::parse(text, |_| true);
        Page::with_frontmatter(text, frontmatter, kinds, options)
    };
    let page = parse(text);
    // Instructions at the end need not be closed in a template: they are not copied.
    match page.instructions.problems.first() {
        Some(InstructionsProblem::Unclosed(opening)) => parse(&text[..opening.start]),
        _ => page,
    }
}

/// What placeholders begin with, each once.
fn brackets(placeholders: &HashSet<String>) -> String {
    // Keys are in lower case.
    let begins = |it: &String, sign: &char| it.starts_with(sign.to_ascii_lowercase());
    let is_one = |sign: &char| placeholders.iter().any(|it| begins(it, sign));
    unfilled::ALL.chars().filter(is_one).collect()
}

fn links(page: &Page<'_>) -> HashMap<String, Span<Text>> {
    let mut found = HashMap::default();
    for node in &page.nodes {
        if let Kind::Link { dest } | Kind::Image { dest, .. } = &node.kind {
            let place = || page.first_line(node.span);
            found.entry(dest.clone()).or_insert_with(place);
        }
    }
    found
}

/// More are no template.
const MOST_FIELDS: usize = 1000;

fn too_many_fields(fields: &[Field]) -> Option<Diagnostic> {
    let place = Span::new(fields.get(MOST_FIELDS)?.span.clone());
    let message = format!("a template of more than {MOST_FIELDS} fields");
    let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, place, message);
    fault.help("the fields from here on are not looked at: take some out");
    Some(fault)
}

fn by_key(fields: &[Field]) -> HashMap<String, usize> {
    let mut found = HashMap::default();
    for (at, field) in fields.iter().enumerate() {
        found.entry(field.key.clone()).or_insert(at);
    }
    found
}

fn strange_line(line: Range<usize>) -> Diagnostic {
    let message = "this line of the template's frontmatter is no key, item or comment";
    let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, Span::new(line), message);
    fault.help("write `key: value`, an item `- …` below a key, or a comment `# …`");
    fault
}

/// The field whose value is a title's text, in which something is to be filled in.
fn same_title(fields: &[Field], text: &str) -> Option<String> {
    if placeholders::find(text).is_empty() {
        return None;
    }
    let key = placeholders::key(text.trim());
    let same = |field: &&Field| field.placeholder.as_ref() == Some(&key);
    let found = fields.iter().find(same).map(|field| field.key.clone());
    found.or_else(|| same_placeholder(fields, text))
}

/// The field whose whole value is the placeholder that is the whole of a text.
fn same_placeholder(fields: &[Field], text: &str) -> Option<String> {
    let key = placeholders::key(placeholders::whole(text.trim())?);
    let same = |field: &&Field| {
        let value = field.placeholder.as_deref();
        let inner = value.and_then(placeholders::whole);
        inner.is_some_and(|inner| inner == key)
    };
    fields.iter().find(same).map(|field| field.key.clone())
}

/// Sections with the fields that their bold texts say again.
fn said_again(
    mut sections: Vec<Section>,
    blocks: &[Block],
    fields: &[Field],
    page: &Page<'_>,
) -> Vec<Section> {
    for block in blocks {
        let Some(section) = block.section.map(|at| &mut sections[at]) else {
            continue;
        };
        let bold = page.within(block.body);
        let mut bold = bold.filter(|(_, node)| node.kind == Kind::Strong);
        let said = bold.find_map(|(_, node)| {
            let field = same_placeholder(fields, page.text_of(node))?;
            Some((field, page.first_line(node.span)))
        });
        section.says = section.says.take().or(said);
    }
    sections
}

/// What comments of tools begin with.
const TOOLS: [&str; 6] = [
    "toc",
    "markdownlint-",
    "patterns:",
    "prettier-",
    "vale ",
    "cspell:",
];

/// A comment as it is compared; `None` for one of fewer than three words and for one that a tool reads.
pub fn comment_key(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_tool = TOOLS
        .iter()
        .any(|tool| text.to_lowercase().starts_with(tool));
    (words.len() >= 3 && !is_tool).then(|| words.join(" "))
}

fn comments(page: &Page<'_>) -> HashSet<String> {
    let comments = page.comments.iter();
    let comments = comments.filter(|comment| !page.in_instructions(comment.span.start));
    comments
        .filter_map(|comment| comment_key(&comment.text))
        .collect()
}
