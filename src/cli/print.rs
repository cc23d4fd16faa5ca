//! Diagnostics for people, on standard error.

use crate::diagnostic::located::Located;
use crate::engine::Outcome;
use crate::report;
use crate::report::shown::shown;
use crate::report::tone::Tone;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::io::{BufWriter, Write as _};

/// Writes diagnostics to standard error.
pub fn each(found: &[Located]) {
    for located in found {
        anstream::eprintln!("{}\n", report::human::diagnostic(located, true));
    }
}

/// Says on standard error what was left out.
pub fn warnings(outcome: &Outcome) {
    for warning in &outcome.warnings {
        let word = Tone::Warning.paint("warning");
        anstream::eprintln!("{word}: {}", report::harmless(warning));
    }
}

/// The diagnostics that are shown and the summary in pieces; with colours where they are `styled`.
pub fn human(outcome: &Outcome, styled: bool) -> Vec<String> {
    let mut parts: Vec<String> = shown(&outcome.diagnostics)
        .into_par_iter()
        .map(|shown| shown.human(styled) + "\n\n")
        .collect();
    let mut summary = report::human::summary(&outcome.summary);
    if !styled {
        summary = strip_str(&summary).to_string();
    }
    if !summary.is_empty() {
        parts.push(summary + "\n");
    }
    parts
}

/// Writes diagnostics and the summary to standard error, in one piece.
pub fn all(outcome: &Outcome) {
    let stderr = std::io::stderr().lock();
    let styled = anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
    let mut out = BufWriter::with_capacity(1 << 16, stderr);
    for part in human(outcome, styled) {
        // Nobody is left to tell that standard error is closed.
        let _ = out.write_all(part.as_bytes());
    }
    let _ = out.flush();
}
