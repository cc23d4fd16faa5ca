//! A page's new text in pieces. Drawings are four fifths of what a book is written as: they are not
//! copied into its texts, but written where their places are marked.

use crate::diagram::{Drawing, ID};
use crate::render::head::Head;
use memchr::memmem;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, LazyLock};

/// What the mark of a place begins with. It is another one in each run: no author can write it.
static MARK: LazyLock<String> =
    LazyLock::new(|| format!("{END}{:016x}", RandomState::new().hash_one(END)));

/// What it ends with.
const END: char = '\u{fffe}';

/// The drawings that a page's text has marks for.
#[derive(Debug, Clone, Default)]
pub struct Drawings(Vec<(Arc<Drawing>, String)>);

impl Drawings {
    /// The mark of one more drawing, with `prefix` before its ids.
    pub fn mark(&mut self, drawing: Arc<Drawing>, prefix: String) -> String {
        self.0.push((drawing, prefix));
        format!("{}{}{END}", *MARK, self.0.len() - 1)
    }
}

/// What stands at the top, a text with marks, and the drawings that belong there.
#[derive(Debug, Clone, Default)]
pub struct Rope {
    head: Head,
    text: String,
    drawings: Drawings,
}

impl Rope {
    /// `text` has the marks of `drawings`.
    pub fn new(head: Head, text: String, drawings: Drawings) -> Rope {
        Rope {
            head,
            text,
            drawings,
        }
    }

    /// The text below the head, with marks in place of its drawings.
    pub fn marked(&self) -> &str {
        &self.text
    }

    /// Writes at the end; it will not grow again.
    pub fn push_last(&mut self, text: &str) {
        self.text.reserve_exact(text.len());
        self.text.push_str(text);
    }

    /// Hands over all of the text, piece by piece.
    pub fn write<E>(&self, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        for piece in &self.head {
            write(piece)?;
        }
        let mut written = 0;
        for at in memmem::find_iter(self.text.as_bytes(), MARK.as_str()) {
            let number = &self.text[at + MARK.len()..];
            let number = &number[..number.find(END).unwrap_or(number.len())];
            let drawing = number
                .parse()
                .ok()
                .and_then(|at: usize| self.drawings.0.get(at));
            let Some((drawing, prefix)) = drawing else {
                continue;
            };
            write(&self.text[written..at])?;
            for part in [&drawing.definitions, &drawing.body] {
                let mut start = 0;
                for id in memchr::memchr_iter(ID as u8, part.as_bytes()) {
                    write(&part[start..id])?;
                    write(prefix)?;
                    start = id + ID.len_utf8();
                }
                write(&part[start..])?;
            }
            written = at + MARK.len() + number.len() + END.len_utf8();
        }
        write(&self.text[written..])
    }
}

impl From<String> for Rope {
    fn from(text: String) -> Rope {
        Rope::new(Head::new(), text, Drawings::default())
    }
}

impl fmt::Display for Rope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(|piece| formatter.write_str(piece))
    }
}

#[cfg(test)]
mod tests {
    use super::{END, MARK, Rope};

    #[test]
    fn what_is_no_mark_of_its_drawings_is_text() {
        let foreign = format!("a{END}0123456789abcdef0{END} {}7{END} {}", *MARK, *MARK);
        let rope = Rope::from(foreign.clone());
        assert_eq!(rope.to_string(), foreign);
    }
}
