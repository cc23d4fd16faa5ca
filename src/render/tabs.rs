//! Content tabs. Without a script, and in print, all panels stand one below the
//! other with their titles; `assets/patterns.js` makes tabs of them.

use crate::material::{Block, Marker};
use crate::page::Page;
use crate::render::title::Title;
use crate::text::escape;
use std::fmt::Write as _;

/// The tags around a tab's body. The first and the last tab of a set open and close it.
pub fn html_tags(block: &Block, prefix: &str, title: Option<&Title>) -> (String, String) {
    let mut open = String::new();
    if block.ends.0 {
        let _ = write!(open, "<div class=\"patterns-tabs\">\n{prefix}");
    }
    let selected = if block.selected {
        " patterns-selected"
    } else {
        ""
    };
    let id = block.id().map_or(String::new(), |id| {
        format!(" id=\"{}\"", escape::attribute(&id))
    });
    let _ = write!(
        open,
        "<div class=\"patterns-tab{selected}\"{id}>\n{prefix}{}",
        title.unwrap_or(&Title::default()).html("p", prefix)
    );
    let mut close = "</div>".to_owned();
    if block.ends.1 {
        let _ = write!(close, "\n{prefix}</div>");
    }
    (open, close)
}

/// Whether the page has tabs.
pub fn has(page: &Page<'_>) -> bool {
    let mut blocks = page.blocks().iter();
    blocks.any(|block| block.marker == Marker::Tab)
}
