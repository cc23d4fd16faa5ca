//! Where a page says how it relates to others: sections and fields, a row for each.

use crate::template::Field;
use crate::template::fields::{MODERN_ALTERNATIVES, PREREQUISITES};
use crate::template::sections::{COMPARISON, MIGRATION, Name, Section, WHEN_NOT_TO_USE, section};
use crate::words::Word;

/// How a page relates to another that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// The other one is better today.
    SupersededBy,
    /// The other one solves the same problem otherwise.
    Alternative,
    /// Both are used together.
    WorksWith,
    /// The other one has to be known before.
    Needs,
    /// The page names the other one, and does not say how they relate.
    Names,
}

impl Bond {
    /// All of them, the one that says most first.
    pub const ALL: [Bond; 5] = [
        Bond::SupersededBy,
        Bond::Alternative,
        Bond::WorksWith,
        Bond::Needs,
        Bond::Names,
    ];

    /// Those that an annotation of a template can say.
    pub const SAID: [Bond; 4] = [
        Bond::SupersededBy,
        Bond::Alternative,
        Bond::WorksWith,
        Bond::Needs,
    ];

    /// The one of that name, if an annotation can say it.
    pub fn said(name: &str) -> Option<Bond> {
        Bond::SAID.into_iter().find(|bond| bond.name() == name)
    }

    /// Its name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Bond::SupersededBy => "superseded-by",
            Bond::Alternative => "alternative",
            Bond::WorksWith => "works-with",
            Bond::Needs => "needs",
            Bond::Names => "names",
        }
    }

    /// What readers see for it.
    pub const fn label(self) -> Word {
        match self {
            Bond::SupersededBy => Word::SupersededBy,
            Bond::Alternative => Word::Alternatives,
            Bond::WorksWith => Word::WorksWith,
            Bond::Needs => Word::Needs,
            Bond::Names => Word::Names,
        }
    }
}

/// Which cells of a section's tables may be names of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Those of the first column.
    First,
    /// Those of the columns whose heading says one of [`INSTEAD`].
    Instead,
    /// The header row behind its first cell; the first column where the heading of that says
    /// one of [`THINGS`].
    Compared,
}

/// A section whose links and names relate its page to others.
#[derive(Debug)]
pub struct Relating {
    /// The section.
    pub section: &'static Section,
    /// How the pages that it names relate to its own.
    pub bond: Bond,
    /// Which of its cells may be names.
    pub cells: Cells,
}

/// What goes well together.
pub static WORKS_WELL_WITH: Section = Section {
    names: &[
        Name::Begins("works well with"),
        Name::Begins("works with"),
        Name::Begins("combines well with"),
        Name::Begins("pattern combinations"),
    ],
    ..section("Works Well With", "works well with")
};

/// The sections that relate. Which heading opens [`WHEN_NOT_TO_USE`] is told by
/// [`usage`](crate::template::usage).
pub static SECTIONS: [Relating; 4] = [
    Relating {
        section: &WORKS_WELL_WITH,
        bond: Bond::WorksWith,
        cells: Cells::First,
    },
    Relating {
        section: &MIGRATION,
        bond: Bond::SupersededBy,
        cells: Cells::First,
    },
    Relating {
        section: &COMPARISON,
        bond: Bond::Alternative,
        cells: Cells::Compared,
    },
    Relating {
        section: &WHEN_NOT_TO_USE,
        bond: Bond::Alternative,
        cells: Cells::Instead,
    },
];

/// The fields that relate.
pub static FIELDS: [(&Field, Bond); 2] = [
    (&MODERN_ALTERNATIVES, Bond::SupersededBy),
    (&PREREQUISITES, Bond::Needs),
];

/// The headings of a column that says what to use instead hold one of these, in lower case.
pub const INSTEAD: [&str; 2] = ["alternative", "instead"];

/// The heading of a column of compared things holds one of these, in lower case.
pub const THINGS: [&str; 6] = [
    "pattern",
    "approach",
    "alternative",
    "option",
    "solution",
    "strategy",
];
