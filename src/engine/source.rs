//! The first pass: what each chapter is read from, and its frontmatter.

use crate::diagnostic::located::Elsewhere;
use crate::engine::{Chapter, Input, include, join};
use crate::page::Frontmatter;
use crate::text::edit::OffsetMap;
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
    pub(super) title_place: Option<Elsewhere>,
    /// What it includes and nobody can read to the end, in words.
    pub(super) refused: Vec<String>,
}

impl Source {
    /// The page's text.
    pub(super) fn text<'a>(&'a self, content: &'a str) -> &'a str {
        match (&self.expanded, &self.disk) {
            (Some((text, _)), _) | (None, Some(text)) => text,
            (None, None) => content,
        }
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
        source.expanded = include::expand(text, &file, &*input.files, &mut source.refused);
    }
    let frontmatter = Frontmatter::parse(source.text(&chapter.content));
    source.is_pattern = frontmatter.says_pattern() || input.config.is_listed(path);
    if let Some(title) = frontmatter.get("title").filter(|_| source.is_pattern) {
        let span = match &source.expanded {
            Some((_, map)) => map.source_range(title.span.clone()),
            None => title.span.clone(),
        };
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        source.title_place = Some(Elsewhere::new(
            join(&input.src, path),
            text,
            span,
            source.bom,
        ));
    }
    source.frontmatter = frontmatter;
    source
}
