//! `--format github`: workflow commands, which GitHub shows beside the lines.

use crate::diagnostic::located::Located;
use crate::report::{harmless, path};
use crate::text::link::normal;
use std::fmt::Write as _;

/// One command per diagnostic. `prefix` leads to the book's folder.
pub fn report(diagnostics: &[Located], prefix: &str) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let level = found.level.severity();
        let (start, end) = (found.place.start(), found.place.end());
        let file = property(&normal(&path(prefix, found.file())));
        let _ = write!(
            out,
            "::{level} file={file},line={},endLine={}",
            start.line, end.line
        );
        // GitHub takes columns only within one line.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        let mut message = found.message.clone();
        for help in &found.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let _ = writeln!(out, ",title={}::{}", property(found.rule), data(&message));
    }
    out
}

/// Text behind the last `::`.
fn data(text: &str) -> String {
    harmless(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
