//! For whom a level is written.

use crate::words::Word;

/// For whom a level is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever wants the idea.
    Anyone,
    /// Who builds and runs it.
    Engineers,
    /// Who combines it with others.
    Architects,
}

impl Audience {
    /// Who is meant by a word of the template.
    pub fn from_name(word: &str) -> Option<Audience> {
        match word {
            "Anyone" => Some(Audience::Anyone),
            "Engineers" => Some(Audience::Engineers),
            "Architects" => Some(Audience::Architects),
            _ => None,
        }
    }

    /// Its name for readers.
    pub const fn label(self) -> Word {
        match self {
            Audience::Anyone => Word::Anyone,
            Audience::Engineers => Word::Engineers,
            Audience::Architects => Word::Architects,
        }
    }
}
