//! The page's styles and scripts, at its top.

use super::sheet::{Found, Sheet};
use super::{RenderContext, STYLESHEET, Target, diagram, kind_styles, related, themed_images};
use crate::page::Page;
use crate::schema::Template;
use std::borrow::Cow;
use std::sync::LazyLock;

/// print.html holds the heads of all pages, and nothing tells it from a page while they are made. So there each
/// head takes away what one before it has brought: with 50 stylesheets a browser takes a minute. It
/// opens what is folded, too.
const ONCE: &str = include_str!("../../assets/head.min.js");

static RULES: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(STYLESHEET));
static RULES_OF_DRAWINGS: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(diagram::SHEET));

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

/// Most of it is the same for many pages, and is not copied for each.
pub type Head = Vec<Cow<'static, str>>;

/// Each is one HTML block; empty where the page, of which this is the text, needs none or the book serves them as files.
pub fn render(page: &Page<'_>, cx: &RenderContext<'_>, parts: Parts, text: &str) -> Head {
    let Target::Html {
        stylesheet, script, ..
    } = cx.target
    else {
        return Head::new();
    };
    let mut head = Head::new();
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
    if let Some(found) = &found
        && stylesheet
        && parts.styled
    {
        block(&mut head, "<style>", found.needed(&RULES), "</style>\n\n");
    }
    let mut css = vec![
        Cow::Owned(kind_styles::css(page, &cx.config.kinds)),
        Cow::Borrowed(themed_images::css(page)),
    ];
    if let Some(found) = &found
        && parts.drawn
    {
        let needed = found.needed(&RULES_OF_DRAWINGS);
        css.extend(needed.into_iter().map(Cow::Borrowed));
    }
    let mut sheets = parts.sheets;
    sheets.shrink_to_fit();
    css.push(Cow::Owned(sheets));
    block(&mut head, "<style>", css, "</style>\n\n");
    let scripts = parts.scripts.iter().filter(|_| script);
    for text in scripts.map(|it| body(it)).chain([parts.lists]) {
        block(&mut head, "<script>", [text], "</script>\n\n");
    }
    if !head.is_empty() {
        block(&mut head, "<script>", [body(ONCE)], "</script>\n\n");
    }
    head.push(Cow::Owned(parts.shared));
    // Heads are kept until all pages are done.
    head.shrink_to_fit();
    head
}

/// A script without the line that names its source.
fn body(script: &str) -> &str {
    script.split_once('\n').map_or(script, |(_, body)| body)
}

/// Writes a block, if there is anything to stand in it.
fn block<T: Into<Cow<'static, str>>>(
    head: &mut Head,
    open: &'static str,
    content: impl IntoIterator<Item = T>,
    close: &'static str,
) {
    let begin = head.len();
    let content = content.into_iter().map(Into::into);
    head.extend(content.filter(|piece| !piece.is_empty()));
    if let Some(last) = head[begin..].last_mut() {
        match last {
            Cow::Borrowed(text) => *text = text.trim_end(),
            Cow::Owned(text) => text.truncate(text.trim_end().len()),
        }
        head.insert(begin, open.into());
        head.push(close.into());
    }
}
