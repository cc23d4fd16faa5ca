//! The fields that code names: what readers see for them, and how their values are read.
//!
//! Which of them a page must have, which words they take and for which tiers is said by the
//! template's page; see [`Rows`](crate::template::Rows).

use crate::template::WordList;
use crate::words::Word;

/// What a frontmatter field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Line,
    /// A list of lines.
    List,
    /// A line or a list of lines.
    LineOrList,
    /// A list of ids, or a mapping with such lists under [`ID_GROUPS`].
    Ids,
    /// A list of mappings with these keys, each a line.
    Records(&'static [&'static Key]),
    /// A mapping with these keys, each a list of lines.
    Lists(&'static [&'static Key]),
}

/// A key inside a field's value.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The key as the template writes it.
    pub name: &'static str,
    /// What readers see for it.
    pub label: Word,
}

/// A field that code names. Its name is its identity.
#[derive(Debug)]
pub struct Field {
    /// The key as the template writes it.
    pub name: &'static str,
    /// What readers see for it; `None` where the value speaks for itself.
    pub label: Option<Word>,
    /// The shape of its value.
    pub ty: FieldType,
    /// The list of words that it takes; `None` for free text.
    pub vocabulary: Option<WordList>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

impl Field {
    /// The keys inside its value; none for lines and lists.
    pub fn keys(&self) -> &'static [&'static Key] {
        match self.ty {
            FieldType::Records(keys) | FieldType::Lists(keys) => keys,
            _ => &[],
        }
    }
}

/// A line of free text: what most fields are.
const LINE: Field = Field {
    name: "",
    label: None,
    ty: FieldType::Line,
    vocabulary: None,
};

/// All fields, in the order in which messages name them: the template's, but
/// for the checklist, which comes before the examples.
pub static FIELDS: &[&Field] = &[
    &TITLE,
    &DESCRIPTION,
    &TYPE,
    &CATEGORY,
    &DIFFICULTY,
    &READING_TIME,
    &PREREQUISITES,
    &EXCELLENCE_TIER,
    &PATTERN_STATUS,
    &INTRODUCED,
    &CURRENT_RELEVANCE,
    &ESSENTIAL_QUESTION,
    &TAGLINE,
    &PRODUCTION_CHECKLIST,
    &MODERN_EXAMPLES,
    &TRADE_OFFS,
    &BEST_FOR,
    &MODERN_ALTERNATIVES,
    &DEPRECATION_REASON,
    &RELATED_LAWS,
    &RELATED_PILLARS,
    &TAGS,
    &ALIASES,
    &OWNER,
    &LAST_REVIEWED_ON,
    &REVIEW_IN,
];

/// Whether a key is a field's name, `-` for `_` and case aside.
pub fn is_field(key: &str) -> bool {
    let name = key.replace('-', "_").to_lowercase();
    FIELDS.iter().any(|field| field.name == name)
}

/// The fields that the card lists, in its order. Lines come first: it sets them in columns.
pub static CARD: &[&Field] = &[
    &CATEGORY,
    &DIFFICULTY,
    &READING_TIME,
    &INTRODUCED,
    &PATTERN_STATUS,
    &CURRENT_RELEVANCE,
    &OWNER,
    &LAST_REVIEWED_ON,
    &PREREQUISITES,
    &RELATED_LAWS,
    &RELATED_PILLARS,
];

/// The fields for the library as a whole: no page must have them.
pub static LIBRARY: &[&Field] = &[&TAGS, &ALIASES, &OWNER, &LAST_REVIEWED_ON, &REVIEW_IN];

/// The value of [`TYPE`] on a pattern page.
pub const PATTERN_TYPE: &str = "pattern";

/// The keys under which ids may be grouped.
pub const ID_GROUPS: [&str; 2] = ["primary", "secondary"];

/// The key of a record that says which law or pillar it is about.
pub const ID_KEY: &str = "id";

/// The key of a record that says the number of the law.
pub const NUMBER_KEY: &str = "number";

/// Who uses the pattern.
pub static COMPANY: Key = Key {
    name: "company",
    label: Word::Company,
};
/// How they use it.
pub static IMPLEMENTATION: Key = Key {
    name: "implementation",
    label: Word::Implementation,
};
/// At what scale.
pub static SCALE: Key = Key {
    name: "scale",
    label: Word::Scale,
};
/// What speaks for it.
pub static PROS: Key = Key {
    name: "pros",
    label: Word::Pros,
};
/// What speaks against it.
pub static CONS: Key = Key {
    name: "cons",
    label: Word::Cons,
};

/// `title`
pub static TITLE: Field = Field {
    name: "title",
    ..LINE
};

