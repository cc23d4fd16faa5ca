//! Ids as MkDocs makes them of headings and titles.

use unicode_normalization::UnicodeNormalization as _;

/// The slug of a text, not yet made unique.
pub fn slugify(text: &str) -> String {
    let stays =
        |c: &char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || matches!(c, '_' | '-');
    // ASCII is normal as it is, and needs no tables.
    let kept: String = if text.is_ascii() {
        text.chars().filter(stays).collect()
    } else {
        text.nfkd().filter(stays).collect()
    };
    let mut slug = String::with_capacity(kept.len());
    for c in kept.trim().chars() {
        if c != '-' && !c.is_ascii_whitespace() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}
