//! The ids that Material gives to tabs, where links of the page lead to them.

use super::{Block, Marker};
use crate::text::slug::slugify;
use crate::text::span::Local;
use std::collections::HashSet;

/// What links to places of the page lead to, as far as it can be a slug.
pub(super) fn fragments(text: &str) -> HashSet<&str> {
    const LONGEST: usize = 200;
    let links = memchr::memmem::find_iter(text.as_bytes(), "(#");
    let fragment = |at: usize| {
        let rest = &text[at + 2..];
        let len = rest.bytes().take(LONGEST).position(|b| b == b')')?;
        Some(&rest[..len])
    };
    links.filter_map(fragment).collect()
}

/// The slug of a tab's title, or its number, if the page has a link to it: Material gives tabs such
/// ids.
pub(super) fn linked(
    linked: &HashSet<&str>,
    tab: &Block<Local>,
    (set, number): (usize, usize),
) -> Option<String> {
    let title = tab
        .title
        .as_deref()
        .filter(|_| tab.marker == Marker::Tab && !linked.is_empty())?;
    let numbered = format!("__tabbed_{set}_{number}");
    let mut slugs = [slugify(title), numbered].into_iter();
    slugs.find(|slug| linked.contains(slug.as_str()))
}
