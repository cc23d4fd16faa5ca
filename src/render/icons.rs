//! Icon shortcodes such as `:material-flask:{ .lg .middle }`. They decorate the
//! text beside them; until they are drawn, they are left out rather than shown as text.

use crate::edit::Edit;
use crate::page::{Kind, Page};
use std::ops::Range;

/// The icon sets that Material for MkDocs ships.
const SETS: &[&str] = &[":material-", ":fontawesome-", ":octicons-", ":simple-"];

/// Removes all shortcodes of known sets from running text.
pub fn edits(page: &Page<'_>) -> Vec<Edit> {
    let text = page.unfolded();
    // Most pages have none, and then no run needs to be looked at.
    if !SETS
        .iter()
        .any(|set| memchr::memmem::find(text.as_bytes(), set.as_bytes()).is_some())
    {
        return Vec::new();
    }
    let runs = page.nodes.iter().filter(|node| node.kind == Kind::Text);
    runs.flat_map(|node| {
        let found = shortcodes(&text[node.out.clone()], &text[node.out.end..]);
        let base = node.out.start;
        found
            .into_iter()
            .map(move |span| Edit::delete(base + span.start..base + span.end))
    })
    .collect()
}

/// The shortcodes in a run of text; an attribute list behind the last may be a run of its own.
fn shortcodes(run: &str, rest: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memchr(b':', run.as_bytes()).is_none() {
        return found;
    }
    let mut at = 0;
    while let Some(start) = SETS
        .iter()
        .filter_map(|set| run[at..].find(set))
        .min()
        .map(|n| at + n)
    {
        let name = run[start + 1..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count();
        let mut end = start + 1 + name;
        if run[end..].starts_with(':') {
            end += 1;
            let behind = if run.len() > end { &run[end..] } else { rest };
            end += attributes(behind);
            let space = run.get(end..).is_some_and(|rest| rest.starts_with(' '));
            found.push(start..end + usize::from(space));
        }
        at = end.min(run.len());
    }
    found
}

/// The length of an attribute list `{ … }` at the start of `text`, on one line.
fn attributes(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or("");
    if !line.starts_with('{') {
        return 0;
    }
    line.find('}').map_or(0, |end| end + 1)
}
