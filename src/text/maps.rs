//! Maps and sets by hashes, as all rooms have them.
//!
//! The standard library's own hash is made for keys that an adversary chooses while he watches. Ours
//! come from a book that is read once. Each process has its seed, so a book cannot choose keys that
//! collide.

use foldhash::fast::RandomState;

/// The standard library's map, with a hash that takes a fraction of the work.
pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// The standard library's set, with a hash that takes a fraction of the work.
pub type HashSet<T> = std::collections::HashSet<T, RandomState>;
