//! Images for light or for dark themes only: `![…](x.png#only-dark)`, also as GitHub has it and in
//! HTML.

use crate::page::{Kind, Page};
use crate::text::html::Item;

/// mdBook names the theme in a class of `<html>`.
const CSS: &str = "html:is(.light,.rust) :is(img[src$=\"#only-dark\"],img[src$=\"#gh-dark-mode-only\"]),html:is(.coal,.navy,.ayu) :is(img[src$=\"#only-light\"],img[src$=\"#gh-light-mode-only\"]){display:none}";

/// How the address of such an image ends.
const ENDS: [&str; 4] = [
    "#only-light",
    "#only-dark",
    "#gh-light-mode-only",
    "#gh-dark-mode-only",
];

/// The rules for them; empty on a page without any.
pub fn css(page: &Page<'_>) -> &'static str {
    let is_themed = |dest: &str| ENDS.iter().any(|end| dest.ends_with(end));
    let in_markdown = page.nodes.iter().any(|node| match &node.kind {
        Kind::Image { dest, .. } => is_themed(dest),
        _ => false,
    });
    let in_html = || {
        page.html_tags().any(|(_, item)| match item {
            Item::Open {
                name, attributes, ..
            } => {
                name.eq_ignore_ascii_case("img")
                    && attributes
                        .iter()
                        .any(|a| a.name.eq_ignore_ascii_case("src") && is_themed(a.value))
            }
            _ => false,
        })
    };
    if in_markdown || in_html() { CSS } else { "" }
}
