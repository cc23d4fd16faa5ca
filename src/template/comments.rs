//! What the template tells its authors in comments.

/// How the text of the comment that opens a template-instruction block begins.
pub const INSTRUCTIONS_OPEN: &str = "TEMPLATE INSTRUCTIONS";
/// How the text of the comment that closes a template-instruction block begins.
pub const INSTRUCTIONS_CLOSE: &str = "END TEMPLATE INSTRUCTIONS";
