//! The headings of all pages, for references that lead to them by their ids.

use crate::engine::source::Source;
use crate::engine::{Chapter, Input};
use crate::material::references::References;
use crate::page::Page;
use rayon::prelude::*;

/// The ids of all pages, in the order of the book; `None` where no reference looks for them, since each page
/// is parsed once more for them.
pub(super) fn gather<'s>(
    input: &Input,
    chapters: &[Chapter],
    sources: impl Fn(usize) -> Option<&'s Source> + Sync,
) -> Option<References> {
    if !input.config.autorefs {
        return None;
    }
    let (kinds, options) = (&input.config.kinds, input.markdown.options());
    let ids = |index: usize| {
        let chapter = &chapters[index];
        let path = chapter.source_path.as_deref()?;
        let text = match sources(index) {
            Some(source) if source.excluded => return None,
            Some(source) => source.text(&chapter.content),
            None => &chapter.content,
        };
        let page = Page::parse(text, kinds, &options);
        let slugs = page.slugs.all(|id| page.ids.contains(id)).keys();
        let ids: Vec<String> = page.ids.iter().chain(slugs).cloned().collect();
        Some((path, ids))
    };
    let pages: Vec<_> = (0..chapters.len()).into_par_iter().map(ids).collect();
    let mut references = References::default();
    for (path, ids) in pages.into_iter().flatten() {
        references.add(path, ids.iter().map(String::as_str));
    }
    Some(references)
}
