//! What is wrong with a marker.

use crate::text::suggest::nearest;
use std::ops::Range;

/// What is wrong with a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the marker's text.
    pub at: Range<usize>,
    /// What is wrong, in the form of a diagnostic's message.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    /// A word that is none of those that are known, with the nearest of these.
    pub fn unknown(at: Range<usize>, message: String, word: &str, known: &[&str]) -> Fault {
        const LONGEST: usize = 100;
        const MOST: usize = 40;
        const FEW: usize = 12;
        let is_part = |name: &&&str| name.split('_').any(|part| part == word);
        let near = (word.len() <= LONGEST)
            .then(|| nearest(word, known.iter().copied()))
            .flatten()
            .or_else(|| known.iter().find(is_part).copied());
        let listed = known[..known.len().min(MOST)].join(", ");
        let help = match near {
            Some(near) if known.len() > FEW => format!("did you mean `{near}`?"),
            Some(near) => format!("did you mean `{near}`? known: {listed}"),
            None => format!("known: {listed}"),
        };
        Fault { at, message, help }
    }
}
