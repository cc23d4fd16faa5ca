//! The first pass: what each chapter is read from, and its frontmatter.

use crate::config::Links;
use crate::diagnostic::located::Origin;
use crate::diagnostic::place::{FileText, Place, Position};
use crate::engine::include::{Book, Expanded, MAX_COST, Stage};
use crate::engine::templates::{Belongs, Templates};
use crate::engine::{Chapter, Input, include, join};
use crate::library::PageInfo;
use crate::library::facts::Facts;
use crate::page::Frontmatter;
use crate::pattern::fields::Fields;
use crate::rules::rule::Inclusion;
use crate::template::fields::{PATTERN_TYPE, TITLE, is_field};
use crate::text::edit::OffsetMap;
use crate::text::link::normal;
use crate::text::span::Span;
use rayon::prelude::*;

/// The text that rules read, and the way back to the file.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about a chapter"
)]
pub(super) struct Source {
    /// The file where it differs from the chapter's text, its byte-order mark removed.
    pub(super) disk: Option<String>,
    /// Bytes of the byte-order mark.
    pub(super) bom: usize,
    /// The text with includes expanded, where there are any.
    pub(super) expanded: Option<(String, OffsetMap)>,
    /// Where the page's own text ends in that, if something is appended.
    pub(super) own_end: Option<usize>,
    /// What is rendered, where that is another text: other preprocessors have changed it.
    pub(super) output: Option<String>,
    /// What it includes and does not come out as it was meant.
    pub(super) inclusions: Vec<Inclusion>,
    /// The files that it includes, relative to the book's root.
    files: Vec<String>,
    pub(super) frontmatter: Frontmatter,
    pub(super) is_pattern: bool,
    /// The team's own template that it belongs to.
    pub(super) template: Option<Belongs>,
    /// Whether it is a template itself: no rule but one looks at it.
    pub(super) is_template: bool,
    /// Whether no rule and no renderer looks at it.
    pub(super) excluded: bool,
    /// Whether it has no file of its own, since another preprocessor has made it.
    pub(super) is_made: bool,
    /// Whether an earlier chapter has the same file.
    pub(super) repeated: bool,
    pub(super) title_place: Option<Place>,
    /// What it includes and nobody can read to the end, in words.
    pub(super) refused: Vec<String>,
    /// What is left out of it, a sentence each.
    pub(super) warnings: Vec<String>,
    /// What its includes have cost, and whether that was too much.
    cost: usize,
    is_over: bool,
}

impl Source {
    /// The page's text.
    pub(super) fn text<'a>(&'a self, content: &'a str) -> &'a str {
        match (&self.expanded, &self.disk) {
            (Some((text, _)), _) | (None, Some(text)) => text,
            (None, None) => content,
        }
    }

    /// The way from the page's text back to the file.
    pub(super) fn origin(&self) -> Origin<'_> {
        Origin {
            bom: self.bom,
            includes: self.expanded.as_ref().map(|(_, map)| map),
        }
    }

    /// The files that it includes, relative to `src`.
    pub(super) fn included(&self, src: &str) -> Vec<String> {
        let folder = match normal(src) {
            src if src.is_empty() => src,
            src => src + "/",
        };
        let files = self.files.iter();
        let files = files.filter_map(|file| file.strip_prefix(&folder));
        files.map(str::to_owned).collect()
    }

    /// The file, for diagnostics to point into.
    pub(super) fn file(&self, name: String, content: &str) -> FileText {
        let text = self.disk.as_deref().unwrap_or(content);
        FileText::new(name, text.to_owned(), self.bom)
    }
}

/// What the includes of a page may cost before those of others are counted: pages that include one another
/// would each come to the most that one may.
const COST_OF_MOST_PAGES: usize = 128 << 10;
/// What the includes of all pages that go beyond may cost together.
const COST_OF_OTHERS: usize = 64 << 20;

/// Reads the files of the chapters that are wanted, and their frontmatter.
pub(super) fn read(
    input: &Input,
    templates: &Templates<'_>,
    chapters: &[Chapter],
    wanted: impl Fn(usize) -> bool + Sync,
) -> Vec<Option<Source>> {
    let read = |chapter: &Chapter, most| read_one(input, templates, chapter, most);
    let all = chapters.par_iter().enumerate();
    let mut sources: Vec<Option<Source>> = all
        .map(|(index, chapter)| wanted(index).then(|| read(chapter, COST_OF_MOST_PAGES)))
        .collect();
    // In their order, so that it is always the same ones for which nothing is left.
    let mut left = COST_OF_OTHERS;
    for (chapter, source) in chapters.iter().zip(&mut sources) {
        if let Some(source) = source.as_mut().filter(|source| source.is_over) {
            *source = read(chapter, left.clamp(COST_OF_MOST_PAGES, MAX_COST));
            left = left.saturating_sub(source.cost.min(MAX_COST));
        }
    }
    sources
}

