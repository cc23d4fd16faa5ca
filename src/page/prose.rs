//! Words in running text.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, as Unicode segments them.
pub fn words(text: &str) -> usize {
    // Where only letters and digits are joined, ASCII needs no tables: several times as fast.
    text.split_ascii_whitespace()
        .map(|piece| {
            let simple = piece.bytes().all(|b| b.is_ascii_alphanumeric());
            if simple {
                1
            } else {
                piece.unicode_words().count()
            }
        })
        .sum()
}
