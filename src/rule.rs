//! What a rule is, and what it is given.

use crate::config::{Config, RuleSettings};
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::library::Library;
use crate::page::Page;
use crate::rules;
use jiff::civil::Date;
use std::ops::Range;

/// Which chapters a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Pattern pages only.
    Patterns,
    /// Every chapter: `(all)` in the catalogue.
    All,
}

/// Whether a rule's diagnostics come with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixAvailability {
    /// Never.
    None,
    /// Where the repair is certain.
    Sometimes,
    /// Always.
    Always,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionValue {
    /// A whole number, not negative.
    Count(u64),
    /// A number, not negative.
    Number(f64),
    /// A list of whole numbers.
    Counts(Vec<u64>),
}

/// An option's default, as a constant; it also says what the option takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OptionDefault {
    /// A whole number, not negative.
    Count(u64),
    /// A number, not negative.
    Number(f64),
    /// As many whole numbers as the default has.
    Counts(&'static [u64]),
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

/// A rule. Its name is its identity everywhere.
#[derive(Debug)]
pub struct Rule {
    /// Kebab case; says what is wrong with the page.
    pub name: &'static str,
    /// One line, as in the catalogue.
    pub summary: &'static str,
    /// The level by default.
    pub level: LintLevel,
    /// Which chapters it looks at.
    pub scope: Scope,
    /// Its options.
    pub options: &'static [OptionSpec],
    /// Whether its diagnostics can be fixed.
    pub fix: FixAvailability,
    /// The version it appeared in.
    pub since: &'static str,
    /// Its documentation, whose examples are its tests.
    pub docs: &'static str,
    /// Reports what is wrong with one page.
    pub check: fn(&Page<'_>, &mut Context<'_>),
}

/// What a rule knows besides the page, and where it reports to.
#[derive(Debug)]
pub struct Context<'a> {
    /// All pages.
    pub library: &'a Library,
    /// The book's configuration.
    pub config: &'a Config,
    /// The page's path relative to `src`, with `/`.
    pub path: &'a str,
    /// Today, for dates in the future.
    pub today: Date,
    rule: &'static Rule,
    settings: &'a RuleSettings,
    all: &'a [RuleSettings],
    is_pattern: bool,
    file: &'a str,
    found: &'a mut Vec<Diagnostic>,
}

/// What a [`Context`] is made of besides the rule.
pub(crate) struct Surroundings<'a> {
    pub(crate) library: &'a Library,
    pub(crate) config: &'a Config,
    pub(crate) path: &'a str,
    pub(crate) file: &'a str,
    pub(crate) today: Date,
    pub(crate) settings: &'a [RuleSettings],
    pub(crate) is_pattern: bool,
}

impl Surroundings<'_> {
    /// Runs all rules that are not switched off.
    pub(crate) fn check(&self, page: &Page<'_>, found: &mut Vec<Diagnostic>) {
        for (rule, settings) in rules::ALL.iter().zip(self.settings) {
            let applies = self.is_pattern || rule.scope == Scope::All;
            if applies && settings.level != LintLevel::Allow {
                self.check_one(rule, settings, page, found);
            }
        }
    }

    fn check_one(
        &self,
        rule: &'static Rule,
        settings: &RuleSettings,
        page: &Page<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut context = Context {
            library: self.library,
            config: self.config,
            path: self.path,
            today: self.today,
            rule,
            settings,
            all: self.settings,
            is_pattern: self.is_pattern,
            file: self.file,
            found,
        };
        (rule.check)(page, &mut context);
    }
}

impl Context<'_> {
    /// Reports a violation at `span` of the page's text; the caller adds to it.
    pub fn report(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.found.len();
        self.found.push(Diagnostic {
            rule: self.rule.name,
            level: self.settings.level,
            message: message.into(),
            file: self.file.to_owned(),
            span,
            label: None,
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
        });
        &mut self.found[index]
    }

    /// Whether a rule looks at this page.
    pub fn runs(&self, rule: &Rule) -> bool {
        let index = rules::ALL.iter().position(|other| other.name == rule.name);
        let settings = index.and_then(|index| self.all.get(index));
        settings.is_some_and(|settings| settings.level != LintLevel::Allow)
            && (self.is_pattern || rule.scope == Scope::All)
    }

    /// An option that is a whole number; 0 for one that the rule does not declare.
    pub fn count(&self, name: &str) -> usize {
        match self.settings.option(name) {
            Some(OptionValue::Count(n)) => usize::try_from(*n).unwrap_or(usize::MAX),
            _ => 0,
        }
    }

    /// An option that is a number; 0 for one that the rule does not declare.
    pub fn number(&self, name: &str) -> f64 {
        match self.settings.option(name) {
            Some(OptionValue::Number(n)) => *n,
            _ => 0.0,
        }
    }

    /// An option that is a list of whole numbers; empty for one that the rule does not declare.
    pub fn counts(&self, name: &str) -> &[u64] {
        match self.settings.option(name) {
            Some(OptionValue::Counts(list)) => list,
            _ => &[],
        }
    }
}

/// The word of `known` nearest to `word`, if one is near enough to be meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|candidate| {
            let folded = candidate.to_lowercase().replace('_', "-");
            (strsim::damerau_levenshtein(&folded, &lower), candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= (candidate.chars().count().max(word.chars().count()) / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Names in backticks with commas and `and`: `` `a`, `b` and `c` ``.
pub fn and_list<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
