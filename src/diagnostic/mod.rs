//! What a rule found, and where.

pub mod located;
pub mod place;
pub mod tally;

use crate::diagnostic::place::Place;
use crate::text::edit::Edit;
use crate::text::span::{Span, Text};
use std::borrow::Cow;

/// What a rule says besides its message: most of it is the same each time, and there are many
/// diagnostics.
pub type Phrase = Cow<'static, str>;

/// Makes room for one where nothing is yet: most diagnostics have one help and one label at most.
fn make_room<T>(list: &mut Vec<T>) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
}

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

/// Edits that settle a diagnostic: of the page's text where a rule makes them, of
/// the file on disk in a [`located::Located`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<E = Edit<Text>> {
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// All of them or none.
    pub edits: Vec<E>,
    /// How the ids begin that a heading loses by it. Where another page links
    /// to one of them, the fix is not safe.
    pub takes_ids: Vec<String>,
}

impl Fix {
    /// A fix that may be applied unseen.
    pub fn safe(edits: Vec<Edit<Text>>) -> Fix {
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
    /// The place.
    pub place: LabelPlace,
    /// What it has to do with the diagnostic.
    pub message: Phrase,
}

/// Where a label stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelPlace {
    /// On the page.
    Here(Span<Text>),
    /// In another file.
    Elsewhere(Place),
}

/// How much is wrong: what a baseline holds a violation against, so that it can only get better.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Extent {
    /// One thing, that is there or not.
    #[default]
    Whole,
    /// Several things, by their names.
    Parts(Vec<String>),
    /// A measure of which more is worse.
    More(f64),
    /// A measure of which less is worse.
    Less(f64),
}

/// One violation of one rule, as the rule reports it: in the page's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule's name.
    pub rule: &'static str,
    /// Its level here.
    pub level: LintLevel,
    /// Lower case, values in backticks, no full stop.
    pub message: String,
    /// What to underline.
    pub span: Span<Text>,
    /// Short words at the underlined place.
    pub label: Option<Phrase>,
    /// Related places.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Vec<Phrase>,
    /// How a machine can do it.
    pub fix: Option<Fix>,
    /// How much is wrong.
    pub extent: Extent,
}

impl Diagnostic {
    /// A diagnostic that says only what is wrong, and where.
    pub fn new(
        rule: &'static str,
        level: LintLevel,
        span: impl Into<Span<Text>>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            rule,
            level,
            message: message.into(),
            span: span.into(),
            label: None,
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
            extent: Extent::Whole,
        }
    }

    /// Names the several things that it is about.
    pub fn parts<S: AsRef<str>>(&mut self, names: impl IntoIterator<Item = S>) -> &mut Diagnostic {
        let names = names.into_iter().map(|name| name.as_ref().to_owned());
        self.extent = Extent::Parts(names.collect());
        self
    }

    /// Sets a measure of which more is worse.
    #[allow(clippy::cast_precision_loss)] // No page has 2^52 of anything.
    pub fn more(&mut self, measure: usize) -> &mut Diagnostic {
        self.extent = Extent::More(measure as f64);
        self
    }

    /// Sets a measure of which less is worse.
    #[allow(clippy::cast_precision_loss)]
    pub fn less(&mut self, measure: usize) -> &mut Diagnostic {
        self.extent = Extent::Less(measure as f64);
        self
    }

    /// Sets how much is wrong.
    pub fn extent(&mut self, extent: Extent) -> &mut Diagnostic {
        self.extent = extent;
        self
    }

    /// Sets the words at the underlined place.
    pub fn label(&mut self, text: impl Into<Phrase>) -> &mut Diagnostic {
        self.label = Some(text.into());
        self
    }

    /// Adds a related place of the same page.
    pub fn also(
        &mut self,
        span: impl Into<Span<Text>>,
        message: impl Into<Phrase>,
    ) -> &mut Diagnostic {
        make_room(&mut self.labels);
        self.labels.push(Label {
            place: LabelPlace::Here(span.into()),
            message: message.into(),
        });
        self
    }

    /// Adds a related place in another file.
    pub fn also_elsewhere(&mut self, place: Place, message: impl Into<Phrase>) -> &mut Diagnostic {
        make_room(&mut self.labels);
        self.labels.push(Label {
            place: LabelPlace::Elsewhere(place),
            message: message.into(),
        });
        self
    }

    /// Adds a line on what to do.
    pub fn help(&mut self, text: impl Into<Phrase>) -> &mut Diagnostic {
        make_room(&mut self.help);
        self.help.push(text.into());
        self
    }

    /// Sets the fix.
    pub fn fix(&mut self, fix: Fix) -> &mut Diagnostic {
        self.fix = Some(fix);
        self
    }
}
