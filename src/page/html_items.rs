//! The HTML of a page. It comes in pieces: what a tag opens in one, such as a script,
//! may go on in the next, and there nothing is a tag or a comment.

use crate::page::{Node, Page};
use crate::text::html::{self, Tokenizer};
use crate::text::span::{Out, Span};

impl Page<'_> {
    /// The tags, comments and raw texts of a piece of HTML; spans count from the node's start.
    pub fn html_items(&self, node: &Node) -> Tokenizer<'_> {
        let html = self.text.get(node.span.range()).unwrap_or("");
        Tokenizer::new(html, self.raw.at(node.out.start))
    }

    /// The same in the unfolded text.
    pub(super) fn unfolded_items(&self, out: Span<Out>) -> Tokenizer<'_> {
        let html = out.of(self.unfolded()).unwrap_or("");
        Tokenizer::new(html, self.raw.at(out.start))
    }

    /// What readers see of a piece of HTML as text.
    pub fn visible_html(&self, node: &Node) -> String {
        self.visible_pieces(node).collect()
    }

    /// The same in pieces, as far as anybody asks.
    pub fn visible_pieces(&self, node: &Node) -> impl Iterator<Item = &str> {
        html::visible_pieces(&self[node.span], self.raw.at(node.out.start))
    }
}
