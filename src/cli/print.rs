//! Diagnostics for people, on standard error.

use crate::diagnostic::located::Located;
use crate::engine::Outcome;
use crate::report;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::io::{BufWriter, Write as _};

/// Writes diagnostics to standard error.
pub fn each(found: &[Located]) {
    for located in found {
        anstream::eprintln!("{}\n", report::human::diagnostic(located));
    }
}

/// All diagnostics and the summary, with colours, in pieces.
pub fn human(outcome: &Outcome) -> Vec<String> {
    let mut parts: Vec<String> = outcome
        .diagnostics
        .par_iter()
        .map(|located| report::human::diagnostic(located) + "\n\n")
        .collect();
    let summary = report::human::summary(&outcome.summary);
    if !summary.is_empty() {
        parts.push(summary + "\n");
    }
    parts
}

/// Writes all diagnostics and the summary to standard error, in one piece.
pub fn all(outcome: &Outcome) {
    let stderr = std::io::stderr().lock();
    let plain = anstream::AutoStream::choice(&stderr) == anstream::ColorChoice::Never;
    let mut out = BufWriter::with_capacity(1 << 16, stderr);
    for part in human(outcome) {
        // Nobody is left to tell that standard error is closed.
        let _ = if plain {
            write!(out, "{}", strip_str(&part))
        } else {
            out.write_all(part.as_bytes())
        };
    }
    let _ = out.flush();
}
