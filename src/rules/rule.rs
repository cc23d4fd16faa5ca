//! What a rule is, and what it is given.

use crate::catalogue::names::{self, Name};
use crate::catalogue::today::Today;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::diagram::{Diagrams, Fault};
use crate::library::leads::{Lead, Leads};
use crate::library::{Library, PageInfo};
use crate::page::Page;
use crate::pattern::Reading;
pub use crate::rules::options::{Globs, OptionDefault, OptionSpec, OptionValue};
use crate::rules::repeated_content::Own;
use crate::rules::settings;
use crate::rules::settings::RuleSettings;
use crate::schema::fit::Fit;
use crate::schema::siblings::Siblings;
use crate::template::Tier;
use crate::text::escape::visible;
use crate::text::span::{Span, Text};
use std::cell::OnceCell;

/// Which chapters a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Pattern pages only.
    Patterns,
    /// Pages of any template: pattern pages, and those of a team's own template.
    Documents,
    /// Pages of a team's own template.
    Own,
    /// Every chapter: `(all)` in the catalogue.
    All,
    /// Pattern pages on disk that SUMMARY.md does not list; of such a page only the frontmatter is read.
    Unlisted,
}

impl Scope {
    /// Whether it has a chapter that is a pattern page, or one of a team's own template.
    pub fn applies(self, is_pattern: bool, is_own: bool) -> bool {
        match self {
            Scope::All => true,
            Scope::Patterns => is_pattern,
            Scope::Documents => is_pattern || is_own,
            Scope::Own => is_own,
            Scope::Unlisted => false,
        }
    }
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
    /// The tiers it is about; none for a rule on pages of any tier or of none.
    pub tiers: &'static [Tier],
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
    /// What the template reads in the page.
    pub pattern: &'a Reading<'a>,
    /// The page's path relative to `src`, with `/`.
    pub path: &'a str,
    /// Today, for dates in the future.
    pub today: &'a Today,
    rule: &'static Rule,
    settings: &'a RuleSettings,
    leads: &'a Leads,
    names: &'a OnceCell<Vec<Name>>,
    all: &'a [RuleSettings],
    diagrams: &'a Diagrams,
    inclusions: &'a [Inclusion],
    is_pattern: bool,
    fit: Option<&'a Fit<'a>>,
    edition: Option<&'a Fit<'a>>,
    found: &'a mut Findings,
}

/// What the rules found on one page.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// See [`Context::report_without_id`].
    pub(crate) pending: Vec<Pending>,
    /// See [`Context::report_where_repeated`].
    pub(crate) repeated: Vec<Repeated>,
    /// See [`Context::report_unless_named_by`].
    pub(crate) one_sided: Vec<(Diagnostic, usize)>,
}

impl Findings {
    /// Says of what stands from the byte `own_end` to the end of the text why its author does not see it.
    pub(crate) fn help_behind(&mut self, own_end: usize, end: usize) {
        let pending = self.pending.iter_mut().map(|it| &mut it.diagnostic);
        let found = self.diagnostics.iter_mut().chain(pending);
        for diagnostic in found.filter(|it| own_end < end && it.span.start >= own_end) {
            diagnostic.help(
                "it stands in what `append` in `[preprocessor.patterns]` puts behind each page",
            );
        }
    }
}

/// Something that the page includes and that does not come out as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// Where it stands in the page's text.
    pub span: Span<Text>,
    /// What is wrong.
    pub fault: InclusionFault,
}

/// What is wrong with something that the page includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InclusionFault {
    /// A snippet that names nothing, in words, and what to do.
    Snippet {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Vec<String>,
    },
    /// A directive of several lines whose indentation is lost.
    Block,
}

/// A diagnostic that depends on a page which may not have been parsed yet.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) diagnostic: Diagnostic,
    /// The page's position in the library.
    pub(crate) target: usize,
    pub(crate) id: String,
}

/// A diagnostic that depends on how many pages have the same pieces.
#[derive(Debug)]
pub(crate) struct Repeated {
    pub(crate) diagnostic: Diagnostic,
    /// Which pieces, and when it is to be said.
    pub(crate) pieces: Pieces,
    /// On how many pages a piece has to stand.
    pub(crate) min: usize,
}

