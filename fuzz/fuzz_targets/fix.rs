//! All fixes of a page, and those that are safe.
#![no_main]

use mdbook_patterns_fuzz::{INVARIANTS, book};

libfuzzer_sys::fuzz_target!(|text: &str| {
    book(text, |pages| {
        INVARIANTS.fixing(pages, false)?;
        INVARIANTS.fixing(pages, true)
    });
});
