//! What comes out of a run.

use crate::catalogue::Catalogue;
use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::diagnostic::tally::Tally;
use crate::engine::OfTemplate;
use crate::engine::done::Done;
use crate::engine::scores::Measured;
use crate::engine::told::Untold;
use crate::library::PageInfo;
use crate::render::rope::Rope;
use crate::render::steps::Step;
use crate::text::maps::HashSet;

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Located>,
    /// Those of which no more is known than what is counted: they are not shown.
    pub untold: Vec<Untold>,
    /// The pages, in the book's order.
    pub pages: Vec<Looked>,
    /// What the pages say of each other, where that was wanted.
    pub catalogue: Catalogue,
    /// What other pages know of each page, where that was wanted.
    pub infos: Vec<PageInfo>,
    /// The chapters' new texts, in order; empty where nothing was rendered.
    pub rendered: Vec<Rope>,
    /// How much was looked at.
    pub summary: Summary,
    /// The pattern pages, where they were to be measured.
    pub measured: Vec<Measured>,
    /// What pages of older editions lack of the newest one, by their files, where that was wanted.
    pub upgrades: Vec<(String, Result<Located, &'static str>)>,
    /// How the page was rendered of which that was wanted, in bytes of its text.
    pub steps: Vec<Step>,
    /// What pages include and nobody can read to the end, a sentence each: the run says
    /// nothing about them.
    pub refused: Vec<String>,
    /// What was left out since it takes too long or becomes too large, a sentence each.
    pub warnings: Vec<String>,
}

/// A page that was looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its file, relative to the book's folder.
    pub file: String,
    /// Whether it is a pattern page.
    pub is_pattern: bool,
    /// The team's own template that it belongs to.
    pub template: Option<OfTemplate>,
}

/// Counts of a run.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Chapters looked at.
    pub pages: usize,
    /// Of those, pattern pages.
    pub patterns: usize,
    /// Pattern pages with at least one diagnostic.
    pub affected: usize,
    /// Other chapters with at least one diagnostic.
    pub others: usize,
    /// Pattern pages that SUMMARY.md does not list and a rule reports.
    pub unlisted: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
    /// Diagnostics with a fix that may be applied unseen.
    pub fixable: usize,
    /// Violations that the baseline knows.
    pub known: usize,
    /// Violations of the baseline that no longer occur.
    pub fixed: usize,
}

impl Outcome {
    /// The chapters' new texts, drawings and all.
    pub fn texts(&self) -> Vec<String> {
        self.rendered.iter().map(Rope::to_string).collect()
    }

    /// The outcome of a run that could read everything; else what it could not, a line each.
    pub fn whole(self) -> Result<Outcome, String> {
        if self.refused.is_empty() {
            Ok(self)
        } else {
            Err(self.refused.join("\n"))
        }
    }

    /// Forgets all but the pages whose files are wanted.
    pub fn keep(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.diagnostics.retain(|found| is_wanted(found.file()));
        self.untold.retain(|found| is_wanted(found.tally().file));
        self.pages.retain(|page| is_wanted(&page.file));
        let with: HashSet<&str> = self.tallies().map(|found| found.file).collect();
        let count = |is_pattern: bool, affected: bool| {
            let pages = self
                .pages
                .iter()
                .filter(|page| page.is_pattern == is_pattern);
            let pages = pages.filter(|page| !affected || with.contains(page.file.as_str()));
            pages.count()
        };
        self.summary = Summary {
            pages: self.pages.len(),
            patterns: count(true, false),
            affected: count(true, true),
            others: count(false, true),
            // What they have of other pages nobody asked for.
            unlisted: 0,
            known: 0,
            fixed: 0,
            ..self.summary
        };
    }

    pub(super) fn add(&mut self, mut page: Done) {
        let unused = page.gate.unused();
        page.diagnostics.extend(unused);
        self.summary.known += page.gate.recognised();
        let upgrade = page.upgrade.take().map(|it| (page.file.clone(), it));
        self.pages.push(Looked {
            file: page.file,
            is_pattern: page.is_pattern,
            template: page.template_name,
        });
        self.summary.pages += 1;
        self.summary.patterns += usize::from(page.is_pattern);
        let is_clean = page.diagnostics.is_empty() && page.untold.is_empty();
        self.summary.affected += usize::from(page.is_pattern && !is_clean);
        self.summary.others += usize::from(!page.is_pattern && !is_clean);
        self.diagnostics.extend(page.diagnostics);
        self.untold.extend(page.untold);
        self.measured.extend(page.measured);
        self.steps.extend(page.steps);
        self.upgrades.extend(upgrade);
        self.warnings.extend(page.warnings);
        self.rendered.extend(page.rendered);
    }

    /// What is counted of all diagnostics, those that are not shown last.
    pub fn tallies(&self) -> impl Iterator<Item = Tally<'_>> + Clone {
        let told = self.diagnostics.iter().map(Located::tally);
        told.chain(self.untold.iter().flat_map(Untold::tallies))
    }

    /// Counts the diagnostics by level.
    pub fn count(&mut self) {
        let (mut deny, mut warn, mut fixable) = (0, 0, 0);
        for found in self.tallies() {
            match found.level {
                LintLevel::Deny => deny += 1,
                LintLevel::Warn => warn += 1,
                LintLevel::Allow => {}
            }
            fixable += usize::from(found.is_fixable);
        }
        self.summary = Summary {
            deny,
            warn,
            fixable,
            ..self.summary
        };
    }
}
