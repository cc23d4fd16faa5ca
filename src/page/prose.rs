//! Words in running text.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, as Unicode segments them.
pub fn words(text: &str) -> usize {
    text.split_ascii_whitespace().map(words_of_piece).sum()
}

/// The words of what stands between white space.
fn words_of_piece(piece: &str) -> usize {
    // ASCII needs no tables where punctuation stands only around letters and digits: several times
    // as fast.
    let mut inner = piece.as_bytes();
    while let [first, rest @ ..] = inner
        && first.is_ascii_punctuation()
    {
        inner = rest;
    }
    while let [rest @ .., last] = inner
        && last.is_ascii_punctuation()
    {
        inner = rest;
    }
    if inner.iter().all(u8::is_ascii_alphanumeric) {
        usize::from(!inner.is_empty())
    } else {
        piece.unicode_words().count()
    }
}

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
