//! Words in running text.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, as Unicode segments them.
pub fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let class = |at: usize| {
        bytes
            .get(at)
            .map_or(Class::Blank, |byte| CLASSES[*byte as usize])
    };
    let mut words = 0;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        // ASCII needs no tables of Unicode where punctuation stands only around letters and digits:
        // several times as fast.
        while class(at) == Class::Sign {
            at += 1;
        }
        let word = at;
        while class(at) == Class::Letter {
            at += 1;
        }
        let has_word = at > word;
        while class(at) == Class::Sign {
            at += 1;
        }
        if class(at) == Class::Blank {
            words += usize::from(has_word);
        } else {
            while class(at) != Class::Blank {
                at += 1;
            }
            words += text[start..at].unicode_words().count();
        }
        at += 1;
    }
    words
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// White space of ASCII.
    Blank,
    /// Punctuation of ASCII.
    Sign,
    /// A letter or a digit of ASCII.
    Letter,
    Other,
}

/// The class of each byte: every one is asked for it.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte: u8 = 0;
    while byte.is_ascii() {
        if byte.is_ascii_whitespace() {
            classes[byte as usize] = Class::Blank;
        } else if byte.is_ascii_punctuation() {
            classes[byte as usize] = Class::Sign;
        } else if byte.is_ascii_alphanumeric() {
            classes[byte as usize] = Class::Letter;
        }
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::words;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    proptest! {
        #[test]
        fn they_are_those_of_unicode(text in "([a1_ .,'\"(:é–]|\u{301}){0,12}") {
            prop_assert_eq!(words(&text), text.unicode_words().count());
        }
    }
}
