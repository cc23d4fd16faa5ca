//! Diagrams, tables and lists that other pages may have word for word.

use crate::page::{Kind, Page, charset};
use crate::text::hash;
use crate::text::span::{Span, Text};

/// A diagram, a table or a list.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Its index in [`Page::nodes`].
    pub node: usize,
    /// Its first line.
    pub line: Span<Text>,
    /// What it is, in a word.
    pub what: &'static str,
    /// A hash of what it is and of its words: pieces with the same are the same.
    pub key: u64,
}

/// What is shorter may well be said twice: so many letters and digits.
const MIN_TEXT: usize = 40;
/// A shorter list may well be the same by chance.
const MIN_ITEMS: usize = 3;

/// The pieces of a page's own text, in order; what stands inside one is no other. They are the same
/// before and after a fix: text that was decoded with the wrong charset is repaired, and what a table
/// has swallowed is none of it.
pub(super) fn all(page: &Page<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        let index = at;
        at += 1;
        if node.span.start >= page.own_end {
            break;
        }
        let what = match node.kind {
            ref kind if kind.is_diagram() => "diagram",
            Kind::Table => "table",
            Kind::List { .. } if is_said(page, index) => "list",
            Kind::List { .. } => {
                at = node.end;
                continue;
            }
            _ => continue,
        };
        at = node.end;
        let mut key = hash::fnv1a(&[what]);
        let mut signs = 0;
        let mut add = |text: &str| {
            let repaired = charset::repair(text);
            key = with_words(key, &repaired);
            // Whether they are enough is all that is asked.
            if signs < MIN_TEXT {
                signs += signs_at_start(text);
            }
        };
        if node.kind == Kind::Table {
            let rows = page.children(index).map(|(_, row)| row);
            rows.filter(|row| !page.is_swallowed(row))
                .for_each(|row| add(page.text_of(row)));
        } else {
            add(page.text_of(node));
        }
        if signs >= MIN_TEXT {
            pieces.push(Piece {
                node: index,
                line: page.first_line(node.span),
                what,
                key,
            });
        }
    }
    pieces
}

/// The letters and digits of a text, or at least [`MIN_TEXT`] where it has more.
fn signs_at_start(text: &str) -> usize {
    let mut signs = 0;
    for c in text.chars() {
        signs += usize::from(c.is_alphanumeric());
        if signs == MIN_TEXT {
            break;
        }
    }
    signs
}

/// Whether a list says something: tasks and links are often the same for many pages.
fn is_said(page: &Page<'_>, list: usize) -> bool {
    let items = page.children(list);
    let mut count = 0;
    for (index, item) in items {
        let first = page.nodes.get(index + 1);
        let is_link = first.is_some_and(|first| {
            let inside = match first.kind {
                Kind::Paragraph => page.nodes.get(index + 2),
                _ => Some(first),
            };
            inside.is_some_and(|node| matches!(node.kind, Kind::Link { .. } | Kind::Image { .. }))
        });
        if is_link || item.kind != (Kind::Item { task: None }) {
            return false;
        }
        count += 1;
    }
    count >= MIN_ITEMS
}

/// The hash of a text's words more, letter by letter, whatever blank space stands between them.
fn with_words(hash: u64, text: &str) -> u64 {
    // Bytes are told apart faster than characters, and most texts have no others.
    if text.is_ascii() {
        let signs = text.bytes().map(char::from);
        with_runs(hash, signs, |sign| sign <= ' ' && sign.is_whitespace())
    } else {
        with_runs(hash, text.chars(), char::is_whitespace)
    }
}

/// The hash of runs of signs more that are not blank.
fn with_runs(
    mut hash: u64,
    signs: impl Iterator<Item = char>,
    is_blank: impl Fn(char) -> bool,
) -> u64 {
    let mut in_run = false;
    for sign in signs {
        if !is_blank(sign) {
            hash = hash::with_sign(hash, sign.into());
            in_run = true;
        } else if in_run {
            hash = hash::with_sign(hash, 0);
            in_run = false;
        }
    }
    if in_run {
        hash::with_sign(hash, 0)
    } else {
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::with_words;

    #[test]
    fn blank_space_between_words_makes_no_difference() {
        for [one, other] in [
            ["a bc", "  a\t\r\n bc\n"],
            ["é bc", "é\u{a0}bc "],
            ["", " \n"],
            ["a b", "a\u{b}b"],
        ] {
            assert_eq!(with_words(7, one), with_words(7, other));
        }
        assert_ne!(with_words(7, "a bc"), with_words(7, "ab c"));
        assert_ne!(with_words(7, "a bc"), with_words(7, "abc"));
        assert_ne!(with_words(7, "é"), with_words(7, "e"));
    }
}
