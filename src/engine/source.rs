//! The first pass: what each chapter is read from, and its frontmatter.

use crate::diagnostic::located::Origin;
use crate::diagnostic::place::{FileText, Place, Position};
use crate::engine::include::Problems;
use crate::engine::{Chapter, Input, include, join};
use crate::page::Frontmatter;
use crate::pattern::fields::Fields;
use crate::template::fields::{TITLE, is_field};
use crate::text::edit::OffsetMap;
use crate::text::span::Span;

/// The text that rules read, and the way back to the file.
pub(super) struct Source {
    /// The file where it differs from the chapter's text, its byte-order mark removed.
    pub(super) disk: Option<String>,
    /// Bytes of the byte-order mark.
    pub(super) bom: usize,
    /// The text with includes expanded, where there are any.
    pub(super) expanded: Option<(String, OffsetMap)>,
    pub(super) frontmatter: Frontmatter,
    pub(super) is_pattern: bool,
    /// Whether no rule and no renderer looks at it.
    pub(super) excluded: bool,
    /// Whether an earlier chapter has the same file.
    pub(super) repeated: bool,
    pub(super) title_place: Option<Place>,
    /// What it includes and nobody can read to the end, in words.
    pub(super) refused: Vec<String>,
    /// What is left out of it, a sentence each.
    pub(super) warnings: Vec<String>,
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

    /// The files that its own directives include, relative to `src`.
    pub(super) fn included(&self, chapter: &Chapter) -> Vec<String> {
        match (&chapter.source_path, &self.expanded) {
            (Some(path), Some(_)) => {
                include::targets(self.disk.as_deref().unwrap_or(&chapter.content), path)
            }
            _ => Vec::new(),
        }
    }

    /// The file, for diagnostics to point into.
    pub(super) fn file(&self, name: String, content: &str) -> FileText {
        let text = self.disk.as_deref().unwrap_or(content);
        FileText::new(name, text.to_owned(), self.bom)
    }
}

/// Reads a chapter's file and its frontmatter.
pub(super) fn read(input: &Input, chapter: &Chapter) -> Source {
    let mut source = Source {
        disk: None,
        bom: 0,
        expanded: None,
        frontmatter: Frontmatter::default(),
        is_pattern: false,
        excluded: false,
        repeated: false,
        title_place: None,
        refused: Vec::new(),
        warnings: Vec::new(),
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
    if input.read_files
        && let Some(path) = &chapter.source_path
        && let Some(disk) = input.files.text(&join(&input.src, path))
    {
        let bare = disk.trim_start_matches('\u{feff}');
        source.bom = disk.len() - bare.len();
        if bare != chapter.content {
            source.disk = Some(bare.to_owned());
        }
    }
    if let Some(path) = &chapter.source_path {
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        let file = join(&input.src, path);
        let mut problems = Problems::default();
        source.expanded = include::expand(text, &file, &*input.files, &mut problems);
        source.refused = problems.refused;
        if let Some(at) = problems.over {
            let span = Span::new(at + source.bom..at + source.bom);
            let place = Place::of_line(file, text, span, source.bom).start();
            let Position { line, column, .. } = place;
            source.warnings.push(format!(
                "{}:{line}:{column}: what the page includes is more than 8 MiB, or includes \
                 itself: the includes from here on stay as they are; include less",
                join(&input.src, path)
            ));
        }
    }
    let frontmatter = Frontmatter::parse(source.text(&chapter.content), is_field);
    let fields = Fields::of(&frontmatter);
    source.is_pattern =
        fields.say_pattern(source.text(&chapter.content)) || input.config.is_listed(path);
    if let Some(title) = fields.get(&TITLE).filter(|_| source.is_pattern) {
        let span = source.origin().span(title.span);
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        let name = join(&input.src, path);
        source.title_place = Some(Place::of_line(name, text, span, source.bom));
    }
    source.frontmatter = frontmatter;
    source
}
