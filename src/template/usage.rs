//! How headings say when to use a pattern, and when not to, in normal form.
//!
//! The template puts `Use When` and `DON'T Use When` under one heading; pages
//! also name the pattern in them, as in `Use CQRS When`.

/// How headings of [`WHEN_TO_USE`](crate::template::sections::WHEN_TO_USE)
/// begin and end; between the two a name may stand.
pub const WHEN: &[(&str, &str)] = &[("when to use", ""), ("use", "when")];

/// How headings of [`WHEN_NOT_TO_USE`](crate::template::sections::WHEN_NOT_TO_USE) begin and end.
pub const WHEN_NOT: &[(&str, &str)] = &[
    ("when not to use", ""),
    ("when to not use", ""),
    ("when to avoid", ""),
    ("dont use", "when"),
    ("do not use", "when"),
    ("avoid", "when"),
];

/// Headings that say when not to use it without a `when`.
pub const BARE_NOT: &[&str] = &["dont use", "do not use"];

/// What a heading on when not to use it says besides, where it is about both.
pub const ALSO_WHEN: &[&str] = &["to use", "use when"];

/// The same of a heading on when to use it.
pub const ALSO_NOT: &[&str] = &["not to use", "not use", "dont use"];

/// Names that are the pattern itself.
pub const THE_PATTERN: &[&str] = &["", "it", "this", "this pattern", "pattern", "the pattern"];
