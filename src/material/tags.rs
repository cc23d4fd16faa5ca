//! What a callout's title becomes.

use crate::page::Flavor;
use crate::text::edit::Edit;
use crate::text::html::{self, Attribute};
use std::ops::Range;

/// What makes a callout's heading a title; nothing where it becomes bold text.
pub(super) fn title_tag(
    flavor: Flavor,
    tag: &Range<usize>,
    name: &str,
    attributes: &[Attribute<'_>],
) -> Vec<Edit> {
    if flavor == Flavor::Markdown {
        return Vec::new();
    }
    let class = attributes
        .iter()
        .find(|a| a.name.eq_ignore_ascii_case("class"));
    let mut edits = Vec::new();
    let mut words = String::from("patterns-title");
    if let Some(class) = class {
        words.push(' ');
        words.push_str(&class.value.replace('"', "&quot;"));
        edits.push(Edit::delete(class.whole.clone()));
    }
    let opening = format!("p class=\"{words}\"");
    let at = tag.start + 1;
    edits.insert(0, Edit::replace(at..at + name.len(), opening));
    edits
}

pub(super) fn is_heading(name: &str) -> bool {
    html::is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"], name)
}
