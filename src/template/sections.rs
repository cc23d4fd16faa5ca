//! The sections that code names: which headings open them.
//!
//! Which of them a page must have and what they hold is said by the template's page; see
//! [`Rows`](crate::template::Rows).

use crate::text::search;
use std::ops::Range;

/// A section that code names. Its title is its identity.
#[derive(Debug)]
pub struct Section {
    /// Its heading in the template.
    pub title: &'static str,
    /// The same in normal form.
    pub normal: &'static str,
    /// The headings that open such a section; none where the title does, also with more words behind it.
    pub names: &'static [Name<'static>],
    /// The headings that may be meant for one and are none.
    pub near: &'static [Name<'static>],
}

/// How a heading is recognised, by its normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    /// By all of its words.
    Is(&'a str),
    /// By its first words; others may follow.
    Begins(&'a str),
    /// By its first letters.
    Starts(&'a str),
    /// By letters anywhere in it.
    Holds(&'a str),
    /// By a word anywhere in it.
    Says(&'a str),
}

impl PartialEq for Section {
    fn eq(&self, other: &Section) -> bool {
        self.title == other.title
    }
}

impl Eq for Section {}

impl<'a> Name<'a> {
    /// Whether a heading has this name.
    pub fn fits(self, normal: &str) -> bool {
        match self {
            Name::Is(name) => normal == name,
            Name::Begins(name) => {
                let rest = normal.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            }
            Name::Starts(name) => normal.starts_with(name),
            Name::Holds(name) => search::holds(normal, name),
            Name::Says(name) => search::says(normal, name),
        }
    }

    /// Whether a heading that holds its words at `at` has this name by that.
    pub fn fits_at(self, normal: &str, at: Range<usize>) -> bool {
        let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
        let before = at.start.checked_sub(1);
        let before = before.and_then(|before| normal.as_bytes().get(before));
        let behind = normal.as_bytes().get(at.end);
        match self {
            Name::Is(_) => before.is_none() && behind.is_none(),
            Name::Begins(_) => before.is_none() && is_edge(behind),
            Name::Starts(_) => before.is_none(),
            Name::Holds(_) => true,
            Name::Says(_) => is_edge(before) && is_edge(behind),
        }
    }

    /// The words that it looks for.
    pub const fn words(self) -> &'a str {
        match self {
            Name::Is(name)
            | Name::Begins(name)
            | Name::Starts(name)
            | Name::Holds(name)
            | Name::Says(name) => name,
        }
    }
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Whatever the author has to say, even nothing.
    Anything,
    /// Text, a table, code.
    Something,
    /// A figure.
    Figure,
    /// A diagram.
    Diagram,
    /// A link or a diagram.
    LinkOrDiagram,
    /// A table with a filled row that says [`COMPLEXITY`].
    ComplexityRow,
}

/// The aspect that a comparison must not leave out, in normal form.
pub const COMPLEXITY: &str = "complexity";

impl Content {
    /// What is wrong with a section that has it not.
    pub const fn lack(self) -> &'static str {
        match self {
            Content::Anything => "",
            Content::Something => "is empty",
            Content::Figure => "has no figure",
            Content::Diagram => "has no diagram",
            Content::LinkOrDiagram => "has neither a link nor a diagram",
            Content::ComplexityRow => "has no table with a `Complexity` row",
        }
    }
}

impl Section {
    /// Whether a heading, in normal form, opens this section.
    pub fn is_opened_by(&self, normal: &str) -> bool {
        self.all_names().any(|name| name.fits(normal))
    }

    /// The names of the headings that open it.
    pub fn all_names(&self) -> impl Iterator<Item = Name<'static>> + use<> {
        let title = self.names.is_empty();
        let title = title.then_some(Name::Begins(self.normal));
        self.names.iter().copied().chain(title)
    }

    /// Whether a heading, in normal form, may be meant for this section.
    pub fn is_near(&self, normal: &str) -> bool {
        self.near.iter().any(|name| name.fits(normal))
    }
}

/// A section that is recognised by its title.
pub(super) const fn section(title: &'static str, normal: &'static str) -> Section {
    Section {
        title,
        normal,
        names: &[],
        near: &[],
    }
}

/// The sections that a rule or a renderer asks for by themselves, in the template's order.
pub static SECTIONS: &[&Section] = &[
    &ESSENTIAL_QUESTION,
    &WHEN_TO_USE,
    &WHEN_NOT_TO_USE,
    &PROBLEM_SPACE,
    &FAILURE_STORY,
    &BASIC_EXAMPLE,
    &IMPLEMENTATION_DETAILS,
    &PERFORMANCE_CHARACTERISTICS,
    &SCALING_CONSIDERATIONS,
    &CASE_STUDIES,
    &MIGRATION,
    &HISTORY,
    &QUICK_REFERENCE,
    &DECISION_MATRIX,
    &COMPARISON,
    &IMPLEMENTATION_CHECKLIST,
    &RELATED_RESOURCES,
];

/// Asks the question in bold.
pub static ESSENTIAL_QUESTION: Section = Section {
    names: &[Name::Is("essential question")],
    near: &[Name::Starts("essential question")],
    ..section("Essential Question", "essential question")
};

/// Its headings are told apart by [`usage`](crate::template::usage).
pub static WHEN_TO_USE: Section = Section {
    ..section("When to Use", "when to use")
};

/// Its headings are told apart by [`usage`](crate::template::usage).
pub static WHEN_NOT_TO_USE: Section = Section {
    ..section("When NOT to Use", "when not to use")
};

/// What the pattern is there for.
pub static PROBLEM_SPACE: Section = Section {
    names: &[Name::Is("problem space")],
    near: &[Name::Begins("problem")],
    ..section("The Problem Space", "problem space")
};

/// Tells what happens without the pattern.
pub static FAILURE_STORY: Section = Section {
    names: &[
        Name::Starts("without "),
        Name::Starts("failure story"),
        Name::Holds("happens without"),
        Name::Holds("happened without"),
        Name::Holds("goes wrong without"),
        Name::Holds("life without"),
        Name::Holds("world without"),
        Name::Holds("without this pattern"),
        Name::Holds("without the pattern"),
    ],
    ..section(
        "What Happens Without This Pattern",
        "what happens without this pattern",
    )
};

/// The core of the pattern in code.
pub static BASIC_EXAMPLE: Section = Section {
    names: &[Name::Is("basic example")],
    ..section("Basic Example", "basic example")
};

/// How it is built.
pub static IMPLEMENTATION_DETAILS: Section = Section {
    near: &[Name::Begins("implementation"), Name::Says("implementing")],
    ..section("Implementation Details", "implementation details")
};

/// How fast it is.
pub static PERFORMANCE_CHARACTERISTICS: Section = Section {
    near: &[Name::Says("performance")],
    ..section("Performance Characteristics", "performance characteristics")
};

/// How it grows.
pub static SCALING_CONSIDERATIONS: Section = Section {
    near: &[
        Name::Says("scaling"),
        Name::Says("scalability"),
        Name::Says("scale"),
    ],
    ..section("Scaling Considerations", "scaling considerations")
};

/// Who uses it.
pub static CASE_STUDIES: Section = Section {
    names: &[
        Name::Holds("case study"),
        Name::Holds("case studies"),
        Name::Holds("production example"),
        Name::Holds("production insights"),
        Name::Holds("production metrics"),
    ],
    near: &[Name::Starts("real world")],
    ..section("Real-World Case Studies", "real world case studies")
};

/// How to leave it for something newer.
pub static MIGRATION: Section = Section {
    names: &[
        Name::Begins("migration from"),
        Name::Begins("migration to"),
        Name::Begins("migration guide"),
    ],
    near: &[
        Name::Says("migration"),
        Name::Says("migrate"),
        Name::Says("migrating"),
    ],
    ..section("Migration from Legacy", "migration from legacy")
};

/// How it came about; a paragraph with a year and one of [`HISTORY_WORDS`] stands for it.
pub static HISTORY: Section = Section {
    names: &[
        Name::Begins("historical"),
        Name::Begins("history"),
        Name::Begins("origins"),
    ],
    near: &[
        Name::Says("history"),
        Name::Says("historical"),
        Name::Says("origin"),
    ],
    ..section("Historical Context", "historical context")
};

/// The words by which a paragraph tells a pattern's history.
pub const HISTORY_WORDS: [&str; 3] = ["introduced", "superseded", "replaced"];

/// What a reader comes back for.
pub static QUICK_REFERENCE: Section = Section {
    names: &[Name::Is("quick reference")],
    near: &[Name::Holds("quick reference")],
    ..section("Quick Reference", "quick reference")
};

/// Helps to decide for or against it.
pub static DECISION_MATRIX: Section = Section {
    names: &[Name::Starts("decision")],
    // `Quick Decision Table`, but not `Key Design Decisions`.
    near: &[Name::Says("decision")],
    ..section("Decision Matrix", "decision matrix")
};

/// The words between two things that are compared.
pub const VERSUS: [&str; 2] = ["vs", "versus"];

/// Sets it beside others.
pub static COMPARISON: Section = Section {
    names: &[
        Name::Begins("comparison with alternatives"),
        Name::Says("comparison"),
        Name::Says("comparisons"),
        Name::Says("alternatives"),
        Name::Says(VERSUS[0]),
        Name::Says(VERSUS[1]),
        Name::Holds("trade off"),
        Name::Holds("tradeoff"),
    ],
    ..section(
        "Comparison with Alternatives",
        "comparison with alternatives",
    )
};

/// What to do, to be ticked.
pub static IMPLEMENTATION_CHECKLIST: Section = Section {
    names: &[Name::Holds("implementation checklist")],
    near: &[Name::Holds("checklist")],
    ..section("Implementation Checklist", "implementation checklist")
};

/// Where to read on: a list of links by nature.
pub static RELATED_RESOURCES: Section = Section {
    names: &[
        Name::Begins("related"),
        Name::Begins("see also"),
        Name::Begins("further reading"),
        Name::Begins("references"),
        Name::Begins("resources"),
        Name::Begins("learn more"),
        Name::Begins("next steps"),
    ],
    ..section("Related Resources", "related resources")
};
