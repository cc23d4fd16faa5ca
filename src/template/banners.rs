//! The labels in tier banners, such as `**Best For:**`, in normal form.

/// What was achieved, of a gold pattern.
pub const METRICS: &str = "key success metrics";

/// The cases in which a silver pattern shines.
pub const BEST_FOR: &str = "best for";

/// What to move to from a bronze pattern.
pub const MIGRATION_PATH: &str = "migration path";

/// All of them.
pub const LABELS: [&str; 3] = [METRICS, BEST_FOR, MIGRATION_PATH];
