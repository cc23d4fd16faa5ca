//! The style of the kinds of admonitions that a book defines.

use crate::icons;
use crate::material::kinds::{KindIcon, Kinds};
use crate::page::Page;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The class of an own kind; its name holds nothing that needs escaping.
pub fn class(name: &str) -> String {
    format!("patterns-kind-{}", name.to_ascii_lowercase())
}

/// A line of CSS for each own kind on the page.
pub fn css(page: &Page<'_>, kinds: &Kinds) -> String {
    let blocks = page.blocks().iter().filter(|b| b.marker.is_box());
    let used: BTreeSet<String> = blocks
        .map(|block| block.kind.to_ascii_lowercase())
        .collect();
    let mut css = String::new();
    for name in used {
        if let Some(kind) = kinds.get(&name) {
            let class = class(&name);
            let _ = writeln!(css, ".{class}{{--pc:{}}}", kind.color);
            if let KindIcon::Drawn(icon) = &kind.icon
                && let Some(icon) = icons::find(icon)
            {
                let _ = writeln!(
                    css,
                    ".{class}>.patterns-title::before{{mask:url(\"{}\") center/contain no-repeat}}",
                    icons::data_uri(icon)
                );
            }
        }
    }
    css
}
