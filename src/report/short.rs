//! `--format short`: one line each, for editors.

use crate::diagnostic::located::Located;
use crate::report::{harmless, path};
use std::fmt::Write as _;

/// `src/x.md:1:1: error[code-share]: message` for each diagnostic. `prefix` leads to the book's folder.
pub fn report(diagnostics: &[Located], prefix: &str) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let level = found.level.severity();
        let start = found.place.start();
        let line = format!(
            "{}:{}:{}: {level}[{}]: {}",
            path(prefix, found.file()),
            start.line,
            start.column,
            found.rule,
            found.message
        );
        let _ = writeln!(out, "{}", harmless(&line).replace(['\n', '\r', '\t'], " "));
    }
    out
}
