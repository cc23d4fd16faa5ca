//! What stays the same about a diagnostic when the lines around it move: what a
//! baseline knows it by.

use crate::diagnostic::located::Located;
use crate::engine::baseline;
use crate::text::hash::fnv1a;
use crate::text::maps::HashMap;

/// One fingerprint for each diagnostic: a hash of its file, its rule and the
/// underlined text, and how many with the same hash come before it.
pub fn all(diagnostics: &[Located]) -> Vec<String> {
    let mut seen: HashMap<u64, usize> = HashMap::default();
    diagnostics
        .iter()
        .map(|located| {
            let (rule, text) = baseline::key(located);
            let hash = fnv1a(&[located.file(), &rule, &text]);
            let occurrence = seen.entry(hash).or_default();
            *occurrence += 1;
            format!("{hash:016x}:{occurrence}")
        })
        .collect()
}
