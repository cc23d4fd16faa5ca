//! What of a page's diagnostics gets through: suppressions first, then the baseline.

use crate::diagnostic::Phrase;
use crate::diagnostic::located::Located;
use crate::engine::baseline;
use crate::engine::baseline::Known;
use crate::text::maps::{HashMap, HashSet};
use crate::text::span::{File, Span, Spans};

/// One name of an `allow` comment.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The rule.
    pub rule: &'static str,
    /// The name itself.
    pub name: Span<File>,
    /// What it holds for; `None` for the whole page.
    pub target: Option<Span<File>>,
    /// Whether it has silenced anything.
    pub used: bool,
}

/// Where each rule is silenced. Many comments may be about the same block.
fn silenced(allowances: &[Allowance]) -> HashMap<&'static str, Spans<File>> {
    let mut targets: HashMap<&'static str, Vec<Span<File>>> = HashMap::default();
    for allowance in allowances {
        let everywhere = Span::new(0..usize::MAX);
        let own = targets.entry(allowance.rule).or_default();
        own.push(allowance.target.unwrap_or(everywhere));
    }
    let targets = targets.into_iter();
    targets
        .map(|(rule, own)| (rule, own.into_iter().collect()))
        .collect()
}

/// The rule whose reports wait until everything else has been seen.
const UNUSED: &str = "suppression-unused";

/// A page's suppressions and known violations. Diagnostics that come later, from
/// a look at the whole library, pass the same gate.
#[derive(Debug, Default, Clone)]
pub struct Gate {
    allowances: Vec<Allowance>,
    /// Where each rule is silenced.
    silenced: HashMap<&'static str, Spans<File>>,
    known: Known,
    recognised: usize,
    waiting: Vec<Located>,
}

impl Gate {
    /// A gate for one page.
    pub fn new(allowances: Vec<Allowance>, known: Known) -> Gate {
        Gate {
            silenced: silenced(&allowances),
            allowances,
            known,
            recognised: 0,
            waiting: Vec::new(),
        }
    }

    /// Drops what is silenced or known. What says that a suppression is unused is kept back.
    pub fn admit(&mut self, found: Vec<Located>) -> Vec<Located> {
        self.mark_used(&found);
        let mut admitted = Vec::with_capacity(found.len());
        for located in found {
            let offset = located.place.span.start;
            let silenced = self.silenced.get(located.rule);
            if silenced.is_some_and(|silenced| silenced.contain(offset)) {
                continue;
            }
            if located.rule == UNUSED {
                self.waiting.push(located);
            } else {
                admitted.extend(self.unless_known(located));
            }
        }
        admitted
    }

    /// Marks what silences any of these diagnostics.
    fn mark_used(&mut self, found: &[Located]) {
        if self.allowances.is_empty() {
            return;
        }
        let mut offsets: HashMap<&str, Vec<usize>> = HashMap::default();
        for located in found {
            let own = offsets.entry(located.rule).or_default();
            own.push(located.place.span.start);
        }
        for own in offsets.values_mut() {
            own.sort_unstable();
        }
        for allowance in &mut self.allowances {
            let Some(own) = offsets.get(allowance.rule) else {
                continue;
            };
            allowance.used |= allowance.target.is_none_or(|target| {
                let first = own.partition_point(|offset| *offset < target.start);
                own.get(first)
                    .is_some_and(|offset| target.contains(*offset))
            });
        }
    }

    /// A violation that is new or worse than known, with a word on that.
    fn unless_known(&mut self, mut located: Located) -> Option<Located> {
        if self.known.is_empty() {
            return Some(located);
        }
        let found = baseline::use_up(&mut self.known, &located);
        self.recognised += found.entries;
        located.help.extend(found.news.map(Phrase::from));
        (!found.is_known).then_some(located)
    }

    /// The reports on suppressions that have silenced nothing.
    pub fn unused(&mut self) -> Vec<Located> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let used: HashSet<Span<File>> = self
            .allowances
            .iter()
            .filter(|a| a.used)
            .map(|a| a.name)
            .collect();
        waiting.retain(|located| !used.contains(&located.place.span));
        let waiting = waiting.into_iter();
        waiting.filter_map(|it| self.unless_known(it)).collect()
    }

    /// Whether the baseline has violations of the page that have not been found yet.
    pub fn knows_some(&self) -> bool {
        !self.known.is_empty()
    }

    /// How many known violations have occurred again.
    pub fn recognised(&self) -> usize {
        self.recognised
    }
}
