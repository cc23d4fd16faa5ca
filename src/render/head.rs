//! The page's style and script, at its top.

use super::{
    DRAWINGS_SCRIPT, RenderContext, SCRIPT, STYLESHEET, Target, kind_styles, themed_images,
};
use crate::page::Page;
use std::fmt::Write as _;

/// print.html holds the heads of all pages, and nothing tells it from a page while they are made. So there each
/// head takes away what one before it has brought: with 50 stylesheets a browser takes a minute. It
/// opens what is folded, too.
const ONCE: &str = include_str!("../../assets/head.js");

/// What a page has that needs a style or a script.
pub struct Parts {
    /// Anything that the stylesheet is about.
    pub styled: bool,
    /// Tabs or the path of levels.
    pub scripted: bool,
    /// Drawings.
    pub drawn: bool,
}

/// Each is one HTML block; empty where the page needs none or the book serves them as files.
pub fn render(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    parts: &Parts,
    drawings: &str,
    lists: &str,
) -> String {
    let Target::Html {
        stylesheet, script, ..
    } = cx.target
    else {
        return String::new();
    };
    let mut head = String::new();
    if stylesheet && parts.styled {
        block(&mut head, "style", STYLESHEET);
    }
    let mut css = kind_styles::css(page, &cx.config.kinds);
    css.push_str(themed_images::css(page));
    css.push_str(drawings);
    if !css.is_empty() {
        block(&mut head, "style", &css);
    }
    if script && parts.scripted {
        block(&mut head, "script", SCRIPT);
    }
    if script && parts.drawn {
        block(&mut head, "script", DRAWINGS_SCRIPT);
    }
    if !lists.is_empty() {
        block(&mut head, "script", lists);
    }
    if !head.is_empty() {
        block(&mut head, "script", ONCE);
    }
    head
}

fn block(head: &mut String, tag: &str, text: &str) {
    let _ = write!(head, "<{tag}>{}</{tag}>\n\n", text.trim_end());
}
