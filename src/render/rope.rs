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

/// What stands at the top, and the text below it.
#[derive(Debug, Clone, Default)]
pub struct Rope {
    head: Head,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    /// A drawing, and the prefix of its ids.
    Drawing(Arc<Drawing>, String),
}

/// Texts are kept in pieces of so many bytes. A new text is mostly longer than the one that its page had,
/// and would find no room where that was.
const PIECE: usize = 4096;

impl Rope {
    /// `text` has the marks of `drawings`.
    pub fn new(head: Head, text: &str, drawings: &Drawings) -> Rope {
        let mut rope = Rope {
            head,
            pieces: Vec::new(),
        };
        let mut written = 0;
        for at in memmem::find_iter(text.as_bytes(), MARK.as_str()) {
            let number = &text[at + MARK.len()..];
            let number = &number[..number.find(END).unwrap_or(number.len())];
            let drawing = number.parse().ok().and_then(|at: usize| drawings.0.get(at));
            if let Some((drawing, prefix)) = drawing {
                rope.push(&text[written..at]);
                let piece = Piece::Drawing(Arc::clone(drawing), prefix.clone());
                rope.pieces.push(piece);
                written = at + MARK.len() + number.len() + END.len_utf8();
            }
        }
        rope.push(&text[written..]);
        rope.pieces.shrink_to_fit();
        rope
    }

    /// The text below the head, a character in place of each drawing.
    pub fn outline(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Drawing(..) => "x",
        });
        pieces.collect()
    }

    /// Writes at the end.
    pub fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(boundary(rest));
            self.pieces.push(Piece::Text(piece.into()));
            rest = behind;
        }
    }

    /// Hands over all of the text, piece by piece.
    pub fn write<E>(&self, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        for piece in &self.head {
            write(piece)?;
        }
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => write(text)?,
                Piece::Drawing(drawing, prefix) => {
                    for part in [&drawing.definitions, &drawing.body] {
                        let mut start = 0;
                        for id in memchr::memchr_iter(ID as u8, part.as_bytes()) {
                            write(&part[start..id])?;
                            write(prefix)?;
                            start = id + ID.len_utf8();
                        }
                        write(&part[start..])?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Where a piece ends: between two characters.
fn boundary(text: &str) -> usize {
    let ends = (PIECE..text.len()).find(|at| text.is_char_boundary(*at));
    ends.unwrap_or(text.len())
}

impl From<&str> for Rope {
    fn from(text: &str) -> Rope {
        Rope::new(Head::new(), text, &Drawings::default())
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
        let rope = Rope::from(foreign.as_str());
        assert_eq!(rope.to_string(), foreign);
    }

    #[test]
    fn pieces_end_between_characters() {
        for start in ["", "a", "ab"] {
            let text = format!("{start}{}", "\u{2028}😀é".repeat(2000));
            assert_eq!(Rope::from(text.as_str()).to_string(), text);
        }
    }
}
