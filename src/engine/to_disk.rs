//! From what the rules found in a page's text to places in its file.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::located::{Located, Origin, locate};
use crate::diagnostic::place::FileText;
use crate::engine::done::PendingLocated;
use crate::engine::fix::is_sound;
use crate::engine::repeats::Repeat;
use crate::rules::rule::Findings;
use std::sync::Arc;

/// Moves what the rules found to the file on disk.
pub(super) fn to_disk(
    found: Findings,
    origin: Origin<'_>,
    file: impl FnOnce() -> FileText,
) -> (Vec<Located>, Vec<PendingLocated>, Vec<Repeat>) {
    let Findings {
        mut diagnostics,
        pending,
        mut repeated,
        one_sided: _,
    } = found;
    // What pages include is meant to be the same.
    repeated.retain(|it| origin.is_own(it.diagnostic.span));
    let certain = diagnostics.len();
    let mut targets = Vec::with_capacity(pending.len());
    for pending in pending {
        diagnostics.push(pending.diagnostic);
        targets.push((pending.target, pending.id));
    }
    let ends = certain + targets.len();
    let mut pieces = Vec::with_capacity(repeated.len());
    for repeated in repeated {
        diagnostics.push(repeated.diagnostic);
        pieces.push((repeated.pieces, repeated.min));
    }
    let mut located = locate_all(diagnostics, origin, file);
    let repeats = located.drain(ends..).zip(pieces);
    let repeats = repeats.map(|(diagnostic, (pieces, min))| Repeat {
        diagnostic,
        pieces,
        min,
    });
    let repeats = repeats.collect();
    let pending = located.drain(certain..).zip(targets);
    let pending = pending.map(|(diagnostic, (target, id))| PendingLocated {
        diagnostic,
        target,
        id,
    });
    let pending = pending.collect();
    (located, pending, repeats)
}

/// The same for diagnostics that depend on another page, by its position in the library.
pub(super) fn with_targets(
    found: Vec<(Diagnostic, usize)>,
    origin: Origin<'_>,
    file: impl FnOnce() -> FileText,
) -> Vec<(Located, usize)> {
    let (diagnostics, targets): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let located = locate_all(diagnostics, origin, file).into_iter();
    located.zip(targets).collect()
}

/// Finds the places of diagnostics in their page's file, which is kept only if there are any.
pub(super) fn locate_all(
    diagnostics: Vec<Diagnostic>,
    origin: Origin<'_>,
    file: impl FnOnce() -> FileText,
) -> Vec<Located> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let file = Arc::new(file());
    diagnostics
        .into_iter()
        .map(|diagnostic| {
            let mut located = locate(diagnostic, &file, origin);
            // Nobody is told of a fix that will not be made.
            let fix = located.fix.take();
            located.fix = fix.filter(|fix| is_sound(file.text(), origin.bom, fix));
            located
        })
        .collect()
}
