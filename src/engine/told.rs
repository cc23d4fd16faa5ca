//! Which diagnostics a run keeps whole, and what is left of the others.
//!
//! A build of many pages that were never checked has tens of thousands of diagnostics. It shows the first few,
//! file by file and what fails it first, and counts the rest: those need not be kept. What is shown is
//! certain before all pages are read: a page's diagnostics are not among the first so many if that many
//! files before it have some.

use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::diagnostic::place::FileText;
use crate::diagnostic::tally::Tally;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many of a run's diagnostics are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Told {
    /// Any may be.
    #[default]
    All,
    /// So many, those that fail the build first, then in the order of their files' names.
    First(usize),
}

/// Diagnostics of a page that are counted and not shown: those of a rule together.
#[derive(Debug, Clone)]
pub struct Untold {
    file: Arc<str>,
    rule: &'static str,
    level: LintLevel,
    is_fixable: bool,
    /// How the ids begin that a heading loses by the fix. Such diagnostics stand each for itself.
    takes_ids: Vec<String>,
    count: usize,
}

impl Untold {
    /// Counts one more.
    fn add(all: &mut Vec<Untold>, located: Located, file: &Arc<str>) {
        let Tally {
            rule,
            level,
            is_fixable,
            ..
        } = located.tally();
        let takes_ids = located.fix.map_or_else(Vec::new, |fix| fix.takes_ids);
        let same = all.iter_mut().find(|it| {
            it.rule == rule
                && (it.level, it.is_fixable) == (level, is_fixable)
                && it.takes_ids.is_empty()
        });
        match same.filter(|_| takes_ids.is_empty()) {
            Some(same) => same.count += 1,
            None => all.push(Untold {
                file: Arc::clone(file),
                rule,
                level,
                is_fixable,
                takes_ids,
                count: 1,
            }),
        }
    }

    /// What is counted of each of them.
    pub fn tallies(&self) -> impl Iterator<Item = Tally<'_>> + Clone {
        std::iter::repeat_n(self.tally(), self.count)
    }

    /// What is counted of one of them.
    pub fn tally(&self) -> Tally<'_> {
        Tally {
            file: &self.file,
            rule: self.rule,
            level: self.level,
            is_fixable: self.is_fixable,
        }
    }

    /// Their fixes are not safe where another page links to an id that goes with it.
    pub(super) fn spare_ids(&mut self, is_taken: impl Fn(&[String]) -> bool) {
        self.is_fixable &= !is_taken(&self.takes_ids);
    }
}

/// The files that are first so far; no more of them than diagnostics are shown.
#[derive(Debug, Default)]
struct First {
    with_any: BTreeSet<String>,
    with_denied: BTreeSet<String>,
}

impl First {
    fn add(&mut self, file: &str, worst: LintLevel, most: usize) {
        let add = |files: &mut BTreeSet<String>| {
            files.insert(file.to_owned());
            if files.len() > most {
                files.pop_last();
            }
        };
        add(&mut self.with_any);
        if worst == LintLevel::Deny {
            add(&mut self.with_denied);
        }
    }

    /// Whether so many files come before a file that none of its diagnostics of that level is shown.
    fn are_before(&self, file: &str, level: LintLevel, most: usize) -> bool {
        let files = match level {
            LintLevel::Deny => &self.with_denied,
            LintLevel::Warn | LintLevel::Allow => &self.with_any,
        };
        files.len() >= most && files.last().is_none_or(|last| last.as_str() < file)
    }
}

/// Decides page by page what is kept whole.
#[derive(Debug, Default)]
pub(super) struct Teller {
    told: Told,
    first: Mutex<First>,
}

impl Teller {
    pub(super) fn new(told: Told) -> Teller {
        Teller {
            told,
            first: Mutex::default(),
        }
    }

    /// Takes out of a page's diagnostics what is certain not to be shown.
    pub(super) fn take_untold(&self, file: &str, found: &mut Vec<Located>) -> Vec<Untold> {
        let Told::First(most) = self.told else {
            return Vec::new();
        };
        let mut first = self.first();
        let levels = found.iter().map(|located| located.level);
        if let Some(worst) = levels.max() {
            first.add(file, worst, most);
        }
        let is_untold = |located: &mut Located| first.are_before(file, located.level, most);
        let file = Arc::from(file);
        let mut untold = Vec::new();
        for located in found.extract_if(.., is_untold) {
            Untold::add(&mut untold, located, &file);
        }
        found.shrink_to_fit();
        untold.shrink_to_fit();
        untold
    }

    /// Takes the words from what may yet be found on a page, where they are certain not to be
    /// shown: the text of its file goes with them.
    pub(super) fn forget<'l>(&self, file: &str, open: impl Iterator<Item = &'l mut Located>) {
        let Told::First(most) = self.told else {
            return;
        };
        let unread = Arc::new(FileText::unread(file.to_owned()));
        for located in open {
            if self.first().are_before(file, located.level, most) {
                located.forget(&unread);
            }
        }
    }

    fn first(&self) -> MutexGuard<'_, First> {
        // A poisoned lock guards sets that are whole all the same.
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
