//! Places in the files on disk.

use crate::text::lines::{Characters, Lines};
use crate::text::span::{File, Span};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The text of a file that diagnostics point into, or one line of it. All
/// diagnostics in a file share it.
#[derive(Debug)]
pub struct FileText {
    /// The file, relative to the book's root, with `/`.
    pub name: String,
    text: String,
    /// Where `text` begins in the file: behind its byte-order mark, or further on.
    start: usize,
    /// The line of the file that `text` begins with, from 1.
    first_line: usize,
    /// Found when they are first asked for: of most files that have diagnostics, a build shows none.
    lines: OnceLock<Lines>,
    /// Likewise: few files have lines that long.
    characters: OnceLock<Characters>,
}

/// Characters of as many bytes are counted each time.
const SHORT: usize = 1024;

impl FileText {
    /// A whole file. `text` is what stands behind its byte-order mark of `bom` bytes.
    pub fn new(name: String, text: String, bom: usize) -> FileText {
        FileText::part(name, text, bom, 1)
    }

    /// A file of whose text nothing is kept: it tells no lines.
    pub fn unread(name: String) -> FileText {
        FileText::new(name, String::new(), 0)
    }

    fn part(name: String, text: String, start: usize, first_line: usize) -> FileText {
        FileText {
            name,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
            text,
            start,
            first_line,
        }
    }

    /// What is kept of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of [`FileText::text`].
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }

    /// The number of a line of [`FileText::text`] as people count the file's lines.
    pub fn line_number(&self, line: usize) -> usize {
        self.first_line + line
    }

    /// Bytes of the file as bytes of [`FileText::text`], on character boundaries.
    pub fn local(&self, span: Span<File>) -> Range<usize> {
        let start = span.start.saturating_sub(self.start);
        let local = Span::<File>::new(start..span.end.saturating_sub(self.start));
        local.within(&self.text).range()
    }

    /// The part of some bytes of [`FileText::text`] on their first line, without its line break.
    pub fn first_line(&self, local: Range<usize>) -> Range<usize> {
        let line = self.lines().span(self.lines().line(local.start));
        let text = &self.text[local.start..line.end.min(local.end)];
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        local.start..local.start + text.len()
    }

    /// Where a byte of [`FileText::text`] is in the file.
    pub fn position(&self, local: usize) -> Position {
        let line = self.lines().line(local);
        let begin = self.lines().span(line).start;
        let before = self.text.get(begin..local);
        let column = if let Some(before) = before.filter(|before| before.len() <= SHORT) {
            before.chars().count()
        } else {
            let characters = || Characters::new(&self.text);
            let characters = self.characters.get_or_init(characters);
            characters.within(&self.text, begin..local)
        };
        Position {
            line: self.line_number(line),
            column: column + 1,
            offset: self.start + local,
        }
    }
}

/// Bytes of a file.
#[derive(Clone)]
pub struct Place {
    /// The file.
    pub file: Arc<FileText>,
    /// Bytes of it.
    pub span: Span<File>,
}

impl Place {
    /// The place of `span` in a file, as much of it as the file has.
    pub fn new(file: &Arc<FileText>, span: Span<File>) -> Place {
        let local = file.local(span);
        Place {
            file: Arc::clone(file),
            span: Span::new(local.start + file.start..local.end + file.start),
        }
    }

    /// The first line of `span` in a file of which only that line is kept. `text` is
    /// what stands behind its byte-order mark of `bom` bytes.
    pub fn of_line(name: String, text: &str, span: Span<File>, bom: usize) -> Place {
        let local = span.start.saturating_sub(bom)..span.end.saturating_sub(bom);
        let local = Span::<File>::new(local).within(text);
        // Nothing behind the line is looked at: this is asked of every page.
        let before = &text[..local.start];
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text[first..].lines().next().unwrap_or("");
        let number = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let file = FileText::part(name, line.to_owned(), bom + first, number);
        Place::new(&Arc::new(file), span)
    }

    /// Where it starts.
    pub fn start(&self) -> Position {
        self.file.position(self.file.local(self.span).start)
    }

    /// Where it ends.
    pub fn end(&self) -> Position {
        self.file.position(self.file.local(self.span).end)
    }
}

// The text of a whole file would drown what is looked for.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:?}", self.file.name, self.span.range())
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Place) -> bool {
        self.file.name == other.file.name && self.span == other.span
    }
}

impl Eq for Place {}

/// One end of a place, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In bytes of the file, from 0.
    pub offset: usize,
}

#[cfg(test)]
mod tests {
    use super::{FileText, Place};
    use crate::text::span::Span;
    use std::sync::Arc;

    #[test]
    fn a_byte_order_mark_has_bytes_but_no_column() {
        let file = Arc::new(FileText::new("a".into(), "éx\ny".into(), 3));
        let place = Place::new(&file, Span::new(5..99));
        let (start, end) = (place.start(), place.end());
        assert_eq!((start.line, start.column, start.offset), (1, 2, 5));
        assert_eq!((end.line, end.column, end.offset), (2, 2, 8));
        assert_eq!(Place::new(&file, Span::new(0..4)).span, Span::new(3..3));
    }

    #[test]
    fn of_another_file_one_line_is_kept() {
        let text = "one\ntwo: é x\r\nthree";
        let place = Place::of_line("a".into(), text, Span::new(12..22), 3);
        assert_eq!(place.file.text(), "two: é x");
        let (start, end) = (place.start(), place.end());
        assert_eq!((start.line, start.column, start.offset), (2, 6, 12));
        assert_eq!((end.line, end.column, end.offset), (2, 9, 16));
    }
}
