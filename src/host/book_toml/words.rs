//! `vocabulary` and `words`: the words that fields take, and those that are written into pages.

use crate::host::book_toml::Reader;
use crate::template::Tier;
use crate::text::suggest::nearest;
use crate::words::Word;
use serde_json::Value;

const VOCABULARY_KEYS: &[&str] = &[
    "categories",
    "difficulties",
    "tiers-status",
    "statuses",
    "relevances",
    "laws",
    "pillars",
];

impl Reader {
    pub(super) fn own_words(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["words"], value, "a table of words");
            return;
        };
        for (key, value) in map {
            let path = ["words", key.as_str()];
            match (Word::from_key(key), value.as_str()) {
                (Some(word), Some(text)) => self.0.config.words.set(word, text),
                (Some(_), None) => self.expected(&path, value, "a string"),
                (None, _) => {
                    let known: Vec<&str> = Word::ALL.iter().map(|word| word.key()).collect();
                    let help = match nearest(key, known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known: {}", known.join(", ")),
                    };
                    self.error(&path, format!("unknown word `{key}`"), help);
                }
            }
        }
    }

    pub(super) fn vocabulary(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["vocabulary"], value, "a table of word lists");
            return;
        };
        for (key, value) in map {
            let path = ["vocabulary", key.as_str()];
            let mut vocabulary = self.0.config.vocabulary.clone();
            match key.as_str() {
                "categories" => self.extend(&path, value, &mut vocabulary.categories),
                "difficulties" => self.extend(&path, value, &mut vocabulary.difficulties),
                "statuses" => self.extend(&path, value, &mut vocabulary.statuses),
                "relevances" => self.extend(&path, value, &mut vocabulary.relevances),
                "laws" => self.extend(&path, value, &mut vocabulary.laws),
                "pillars" => self.extend(&path, value, &mut vocabulary.pillars),
                "tiers-status" => {
                    let Some(tiers) = value.as_object() else {
                        self.expected(&path, value, "a table with a word list per tier");
                        continue;
                    };
                    for (name, value) in tiers {
                        let path = ["vocabulary", "tiers-status", name.as_str()];
                        match Tier::from_name(name) {
                            Some(tier) => self.extend(
                                &path,
                                value,
                                vocabulary.tiers_status.entry(tier).or_default(),
                            ),
                            None => self.unknown(&path, &Tier::ALL.map(Tier::name), "tier"),
                        }
                    }
                }
                _ => self.unknown(&path, VOCABULARY_KEYS, "vocabulary"),
            }
            self.0.config.vocabulary = vocabulary;
        }
    }

    /// A list replaces the words, `{ extend = […] }` adds to them.
    fn extend(&mut self, path: &[&str], value: &Value, words: &mut Vec<String>) {
        match value {
            Value::Array(_) => *words = self.strings(path, value),
            Value::Object(map) if map.len() == 1 && map.contains_key("extend") => {
                words.extend(self.strings(path, &map["extend"]));
            }
            other => self.expected(path, other, "a list of strings, or `{ extend = […] }`"),
        }
    }
}
