//! All words that the tool writes into pages, in the book's language.
//!
//! A new word is a row in `rows.rs`, a new language a column: a row without it does not compile.

mod months;
mod rows;

pub use rows::Word;

use rows::{LANGUAGES, texts};
use std::collections::BTreeMap;

impl Word {
    /// The word with this key.
    pub fn from_key(key: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.key() == key)
    }
}

/// The words of a book: those of its language, but for those that it sets itself.
#[derive(Debug, Clone)]
pub struct Words {
    language: String,
    /// The language that is spoken, by its place among those known.
    spoken: usize,
    own: BTreeMap<Word, String>,
}

impl Default for Words {
    /// English.
    fn default() -> Words {
        Words {
            language: "en".to_owned(),
            spoken: 0,
            own: BTreeMap::new(),
        }
    }
}

/// Whether there are words in a language, given as for [`Words::speak`].
pub fn is_spoken(language: &str) -> bool {
    let base = language.split(['-', '_']).next().unwrap_or("");
    LANGUAGES.iter().any(|name| name.eq_ignore_ascii_case(base))
}

impl Words {
    /// Takes the words of a language given as `book.language` gives it: `de`, `pt-BR`,
    /// `zh_Hans`. English for one that is not known.
    pub fn speak(&mut self, language: &str) {
        let base = language.split(['-', '_']).next().unwrap_or("");
        let mut known = LANGUAGES.iter();
        let found = known.position(|name| name.eq_ignore_ascii_case(base));
        language.clone_into(&mut self.language);
        self.spoken = found.unwrap_or(0);
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
            .map_or_else(|| texts(word)[self.spoken], String::as_str)
    }

    /// A month of a year as people write it.
    pub fn month(&self, year: &str, month: usize) -> String {
        months::write(LANGUAGES[self.spoken], year, month)
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
    use super::Word;
    use super::Words;
    use super::{LANGUAGES, texts};
    use crate::template::WordList;

    #[test]
    fn every_language_has_every_word() {
        for word in Word::ALL {
            for (language, text) in LANGUAGES.iter().zip(texts(*word)) {
                assert!(!text.trim_end().is_empty(), "{language} {word:?}");
                assert!(!text.contains(['<', '>', '|', '{']), "{language} {word:?}");
            }
        }
    }

    #[test]
    fn every_id_of_the_template_has_a_word() {
        let kinds = crate::material::admonition_kinds::ADMONITION_KINDS.iter();
        let kinds = kinds.flat_map(|(kind, others)| [&[*kind], *others].concat());
        let rows = &crate::schema::seed::Seed::embedded().rows;
        let vocabularies = [
            rows.words(WordList::Categories),
            rows.words(WordList::Difficulties),
            rows.words(WordList::Statuses),
            rows.words(WordList::Relevances),
        ];
        let ids = vocabularies.into_iter().flatten().map(String::as_str);
        for id in ids.chain(kinds) {
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
