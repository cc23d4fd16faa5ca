//! Our HTML tokenizer beside html5gum's: any text in order, and what both mean alike read alike.
//! The pieces follow from the input, so that nothing is tried in which the two differ on purpose.
#![no_main]

use mdbook_patterns_fuzz::tokenizers::{in_order, ours, piece, theirs};
use proptest::collection::vec;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(in_order(text), Ok(()), "{text:?}");
    }
    // Not the input itself for chance: where it runs out, proptest waits for ever.
    let mut seed = [0; 32];
    for (index, byte) in bytes.iter().enumerate() {
        seed[index % 32] ^= byte.rotate_left(u32::try_from(index / 32 % 8).unwrap());
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    if let Ok(pieces) = vec(piece(), 0..12).new_tree(&mut runner) {
        let html = pieces.current().concat();
        assert_eq!(ours(&html), theirs(&html), "{html:?}");
    }
});
