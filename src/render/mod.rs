//! From a parsed page to the text that mdBook renders.

pub mod admonition;

use crate::config::Config;
use crate::edit::{self, Edit};
use crate::library::Library;
use crate::page::{Flavor, Page};
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

/// The page's new text.
pub fn render(page: &Page<'_>, _cx: &Context<'_>) -> String {
    let edits: Vec<Edit> = Vec::new();
    edit::apply(page.unfolded(), edits)
}