/// Pieces of a page, by their hashes, and when something is to be said of them.
#[derive(Debug, Clone)]
pub(crate) enum Pieces {
    /// Where this one stands on enough pages.
    Repeated(u64),
    /// Where fewer than `least` of these stand on this page only, or nearly so. The diagnostic's
    /// labels are theirs, in this order.
    TooFew {
        /// Their hashes.
        keys: Vec<u64>,
        /// So many have to.
        least: usize,
    },
}

/// What a [`Context`] is made of besides the rule.
pub(crate) struct Surroundings<'a> {
    pub(crate) library: &'a Library,
    pub(crate) config: &'a Config,
    pub(crate) path: &'a str,
    pub(crate) leads: &'a Leads,
    /// Where the page names others; found when it is first asked for.
    pub(crate) names: &'a OnceCell<Vec<Name>>,
    pub(crate) today: &'a Today,
    pub(crate) diagrams: &'a Diagrams,
    pub(crate) inclusions: &'a [Inclusion],
    pub(crate) settings: &'a [RuleSettings],
    pub(crate) is_pattern: bool,
    /// The page held against its template, if that is a team's own.
    pub(crate) fit: Option<&'a Fit<'a>>,
    /// The page held against the book's own edition of the pattern template, if it is a pattern page.
    pub(crate) edition: Option<&'a Fit<'a>>,
    /// All pages of that template.
    pub(crate) siblings: Option<&'a Siblings>,
}

impl Surroundings<'_> {
    /// Runs one rule.
    pub(super) fn check(
        &self,
        rule: &'static Rule,
        settings: &RuleSettings,
        pattern: &Reading<'_>,
        found: &mut Findings,
    ) {
        let mut context = Context {
            library: self.library,
            config: self.config,
            pattern,
            path: self.path,
            today: self.today,
            rule,
            settings,
            leads: self.leads,
            names: self.names,
            diagrams: self.diagrams,
            inclusions: self.inclusions,
            all: self.settings,
            is_pattern: self.is_pattern,
            fit: self.fit,
            edition: self.edition,
            found,
        };
        (rule.check)(pattern.page, &mut context);
    }
}

