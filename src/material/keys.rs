//! Keys: `++ctrl+alt+del++`. Only keys that have a name, single letters and digits, and
//! words in quotes are keys: `C++ and C++` and `i++` stay.

use super::key_names::{NAMES, SIDED};
use crate::material::markup::{Group, Replacement, What, is_escaped};
use crate::material::runs::{Run, Runs};
use crate::text::span::Span;

/// More keys are not pressed at once.
const MOST: usize = 8;

fn labelled(names: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let found = names.iter().find(|(other, _)| *other == name)?;
    Some(found.1)
}

/// The changes for all keys in running text.
pub fn find(text: &str, runs: &Runs) -> Vec<Group> {
    let mut groups = Vec::new();
    // Most pages have none, and in most runs a search costs more to prepare than to make.
    if memchr::memmem::find(text.as_bytes(), b"++").is_none() {
        return groups;
    }
    for run in &runs.runs {
        let mut at = run.span.start;
        while let Some(next) = memchr::memmem::find(&text.as_bytes()[at..run.span.end], b"++") {
            let start = at + next;
            at = start + 2;
            let before = text[..start].chars().next_back();
            let joined = before.is_some_and(|c| c.is_alphanumeric() || c == '+');
            if joined || is_escaped(text, start) {
                continue;
            }
            if let Some((labels, len)) = parse(text, run, start) {
                let span = start..start + len;
                at = span.end;
                groups.push(vec![Replacement {
                    span: Span::new(span),
                    what: What::Keys(labels),
                    in_image: run.in_image,
                }]);
            }
        }
    }
    groups
}

/// The keys' labels and how many bytes they take, `++` at both ends included.
fn parse(text: &str, run: &Run, start: usize) -> Option<(Vec<String>, usize)> {
    let part = &text[start..run.span.end];
    let mut rest = &part[2..];
    let mut labels = Vec::new();
    while labels.len() < MOST {
        let (label, behind) = key(rest)?;
        labels.push(label);
        if let Some(end) = behind.strip_prefix("++") {
            let ends = !end.starts_with(|c: char| c.is_alphanumeric() || c == '+');
            return ends.then_some((labels, part.len() - end.len()));
        }
        rest = behind.strip_prefix('+')?;
    }
    None
}

/// One key's label, and what follows it.
fn key(text: &str) -> Option<(String, &str)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = &text[1..];
        // A label is short; what is longer is no key.
        let end = inside.char_indices().take(40).find(|(_, c)| *c == quote)?.0;
        let label = inside[..end].trim();
        return (!label.is_empty()).then(|| (label.to_owned(), &inside[end + 1..]));
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '-';
    let len = text.char_indices().take(20).find(|(_, c)| !is_name(*c))?.0;
    let (name, rest) = text.split_at(len);
    Some((label(&name.to_lowercase())?, rest))
}

fn label(name: &str) -> Option<String> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_alphanumeric().then(|| c.to_uppercase().collect());
    }
    let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<u8>().ok();
    if let Some(n) = number("f").filter(|n| (1..=24).contains(n)) {
        return Some(format!("F{n}"));
    }
    if let Some(n) = number("num").filter(|n| *n < 10) {
        return Some(format!("Num {n}"));
    }
    let sides = [
        ("left-", "Left"),
        ("right-", "Right"),
        ("l", "Left"),
        ("r", "Right"),
    ];
    for (prefix, side) in sides {
        let rest = name.strip_prefix(prefix);
        if let Some(key) = rest.and_then(|rest| labelled(SIDED, rest)) {
            return Some(format!("{side} {key}"));
        }
    }
    let on_pad = name.strip_prefix("num-");
    if let Some(key) = on_pad.and_then(|rest| labelled(NAMES, rest)) {
        return Some(format!("Num {key}"));
    }
    let label = labelled(NAMES, name)?;
    Some(label.to_owned())
}
