//! Diagnostics for people, on standard error.

use crate::diagnostic::located::Located;
use crate::engine::Outcome;
use crate::report;
use crate::report::shown::{Detail, OF_A_BUILD, shown};
use crate::report::statistics;
use crate::report::tone::Tone;
use anstream::adapter::strip_str;
use rayon::prelude::*;
use std::io::{BufWriter, Write as _};

/// Writes diagnostics to standard error.
pub fn each(found: &[Located]) {
    for located in found {
        tell!("{}\n", report::human::diagnostic(located, true));
    }
}

/// Says on standard error what was left out.
pub fn warnings(outcome: &Outcome) {
    for warning in &outcome.warnings {
        let word = Tone::Warning.paint("warning");
        tell!("{word}: {}", report::harmless(warning));
    }
}

/// The diagnostics that are shown and the summary in pieces; with colours where they are `styled`.
pub fn human(outcome: &Outcome, detail: Detail, styled: bool) -> Vec<String> {
    let plain = |text: String| {
        if styled {
            text
        } else {
            strip_str(&text).to_string()
        }
    };
    let count = outcome.tallies().count();
    let mut parts: Vec<String> = shown(&outcome.diagnostics, count, detail)
        .into_par_iter()
        .map(|shown| shown.human(styled) + "\n\n")
        .collect();
    if detail == Detail::Build && count > OF_A_BUILD {
        let rules = statistics::human(outcome.tallies());
        let worst = statistics::worst(outcome.tallies());
        parts.push(plain(format!(
            "… and {} more. All of them, by rule:\n\n{rules}\n{worst}\n{ON}\n",
            count - parts.len()
        )));
    }
    let summary = plain(report::human::summary(&outcome.summary));
    if !summary.is_empty() {
        parts.push(summary + "\n");
    }
    parts
}

/// What to do about very many.
const ON: &str = "`mdbook-patterns check` shows them page by page. `mdbook-patterns check --write-baseline` writes them down: \
named as `baseline` in book.toml, the file keeps them quiet, and only new ones are told.\n";

/// Writes diagnostics and the summary to standard error, in one piece.
pub fn all(outcome: &Outcome, detail: Detail) {
    let stderr = std::io::stderr().lock();
    let styled = anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
    let mut out = BufWriter::with_capacity(1 << 16, stderr);
    for part in human(outcome, detail, styled) {
        // Nobody is left to tell that standard error is closed.
        let _ = out.write_all(part.as_bytes());
    }
    let _ = out.flush();
}