impl<'a> Context<'a> {
    /// What the page includes and what does not come out as it was meant.
    pub fn inclusions(&self) -> &'a [Inclusion] {
        self.inclusions
    }

    /// Reports a violation at `span` of the page's text; the caller adds to it.
    pub fn report(&mut self, span: Span<Text>, message: impl Into<String>) -> &mut Diagnostic {
        let diagnostic = self.diagnostic(span, message.into());
        let found = &mut self.found.diagnostics;
        let index = found.len();
        found.push(diagnostic);
        &mut found[index]
    }

    fn diagnostic(&self, span: Span<Text>, message: String) -> Diagnostic {
        // What an author cannot see is what is wrong with a word that looks right.
        let message = visible(message);
        Diagnostic::new(self.rule.name, self.settings.level, span, message)
    }

    /// Reports a violation if the page `target` turns out not to have the id: its
    /// ids are known once all pages are parsed. The nearest one is then named in the help.
    pub fn report_without_id(
        &mut self,
        span: Span<Text>,
        message: impl Into<String>,
        target: &PageInfo,
        id: &str,
    ) {
        if let Some(target) = self.library.position(&target.source_path) {
            let diagnostic = self.diagnostic(span, message.into());
            self.found.pending.push(Pending {
                diagnostic,
                target,
                id: id.to_owned(),
            });
        }
    }

    /// Reports a piece of the page, by its hash, if it turns out to stand on at least `min` pages;
    /// how many there are is added to the message. What stands in an included file never counts.
    pub fn report_where_repeated(
        &mut self,
        span: Span<Text>,
        message: impl Into<String>,
        key: u64,
        min: usize,
    ) {
        let diagnostic = self.diagnostic(span, message.into());
        self.found.repeated.push(Repeated {
            diagnostic,
            pieces: Pieces::Repeated(key),
            min,
        });
    }

    /// Reports a violation if it turns out that fewer than `least` of these pieces are the page's
    /// own; those that stand on too many pages are pointed at.
    pub fn report_where_too_few(
        &mut self,
        span: Span<Text>,
        message: impl Into<String>,
        own: Own,
        least: usize,
    ) -> Option<&mut Diagnostic> {
        let Own { pieces, min_pages } = own;
        if pieces.len() < least {
            return None;
        }
        let mut diagnostic = self.diagnostic(span, message.into());
        for (_, place) in &pieces {
            diagnostic.also(*place, "");
        }
        let keys = pieces.into_iter().map(|(key, _)| key).collect();
        self.found.repeated.push(Repeated {
            diagnostic,
            pieces: Pieces::TooFew { keys, least },
            min: min_pages,
        });
        self.found.repeated.last_mut().map(|it| &mut it.diagnostic)
    }

    /// Reports a violation unless the page `target`, by its position in the library, turns out to
    /// name this one.
    pub fn report_unless_named_by(
        &mut self,
        span: Span<Text>,
        message: impl Into<String>,
        target: usize,
    ) {
        let diagnostic = self.diagnostic(span, message.into());
        self.found.one_sided.push((diagnostic, target));
    }

    /// Where the page's links lead.
    pub fn leads(&self) -> &'a Leads {
        self.leads
    }

    /// Where the page names others.
    pub fn names(&self) -> &'a [Name] {
        let names = || names::all(self.pattern, self.library, self.leads);
        self.names.get_or_init(names)
    }

    /// Whether a diagram parses; its lines have no blank space at their ends.
    pub fn check_diagram(&self, source: &str) -> Result<(), Fault> {
        self.diagrams.check(source)
    }

    /// Whether a link on this page leads to a chapter or to another file of the book.
    pub fn leads_somewhere(&self, dest: &str) -> bool {
        *self.leads.of(dest) != Lead::Nowhere
    }

    /// Whether this is a pattern page.
    pub fn is_pattern(&self) -> bool {
        self.is_pattern
    }

    /// The page held against its template, if that is a team's own.
    pub fn fit(&self) -> Option<&'a Fit<'a>> {
        self.fit
    }

    /// The page held against the book's own edition of the pattern template, if it is a pattern page.
    pub fn edition(&self) -> Option<&'a Fit<'a>> {
        self.edition
    }

    /// Whether a rule looks at this page.
    pub fn runs(&self, rule: &Rule) -> bool {
        let settings = settings::find(self.all, rule.name);
        settings.is_some_and(|settings| settings.level != LintLevel::Allow)
            && rule.scope.applies(self.is_pattern, self.fit.is_some())
    }

    /// The rule's settings for this page.
    pub(super) fn settings(&self) -> &'a RuleSettings {
        self.settings
    }

    /// An option that is a whole number; 0 for one that the rule does not declare.
    pub fn count(&self, name: &str) -> usize {
        count(self.settings, name)
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
        counts(self.settings, name)
    }

    /// Whether a path is one of an option that is a list of globs.
    pub fn matches(&self, name: &str, path: &str) -> bool {
        self.globs(name)
            .is_some_and(|globs| globs.set.is_match(path))
    }

    /// Whether an option that is a list of globs has any.
    pub fn has_globs(&self, name: &str) -> bool {
        self.globs(name).is_some_and(|globs| !globs.set.is_empty())
    }

    fn globs(&self, name: &str) -> Option<&Globs> {
        match self.settings.option(name) {
            Some(OptionValue::Globs(globs)) => Some(globs),
            _ => None,
        }
    }

    /// A whole number of another rule, as it is set for this page.
    pub fn count_of(&self, rule: &Rule, name: &str) -> usize {
        settings::find(self.all, rule.name).map_or(0, |settings| count(settings, name))
    }

    /// The same of another rule, as it is set for this page.
    pub fn counts_of(&self, rule: &Rule, name: &str) -> &[u64] {
        settings::find(self.all, rule.name).map_or(&[], |settings| counts(settings, name))
    }
}

/// An option of a rule that is a whole number; 0 where it is none.
pub(super) fn count(settings: &RuleSettings, name: &str) -> usize {
    match settings.option(name) {
        Some(OptionValue::Count(n)) => usize::try_from(*n).unwrap_or(usize::MAX),
        _ => 0,
    }
}

fn counts<'s>(settings: &'s RuleSettings, name: &str) -> &'s [u64] {
    match settings.option(name) {
        Some(OptionValue::Counts(list)) => list,
        _ => &[],
    }
}
