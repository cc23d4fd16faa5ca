//! What a page is rendered for.

/// The language of the text that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown with HTML in it, for mdBook's HTML renderer.
    Html,
    /// Markdown alone, for any other renderer and `mdbook test`.
    Markdown,
}
