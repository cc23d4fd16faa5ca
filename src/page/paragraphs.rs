//! Running text, paragraph by paragraph.

use crate::page::{Kind, Page};
use crate::text::span::{Span, Text};
use std::ops::Range;

/// A paragraph, or the text of a list item that has no paragraph around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its inline nodes, as indices into [`Page::nodes`].
    pub nodes: Range<usize>,
    /// Its bytes in the page's text.
    pub span: Span<Text>,
}

impl Page<'_> {
    /// All paragraphs in order; headings, tables, code and blocks of HTML are none.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        self.paragraphs_from(0).collect()
    }

    /// Those from a block's node on.
    pub fn paragraphs_from(&self, node: usize) -> impl Iterator<Item = Paragraph> {
        let mut at = node;
        std::iter::from_fn(move || self.next_paragraph(&mut at))
    }

    fn next_paragraph(&self, at: &mut usize) -> Option<Paragraph> {
        while let Some(node) = self.nodes.get(*at) {
            let start = match &node.kind {
                Kind::Heading { .. }
                | Kind::Title
                | Kind::Table
                | Kind::Code { .. }
                | Kind::Html => {
                    *at = node.end;
                    continue;
                }
                kind if is_inline(kind) => *at,
                _ => {
                    *at += 1;
                    continue;
                }
            };
            let mut span = node.span;
            while let Some(node) = self.nodes.get(*at).filter(|node| is_inline(&node.kind)) {
                if self.nodes[start].parent != node.parent {
                    break;
                }
                span.end = span.end.max(node.span.end);
                *at = node.end;
            }
            return Some(Paragraph {
                nodes: start..*at,
                span,
            });
        }
        None
    }

    /// The text of a paragraph as a reader reads it, piece by piece with the nodes it comes from;
    /// what an image says instead of itself is left out.
    pub fn pieces(&self, paragraph: &Paragraph) -> impl Iterator<Item = (usize, &str)> {
        let mut at = paragraph.nodes.start;
        let end = paragraph.nodes.end.min(self.nodes.len());
        std::iter::from_fn(move || {
            while at < end {
                let (index, node) = (at, &self.nodes[at]);
                at += 1;
                match node.kind {
                    Kind::Image { .. } => at = node.end,
                    Kind::Text | Kind::InlineCode | Kind::Break => {
                        return Some((index, self.text_of(node)));
                    }
                    _ => {}
                }
            }
            None
        })
    }

    /// Whether a paragraph can have more words than this, as far as its letters say: a quick look that
    /// spares most paragraphs being cut into words.
    pub fn may_have_more_words(&self, paragraph: &Paragraph, than: usize) -> bool {
        // No word has fewer than two bytes, with the sign behind it.
        let bytes: usize = self.pieces(paragraph).map(|(_, piece)| piece.len()).sum();
        if bytes < than * 2 {
            return false;
        }
        let mut most = 0;
        let mut in_word = false;
        for (_, piece) in self.pieces(paragraph) {
            for byte in piece.as_bytes() {
                // A sign between letters may part words; of a letter beyond ASCII nobody knows.
                let is_letter = byte.is_ascii_alphanumeric();
                most += usize::from(is_letter && !in_word) + usize::from(*byte >= 0xc0);
                in_word = is_letter;
            }
        }
        most > than
    }

    /// The words of a paragraph.
    pub fn words_of(&self, paragraph: &Paragraph) -> usize {
        let text: String = self.pieces(paragraph).map(|(_, piece)| piece).collect();
        crate::page::prose::words(&text)
    }
}

fn is_inline(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text
            | Kind::InlineCode
            | Kind::Break
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Link { .. }
            | Kind::Image { .. }
            | Kind::InlineHtml
            | Kind::Other
    )
}

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn paragraphs_and_their_words() {
        let text = "# No\n\nOne *two\nthree* `four`.\n\n- five\n  - six ![no](a.png)\n\n  seven\n- \n\n\
            | no |\n|---|\n\n```\nno\n```\n\n<p>no</p>\n\n> eight <b>nine</b>\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let found: Vec<_> = page
            .paragraphs()
            .iter()
            .map(|paragraph| page.words_of(paragraph))
            .collect();
        assert_eq!(found, [4, 1, 1, 1, 2]);
    }
}
