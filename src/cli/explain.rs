//! `mdbook-patterns explain RULE`

use crate::rule::nearest;
use crate::rules;
use std::io::Write as _;

/// Prints a rule's documentation.
pub fn run(name: &str) -> Result<bool, String> {
    let Some(rule) = rules::find(name) else {
        let near = nearest(name, rules::ALL.iter().map(|rule| rule.name));
        let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        return Err(format!("no rule is called `{name}`{hint}"));
    };
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
