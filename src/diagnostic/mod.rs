//! What a rule found, and where.

mod change;
pub mod located;

pub use change::Change;

use crate::diagnostic::located::Elsewhere;
use crate::text::edit::Edit;
use std::ops::Range;

/// How serious a finding is, in rustc's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintLevel {
    /// Not reported.
    Allow,
    /// Reported.
    Warn,
    /// Reported, and the build fails.
    Deny,
}

impl LintLevel {
    /// All levels, mildest first.
    pub const ALL: [LintLevel; 3] = [LintLevel::Allow, LintLevel::Warn, LintLevel::Deny];

    /// `allow`, `warn` or `deny`.
    pub const fn name(self) -> &'static str {
        match self {
            LintLevel::Allow => "allow",
            LintLevel::Warn => "warn",
            LintLevel::Deny => "deny",
        }
    }

    /// What other tools call it: `error` for what fails a build, else `warning`.
    pub const fn severity(self) -> &'static str {
        match self {
            LintLevel::Deny => "error",
            LintLevel::Warn | LintLevel::Allow => "warning",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<LintLevel> {
        LintLevel::ALL
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// Whether a fix may be applied without a person looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Certain to mean the same.
    Safe,
    /// Probably what is wanted.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// Edits that settle a diagnostic. While rules run they are in the coordinates
/// of the page's text; once reported, in those of the file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// All of them or none.
    pub edits: Vec<Edit>,
    /// How the ids begin that a heading loses by it. Where another page links
    /// to one of them, the fix is not safe.
    pub takes_ids: Vec<String>,
}

impl Fix {
    /// A fix that may be applied unseen.
    pub fn safe(edits: Vec<Edit>) -> Fix {
        Fix {
            applicability: Applicability::Safe,
            edits,
            takes_ids: Vec::new(),
        }
    }
}

/// A place that a diagnostic refers to besides its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the page's text; of no meaning for a place in another file.
    pub span: Range<usize>,
    /// What this place has to do with it.
    pub message: String,
    /// The place in another file than the diagnostic's, where it is one.
    pub elsewhere: Option<Elsewhere>,
}

/// One violation of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name.
    pub rule: &'static str,
    /// Its level here.
    pub level: LintLevel,
    /// Lower case, values in backticks, no full stop.
    pub message: String,
    /// The file, relative to the book's root, with `/`.
    pub file: String,
    /// The bytes to underline. While rules run: of the page's text; once
    /// reported: of the file on disk.
    pub span: Range<usize>,
    /// Short words at the underlined place.
    pub label: Option<String>,
    /// Related places.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Vec<String>,
    /// How a machine can do it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Sets the words at the underlined place.
    pub fn label(&mut self, text: impl Into<String>) -> &mut Diagnostic {
        self.label = Some(text.into());
        self
    }

    /// Adds a related place of the same page.
    pub fn also(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.labels.push(Label {
            span,
            message: message.into(),
            elsewhere: None,
        });
        self
    }

    /// Adds a related place in another file.
    pub fn also_elsewhere(
        &mut self,
        place: Elsewhere,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.labels.push(Label {
            span: 0..0,
            message: message.into(),
            elsewhere: Some(place),
        });
        self
    }

    /// Adds a line on what to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Sets the fix.
    pub fn fix(&mut self, fix: Fix) -> &mut Diagnostic {
        self.fix = Some(fix);
        self
    }
}
