//! Single words in colour, for lines that say what was done.

/// What a word in colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went wrong.
    Error,
    /// Something may be wrong.
    Warning,
    /// All went well.
    Good,
    /// What to do.
    Help,
}

impl Tone {
    /// The word, bold and in the tone's colour.
    pub fn paint(self, word: &str) -> String {
        let colour = match self {
            Tone::Error => 91,
            Tone::Warning => 33,
            Tone::Good => 92,
            Tone::Help => 96,
        };
        format!("\u{1b}[1m\u{1b}[{colour}m{word}\u{1b}[0m")
    }
}
