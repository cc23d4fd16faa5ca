//! What stays the same about a diagnostic when the lines around it move: what a
//! baseline knows it by.

use super::Located;
use crate::baseline;
use std::collections::HashMap;

/// One fingerprint for each diagnostic: a hash of its file, its rule and the
/// underlined text, and how many with the same hash come before it.
pub fn all(diagnostics: &[Located]) -> Vec<String> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    diagnostics
        .iter()
        .map(|located| {
            let (rule, text) = baseline::key(located);
            let hash = fnv1a(&[&located.diagnostic.file, &rule, &text]);
            let occurrence = seen.entry(hash).or_default();
            *occurrence += 1;
            format!("{hash:016x}:{occurrence}")
        })
        .collect()
}

/// FNV-1a with 64 bits, each part ended by a zero byte. The standard library's
/// hashers may change from one version to the next; fingerprints must not.
fn fnv1a(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn hashes_never_change() {
        assert_eq!(fnv1a(&[]), 0xcbf2_9ce4_8422_2325);
        // FNV-1a of `foobar`, from the algorithm's own test vectors, and one more zero byte.
        let foobar = 0x8594_4171_f739_67e8_u64;
        assert_eq!(fnv1a(&["foobar"]), foobar.wrapping_mul(0x0100_0000_01b3));
        assert_ne!(fnv1a(&["ab", "c"]), fnv1a(&["a", "bc"]));
    }
}
