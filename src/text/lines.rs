//! Byte offsets and line numbers of one text.

use std::ops::{Deref, Range};
use std::sync::OnceLock;

/// The starts of a text's lines. Lines are counted from 0 here; people see them from 1.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    len: usize,
}

/// Bytes that are asked at once whether a line ends in them.
const BLOCK: usize = 16;

impl Lines {
    /// Indexes `text`; a line ends after its `\n`.
    pub fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(memchr::memchr_iter(b'\n', bytes).count() + 1);
        starts.push(0);
        let mut look = |block: &[u8], begin: usize| {
            for (at, byte) in block.iter().enumerate() {
                if *byte == b'\n' {
                    starts.push(begin + at + 1);
                }
            }
        };
        // Most lines are too short for a search of their own. All bytes of a block are compared at once.
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for (index, block) in blocks.iter().enumerate() {
            let mut ends = false;
            for byte in block {
                ends |= *byte == b'\n';
            }
            if ends {
                look(block, index * BLOCK);
            }
        }
        look(rest, bytes.len() - rest.len());
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
        let is_one = self
            .starts
            .get(first + 1)
            .is_none_or(|next| span.end <= *next);
        let last = if is_one {
            first
        } else {
            self.line(span.end - 1)
        };
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

/// How many lines a text has, as [`str::lines`] tells them apart.
pub fn count(text: &str) -> usize {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    ends + usize::from(!text.is_empty() && !text.ends_with('\n'))
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
    use super::{Characters, Lines, STEP, count};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_end_behind_their_breaks(text in "(\n|a|é|line of text| [a-z]{0,40}){0,12}") {
            let lines = Lines::new(&text);
            let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
            prop_assert_eq!(&lines.starts[1..], ends.as_slice());
            prop_assert_eq!(count(&text), text.lines().count());
            for start in 0..=text.len() {
                let line = ends.iter().filter(|end| **end <= start).count();
                prop_assert_eq!(lines.line(start), line);
                for end in start..=text.len() {
                    let last = ends.iter().filter(|it| **it < end.max(start + 1)).count();
                    prop_assert_eq!(lines.touched(start..end), line..last + 1);
                }
            }
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
