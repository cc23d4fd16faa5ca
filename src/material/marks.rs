//! `==marked==`, `^^inserted^^`, `^superscript^` and `~subscript~`, by Material's rules:
//! nothing begins before white space or behind a word, so that `x == y` and `2^n` stay.

use crate::material::markup::{Element, Group, Replacement, What, is_escaped};
use crate::material::runs::{self, ElementKind, Run, Runs};
use crate::text::maps::HashMap;
use crate::text::span::Span;
use std::cell::LazyCell;
use std::ops::Range;

/// The changes for all marks in running text. In plain books `~x~` is struck out and `^x^` is text.
pub fn find(text: &str, runs: &Runs, is_material: impl Fn() -> bool) -> Vec<Group> {
    let mut groups = Vec::new();
    let is_material = LazyCell::new(is_material);
    // What is open, by block and element: the two ends of a mark stand in the same.
    let mut open: HashMap<(usize, usize), Vec<(u8, usize)>> = HashMap::default();
    let signs = memchr::memchr3_iter(b'=', b'^', b'~', text.as_bytes());
    let mut until = 0;
    for (start, run) in runs.among(signs) {
        if start < until {
            continue;
        }
        let byte = text.as_bytes()[start];
        let same = text.as_bytes()[start..run.span.end].iter();
        let count = same.take_while(|b| **b == byte).count();
        until = start + count;
        if is_escaped(text, start) {
            continue;
        }
        if count == 2 && byte != b'~' {
            let open = open.entry((run.block, run.parent)).or_default();
            groups.extend(double(text, run, start, open));
        } else if count == 1
            && byte != b'='
            && *is_material
            && let Some(group) = small(text, run, start)
        {
            until = group.last().map_or(until, |change| change.span.end);
            groups.push(group);
        }
    }
    for element in &runs.elements {
        let found = subscript(text, element);
        groups.extend(found.filter(|_| *is_material));
    }
    groups
}

/// One end of `==…==` or `^^…^^`; a group where it closes one that is open.
fn double(text: &str, run: &Run, at: usize, open: &mut Vec<(u8, usize)>) -> Option<Group> {
    let byte = text.as_bytes()[at];
    let before = text[..at].chars().next_back();
    let behind = text[at + 2..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opener = open.iter().rposition(|(other, _)| *other == byte);
    if let Some(index) = opener
        && !is_space(before)
        && !is_word(behind)
        && open[index].1 + 2 < at
    {
        let start = open[index].1;
        // What was opened in between is not closed inside.
        open.truncate(index);
        let element = if byte == b'=' {
            Element::Mark
        } else {
            Element::Insertion
        };
        return Some(tags(start..start + 2, at..at + 2, element, run.in_image));
    }
    if opener.is_none() && !is_word(before) && !is_space(behind) {
        open.push((byte, at));
    }
    None
}

fn tags(open: Range<usize>, close: Range<usize>, element: Element, in_image: bool) -> Group {
    let inner = open.end..close.start;
    let change = |span: Range<usize>, what| Replacement {
        span: Span::new(span),
        what,
        in_image,
    };
    vec![
        change(
            open,
            What::Open {
                element: element.clone(),
                inner: Span::new(inner),
            },
        ),
        change(
            close,
            What::Close {
                element,
                list: None,
            },
        ),
    ]
}

/// `^…^` and `~…~` around letters and digits, also with a sign: `10^6^`, `s^-1^`, `H~2~O`.
fn small(text: &str, run: &Run, at: usize) -> Option<Group> {
    let byte = text.as_bytes()[at];
    let part = &text[at + 1..run.span.end];
    let sign = part.chars().next().filter(|c| matches!(c, '+' | '-' | '−'));
    let sign = sign.map_or(0, char::len_utf8);
    let len = sign + part[sign..].find(|c: char| !c.is_alphanumeric())?;
    let closes = part.as_bytes()[len] == byte && part.as_bytes().get(len + 1) != Some(&byte);
    // About five, `~5`, is no subscript, and `~5~10` none either.
    let base = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
    if len == sign || !closes || byte == b'~' && !base {
        return None;
    }
    let close = at + 1 + len;
    let element = if byte == b'~' {
        Element::Subscript
    } else {
        Element::Superscript
    };
    Some(tags(at..at + 1, close..close + 1, element, run.in_image))
}

/// To mdBook `~x~` is struck out; to Material it is a subscript where no space stands inside.
fn subscript(text: &str, element: &runs::InlineElement) -> Option<Group> {
    let span = element.span.clone();
    let whole = &text[span.clone()];
    let inner = whole.strip_prefix('~')?.strip_suffix('~')?;
    let single = !inner.starts_with('~') && !inner.contains(char::is_whitespace);
    if element.kind != ElementKind::Strikethrough || !single {
        return None;
    }
    let ends = (span.start..span.start + 1, span.end - 1..span.end);
    Some(tags(ends.0, ends.1, Element::Subscript, element.in_image))
}

/// The signs above the line for a text, if there are any.
pub fn superscript(text: &str) -> Option<String> {
    let among = |c| among("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", c);
    text.chars().map(among).collect()
}

/// The signs below the line for a text, if there are any.
pub fn subscript_signs(text: &str) -> Option<String> {
    let among = |c| among("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋", c);
    text.chars().map(among).collect()
}

fn among(from: &str, to: &str, c: char) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find_map(|(a, b)| (a == c).then_some(b))
}
