//! The lists of words that code names, and the words that mean something to it.
//!
//! The words of each list stand in the template's page, but for the laws, of which that shows two.

use crate::template::Tier;

/// A list of words that a field's values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// Of `category`.
    Categories,
    /// Of `difficulty`.
    Difficulties,
    /// Of `excellence_tier`; no book changes these.
    Tiers,
    /// Of `pattern_status`.
    Statuses,
    /// Of `current_relevance`.
    Relevances,
    /// Of `related_laws`.
    Laws,
    /// Of `related_pillars`.
    Pillars,
}

impl WordList {
    /// Its key under `vocabulary` in book.toml; `None` for the tiers, which no book changes.
    pub const fn option(self) -> Option<&'static str> {
        match self {
            WordList::Categories => Some("categories"),
            WordList::Difficulties => Some("difficulties"),
            WordList::Tiers => None,
            WordList::Statuses => Some("statuses"),
            WordList::Relevances => Some("relevances"),
            WordList::Laws => Some("laws"),
            WordList::Pillars => Some("pillars"),
        }
    }
}

/// What is best goes without saying.
pub const RECOMMENDED: &str = "recommended";
/// Those that are a warning.
pub const CAUTIONARY: &[&str] = &["use-with-caution", "legacy"];
/// The statuses that fit each tier.
pub const TIER_STATUSES: &[(Tier, &[&str])] = &[
    (Tier::Gold, &["recommended", "stable"]),
    (Tier::Silver, &["stable", "use-with-expertise"]),
    (Tier::Bronze, &["use-with-caution", "legacy"]),
];
/// The laws where the page's list is an open one: their ids, and the later names of these.
pub const LAWS: &[&str] = &[
    "law1-failure",
    "law2-asynchrony",
    "law3-emergence",
    "law4-tradeoffs",
    "law5-epistemology",
    "law6-human",
    "law7-economics",
    "correlated-failure",
    "asynchronous-reality",
    "emergent-chaos",
    "multidimensional-optimization",
    "distributed-knowledge",
    "cognitive-load",
    "economic-reality",
];
