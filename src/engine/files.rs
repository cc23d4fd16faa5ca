//! The one door to files: whatever the engine reads besides the chapters' texts comes through it.
//!
//! Paths are relative to the book's root, with `/`. What stands behind the door
//! is the caller's business: the disk, or texts that are not saved yet.

use std::fmt::Debug;
use std::io::{BufRead as _, BufReader, Read, Result};

/// What stands at a path of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A regular file that really lies inside the book.
    File,
    /// What may never end when it is read; in words, such as `a pipe`.
    Endless(&'static str),
    /// Anything else, what lies outside the book among it, or nothing.
    Nothing,
}

/// The files of a book.
pub trait Files: Debug + Send + Sync {
    /// Opens a file as mdBook would, wherever links lead; an error for what is no
    /// regular file, since reading a pipe may never end.
    fn open(&self, path: &str) -> Result<Box<dyn Read + '_>>;

    /// What stands at a path, wherever links lead.
    fn entry(&self, path: &str) -> Entry;

    /// The Markdown files below a folder that its authors write, as paths relative
    /// to it, sorted. Left out: SUMMARY.md, hidden folders, the folder that the book
    /// is built into, books inside this one, and whatever is a symbolic link.
    fn markdown(&self, folder: &str) -> Vec<String>;

    /// The names of the files in a folder of the book, some thousand of them, to suggest one.
    fn names(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether there is a file, and it really lies inside the book.
    fn has(&self, path: &str) -> bool {
        self.entry(path) == Entry::File
    }

    /// Whether mdBook finds a file there when it copies a folder, wherever links lead from it. Its
    /// text is not read.
    fn is_copied(&self, path: &str) -> bool {
        self.has(path)
    }

    /// The text of a file; `None` where it cannot be read or is no UTF-8.
    fn text(&self, path: &str) -> Option<String> {
        let mut text = String::new();
        self.open(path).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    }
}

/// What is longer is no frontmatter.
const MAX_HEAD: u64 = 1 << 16;

/// The file's text up to the end of its frontmatter; its first line where it has none.
pub(super) fn head(files: &dyn Files, path: &str) -> Option<String> {
    let file = files.open(path).ok()?;
    let mut reader = BufReader::with_capacity(4096, file.take(MAX_HEAD));
    let mut bytes = Vec::new();
    let mut line = 0;
    loop {
        let start = bytes.len();
        reader.read_until(b'\n', &mut bytes).ok()?;
        let read = bytes[start..].trim_ascii_end();
        let opens = line == 0 && read.strip_prefix("\u{feff}".as_bytes()).unwrap_or(read) == b"---";
        let closes = line > 0 && matches!(read, b"---" | b"...");
        if bytes.len() == start || closes || line == 0 && !opens {
            break;
        }
        line += 1;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
