//! From a parsed page to the text that mdBook renders.

pub mod abbreviations;
pub mod admonition;
pub mod attributes;
pub mod banner;
pub mod card;
pub mod emoji;
pub mod escape;
pub mod icons;
pub mod inline;
pub mod keys;
pub mod markdown;
pub mod marks;
pub mod panel;
pub mod quick_reference;
pub mod shortcodes;
pub mod strip;
pub mod toc;

use crate::config::Config;
use crate::edit::{self, Edit};
use crate::library::Library;
use crate::page::{Flavor, Kind, Page};
use crate::report::Located;
use mdbook_markdown::MarkdownOptions;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// mdBook's HTML renderer.
    Html {
        /// Whether the page shows its diagnostics.
        panel: bool,
        /// Whether the page carries the stylesheet.
        stylesheet: bool,
    },
    /// Any other renderer, and `mdbook test`.
    Markdown,
}

impl Target {
    /// What Material blocks become.
    pub fn flavor(self) -> Flavor {
        match self {
            Target::Html { .. } => Flavor::Html,
            Target::Markdown => Flavor::Markdown,
        }
    }
}

/// What a transform knows besides the page.
pub struct Context<'a> {
    /// All pages.
    pub library: &'a Library,
    /// The book's configuration.
    pub config: &'a Config,
    /// The page's path as mdBook links to it.
    pub path: &'a str,
    /// Whether it is a pattern page.
    pub is_pattern: bool,
    /// What the text is for.
    pub target: Target,
    /// The page's diagnostics.
    pub diagnostics: &'a [Located],
    /// How mdBook parses.
    pub options: &'a MarkdownOptions,
}

/// The stylesheet, one line per rule; without blank lines it is one HTML block.
pub const STYLESHEET: &str = include_str!("../../assets/patterns.css");

/// The page's new text.
pub fn render(page: &Page<'_>, cx: &Context<'_>) -> String {
    let mut edits = strip::edits(page);
    edits.extend(page.inline.edits());
    let mut top = String::new();
    if let Target::Html { panel: true, .. } = cx.target {
        top.push_str(&panel::render(cx));
    }
    if cx.is_pattern && page.frontmatter.is_sound() {
        if cx.config.card {
            top.push_str(&card::render(page, cx));
        }
        top.push_str(&banner::render(page, cx));
    }
    let tables = quick_reference::edit(page, cx);
    let styled = !top.is_empty()
        || tables.as_ref().is_some_and(|edit| !edit.text.is_empty())
        || !page.admonitions().is_empty()
        || !page.callouts.is_empty()
        || page.inline.has_tags()
        || has_grid(page);
    edits.extend(tables);
    let title = title_end(page);
    if !top.is_empty() {
        edits.push(Edit::insert(title, format!("\n{top}\n")));
    }
    if let Target::Html {
        stylesheet: true, ..
    } = cx.target
        && styled
    {
        edits.insert(
            0,
            Edit::insert(0, format!("<style>{}</style>\n\n", STYLESHEET.trim_end())),
        );
    }
    edit::apply(page.unfolded(), edits)
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
