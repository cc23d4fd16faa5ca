//! What is counted of a diagnostic, however much else is kept of it.

use crate::diagnostic::located::Located;
use crate::diagnostic::{Applicability, LintLevel};

/// One diagnostic in a count.
#[derive(Debug, Clone, Copy)]
pub struct Tally<'a> {
    /// The file, relative to the book's root, with `/`.
    pub file: &'a str,
    /// The rule's name.
    pub rule: &'static str,
    /// Its level here.
    pub level: LintLevel,
    /// Whether it has a fix that may be applied unseen.
    pub is_fixable: bool,
}

impl Tally<'_> {
    /// Whether it fails a build.
    pub fn is_denied(&self) -> bool {
        self.level == LintLevel::Deny
    }
}

impl Located {
    /// What is counted of it.
    pub fn tally(&self) -> Tally<'_> {
        let fix = self.fix.as_ref();
        Tally {
            file: self.file(),
            rule: self.rule,
            level: self.level,
            is_fixable: fix.is_some_and(|fix| fix.applicability == Applicability::Safe),
        }
    }
}
