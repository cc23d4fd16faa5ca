//! The title of a page that has none: what SUMMARY.md calls it, as Material shows it.

use super::RenderContext;
use crate::page::{Kind, Page};
use crate::text::edit::Edit;
use crate::text::span::Out;
use crate::text::{escape, markdown};

/// A heading at the top, where the book asks for it and the page has none of its rank, not in HTML either.
pub fn edit(page: &Page<'_>, cx: &RenderContext<'_>) -> Option<Edit<Out>> {
    let is_html = |kind: &Kind| matches!(kind, Kind::Html | Kind::InlineHtml);
    let mut html = page.nodes.iter().filter(|node| is_html(&node.kind));
    let has_title = page.headings.iter().any(|heading| heading.rank == 1)
        || html.any(|node| page[node.out].to_ascii_lowercase().contains("<h1"));
    if !cx.config.titles_from_summary || has_title {
        return None;
    }
    let name = &cx.library.page(cx.path)?.name;
    let name = markdown::write(&escape::markdown(name));
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| Edit::insert(0, format!("# {line}\n\n")))
}
