//! `mdbook-patterns check [BOOK]`

use super::{CheckFormat, output, settings};
use crate::disk;
use crate::engine::{self, Input, Outcome};
use crate::report;
use std::path::Path;

/// Checks the book; whether it is free of denied violations.
pub fn run(root: &Path, format: CheckFormat, file: Option<&Path>) -> Result<bool, String> {
    let book = disk::load(root)?;
    let (config, mut found) = settings::config(&book.settings.table, root)?;
    let input = Input {
        root: root.to_owned(),
        src: book.settings.src,
        config,
        smart_punctuation: book.settings.smart_punctuation,
        today: jiff::ZonedDateTime::now().date(),
        target: None,
        read_files: false,
    };
    let mut outcome = engine::run(&input, book.chapters);
    outcome.diagnostics.splice(0..0, found.drain(..));
    outcome.count();
    if format == CheckFormat::Human && file.is_none() {
        settings::print(&outcome);
    } else {
        output::write(&written(&outcome, format, root), file)?;
    }
    Ok(outcome.summary.deny == 0)
}

fn written(outcome: &Outcome, format: CheckFormat, root: &Path) -> String {
    let Outcome {
        diagnostics,
        summary,
        ..
    } = outcome;
    let line = |text: String| text + "\n";
    match format {
        CheckFormat::Human => match settings::human(outcome) {
            text if text.is_empty() => text,
            text => line(text),
        },
        CheckFormat::Json => line(report::json::report(diagnostics, summary)),
        CheckFormat::Sarif => {
            let prefix = inside(root).unwrap_or_default();
            line(report::sarif::report(diagnostics, &prefix))
        }
        CheckFormat::Github => report::github::report(diagnostics, &prefix(root)),
        CheckFormat::Short => report::short::report(diagnostics, &prefix(root)),
    }
}

/// What leads from the current folder to the book's files.
fn prefix(root: &Path) -> String {
    inside(root).unwrap_or_else(|| {
        let path = root.to_string_lossy().replace('\\', "/");
        format!("{}/", path.trim_end_matches('/'))
    })
}

/// The same where the book is in the current folder.
fn inside(root: &Path) -> Option<String> {
    let current = std::env::current_dir().ok()?.canonicalize().ok()?;
    let path = root.canonicalize().ok()?;
    let parts = path.strip_prefix(current).ok()?.components();
    let mut prefix = String::new();
    for part in parts {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    Some(prefix)
}
