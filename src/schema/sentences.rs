//! Sentences, as they are compared between a template and its pages.

use crate::page::{Kind, Page};
use crate::text::span::{Span, Spans, Text};

/// What has fewer words is no sentence that could be known again.
const MIN_WORDS: usize = 5;

/// A sentence of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// The hash of its words in lower case.
    pub key: u64,
    /// The paragraph that it stands in.
    pub paragraph: Span<Text>,
}

/// The sentences of a page that have enough words, in order; headings, tables, code and quotations aside.
/// A template and its pages are cut alike, so it does no harm that an abbreviation ends a sentence.
pub fn of_page(page: &Page<'_>) -> Vec<Sentence> {
    let quotes = page.nodes.iter().filter(|node| node.kind == Kind::Quote);
    let quotes: Spans<Text> = quotes.map(|quote| quote.span).collect();
    let mut found = Vec::new();
    for paragraph in page.paragraphs() {
        let start = paragraph.span.start;
        if quotes.contain(start) || page.in_instructions(start) {
            continue;
        }
        let mut cutter = Cutter::default();
        for (index, piece) in page.pieces(&paragraph) {
            match page.nodes[index].kind {
                Kind::Break => cutter.char(' '),
                _ => piece.chars().for_each(|c| cutter.char(c)),
            }
        }
        cutter.end();
        let keys = cutter.found.into_iter();
        found.extend(keys.map(|key| Sentence {
            key,
            paragraph: paragraph.span,
        }));
    }
    found
}

/// Cuts a text into sentences, letter by letter.
struct Cutter {
    key: u64,
    words: usize,
    in_word: bool,
    /// Whether a full stop was the last sign.
    stopped: bool,
    found: Vec<u64>,
}

/// FNV-1a, which is asked for one letter at a time.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

impl Default for Cutter {
    fn default() -> Cutter {
        Cutter {
            key: SEED,
            words: 0,
            in_word: false,
            stopped: false,
            found: Vec::new(),
        }
    }
}

impl Cutter {
    fn add(&mut self, value: u32) {
        self.key = (self.key ^ u64::from(value)).wrapping_mul(PRIME);
    }

    fn char(&mut self, c: char) {
        if c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric() {
            if !self.in_word {
                self.words += 1;
                self.add(u32::from(' '));
            }
            (self.in_word, self.stopped) = (true, false);
            if c.is_ascii() {
                self.add(u32::from(c.to_ascii_lowercase()));
            } else {
                c.to_lowercase().for_each(|c| self.add(u32::from(c)));
            }
            return;
        }
        self.in_word = false;
        if matches!(c, '.' | '!' | '?' | '…') {
            self.stopped = true;
        } else if c.is_whitespace() && self.stopped {
            self.end();
        }
    }

    fn end(&mut self) {
        if self.words >= MIN_WORDS {
            self.found.push(self.key);
        }
        (self.key, self.words, self.in_word, self.stopped) = (SEED, 0, false, false);
    }
}

/// The sentences that stand inside a span, of those in order.
pub fn within(sentences: &[Sentence], span: Span<Text>) -> &[Sentence] {
    let first = sentences.partition_point(|it| it.paragraph.start < span.start);
    let last = sentences.partition_point(|it| it.paragraph.start < span.end);
    &sentences[first..last.max(first)]
}
