//! The words that fields take, before a book changes them.

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

    /// The template's words.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            WordList::Categories => CATEGORIES,
            WordList::Difficulties => DIFFICULTIES,
            WordList::Tiers => &TIERS,
            WordList::Statuses => STATUSES,
            WordList::Relevances => RELEVANCES,
            WordList::Laws => LAWS,
            WordList::Pillars => PILLARS,
        }
    }
}

const TIERS: [&str; 3] = [Tier::Gold.name(), Tier::Silver.name(), Tier::Bronze.name()];
/// `category`
const CATEGORIES: &[&str] = &[
    "communication",
    "resilience",
    "data-management",
    "scaling",
    "architecture",
    "coordination",
];
/// `difficulty`
const DIFFICULTIES: &[&str] = &["beginner", "intermediate", "advanced"];
/// `pattern_status`
const STATUSES: &[&str] = &[
    "recommended",
    "stable",
    "use-with-expertise",
    "use-with-caution",
    "legacy",
];
/// What is best goes without saying.
pub const RECOMMENDED: &str = "recommended";
/// Those that are a warning.
pub const CAUTIONARY: &[&str] = &["use-with-caution", "legacy"];
/// `current_relevance`
const RELEVANCES: &[&str] = &["mainstream", "growing", "declining", "niche"];
/// The statuses that fit each tier.
pub const TIER_STATUSES: &[(Tier, &[&str])] = &[
    (Tier::Gold, &["recommended", "stable"]),
    (Tier::Silver, &["stable", "use-with-expertise"]),
    (Tier::Bronze, &["use-with-caution", "legacy"]),
];
/// `related_laws`: the template's ids and their later names.
const LAWS: &[&str] = &[
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
/// `related_pillars`
const PILLARS: &[&str] = &["work", "state", "truth", "control", "intelligence"];
