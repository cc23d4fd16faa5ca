//! Images for light or for dark themes only: `![…](x.png#only-dark)`.

use crate::page::{Kind, Page};

/// mdBook names the theme in a class of `<html>`.
const CSS: &str = "html:is(.light,.rust) img[src$=\"#only-dark\"],html:is(.coal,.navy,.ayu) img[src$=\"#only-light\"]{display:none}";

/// The rules for them; empty on a page without any.
pub fn css(page: &Page<'_>) -> &'static str {
    let is_themed = |kind: &Kind| match kind {
        Kind::Image { dest, .. } => dest.ends_with("#only-light") || dest.ends_with("#only-dark"),
        _ => false,
    };
    if page.nodes.iter().any(|node| is_themed(&node.kind)) {
        CSS
    } else {
        ""
    }
}
