//! `==marked==`, `^^inserted^^`, `^superscript^` and `~subscript~`, by Material's rules:
//! nothing begins before white space or behind a word, so that `x == y` and `2^n` stay.

use crate::material::inline::{Change, Group, is_escaped};
use crate::material::runs::{Element, Inline, Run, Runs};
use crate::page::Flavor;
use std::collections::HashMap;
use std::ops::Range;

/// The changes for all marks in running text.
pub fn find(text: &str, runs: &Runs, flavor: Flavor) -> Vec<Group> {
    let mut groups = Vec::new();
    // What is open, by block and element: the two ends of a mark stand in the same.
    let mut open: HashMap<(usize, usize), Vec<(u8, usize)>> = HashMap::new();
    for run in &runs.runs {
        let flavor = if run.in_image {
            Flavor::Markdown
        } else {
            flavor
        };
        let mut at = run.span.start;
        while let Some(next) = memchr::memchr3(b'=', b'^', b'~', &text.as_bytes()[at..run.span.end])
        {
            let start = at + next;
            let byte = text.as_bytes()[start];
            let same = text.as_bytes()[start..run.span.end].iter();
            let count = same.take_while(|b| **b == byte).count();
            at = start + count;
            if is_escaped(text, start) {
                continue;
            }
            if count == 2 && byte != b'~' {
                let open = open.entry((run.block, run.parent)).or_default();
                groups.extend(double(text, start, open, flavor));
            } else if count == 1
                && byte != b'='
                && let Some(group) = small(text, run, start, flavor)
            {
                at = group.last().map_or(at, |change| change.span.end);
                groups.push(group);
            }
        }
    }
    let elements = runs.elements.iter();
    groups.extend(elements.filter_map(|element| subscript(text, element, flavor)));
    groups
}

/// One end of `==…==` or `^^…^^`; a group where it closes one that is open.
fn double(text: &str, at: usize, open: &mut Vec<(u8, usize)>, flavor: Flavor) -> Option<Group> {
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
        let tag = if byte == b'=' { "mark" } else { "ins" };
        return Some(tags(start..start + 2, at..at + 2, tag, flavor));
    }
    if opener.is_none() && !is_word(before) && !is_space(behind) {
        open.push((byte, at));
    }
    None
}

fn tags(open: Range<usize>, close: Range<usize>, tag: &str, flavor: Flavor) -> Group {
    if flavor == Flavor::Markdown {
        return vec![Change::delete(open), Change::delete(close)];
    }
    vec![
        Change::hidden(open, format!("<{tag}>")),
        Change::hidden(close, format!("</{tag}>")),
    ]
}

/// `^…^` and `~…~` around letters and digits, also with a sign: `10^6^`, `s^-1^`, `H~2~O`.
fn small(text: &str, run: &Run, at: usize, flavor: Flavor) -> Option<Group> {
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
    let ends = (at..at + 1, close..close + 1);
    Some(if byte == b'~' {
        lower(text, ends, flavor)
    } else {
        raise(text, ends, flavor)
    })
}

/// A superscript between its two delimiters.
fn raise(text: &str, (open, close): (Range<usize>, Range<usize>), flavor: Flavor) -> Group {
    if flavor == Flavor::Html {
        return tags(open, close, "sup", flavor);
    }
    let content = &text[open.end..close.start];
    match content.chars().map(raised).collect() {
        Some(raised) => plain(open.start..close.end, raised),
        // Without any sign, `10^x^` would read as another number.
        None => vec![
            Change {
                span: open,
                text: "&#94;".to_owned(),
                shown: "^".to_owned(),
            },
            Change::delete(close),
        ],
    }
}

/// A subscript between its two delimiters.
fn lower(text: &str, (open, close): (Range<usize>, Range<usize>), flavor: Flavor) -> Group {
    let content = &text[open.end..close.start];
    match content.chars().map(lowered).collect() {
        Some(lowered) if flavor == Flavor::Markdown => plain(open.start..close.end, lowered),
        _ => tags(open, close, "sub", flavor),
    }
}

fn plain(span: Range<usize>, text: String) -> Group {
    let shown = text.clone();
    vec![Change { span, text, shown }]
}

/// To mdBook `~x~` is struck out; to Material it is a subscript where no space stands inside.
fn subscript(text: &str, element: &Element, flavor: Flavor) -> Option<Group> {
    let span = element.span.clone();
    let whole = &text[span.clone()];
    let inner = whole.strip_prefix('~')?.strip_suffix('~')?;
    let single = !inner.starts_with('~') && !inner.contains(char::is_whitespace);
    if element.kind != Inline::Strikethrough || !single {
        return None;
    }
    let flavor = if element.in_image {
        Flavor::Markdown
    } else {
        flavor
    };
    let ends = (span.start..span.start + 1, span.end - 1..span.end);
    Some(lower(text, ends, flavor))
}

fn raised(c: char) -> Option<char> {
    among("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", c)
}

fn lowered(c: char) -> Option<char> {
    among("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋", c)
}

fn among(from: &str, to: &str, c: char) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find_map(|(a, b)| (a == c).then_some(b))
}
