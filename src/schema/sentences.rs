//! Sentences, as they are compared between a template and its pages.

use crate::page::{Kind, Page};
use crate::text::span::{Span, Text};
use unicode_segmentation::UnicodeSegmentation;

/// What has fewer words is no sentence that could be known again.
const MIN_WORDS: usize = 5;

/// A sentence of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words in lower case with one blank between them.
    pub words: String,
    /// The paragraph that it stands in.
    pub paragraph: Span<Text>,
}

/// The sentences of a page that have enough words, in order; headings, tables, code and quotations aside.
pub fn of_page(page: &Page<'_>) -> Vec<Sentence> {
    let quotes = page.nodes.iter().filter(|node| node.kind == Kind::Quote);
    let quotes: crate::text::span::Spans<Text> = quotes.map(|quote| quote.span).collect();
    let mut found = Vec::new();
    for paragraph in page.paragraphs() {
        if quotes.contain(paragraph.span.start) || page.in_instructions(paragraph.span.start) {
            continue;
        }
        let mut text = String::new();
        for (index, piece) in page.pieces(&paragraph) {
            match page.nodes[index].kind {
                Kind::Break => text.push(' '),
                _ => text.push_str(piece),
            }
        }
        for sentence in text.unicode_sentences() {
            let words: Vec<String> = sentence.unicode_words().map(str::to_lowercase).collect();
            if words.len() >= MIN_WORDS {
                found.push(Sentence {
                    words: words.join(" "),
                    paragraph: paragraph.span,
                });
            }
        }
    }
    found
}

/// The sentences that stand inside a span, of those in order.
pub fn within(sentences: &[Sentence], span: Span<Text>) -> &[Sentence] {
    let first = sentences.partition_point(|it| it.paragraph.start < span.start);
    let last = sentences.partition_point(|it| it.paragraph.start < span.end);
    &sentences[first..last.max(first)]
}
