//! What the template tells its authors in comments.

/// The template's guidance comments, by how their text begins.
pub const GUIDANCE_COMMENTS: &[&str] = &[
    "TIER-SPECIFIC BANNER",
    "ESSENTIAL QUESTION - MUST",
    "WHEN TO USE / WHEN NOT TO USE - MUST",
    "5-LEVEL PROGRESSIVE DISCLOSURE",
    "GOAL:",
];

/// How the text of the comment that opens a template-instruction block begins.
pub const INSTRUCTIONS_OPEN: &str = "TEMPLATE INSTRUCTIONS";
/// How the text of the comment that closes a template-instruction block begins.
pub const INSTRUCTIONS_CLOSE: &str = "END TEMPLATE INSTRUCTIONS";
