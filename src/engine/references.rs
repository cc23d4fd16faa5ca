//! The headings of all pages, for references that lead to them by their ids.

use crate::engine::source::Source;
use crate::engine::{Chapter, Input};
use crate::material::references::References;
use crate::page::Page;

/// The ids of a page; none where no reference looks for them, since the page is parsed once more for them.
pub(super) fn ids(input: &Input, chapter: &Chapter, source: &Source) -> Vec<String> {
    if !input.config.autorefs || source.excluded || chapter.source_path.is_none() {
        return Vec::new();
    }
    let (kinds, options) = (&input.config.kinds, input.markdown.options());
    let page = Page::parse(source.text(&chapter.content), kinds, &options);
    let slugs = page.slugs.all(|id| page.ids.contains(id)).keys();
    page.ids.iter().chain(slugs).cloned().collect()
}

/// Those of all pages, in the order of the book; `None` where no reference looks for them.
pub(super) fn of(input: &Input, chapters: &[Chapter], ids: &[Vec<String>]) -> Option<References> {
    if !input.config.autorefs {
        return None;
    }
    let mut references = References::default();
    for (chapter, ids) in chapters.iter().zip(ids) {
        let path = chapter.source_path.as_deref().unwrap_or("");
        references.add(path, ids.iter().map(String::as_str));
    }
    Some(references)
}
