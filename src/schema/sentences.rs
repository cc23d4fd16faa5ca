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

/// The sentences of a page that have enough words, in order; headings, tables, code and quotations aside,
/// and what is to be ticked: that stays.
/// A template and its pages are cut alike, so it does no harm that an abbreviation ends a sentence.
pub fn of_page(page: &Page<'_>) -> Vec<Sentence> {
    let kept = page
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Quote | Kind::Item { task: Some(_) }));
    let kept: Spans<Text> = kept.map(|node| node.span).collect();
    let mut found = Vec::new();
    for paragraph in page.paragraphs() {
        let start = paragraph.span.start;
        if kept.contain(start) || page.in_instructions(start) {
            continue;
        }
        let mut cutter = Cutter::default();
        let mut then = |key| {
            found.push(Sentence {
                key,
                paragraph: paragraph.span,
            });
        };
        for (index, piece) in page.pieces(&paragraph) {
            match page.nodes[index].kind {
                Kind::Break => cutter.text(" ", &mut then),
                _ => cutter.text(piece, &mut then),
            }
        }
        cutter.end(&mut then);
    }
    found
}

/// Cuts a text into sentences, piece by piece.
struct Cutter {
    key: u64,
    words: usize,
    in_word: bool,
    /// Whether a full stop was the last sign.
    stopped: bool,
}

/// FNV-1a, which is asked for one byte at a time.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

impl Default for Cutter {
    fn default() -> Cutter {
        Cutter {
            key: SEED,
            words: 0,
            in_word: false,
            stopped: false,
        }
    }
}

impl Cutter {
    fn text(&mut self, piece: &str, then: &mut impl FnMut(u64)) {
        let mut at = 0;
        while let Some(byte) = piece.as_bytes().get(at) {
            // Of an ASCII letter or digit this bit makes lower case.
            if byte.is_ascii_alphanumeric() {
                self.letter(byte | 0x20);
                at += 1;
            } else if byte.is_ascii() {
                self.sign(
                    matches!(byte, b'.' | b'!' | b'?'),
                    byte.is_ascii_whitespace(),
                    then,
                );
                at += 1;
            } else {
                let c = piece[at..].chars().next().unwrap_or(' ');
                at += c.len_utf8();
                if c.is_alphanumeric() {
                    for lower in c.to_lowercase() {
                        let mut bytes = [0; 4];
                        let bytes = lower.encode_utf8(&mut bytes).as_bytes();
                        for byte in bytes {
                            self.letter(*byte);
                        }
                    }
                } else {
                    self.sign(c == '…', c.is_whitespace(), then);
                }
            }
        }
    }

    fn letter(&mut self, lower: u8) {
        if !self.in_word {
            self.words += 1;
            self.add(b' ');
            (self.in_word, self.stopped) = (true, false);
        }
        self.add(lower);
    }

    fn add(&mut self, byte: u8) {
        self.key = (self.key ^ u64::from(byte)).wrapping_mul(PRIME);
    }

    fn sign(&mut self, stops: bool, is_white: bool, then: &mut impl FnMut(u64)) {
        self.in_word = false;
        self.stopped |= stops;
        if is_white && self.stopped {
            self.end(then);
        }
    }

    fn end(&mut self, then: &mut impl FnMut(u64)) {
        if self.words >= MIN_WORDS {
            then(self.key);
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

#[cfg(test)]
mod tests {
    use super::Cutter;

    fn keys(text: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        let mut cutter = Cutter::default();
        let mut then = |key| keys.push(key);
        cutter.text(text, &mut then);
        cutter.end(&mut then);
        keys
    }

    #[test]
    fn sentences_are_known_by_their_words() {
        let [one, two] = keys("Name what is at hand. Über das, was nötig ist! Too short.")[..]
        else {
            panic!()
        };
        assert_ne!(one, two);
        assert_eq!(keys("NAME what, is (at) hand"), [one]);
        assert_eq!(keys("ÜBER das was  nötig ist…"), [two]);
        assert_ne!(keys("Name what is at hands"), [one]);
        assert_ne!(keys("what Name is at hand"), [one]);
        assert_eq!(keys("v1.2 of the e.g. thing is here").len(), 1);
        assert!(keys("one two three four").is_empty());
    }
}
