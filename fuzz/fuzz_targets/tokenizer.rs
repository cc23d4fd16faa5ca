//! Our HTML tokenizer beside html5gum's: any text in order, and what both mean alike read alike.
//! The input chooses the pieces, so that nothing is tried in which the two differ on purpose.
#![no_main]

use mdbook_patterns_fuzz::tokenizers::{in_order, ours, piece, theirs};
use proptest::collection::vec;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(in_order(text), Ok(()), "{text:?}");
    }
    let rng = TestRng::from_seed(RngAlgorithm::PassThrough, &endless(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    if let Ok(pieces) = vec(piece(), 0..12).new_tree(&mut runner) {
        let html = pieces.current().concat();
        assert_eq!(ours(&html), theirs(&html), "{html:?}");
    }
});

/// The input, and behind it what follows from it: where choices run out, proptest would wait for ever.
fn endless(bytes: &[u8]) -> Vec<u8> {
    const ENOUGH: usize = 1 << 14;
    let hash = |state: u64, byte: &u8| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let mut state = bytes.iter().fold(0xcbf2_9ce4_8422_2325, hash);
    let mut all = bytes.to_vec();
    while all.len() < ENOUGH {
        state = hash(state, &1).rotate_left(23);
        all.extend(state.to_le_bytes());
    }
    all
}
