//! The excellence tiers: what code has to know of each.

use crate::words::Word;

/// An excellence tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Proven at scale, the default choice.
    Gold,
    /// Good with known trade-offs.
    Silver,
    /// Legacy; something newer is usually better.
    Bronze,
}

/// What belongs to a tier whatever its banner looks like; the rest of it stands in the template's page.
#[derive(Debug)]
struct Row {
    name: &'static str,
    label: Word,
    banner_label: Word,
    says: &'static [&'static str],
}

static GOLD: Row = Row {
    name: "gold",
    label: Word::Gold,
    banner_label: Word::GoldBanner,
    says: &[
        "a bold tagline in its first line",
        "`**Key Success Metrics:**` and a list of what was achieved, each with a figure",
    ],
};

static SILVER: Row = Row {
    name: "silver",
    label: Word::Silver,
    banner_label: Word::SilverBanner,
    says: &["`**Best For:**` and the cases in which the pattern shines"],
};

static BRONZE: Row = Row {
    name: "bronze",
    label: Word::Bronze,
    banner_label: Word::BronzeBanner,
    says: &["`**Migration Path:**` and a link to the page of the pattern to move to"],
};

/// The words one of which stands beside a tier's in a banner's title.
pub const BANNER_WORDS: [&str; 4] = ["standard", "tier", "excellence", "pattern"];

impl Tier {
    /// All tiers, best first.
    pub const ALL: [Tier; 3] = [Tier::Gold, Tier::Silver, Tier::Bronze];

    const fn row(self) -> &'static Row {
        match self {
            Tier::Gold => &GOLD,
            Tier::Silver => &SILVER,
            Tier::Bronze => &BRONZE,
        }
    }

    /// The tier's word in frontmatter, and its key in `vocabulary.tiers-status`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The tier's name for readers.
    pub const fn label(self) -> Word {
        self.row().label
    }

    /// The title of its banner in the book's language.
    pub const fn banner_label(self) -> Word {
        self.row().banner_label
    }

    /// What its banner says, in words: what `tier-banner-content` looks for.
    pub const fn banner_says(self) -> &'static [&'static str] {
        self.row().says
    }

    /// The tier whose frontmatter word is exactly `word`.
    pub fn from_name(word: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == word)
    }

    /// The tier that a banner's title names: the tier's word together with one
    /// of [`BANNER_WORDS`]; `None` for any other title.
    pub fn of_banner_title(title: &str) -> Option<Tier> {
        let lower = title.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        let marked = words.clone().any(|word| BANNER_WORDS.contains(&word));
        if !marked {
            return None;
        }
        words.find_map(Tier::from_name)
    }

    /// The tier that a pattern of this one can reach; what is legacy rises no more.
    pub const fn aspired(self) -> Option<Tier> {
        match self {
            Tier::Silver => Some(Tier::Gold),
            Tier::Gold | Tier::Bronze => None,
        }
    }
}
