//! Placeholders as templates write them: `{…}`, `[…]`, `<…>` with a word in them.

use crate::schema::optional;
use crate::text::html::{is_block, is_one_of};
use std::ops::Range;

/// Elements of HTML that may stand in running text; [`is_block`] knows the others.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "audio", "b", "br", "button", "canvas", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "object", "picture", "q", "s", "samp", "select",
    "small", "source", "span", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "video", "wbr",
];

/// What placeholders stand between.
const OPENING: [char; 3] = ['{', '[', '<'];
const CLOSING: [char; 3] = ['}', ']', '>'];

/// The bytes of the outermost placeholders of a text without code and links, in order. Takes time
/// linear in the text, however deep brackets nest.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // Most texts hold none.
    if memchr::memchr3(b'{', b'[', b'<', bytes).is_none() {
        return Vec::new();
    }
    let mut open: Vec<usize> = Vec::new();
    let mut waiting = [0_usize; 3];
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut word = None;
    let mut letters = 0;
    for (at, c) in text.char_indices() {
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        if letters == 2 {
            word = Some(at);
        }
        if let Some(kind) = position(&OPENING, c) {
            if may_open(text, at) {
                open.push(at);
                waiting[kind] += 1;
            }
        } else if let Some(kind) = position(&CLOSING, c) {
            if waiting[kind] == 0 || c == '>' && text[..at].ends_with(['-', '=']) {
                continue;
            }
            while let Some(start) = open.pop() {
                let other = position(&OPENING, char::from(bytes[start])).unwrap_or(0);
                waiting[other] -= 1;
                if other == kind {
                    let has_word = word.is_some_and(|word| word > start);
                    if has_word && is_placeholder(text, start..at + 1) {
                        while found.last().is_some_and(|inner| inner.start > start) {
                            found.pop();
                        }
                        found.push(start..at + 1);
                    }
                    break;
                }
            }
        }
    }
    found
}

fn position(brackets: &[char; 3], c: char) -> Option<usize> {
    brackets.iter().position(|bracket| *bracket == c)
}

/// The placeholder that is all of a text, between its brackets. A closing bracket may lack.
pub fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    let found = find(text);
    if found.first() == Some(&(0..text.len())) {
        return Some(text[1..text.len() - 1].trim());
    }
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let is_lone =
        |inner: &&str| inner.split_whitespace().count() >= 3 && !inner.contains(['(', ')']);
    if let Some(inner) = inner.filter(is_lone) {
        return Some(inner.trim());
    }
    let unclosed = text.strip_prefix('{').filter(|rest| !rest.contains('}'));
    unclosed.filter(|rest| rest.chars().any(char::is_alphabetic))
}

/// What a placeholder is known by: white space and numbers aside.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            word.chars()
                .map(|c| if c.is_ascii_digit() { '#' } else { c }),
        );
    }
    key.to_lowercase()
}

/// Whether a bracket is one of its own: no index, no generic type, no variable, not escaped.
fn may_open(text: &str, at: usize) -> bool {
    let bracket = text.as_bytes()[at];
    let before = text[..at].chars().next_back();
    let bound = |c: char| match bracket {
        b'[' => c.is_alphanumeric() || matches!(c, '_' | ']' | '\\' | '!'),
        b'{' => matches!(c, '\\' | '$' | '%'),
        _ => c.is_alphanumeric() || matches!(c, '\\' | '_' | '&' | '<'),
    };
    !before.is_some_and(bound)
}

fn is_placeholder(text: &str, range: Range<usize>) -> bool {
    let inner = &text[range.start + 1..range.end - 1];
    let behind = &text[range.end..];
    match text.as_bytes()[range.start] {
        b'[' => {
            let starts_line = text[..range.start].trim_end_matches(' ').ends_with('\n')
                || text[..range.start].trim().is_empty();
            let is_link = behind.starts_with(['(', '[']) || behind.starts_with(':') && starts_line;
            let is_sign = inner.starts_with(['^', '!', '#']) || inner == "TOC";
            !(is_link || is_sign || optional::is_said_in_brackets(inner))
        }
        b'{' => {
            let first = inner.split_whitespace().next().unwrap_or("");
            !inner.trim_start().starts_with(['#', '.', ':', '%'])
                && !inner.starts_with("{#")
                && !first.contains('=')
        }
        _ => !is_tag(inner),
    }
}

/// Whether what stands between angle brackets is a tag, an address or nothing of the kind.
fn is_tag(inner: &str) -> bool {
    if !inner.starts_with(char::is_alphabetic) {
        return true;
    }
    // What stands in quotes is the value of an attribute.
    let outside: String = inner.split('"').step_by(2).collect();
    let mut words = outside.split_whitespace();
    let first = words.next().unwrap_or("");
    let is_address = !inner.contains(' ') && (inner.contains("://") || inner.contains('@'));
    let name = first.trim_end_matches('/');
    let is_element = is_block(name) || is_one_of(INLINE, name);
    // `<a comma separated list>` begins like a link and has no attributes.
    let bare = words.filter(|word| !word.contains('=')).count();
    is_address || is_element && bare <= 1
}

#[cfg(test)]
mod tests {
    use super::{find, key, whole};

    #[test]
    fn what_is_a_placeholder() {
        for (text, found) in [
            ("{title of option 1}", &["{title of option 1}"][..]),
            (
                "Intent of [Pattern] and <Company Name>",
                &["[Pattern]", "<Company Name>"],
            ),
            ("{which {force} wins | …}", &["{which {force} wins | …}"]),
            (
                "[a link](x.md) [ref][x] [x] [ ] [^1] a[index] ![img] \\[no]",
                &[],
            ),
            ("{#id} {.class} {width=3} {{#include x.md}} ${HOME}", &[]),
            (
                "<br> <div class=\"x y\"> <div class=\"x y\" markdown> { .x .y } <details open> <https://x.org> <me@x.org> </b>",
                &[],
            ),
            ("<a comma separated list>", &["<a comma separated list>"]),
            ("Vec<String>, a < bb and cc > d, x -> yy", &[]),
            ("[X] {n} <T>", &[]),
        ] {
            let all: Vec<&str> = find(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(all, found, "{text}");
        }
    }

    #[test]
    fn whole_placeholders_and_their_keys() {
        assert_eq!(whole(" {list all} "), Some("list all"));
        assert_eq!(whole("{proposed | accepted"), Some("proposed | accepted"));
        assert_eq!(whole("(what is to be done)"), Some("what is to be done"));
        assert_eq!(whole("(two words)"), None);
        assert_eq!(whole("by {name}"), None);
        assert_eq!(key("{Title  of\noption 12}"), "{title of option ##}");
    }
}
