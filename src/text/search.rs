//! Searches in texts as short as a heading, where preparing a search costs more than it saves; and for
//! several words at once in long ones.

use aho_corasick::packed::Searcher;
use memchr::memmem;

/// Words that are looked for in one pass, on machines that can. None is a part of another, and none begins
/// as another ends.
#[derive(Debug)]
pub struct AnyOf {
    words: Vec<&'static str>,
    at_once: Option<Searcher>,
}

impl AnyOf {
    /// A few words.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> AnyOf {
        let words: Vec<&str> = words.into_iter().collect();
        let at_once = Searcher::new(&words);
        AnyOf { words, at_once }
    }

    /// Where any of them begins in a text, in order, and which it is.
    pub fn places<'s>(
        &'s self,
        text: &'s str,
    ) -> Box<dyn Iterator<Item = (usize, &'static str)> + 's> {
        if let Some(searcher) = &self.at_once {
            let places = searcher.find_iter(text);
            return Box::new(places.map(|it| (it.start(), self.words[it.pattern().as_usize()])));
        }
        let each = self.words.iter().flat_map(|word| {
            let places = memmem::find_iter(text.as_bytes(), word);
            places.map(|at| (at, *word))
        });
        let mut places: Vec<(usize, &str)> = each.collect();
        places.sort_unstable();
        Box::new(places.into_iter())
    }
}

/// Whether `part` stands anywhere in `text`.
pub fn holds(text: &str, part: &str) -> bool {
    let Some(first) = part.as_bytes().first() else {
        return true;
    };
    let (text, part) = (text.as_bytes(), part.as_bytes());
    memchr::memchr_iter(*first, text).any(|at| text[at..].starts_with(part))
}

/// Whether `word` stands in `text` as a whole word, spaces or the ends around it.
pub fn says(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else {
        return text.split(|byte| *byte == b' ').any(<[u8]>::is_empty);
    };
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    memchr::memchr_iter(*first, text).any(|at| {
        text[at..].starts_with(word)
            && is_edge(at.checked_sub(1).and_then(|before| text.get(before)))
            && is_edge(text.get(at + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::{AnyOf, holds, says};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_agree_with_the_standard_library(text in "[ab é]{0,12}", part in "[abé]{0,3}") {
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
            prop_assert_eq!(says(&text, &part), text.split(' ').any(|word| word == part));
        }

        #[test]
        fn words_are_found_at_once_as_one_by_one(text in "(grid|gr|patterns-|box|é| ){0,40}") {
            let at_once = AnyOf::new(["grid", "patterns-", "box"]);
            let one_by_one = AnyOf { at_once: None, ..AnyOf::new(["grid", "patterns-", "box"]) };
            let found: Vec<_> = at_once.places(&text).collect();
            prop_assert_eq!(found, one_by_one.places(&text).collect::<Vec<_>>());
        }
    }
}
