//! A whole page through every rule.
#![no_main]

use mdbook_patterns_fuzz::{INVARIANTS, book};

libfuzzer_sys::fuzz_target!(|text: &str| {
    book(text, |pages| INVARIANTS.checking(pages).map(drop));
});
