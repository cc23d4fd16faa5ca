//! All words that the tool writes into pages, in the book's language.
//!
//! A new word is a line in `words!` and one in each language's file: without it, that file does not compile.

// One function with a line for each word; two words may be one in some language.
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod de;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod en;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod es;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod fr;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod hi;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod ja;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod pt;
#[allow(clippy::match_same_arms, clippy::too_many_lines)]
mod zh;

use std::collections::BTreeMap;

macro_rules! words {
    ($($word:ident = $key:literal,)*) => {
        /// A word or a few.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Word {
            $($word,)*
        }

        impl Word {
            /// All of them.
            pub const ALL: &[Word] = &[$(Word::$word,)*];

            /// The key in `[preprocessor.patterns.words]`; of words for kinds and vocabularies, the id.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Word::$word => $key,)*
                }
            }
        }
    };
}

words! {
    // The card
    Card = "card",
    Category = "category",
    Difficulty = "difficulty",
    ReadingTime = "reading-time",
    Introduced = "introduced",
    Status = "status",
    Relevance = "relevance",
    Prerequisites = "prerequisites",
    Laws = "laws",
    Pillars = "pillars",
    EssentialQuestion = "essential-question",
    LegacyPattern = "legacy-pattern",
    DeprecatedBecause = "deprecated-because",
    ConsiderInstead = "consider-instead",
    Colon = "colon",
    // Tiers and the banner
    Gold = "gold",
    Silver = "silver",
    Bronze = "bronze",
    GoldBanner = "gold-banner",
    SilverBanner = "silver-banner",
    BronzeBanner = "bronze-banner",
    BestFor = "best-for",
    // The path through the levels, and drawings
    Levels = "levels",
    Anyone = "anyone",
    Engineers = "engineers",
    Architects = "architects",
    FullSize = "full-size",
    Close = "close",
    Contents = "contents",
    // The quick reference
    QuickReference = "quick-reference",
    AtAGlance = "at-a-glance",
    Aspect = "aspect",
    Value = "value",
    Solves = "solves",
    Tier = "tier",
    WhenToUse = "when-to-use",
    UseWhen = "use-when",
    DontUseWhen = "dont-use-when",
    Instead = "instead",
    TradeOffs = "trade-offs",
    Pros = "pros",
    Cons = "cons",
    Alternatives = "alternatives",
    ModernExamples = "modern-examples",
    Company = "company",
    Implementation = "implementation",
    Scale = "scale",
    ProductionChecklist = "production-checklist",
    Number = "number",
    ToCheck = "to-check",
    // Categories
    Communication = "communication",
    Resilience = "resilience",
    DataManagement = "data-management",
    Scaling = "scaling",
    Architecture = "architecture",
    Coordination = "coordination",
    // Difficulties
    Beginner = "beginner",
    Intermediate = "intermediate",
    Advanced = "advanced",
    // Statuses
    Recommended = "recommended",
    Stable = "stable",
    UseWithExpertise = "use-with-expertise",
    UseWithCaution = "use-with-caution",
    Legacy = "legacy",
    // Relevances
    Mainstream = "mainstream",
    Growing = "growing",
    Declining = "declining",
    Niche = "niche",
    // Kinds of admonitions, and their other names
    Note = "note",
    Seealso = "seealso",
    Abstract = "abstract",
    Summary = "summary",
    Tldr = "tldr",
    Info = "info",
    Todo = "todo",
    Tip = "tip",
    Hint = "hint",
    Important = "important",
    Success = "success",
    Check = "check",
    Done = "done",
    Question = "question",
    Help = "help",
    Faq = "faq",
    Warning = "warning",
    Caution = "caution",
    Attention = "attention",
    Failure = "failure",
    Fail = "fail",
    Missing = "missing",
    Danger = "danger",
    Error = "error",
    Bug = "bug",
    Example = "example",
    Quote = "quote",
    Cite = "cite",
}

impl Word {
    /// The word with this key.
    pub fn from_key(key: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.key() == key)
    }
}

type Text = fn(Word) -> &'static str;

/// The languages by the tag's first part.
const LANGUAGES: &[(&str, Text)] = &[
    ("en", en::text),
    ("de", de::text),
    ("fr", fr::text),
    ("es", es::text),
    ("pt", pt::text),
    ("ja", ja::text),
    ("zh", zh::text),
    ("hi", hi::text),
];

/// The words of a book: those of its language, but for those that it sets itself.
#[derive(Debug, Clone)]
pub struct Words {
    language: String,
    text: Text,
    own: BTreeMap<Word, String>,
}

impl Default for Words {
    /// English.
    fn default() -> Words {
        Words {
            language: "en".to_owned(),
            text: en::text,
            own: BTreeMap::new(),
        }
    }
}

impl Words {
    /// Takes the words of a language given as `book.language` gives it: `de`, `pt-BR`,
    /// `zh_Hans`. English for one that is not known.
    pub fn speak(&mut self, language: &str) {
        let base = language.split(['-', '_']).next().unwrap_or("");
        let mut known = LANGUAGES.iter();
        let found = known.find(|(name, _)| name.eq_ignore_ascii_case(base));
        language.clone_into(&mut self.language);
        self.text = found.map_or(en::text as Text, |(_, text)| *text);
    }

    /// The book's language, whether it is known or not.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Sets a word, whatever the language.
    pub fn set(&mut self, word: Word, text: &str) {
        self.own.insert(word, text.replace(char::is_control, " "));
    }

    /// A word.
    pub fn get(&self, word: Word) -> &str {
        self.own
            .get(&word)
            .map_or_else(|| (self.text)(word), String::as_str)
    }

    /// A word that something follows.
    pub fn label(&self, word: Word) -> String {
        format!("{}{}", self.get(word), self.get(Word::Colon))
    }

    /// The word for an id of a vocabulary or for a kind of admonition.
    pub fn of_id(&self, id: &str) -> Option<&str> {
        // The others are the tool's own, and stand before these.
        let word = Word::from_key(id).filter(|word| *word >= Word::Communication);
        word.map(|word| self.get(word))
    }
}

#[cfg(test)]
mod tests {
    use super::LANGUAGES;
    use super::Word;
    use super::Words;
    use crate::template::WordList;

    #[test]
    fn every_language_has_every_word() {
        for (language, text) in LANGUAGES {
            for word in Word::ALL {
                let text = text(*word);
                assert!(!text.trim_end().is_empty(), "{language} {word:?}");
                assert!(!text.contains(['<', '>', '|', '{']), "{language} {word:?}");
            }
        }
    }

    #[test]
    fn every_id_of_the_template_has_a_word() {
        let kinds = crate::material::admonition_kinds::ADMONITION_KINDS.iter();
        let kinds = kinds.flat_map(|(kind, others)| [&[*kind], *others].concat());
        let vocabularies = [
            WordList::Categories.words(),
            WordList::Difficulties.words(),
            WordList::Statuses.words(),
            WordList::Relevances.words(),
        ];
        for id in vocabularies.concat().into_iter().chain(kinds) {
            assert!(Words::default().of_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn languages_are_found_by_their_tags() {
        for (tag, note) in [
            ("en", "Note"),
            ("de", "Hinweis"),
            ("de-AT", "Hinweis"),
            ("pt_BR", "Nota"),
            ("zh-Hans", "说明"),
            ("ZH-cn", "说明"),
            ("tlh", "Note"),
            ("", "Note"),
        ] {
            let mut words = Words::default();
            words.speak(tag);
            assert_eq!(words.get(Word::Note), note, "{tag}");
        }
    }
}