/// Reads a chapter's file and its frontmatter; its includes may cost `most`.
fn read_one(input: &Input, templates: &Templates<'_>, chapter: &Chapter, most: usize) -> Source {
    let mut source = Source {
        disk: None,
        bom: 0,
        expanded: None,
        own_end: None,
        output: None,
        inclusions: Vec::new(),
        files: Vec::new(),
        frontmatter: Frontmatter::default(),
        is_pattern: false,
        template: None,
        is_template: false,
        excluded: false,
        is_made: false,
        repeated: false,
        title_place: None,
        refused: Vec::new(),
        warnings: Vec::new(),
        cost: 0,
        is_over: false,
    };
    let path = chapter.source_path.as_deref().unwrap_or("");
    if input.config.is_excluded(path) {
        source.excluded = true;
        return source;
    }
    if chapter.content.starts_with('\u{feff}') {
        source.bom = '\u{feff}'.len_utf8();
        source.disk = Some(chapter.content[source.bom..].to_owned());
    }
    let mut has_file = chapter.source_path.is_some();
    if input.read_files
        && let Some(path) = &chapter.source_path
    {
        let disk = input.files.text(&join(&input.src, path));
        has_file = disk.is_some();
        let disk = disk.as_deref().unwrap_or(&chapter.content);
        let bare = disk.trim_start_matches('\u{feff}');
        source.bom = disk.len() - bare.len();
        if bare != chapter.content {
            source.disk = Some(bare.to_owned());
        }
    }
    source.is_made = chapter.source_path.is_some() && !has_file;
    include(input, chapter, has_file, most, &mut source);
    let by_path = templates.by_path(path);
    let rows = input.config.rows();
    let is_known = |key: &str| {
        let of_own = by_path.is_some_and(|it| it.field(key).is_some());
        is_field(key) || of_own || rows.field(key).is_some()
    };
    let frontmatter = Frontmatter::parse(source.text(&chapter.content), is_known);
    source.template = templates.of_page(path, &frontmatter);
    source.is_template = templates.is_template(path);
    let fields = Fields::of(&frontmatter, rows);
    source.is_pattern = source.template.is_none()
        && !source.is_template
        && (fields.say_pattern(source.text(&chapter.content)) || input.config.is_listed(path));
    if let Some(title) = fields.get(&TITLE).filter(|_| source.is_pattern) {
        let span = source.origin().span(title.span);
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        let name = join(&input.src, path);
        source.title_place = Some(Place::of_line(name, text, span, source.bom));
    }
    source.frontmatter = frontmatter;
    source
}

/// Puts in what the page includes, and finds out what is to be rendered.
fn include(input: &Input, chapter: &Chapter, has_file: bool, most: usize, source: &mut Source) {
    let book = Book {
        files: &*input.files,
        src: &input.src,
        config: &input.config,
        most,
    };
    let content = &chapter.content;
    let text = source.disk.as_deref().unwrap_or(content);
    let file = join(&input.src, chapter.source_path.as_deref().unwrap_or(""));
    let links_ran = input.config.links == Links::Before;
    // Where nobody knows what mdBook was given, what it has left means nothing.
    let stage = if links_ran && !has_file {
        Stage::Linked
    } else {
        Stage::Written
    };
    let Expanded {
        text: expanded,
        faults,
        indented,
        files,
        is_plain,
        refused,
        over,
        cost,
        own_end,
    } = include::expand(text, &file, stage, book);
    source.inclusions = faults;
    let is_as_written = source.disk.is_none();
    if input.target.is_some() && input.read_files && !is_as_written {
        let is_known = links_ran
            && match &expanded {
                Some((new, _)) if is_plain => new == content,
                None if is_plain => text == content,
                _ => include::as_mdbook(text, &file, book) == *content,
            };
        if !is_known {
            let stage = if links_ran { Stage::Linked } else { stage };
            let other = include::expand(content, &file, stage, book);
            source.is_over = other.over.is_some();
            source.output = Some(other.text.map_or_else(|| content.clone(), |(text, _)| text));
            if links_ran && over.is_none() {
                source.inclusions.extend(indented);
            }
        }
    }
    if let Some(at) = over {
        let span = Span::new(at + source.bom..at + source.bom);
        let place = Place::of_line(file.clone(), text, span, source.bom).start();
        let Position { line, column, .. } = place;
        let what = if most == MAX_COST {
            "what the page includes is more than 8 MiB, or includes itself"
        } else {
            "what the pages up to here include is more than 64 MiB, or includes itself"
        };
        source.warnings.push(format!(
            "{file}:{line}:{column}: {what}: the includes from here on stay as they are; include less"
        ));
    }
    source.cost = cost;
    source.is_over |= over.is_some();
    source.files = files;
    source.refused = refused;
    source.own_end = own_end;
    source.expanded = expanded;
}

/// What other pages know of a chapter, unless nobody looks at it.
pub(super) fn info(
    input: &Input,
    templates: &Templates<'_>,
    chapter: &Chapter,
    source: &Source,
) -> Option<PageInfo> {
    let path = chapter.source_path.clone()?;
    let link = chapter.path.clone().unwrap_or_else(|| path.clone());
    let fields = Fields::of(&source.frontmatter, input.config.rows());
    let own = source.template.map(|at| templates.names(at).name);
    (!source.excluded).then(|| PageInfo {
        title_place: source.title_place.clone(),
        facts: if source.is_pattern || own.is_some() {
            Facts::of(&fields, source.is_pattern)
        } else {
            Facts::default()
        },
        template: own.or_else(|| source.is_pattern.then(|| PATTERN_TYPE.to_owned())),
        ..PageInfo::new(path, link, chapter.name.clone(), source.is_pattern, &fields)
    })
}
