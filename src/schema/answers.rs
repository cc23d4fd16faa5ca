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
    bare(&page[body]).is_some_and(|bare| ANSWERS.contains(&bare.as_str()))
}

/// Whether a part of a page is nothing but *TODO*, which is no answer.
pub fn is_put_off(page: &Page<'_>, body: Span<Text>) -> bool {
    bare(&page[body]).is_some_and(|bare| bare == "todo")
}

/// A short text without the signs around it.
fn bare(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    (text.len() <= 40).then(|| bare.to_lowercase())
}
