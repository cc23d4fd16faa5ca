//! The options of rules: what they take, and what they are set to.

use globset::GlobSet;

/// The value of an option.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionValue {
    /// A whole number, not negative.
    Count(u64),
    /// A number, not negative.
    Number(f64),
    /// A list of whole numbers.
    Counts(Vec<u64>),
    /// Globs of paths.
    Globs(Globs),
}

/// Globs of paths, as they were written and as one set.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    /// As they stand in book.toml.
    pub written: Vec<String>,
    /// What they match.
    pub set: GlobSet,
}

impl PartialEq for Globs {
    fn eq(&self, other: &Globs) -> bool {
        self.written == other.written
    }
}

/// An option's default, as a constant; it also says what the option takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OptionDefault {
    /// A whole number, not negative.
    Count(u64),
    /// A number, not negative.
    Number(f64),
    /// The minutes of each level, as the template has them.
    Minutes,
    /// A list of globs; none by default.
    Globs,
}

/// An option of a rule, set in `[preprocessor.patterns.rules]`.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// Its key.
    pub name: &'static str,
    /// Its default.
    pub default: OptionDefault,
    /// What it is, in a few words.
    pub summary: &'static str,
}
