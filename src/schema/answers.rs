//! Sections that say, in a word, that there is nothing to say.

use crate::page::Page;
use crate::text::span::{Span, Text};

const ANSWERS: [&str; 7] = [
    "n/a",
    "na",
    "none",
    "not applicable",
    "nothing",
    "does not apply",
    "no changes",
];

/// Whether a part of a page is nothing but *N/A*, *None* and the like.
pub fn is_none(page: &Page<'_>, body: Span<Text>) -> bool {
    let text = page[body].trim();
    if text.len() > 40 {
        return false;
    }
    let bare = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    ANSWERS.contains(&bare.as_str())
}
