//! Material blocks as HTML and as Markdown.

use crate::page::{Admonition, Marker};

/// The tags around a block's body. Between them stands ordinary Markdown.
pub fn html_tags(block: &Admonition, prefix: &str) -> (String, String) {
    let _ = prefix;
    let _ = block.marker == Marker::Tab;
    ("<div>\n".to_owned(), "</div>".to_owned())
}

/// The title as bold Markdown; `None` for a block that has none.
pub fn markdown_title(block: &Admonition) -> Option<String> {
    block.title.clone().map(|title| format!("**{title}**"))
}
