//! The page's styles and scripts, at its top.

use super::sheet::{Found, Line, lines};
use super::{RenderContext, STYLESHEET, Target, diagram, kind_styles, related, themed_images};
use crate::page::Page;
use crate::schema::Template;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// print.html holds the heads of all pages, and nothing tells it from a page while they are made. So there each
/// head takes away what one before it has brought: with 50 stylesheets a browser takes a minute. It
/// opens what is folded, too.
const ONCE: &str = include_str!("../../assets/head.min.js");

static RULES: LazyLock<Vec<Line>> = LazyLock::new(|| lines(STYLESHEET));
static RULES_OF_DRAWINGS: LazyLock<Vec<Line>> = LazyLock::new(|| lines(diagram::SHEET));

/// What a page has that needs a style or a script.
pub struct Parts {
    /// Anything that the stylesheet is about.
    pub styled: bool,
    /// Drawings.
    pub drawn: bool,
    /// The stylesheets of its other parts.
    pub sheets: String,
    /// The scripts that a book may serve as a file.
    pub scripts: Vec<&'static str>,
    /// The script of lists, which comes with the page always.
    pub lists: &'static str,
    /// What several drawings refer to.
    pub shared: String,
}

/// Each is one HTML block; empty where the page, of which this is the text, needs none or the book serves them as files.
pub fn render(page: &Page<'_>, cx: &RenderContext<'_>, parts: &Parts, text: &str) -> String {
    let Target::Html {
        stylesheet, script, ..
    } = cx.target
    else {
        return String::new();
    };
    let mut head = String::new();
    let found = (parts.styled || parts.drawn).then(|| {
        let relates = cx.is_pattern || cx.template.is_some_and(Template::relates);
        let mut more = Vec::new();
        if relates && cx.config.related {
            more.extend(related::CLASSES);
        }
        if !parts.shared.is_empty() {
            more.push(diagram::SHARED);
        }
        Found::of(text, &more)
    });
    let mut css = String::new();
    if let Some(found) = &found
        && stylesheet
        && parts.styled
    {
        found.write(&RULES, &mut css);
        block(&mut head, "style", &css);
    }
    let mut css = kind_styles::css(page, &cx.config.kinds);
    css.push_str(themed_images::css(page));
    if let Some(found) = &found
        && parts.drawn
    {
        found.write(&RULES_OF_DRAWINGS, &mut css);
    }
    css.push_str(&parts.sheets);
    if !css.is_empty() {
        block(&mut head, "style", &css);
    }
    for text in parts.scripts.iter().filter(|_| script) {
        block(&mut head, "script", body(text));
    }
    if !parts.lists.is_empty() {
        block(&mut head, "script", parts.lists);
    }
    if !head.is_empty() {
        block(&mut head, "script", body(ONCE));
    }
    head + &parts.shared
}

/// A script without the line that names its source.
fn body(script: &str) -> &str {
    script.split_once('\n').map_or(script, |(_, body)| body)
}

fn block(head: &mut String, tag: &str, text: &str) {
    let _ = write!(head, "<{tag}>{}</{tag}>\n\n", text.trim_end());
}
