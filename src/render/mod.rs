//! From a parsed page to the text that mdBook renders.

pub mod admonition;
pub mod banner;
pub mod card;
pub mod code_titles;
pub mod diagram;
pub mod format;
pub mod frames;
pub mod kind_styles;
pub mod level_navigation;
pub mod links;
pub mod markup;
pub mod panel;
pub mod quick_reference;
pub mod quote;
pub mod snippet;
pub mod strip;
pub mod structured_data;
pub mod tabs;
pub mod tag_attributes;
pub mod themed_images;
pub mod toc;
pub mod usage_columns;

use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::diagram::Diagrams;
use crate::library::Library;
use crate::library::leads::Leads;
use crate::page::{Kind, Page};
use crate::pattern::Reading;
use crate::text::edit;
use crate::text::edit::Edit;
use format::Format;
use links::{Anchor, IdOf};
use mdbook_markdown::MarkdownOptions;
use std::fmt::Write as _;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// mdBook's HTML renderer.
    Html {
        /// Whether the page shows its diagnostics.
        panel: bool,
        /// Whether the page carries the stylesheet.
        stylesheet: bool,
        /// Whether a page whose parts need the script carries it.
        script: bool,
    },
    /// Any other renderer, and `mdbook test`.
    Markdown,
}

impl Target {
    /// The language that is written.
    pub fn format(self) -> Format {
        match self {
            Target::Html { .. } => Format::Html,
            Target::Markdown => Format::Markdown,
        }
    }
}

/// What a transform knows besides the page.
pub struct RenderContext<'a> {
    /// All pages.
    pub library: &'a Library,
    /// What the template reads in the page.
    pub pattern: &'a Reading<'a>,
    /// Where the page's links lead.
    pub leads: &'a Leads,
    /// The id on its page that an anchor means where it is no id itself; not
    /// known before all pages are parsed.
    pub ids: Option<&'a IdOf<'a>>,
    /// The book's configuration.
    pub config: &'a Config,
    /// The page's path as mdBook links to it.
    pub path: &'a str,
    /// Whether it is a pattern page.
    pub is_pattern: bool,
    /// What the text is for.
    pub target: Target,
    /// The book's diagrams.
    pub diagrams: &'a Diagrams,
    /// The page's diagnostics.
    pub diagnostics: &'a [Located],
    /// How mdBook parses.
    pub options: &'a MarkdownOptions,
}

/// The stylesheet, one line per rule; without blank lines it is one HTML block.
pub const STYLESHEET: &str = include_str!("../../assets/patterns.css");

/// The script. It does nothing the second time, since print.html has every page's.
pub const SCRIPT: &str = include_str!("../../assets/patterns.min.js");

/// A rendered page.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its new text.
    pub text: String,
    /// Its links to ids of other pages, where those are not known yet.
    pub anchors: Vec<Anchor>,
}

/// Renders a page.
pub fn render(page: &Page<'_>, cx: &RenderContext<'_>) -> Rendered {
    let mut anchors = Vec::new();
    let mut edits = strip::edits(page);
    edits.extend(links::edits(page, cx, &mut anchors));
    let mut top = String::new();
    if let Target::Html { panel: true, .. } = cx.target {
        top.push_str(&panel::render(cx));
    }
    let described = cx.is_pattern && page.frontmatter.is_sound();
    if described && cx.config.card {
        top.push_str(&card::render(cx));
    }
    let levels = level_navigation::render(cx);
    top.push_str(&levels);
    if described {
        top.push_str(&banner::render(cx));
    }
    let drawn = diagram::edits(page, cx);
    if described && cx.config.structured_data && matches!(cx.target, Target::Html { .. }) {
        top.push_str(&structured_data::render(page, cx));
    }
    // Insertions at one place keep their order, and nothing of ours belongs into the columns.
    if !top.is_empty() {
        edits.push(Edit::insert(title_end(page), format!("\n{top}\n")));
    }
    let columns = usage_columns::edits(page, cx);
    let contents = toc::edits(page, cx.target.format(), &cx.config.words);
    let titles = code_titles::edits(page, cx.target.format());
    let tables = quick_reference::edit(page, cx, &edits);
    let styled = !top.is_empty()
        || !columns.is_empty()
        || tables.as_ref().is_some_and(|edit| !edit.text.is_empty())
        || !page.blocks().is_empty()
        || !page.callouts.is_empty()
        || !drawn.edits.is_empty()
        || !titles.is_empty()
        || markup::has_tags(page)
        || !contents.is_empty()
        || has_grid(page);
    edits.extend(columns);
    edits.extend(titles);
    edits.extend(contents);
    edits.extend(tables);
    edits.extend(drawn.edits);
    let scripted = tabs::has(page) || !levels.is_empty() || !drawn.style.is_empty();
    let head = head(page, cx, (styled, scripted), &drawn.style);
    if !head.is_empty() {
        edits.insert(0, Edit::insert(0, head));
    }
    let (text, map) = edit::apply_mapped(page.unfolded(), &edits);
    Rendered {
        text: frames::write(page, cx, text, &map),
        anchors,
    }
}

/// The page's style and script, each one HTML block.
fn head(
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

/// Whether the page may hold a card grid; where that is only text, a stylesheet too many does no harm.
fn has_grid(page: &Page<'_>) -> bool {
    memchr::memmem::find(page.unfolded().as_bytes(), b"class=\"grid").is_some()
}

/// Where the card goes: behind the title, wherever that is; at the top of a page without one.
fn title_end(page: &Page<'_>) -> usize {
    let top_level = |index: &usize| page.nodes[*index].parent.is_none();
    let heading = page
        .headings
        .iter()
        .filter(|heading| heading.rank == 1)
        .map(|heading| heading.node)
        .find(top_level);
    let html = || {
        (0..page.nodes.len()).filter(top_level).find(|index| {
            let node = &page.nodes[*index];
            node.kind == Kind::Html
                && page.unfolded()[node.out.clone()]
                    .to_ascii_lowercase()
                    .contains("</h1>")
        })
    };
    heading
        .or_else(html)
        .map_or(0, |index| page.nodes[index].out.end)
}
