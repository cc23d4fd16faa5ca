//! The style of the kinds of admonitions that a book defines.

use crate::kinds::Kinds;
use crate::page::{Marker, Page};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The class of an own kind; its name holds nothing that needs escaping.
pub fn class(name: &str) -> String {
    format!("patterns-kind-{}", name.to_ascii_lowercase())
}

/// A line of CSS for each own kind on the page.
pub fn css(page: &Page<'_>, kinds: &Kinds) -> String {
    let blocks = page
        .admonitions()
        .iter()
        .filter(|b| b.marker != Marker::Tab);
    let used: BTreeSet<String> = blocks
        .map(|block| block.kind.to_ascii_lowercase())
        .collect();
    let mut css = String::new();
    for name in used {
        if let Some(kind) = kinds.get(&name) {
            let _ = writeln!(css, ".{}{{--pc:{}}}", class(&name), kind.color);
        }
    }
    css
}
