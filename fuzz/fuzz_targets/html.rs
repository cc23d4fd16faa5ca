//! A whole page rendered for mdBook's HTML.
#![no_main]

use mdbook_patterns::render::format::Format;
use mdbook_patterns_fuzz::{INVARIANTS, book};

libfuzzer_sys::fuzz_target!(|text: &str| {
    book(text, |pages| {
        INVARIANTS.rendering(Format::Html, pages).map(drop)
    });
});
