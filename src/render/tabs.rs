//! Content tabs. Without a script, and in print, all panels stand one below the
//! other with their titles; `assets/tabs.js` makes tabs of them.

use super::tag_attributes;
use crate::material::{Block, Marker};
use crate::page::Page;
use crate::render::title::Title;
use std::fmt::Write as _;

/// The tags around a tab's body. The first and the last tab of a set open and close it.
pub fn html_tags(block: &Block, prefix: &str, title: Option<&Title>) -> (String, String) {
    let mut open = String::new();
    if block.ends.0 {
        let _ = write!(open, "<div class=\"patterns-tabs\">\n{prefix}");
    }
    let mut list = block.attributes.clone();
    if block.selected {
        list.classes.insert(0, "patterns-selected".to_owned());
    }
    list.classes.insert(0, "patterns-tab".to_owned());
    list.id = block.id().or(list.id);
    let _ = write!(
        open,
        "<div{}>\n{prefix}{}",
        tag_attributes::html(&list),
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
