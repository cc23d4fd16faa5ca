//! Images for light or for dark themes only: `![…](x.png#only-dark)`, also as GitHub has it and in
//! HTML.

use crate::page::{Kind, Page};
use crate::text::html::{Attribute, Item};

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
    let has = |sign: &str| memchr::memmem::find(page.text.as_bytes(), sign.as_bytes()).is_some();
    // Few pages have any: the tags of the others are not looked at.
    if (has("#only-") || has("#gh-")) && (is_in_markdown(page) || is_in_html(page)) {
        CSS
    } else {
        ""
    }
}

fn is_themed(address: &str) -> bool {
    ENDS.iter().any(|end| address.ends_with(end))
}

fn is_in_markdown(page: &Page<'_>) -> bool {
    page.nodes.iter().any(|node| match &node.kind {
        Kind::Image { dest, .. } => is_themed(dest),
        _ => false,
    })
}

fn is_in_html(page: &Page<'_>) -> bool {
    let is_source = |a: &Attribute<'_>| a.name.eq_ignore_ascii_case("src") && is_themed(a.value);
    page.html_tags().any(|(_, item)| match item {
        Item::Open {
            name, attributes, ..
        } => name.eq_ignore_ascii_case("img") && attributes.iter().any(is_source),
        _ => false,
    })
}
