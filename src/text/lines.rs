//! Byte offsets and line numbers of one text.

use std::ops::{Deref, Range};
use std::sync::OnceLock;

/// The starts of a text's lines. Lines are counted from 0 here; people see them from 1.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    len: usize,
}

impl Lines {
    /// Indexes `text`; a line ends after its `\n`.
    pub fn new(text: &str) -> Lines {
        let count = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        breaks(text.as_bytes()).for_each(|at| starts.push(at + 1));
        Lines {
            starts,
            len: text.len(),
        }
    }

    /// The line of the byte at `offset`, from 0.
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The lines that `span` touches. A span that ends with a line break does not touch the next line.
    pub fn touched(&self, span: Range<usize>) -> Range<usize> {
        let first = self.line(span.start);
        let last = self.line(span.end.saturating_sub(1).max(span.start));
        first..last + 1
    }

    /// The bytes of a line, its line break included; empty past the end.
    pub fn span(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.len);
        let end = self.starts.get(line + 1).copied().unwrap_or(self.len);
        start..end
    }

    /// How many lines there are: a last line without a line break counts, an empty one does not.
    pub fn count(&self) -> usize {
        if self.starts.last() == Some(&self.len) {
            self.starts.len() - 1
        } else {
            self.starts.len()
        }
    }
}

/// Where the line breaks stand. Lines are so short that `memchr`, which begins anew behind each, takes
/// twice the work.
fn breaks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let (chunks, rest) = bytes.as_chunks();
    let starts = (0..).step_by(CHUNK);
    let chunks = starts.zip(chunks).filter(|(_, chunk)| has_break(chunk));
    chunks
        .flat_map(|(start, chunk)| breaks_among(start, chunk))
        .chain(breaks_among(bytes.len() - rest.len(), rest))
}

const CHUNK: usize = 16;

/// Without a way out in between, the compiler looks at all bytes at once.
fn has_break(chunk: &[u8; CHUNK]) -> bool {
    let mut any = false;
    for byte in chunk {
        any |= *byte == b'\n';
    }
    any
}

/// Where they stand in a piece, one by one; its first byte is the one at `start`.
fn breaks_among(start: usize, bytes: &[u8]) -> impl Iterator<Item = usize> {
    let bytes = (start..).zip(bytes);
    bytes.filter_map(|(at, byte)| (*byte == b'\n').then_some(at))
}

/// The lines of a text, found when they are first asked for.
#[derive(Debug, Clone)]
pub struct LinesOf<'t> {
    text: &'t str,
    found: OnceLock<Lines>,
}

impl<'t> LinesOf<'t> {
    /// Those of `text`.
    pub fn new(text: &'t str) -> LinesOf<'t> {
        LinesOf {
            text,
            found: OnceLock::new(),
        }
    }
}

impl Deref for LinesOf<'_> {
    type Target = Lines;

    fn deref(&self) -> &Lines {
        self.found.get_or_init(|| Lines::new(self.text))
    }
}

/// How many characters stand before each byte of a text, at steps: to be asked often,
/// also about a line as long as the text.
#[derive(Debug, Clone)]
pub struct Characters {
    steps: Vec<usize>,
}

/// Bytes that are looked at for an answer.
const STEP: usize = 1024;

impl Characters {
    /// Counts the characters of `text`.
    pub fn new(text: &str) -> Characters {
        let mut before = 0;
        let steps = text.as_bytes().chunks(STEP).map(|chunk| {
            before += begun(chunk);
            before
        });
        let steps = std::iter::once(0).chain(steps).collect();
        Characters { steps }
    }

    /// How many characters of `text`, which must be the same, begin in `span`.
    pub fn within(&self, text: &str, span: Range<usize>) -> usize {
        if span.len() <= STEP {
            return begun(text.as_bytes().get(span).unwrap_or_default());
        }
        self.before(text, span.end) - self.before(text, span.start)
    }

    fn before(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        self.steps[step] + begun(&text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters begin in a piece of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(continues).count()
}

#[cfg(test)]
mod tests {
    use super::{Characters, Lines, STEP};

    #[test]
    fn lines_begin_behind_every_break() {
        for line in 0..40 {
            let text = format!("{}\n", "a".repeat(line)).repeat(9) + "b";
            let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
            let starts: Vec<usize> = std::iter::once(0).chain(breaks).collect();
            assert_eq!(Lines::new(&text).starts, starts);
        }
    }

    #[test]
    fn characters_are_counted_across_steps() {
        for text in ["", "é", &"aé🏆".repeat(STEP), &"é".repeat(STEP / 2)] {
            let characters = Characters::new(text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(characters.within(text, 0..at), count);
            }
            let (all, count) = (0..text.len(), text.chars().count());
            assert_eq!(characters.within(text, all), count);
        }
    }
}
