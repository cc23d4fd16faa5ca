//! Searches in texts as short as a heading, where preparing a search costs more than it saves.

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
    use super::{holds, says};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_agree_with_the_standard_library(text in "[ab é]{0,12}", part in "[abé]{0,3}") {
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
            prop_assert_eq!(says(&text, &part), text.split(' ').any(|word| word == part));
        }
    }
}
