//! The page's style and script, at its top.

use super::{RenderContext, SCRIPT, STYLESHEET, Target, kind_styles, themed_images};
use crate::page::Page;
use std::fmt::Write as _;

/// Each is one HTML block; empty where the page needs none or the book serves them as files.
pub fn render(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    (styled, scripted): (bool, bool),
    drawings: &str,
) -> String {
    let Target::Html {
        stylesheet, script, ..
    } = cx.target
    else {
        return String::new();
    };
    let mut css = String::new();
    if stylesheet && styled {
        css.push_str(STYLESHEET);
    }
    css.push_str(&kind_styles::css(page, &cx.config.kinds));
    css.push_str(themed_images::css(page));
    css.push_str(drawings);
    let mut head = String::new();
    if !css.is_empty() {
        let _ = write!(head, "<style>{}</style>\n\n", css.trim_end());
    }
    if script && scripted {
        let _ = write!(head, "<script>{}</script>\n\n", SCRIPT.trim_end());
    }
    head
}
