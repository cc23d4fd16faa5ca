//! What of a page's diagnostics gets through: suppressions first, then the baseline.

use crate::diagnostic::located::Located;
use crate::engine::baseline;
use crate::engine::baseline::Known;
use crate::text::span::{File, Span};

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

/// The rule whose reports wait until everything else has been seen.
const UNUSED: &str = "suppression-unused";

/// A page's suppressions and known violations. Diagnostics that come later, from
/// a look at the whole library, pass the same gate.
#[derive(Debug, Default, Clone)]
pub struct Gate {
    allowances: Vec<Allowance>,
    known: Known,
    recognised: usize,
    waiting: Vec<Located>,
}

impl Gate {
    /// A gate for one page.
    pub fn new(allowances: Vec<Allowance>, known: Known) -> Gate {
        Gate {
            allowances,
            known,
            recognised: 0,
            waiting: Vec::new(),
        }
    }

    /// Drops what is silenced or known. What says that a suppression is unused is kept back.
    pub fn admit(&mut self, found: Vec<Located>) -> Vec<Located> {
        let mut admitted = Vec::with_capacity(found.len());
        for located in found {
            if self.is_silenced(&located) {
                continue;
            }
            if located.rule == UNUSED {
                self.waiting.push(located);
            } else if !self.is_known(&located) {
                admitted.push(located);
            }
        }
        admitted
    }

    fn is_silenced(&mut self, located: &Located) -> bool {
        let offset = located.place.span.start;
        let mut silenced = false;
        for allowance in &mut self.allowances {
            let holds = allowance.target.is_none_or(|span| span.contains(offset));
            if holds && allowance.rule == located.rule {
                allowance.used = true;
                silenced = true;
            }
        }
        silenced
    }

    fn is_known(&mut self, located: &Located) -> bool {
        let known = baseline::use_up(&mut self.known, located);
        self.recognised += usize::from(known);
        known
    }

    /// The reports on suppressions that have silenced nothing.
    pub fn unused(&mut self) -> Vec<Located> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let used: Vec<_> = self
            .allowances
            .iter()
            .filter(|a| a.used)
            .map(|a| a.name)
            .collect();
        waiting.retain(|located| !used.contains(&located.place.span) && !self.is_known(located));
        waiting
    }

    /// How many known violations have occurred again.
    pub fn recognised(&self) -> usize {
        self.recognised
    }
}
