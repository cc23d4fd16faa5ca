//! The lines that open and close a block of code.

use crate::page::{Kind, Node, Page};
pub use crate::text::fences::run;
use crate::text::indent::columns;
use crate::text::span::{Span, Text};

/// A fence as its author wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    /// `` ` `` or `~`.
    pub mark: char,
    /// How many of them.
    pub len: usize,
    /// The columns before them.
    pub indent: usize,
    /// The opening line, without what stands before the fence.
    pub opening: Span<Text>,
    /// Whether a line closes it.
    pub is_closed: bool,
}

impl Fence {
    /// Its signs in words: in backticks nobody can read them.
    pub fn signs(&self) -> String {
        signs(self.mark, self.len)
    }
}

/// So many signs of a fence in words.
pub fn signs(mark: char, count: usize) -> String {
    let name = if mark == '~' { "tildes" } else { "backticks" };
    format!("{count} {name}")
}

impl Page<'_> {
    /// The fence of a block of code; `None` of indented code and of what else is shown as code.
    pub fn fence(&self, node: &Node) -> Option<Fence> {
        if !matches!(node.kind, Kind::Code { fenced: true, .. }) {
            return None;
        }
        let opening = self.first_line(node.span);
        let (mark, len) = run(&self[opening])?;
        let start = self.lines.span(self.lines.line(opening.start)).start;
        let source = self[node.span].trim_end();
        let last = source.rsplit_once('\n').map(|(_, last)| last);
        Some(Fence {
            mark,
            len,
            indent: columns(&self.text[start..opening.start]),
            opening,
            is_closed: last.is_some_and(|last| closes(bare(last), mark, len)),
        })
    }
}

/// A line without blank space and quote markers before it.
pub fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// Whether a line closes a fence of `len` signs.
pub fn closes(line: &str, mark: char, len: usize) -> bool {
    let rest = line.trim_start_matches(mark);
    line.len() - rest.len() >= len && rest.trim().is_empty()
}
