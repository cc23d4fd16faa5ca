//! The labels of a flowchart that its parser takes in quotes only.

use super::hint::lines;
use std::ops::Range;

/// No more lines are looked at.
const MOST_LINES: usize = 400;

/// The labels of nodes and arrows that hold signs of Mermaid's own and stand in no quotes.
pub fn bare(source: &str) -> Vec<Range<usize>> {
    let mut labels = Vec::new();
    for line in lines(source).take(MOST_LINES) {
        let text = &source[line.clone()];
        if text.trim_start().starts_with("%%") {
            continue;
        }
        labels.extend(
            labels_of(text)
                .into_iter()
                .filter(|it| is_bare(&text[it.clone()]))
                .map(|it| line.start + it.start..line.start + it.end),
        );
    }
    labels
}

fn is_bare(label: &str) -> bool {
    let is_quoted = label.starts_with(['"', '`']) && label.len() > 1 && label.ends_with(['"', '`']);
    // `[/path]` begins a shape of its own.
    let is_slanted = label.starts_with(['/', '\\']);
    let signs = ['(', ')', '[', ']', '{', '}', '"', '|', '<', '>', '@'];
    !is_quoted && (is_slanted || label.contains(signs))
}

/// Shapes of nodes, by what opens and closes their labels; longer ones first.
const SHAPES: &[(&str, &str)] = &[
    ("(((", ")))"),
    ("((", "))"),
    ("([", "])"),
    ("[[", "]]"),
    ("[(", ")]"),
    ("[/", "/]"),
    ("[/", "\\]"),
    ("[\\", "\\]"),
    ("[\\", "/]"),
    ("{{", "}}"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    (">", "]"),
];

/// The bytes of the labels on a line: `id[label]` up to the last bracket that closes the shape before
/// the next arrow, and `|label|`.
fn labels_of(line: &str) -> Vec<Range<usize>> {
    let mut labels = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let before = line[..at].chars().next_back();
        let is_id = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let shapes = SHAPES
            .iter()
            .filter(|(open, _)| is_id && rest.starts_with(open));
        let found = shapes.filter_map(|(open, close)| {
            let inner = at + open.len();
            let text = &line[inner..];
            // A quoted label may hold arrows.
            if let Some(quoted) = text.strip_prefix('"') {
                let end = quoted.find(&format!("\"{close}"))?;
                return Some((inner..inner + end + 2, close.len()));
            }
            let end = statement_end(text);
            let close_at = text[..end].rfind(close)?;
            Some((inner..inner + close_at, close.len()))
        });
        if let Some((label, close)) = found.max_by_key(|(label, close)| (label.end + close, *close))
        {
            at = label.end + close;
            let text = &line[label.clone()];
            let start = label.start + text.len() - text.trim_start().len();
            let end = start + text.trim().len();
            if end > start {
                labels.push(start..end);
            }
            continue;
        }
        if let Some(inner) = rest.strip_prefix('|')
            && let Some(end) = inner.find('|')
            && ends_in_arrow(&line[..at])
        {
            let label = at + 1..at + 1 + end;
            let text = &line[label.clone()];
            let start = label.start + text.len() - text.trim_start().len();
            if !text.trim().is_empty() {
                labels.push(start..start + text.trim().len());
            }
            at = label.end + 1;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    labels
}

fn ends_in_arrow(text: &str) -> bool {
    text.trim_end().ends_with(['-', '>', '=', '.', 'o', 'x'])
}

/// Where the statement ends that a label stands in: at the next arrow, `&` or class.
pub fn statement_end(text: &str) -> usize {
    let arrows = [" --", "--", " ==", " -.", "~~~", ":::", " & ", ";"];
    let ends = arrows.iter().filter_map(|arrow| text.find(arrow));
    ends.min().unwrap_or(text.len())
}
