//! `mdbook-patterns explain RULE`

use std::io::Write as _;

/// Prints a rule's documentation.
pub fn run(name: &str) -> Result<bool, String> {
    let rule = super::rule(name)?;
    let mut out = std::io::stdout().lock();
    // Whoever closed the pipe has read enough.
    let _ = writeln!(
        out,
        "{}\n\nLevel: {}",
        rule.docs.trim_end(),
        rule.level.name()
    );
    Ok(true)
}
