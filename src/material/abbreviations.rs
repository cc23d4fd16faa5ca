//! Abbreviations: `*[HTML]: Hyper Text Markup Language` on a line of its own. The line
//! goes; in HTML every word `HTML` in running text says what it stands for.

use crate::material::markup::{Group, Replacement, What};
use crate::material::runs::{Passage, PassageKind, Runs};
use crate::text::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// Further definitions define nothing.
const MOST_DEFINITIONS: usize = 500;

/// Further words, and what is longer, stay without their meaning.
const MOST_WORDS: usize = 2000;
const LONGEST_TITLE: usize = 300;

/// A definition; its lines go.
struct Definition<'t> {
    short: &'t str,
    title: &'t str,
    span: Range<usize>,
}

/// The changes that take the definitions away, and those that explain the words.
pub fn find(text: &str, runs: &Runs) -> [Vec<Group>; 2] {
    let mut definitions = all(text, runs);
    let gone = definitions
        .iter()
        .map(|definition| vec![Replacement::delete(definition.span.clone())])
        .collect();
    definitions.retain(|definition| {
        definition.title.len() <= LONGEST_TITLE && !definition.title.is_empty()
    });
    definitions.truncate(MOST_DEFINITIONS);
    if definitions.is_empty() {
        return [gone, Vec::new()];
    }
    [gone, words(text, runs, &definitions)]
}

fn words(text: &str, runs: &Runs, definitions: &[Definition<'_>]) -> Vec<Group> {
    let shorts = definitions.iter().map(|definition| definition.short);
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(shorts);
    let Ok(finder) = finder else {
        return Vec::new();
    };
    let mut groups = Vec::new();
    for run in runs.runs.iter().filter(|run| !run.in_image) {
        let part = &text[run.span.clone()];
        for found in finder.find_iter(part) {
            let span = run.span.start + found.start()..run.span.start + found.end();
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if is_word(text[..span.start].chars().next_back())
                || is_word(text[span.end..].chars().next())
            {
                continue;
            }
            if groups.len() >= MOST_WORDS {
                return groups;
            }
            let definition = &definitions[found.pattern().as_usize()];
            groups.push(vec![Replacement {
                what: What::Abbreviation {
                    short: text[span.clone()].to_owned(),
                    title: definition.title.to_owned(),
                },
                span: Span::new(span),
                in_image: false,
            }]);
        }
    }
    groups
}

/// All definitions: lines of running text that no element reaches into from another line.
fn all<'t>(text: &'t str, runs: &Runs) -> Vec<Definition<'t>> {
    if memchr::memmem::find(text.as_bytes(), b"*[").is_none() {
        return Vec::new();
    }
    let holds =
        |block: &&Passage| matches!(block.container, PassageKind::Paragraph | PassageKind::Other);
    let lines = runs
        .blocks
        .iter()
        .filter(holds)
        .flat_map(|block| runs.lines_of(block));
    let found = lines.filter_map(|start| definition(text, *start));
    // Up to each element, where the one that reaches farthest ends.
    let mut reach = Vec::with_capacity(runs.elements.len());
    for element in &runs.elements {
        let before = reach.last().copied().unwrap_or(0);
        reach.push(element.span.end.max(before));
    }
    let reaches = |from: usize, over: usize| {
        let before = runs
            .elements
            .partition_point(|element| element.span.start < from);
        before > 0 && reach[before - 1] > over
    };
    found
        .filter(|found| {
            let Range { start, end } = found.span;
            !reaches(start, start) && !reaches(end, end)
        })
        .collect()
}

/// The definition that starts at `start`, where a line begins.
fn definition(text: &str, start: usize) -> Option<Definition<'_>> {
    let rest = text[start..].strip_prefix("*[")?;
    let line = rest.split('\n').next()?;
    let (short, title) = line.split_once(']')?;
    let title = title.trim_start_matches(' ').strip_prefix(':')?;
    if short.trim().is_empty() || short.contains('[') {
        return None;
    }
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = start + 2 + line.len();
    // Behind a list's or a quote's marker, the marker stays.
    let whole = text[line_start..start].trim().is_empty() && end < text.len();
    let span = if whole {
        line_start..end + 1
    } else {
        start..end
    };
    Some(Definition {
        short: short.trim(),
        title: title.trim(),
        span,
    })
}