/// `description`
pub static DESCRIPTION: Field = Field {
    name: "description",
    ..LINE
};

/// `type`
pub static TYPE: Field = Field {
    name: "type",
    ..LINE
};

/// `category`
pub static CATEGORY: Field = Field {
    name: "category",
    label: Some(Word::Category),
    vocabulary: Some(WordList::Categories),
    ..LINE
};

/// `difficulty`
pub static DIFFICULTY: Field = Field {
    name: "difficulty",
    label: Some(Word::Difficulty),
    vocabulary: Some(WordList::Difficulties),
    ..LINE
};

/// `reading_time`
pub static READING_TIME: Field = Field {
    name: "reading_time",
    label: Some(Word::ReadingTime),
    ..LINE
};

/// `prerequisites`
pub static PREREQUISITES: Field = Field {
    name: "prerequisites",
    label: Some(Word::Prerequisites),
    ty: FieldType::LineOrList,
    ..LINE
};

/// `excellence_tier`
pub static EXCELLENCE_TIER: Field = Field {
    name: "excellence_tier",
    label: Some(Word::Tier),
    vocabulary: Some(WordList::Tiers),
    ..LINE
};

/// `pattern_status`
pub static PATTERN_STATUS: Field = Field {
    name: "pattern_status",
    label: Some(Word::Status),
    vocabulary: Some(WordList::Statuses),
    ..LINE
};

/// `introduced`
pub static INTRODUCED: Field = Field {
    name: "introduced",
    label: Some(Word::Introduced),
    ..LINE
};

/// `current_relevance`
pub static CURRENT_RELEVANCE: Field = Field {
    name: "current_relevance",
    label: Some(Word::Relevance),
    vocabulary: Some(WordList::Relevances),
    ..LINE
};

/// `essential_question`
pub static ESSENTIAL_QUESTION: Field = Field {
    name: "essential_question",
    label: Some(Word::EssentialQuestion),
    ..LINE
};

/// `tagline`
pub static TAGLINE: Field = Field {
    name: "tagline",
    ..LINE
};

/// `production_checklist`
pub static PRODUCTION_CHECKLIST: Field = Field {
    name: "production_checklist",
    label: Some(Word::ProductionChecklist),
    ty: FieldType::List,
    ..LINE
};

/// `modern_examples`
pub static MODERN_EXAMPLES: Field = Field {
    name: "modern_examples",
    label: Some(Word::ModernExamples),
    ty: FieldType::Records(&[&COMPANY, &IMPLEMENTATION, &SCALE]),
    ..LINE
};

/// `trade_offs`
pub static TRADE_OFFS: Field = Field {
    name: "trade_offs",
    label: Some(Word::TradeOffs),
    ty: FieldType::Lists(&[&PROS, &CONS]),
    ..LINE
};

/// `best_for`
pub static BEST_FOR: Field = Field {
    name: "best_for",
    label: Some(Word::BestFor),
    ty: FieldType::LineOrList,
    ..LINE
};

/// `modern_alternatives`
pub static MODERN_ALTERNATIVES: Field = Field {
    name: "modern_alternatives",
    label: Some(Word::ConsiderInstead),
    ty: FieldType::LineOrList,
    ..LINE
};

/// `deprecation_reason`
pub static DEPRECATION_REASON: Field = Field {
    name: "deprecation_reason",
    label: Some(Word::DeprecatedBecause),
    ..LINE
};

/// `related_laws`
pub static RELATED_LAWS: Field = Field {
    name: "related_laws",
    label: Some(Word::Laws),
    ty: FieldType::Ids,
    vocabulary: Some(WordList::Laws),
};

/// `related_pillars`
pub static RELATED_PILLARS: Field = Field {
    name: "related_pillars",
    label: Some(Word::Pillars),
    ty: FieldType::Ids,
    vocabulary: Some(WordList::Pillars),
};

/// `tags`
pub static TAGS: Field = Field {
    name: "tags",
    label: Some(Word::Tags),
    ty: FieldType::LineOrList,
    ..LINE
};

/// `aliases`
pub static ALIASES: Field = Field {
    name: "aliases",
    ty: FieldType::LineOrList,
    ..LINE
};

/// `owner`
pub static OWNER: Field = Field {
    name: "owner",
    label: Some(Word::Owner),
    ..LINE
};

/// `last_reviewed_on`
pub static LAST_REVIEWED_ON: Field = Field {
    name: "last_reviewed_on",
    label: Some(Word::LastReviewed),
    ..LINE
};

/// `review_in`
pub static REVIEW_IN: Field = Field {
    name: "review_in",
    ..LINE
};
