//! Icon shortcodes such as `:material-flask:{ .lg .middle }`. They decorate the
//! text beside them; until they are drawn, they are left out rather than shown as text.

use crate::edit::Edit;
use crate::page::{Kind, Node, Page};
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
    let in_code = |node: &Node| {
        let parent = node.parent.and_then(|parent| page.nodes.get(parent));
        parent.is_some_and(|parent| matches!(parent.kind, Kind::Code { .. }))
    };
    let runs = page
        .nodes
        .iter()
        .filter(|node| node.kind == Kind::Text && !in_code(node));
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
pub(crate) fn shortcodes(run: &str, rest: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in memchr::memchr_iter(b':', run.as_bytes()) {
        let behind_last = found.last().is_none_or(|last| start >= last.end);
        if !behind_last || !SETS.iter().any(|set| run[start..].starts_with(set)) {
            continue;
        }
        let name = run[start + 1..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count();
        let mut end = start + 1 + name;
        if !run[end..].starts_with(':') {
            continue;
        }
        end += 1;
        let behind = if run.len() > end { &run[end..] } else { rest };
        end += attributes(behind);
        let space = run.get(end..).is_some_and(|rest| rest.starts_with(' '));
        found.push(start..end + usize::from(space));
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

#[cfg(test)]
mod tests {
    use crate::edit;
    use crate::page::{Flavor, Page};
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn icons_in_code_stay() {
        let text =
            "a :material-flask:{ .lg } b\n\n```\n:material-flask: c\n```\n\n`:material-flask:`\n";
        let page = Page::parse(text, Flavor::Html, &MarkdownOptions::default());
        assert_eq!(
            edit::apply(page.unfolded(), super::edits(&page)),
            "a b\n\n```\n:material-flask: c\n```\n\n`:material-flask:`\n"
        );
    }
}
