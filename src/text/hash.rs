//! A hash that never changes: fingerprints and ids are made of it.

/// FNV-1a with 64 bits, each part ended by a zero byte. The standard library's
/// hashers may change from one version to the next.
pub const fn fnv1a(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut part = 0;
    while part < parts.len() {
        hash = extended(hash, parts[part]);
        part += 1;
    }
    hash
}

/// The hash of one part more.
const fn extended(mut hash: u64, part: &str) -> u64 {
    let bytes = part.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        hash = with_sign(hash, bytes[at] as u64);
        at += 1;
    }
    // The zero byte at its end.
    with_sign(hash, 0)
}

/// The hash of one sign more.
pub const fn with_sign(hash: u64, sign: u64) -> u64 {
    (hash ^ sign).wrapping_mul(PRIME)
}

const PRIME: u64 = 0x0100_0000_01b3;

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
