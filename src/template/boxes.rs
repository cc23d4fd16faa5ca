//! The callout boxes.

/// The class of the box that tells what happens without the pattern.
pub const FAILURE_BOX: &str = "failure-vignette";

/// The kinds of admonitions that tell it where the problem is stated.
pub const STORY_KINDS: &[&str] = &["danger", "failure"];

/// The class of the box that tells what was seen in production.
pub const INSIGHTS_BOX: &str = "truth-box";

/// The classes of callout boxes.
pub const CALLOUTS: &[&str] = &[FAILURE_BOX, "decision-box", INSIGHTS_BOX, "axiom-box"];
