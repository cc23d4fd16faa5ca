//! A whole page rendered for every other renderer.
#![no_main]

use mdbook_patterns::render::format::Format;
use mdbook_patterns_fuzz::{INVARIANTS, book};

libfuzzer_sys::fuzz_target!(|text: &str| {
    book(text, |pages| {
        INVARIANTS.rendering(Format::Markdown, pages).map(drop)
    });
});
