//! The five levels: a row for each.

use crate::template::sections::{self, Section, section};
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
    /// Its name for readers.
    pub const fn label(self) -> Word {
        match self {
            Audience::Anyone => Word::Anyone,
            Audience::Engineers => Word::Engineers,
            Audience::Architects => Word::Architects,
        }
    }
}

/// One of the five levels.
#[derive(Debug)]
pub struct LevelRow {
    /// 1 to 5.
    pub number: u8,
    /// The level's name in its heading.
    pub name: &'static str,
    /// The heading's explicit id.
    pub anchor: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// The sections that the template puts into it.
    pub parts: &'static [&'static Section],
}

/// The five levels in order; their time boxes are an option of `level-heading`.
pub static LEVELS: [LevelRow; 5] = [
    LevelRow {
        number: 1,
        name: "Intuition",
        anchor: "intuition",
        audience: Audience::Anyone,
        parts: &[
            &section("The Story", "story"),
            &section("Visual Metaphor", "visual metaphor"),
            &section("Core Insight", "core insight"),
            &section("In One Sentence", "in one sentence"),
        ],
    },
    LevelRow {
        number: 2,
        name: "Foundation",
        anchor: "foundation",
        audience: Audience::Engineers,
        parts: &[
            &sections::PROBLEM_SPACE,
            &section("How It Works", "how it works"),
            &sections::BASIC_EXAMPLE,
        ],
    },
    LevelRow {
        number: 3,
        name: "Deep Dive",
        anchor: "deep-dive",
        audience: Audience::Engineers,
        parts: &[
            &sections::IMPLEMENTATION_DETAILS,
            &section("Common Pitfalls", "common pitfalls"),
            &section("Production Considerations", "production considerations"),
        ],
    },
    LevelRow {
        number: 4,
        name: "Expert",
        anchor: "expert",
        audience: Audience::Engineers,
        parts: &[
            &section("Advanced Techniques", "advanced techniques"),
            &sections::SCALING_CONSIDERATIONS,
            &section("Monitoring & Observability", "monitoring observability"),
        ],
    },
    LevelRow {
        number: 5,
        name: "Mastery",
        anchor: "mastery",
        audience: Audience::Architects,
        parts: &[
            &sections::CASE_STUDIES,
            &section("Pattern Evolution", "pattern evolution"),
            &section("Pattern Combinations", "pattern combinations"),
        ],
    },
];

/// The default time boxes of levels 1 to 5, in minutes.
pub const LEVEL_MINUTES: &[u64] = &[5, 10, 15, 20, 30];
