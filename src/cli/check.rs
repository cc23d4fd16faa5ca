//! `mdbook-patterns check [BOOK]`

use crate::cli::configuration::Chosen;
use crate::cli::{CheckFormat, configuration, input, output, print};
use crate::diagnostic::LintLevel;
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::engine::{Outcome, baseline};
use crate::host::book_toml::UNMATCHED;
use crate::host::disk::{below, prefix};
use crate::host::{disk, save};
use crate::report;
use crate::report::shown::Detail;
use crate::report::statistics;
use crate::rules::settings::{self, SettingChange};
use std::path::{Path, PathBuf};

/// What is asked for.
pub struct Options<'a> {
    /// The book's folder.
    pub root: &'a Path,
    /// How diagnostics are written.
    pub format: CheckFormat,
    /// Where the report goes, if not to the terminal.
    pub output: Option<PathBuf>,
    /// Where a new baseline goes.
    pub write_baseline: Option<PathBuf>,
    /// Whether all diagnostics are shown, not a few of each rule and page.
    pub all: bool,
    /// Whether nothing is said where there is nothing to say.
    pub quiet: bool,
    /// Whether only the numbers are asked for.
    pub statistics: bool,
    /// Levels from the command line.
    pub changes: Vec<SettingChange>,
}

/// Checks the book; whether it is free of denied violations.
pub fn run(options: &Options<'_>) -> Result<bool, String> {
    let root = options.root;
    let book = disk::load(root)?;
    let Chosen {
        config,
        mut rules,
        mut found,
    } = configuration::read(&book.settings, root)?;
    rules.override_all(options.changes.iter().cloned());
    let settings = rules.of_page("");
    found.retain_mut(|found| {
        let unmatched = settings::find(&settings, found.rule).filter(|own| own.rule == UNMATCHED);
        found.level = unmatched.map_or(found.level, |own| own.level);
        found.level != LintLevel::Allow
    });
    drop(settings);
    // A new baseline holds what there is, not what is new.
    let baseline = match options.write_baseline {
        Some(_) => Baseline::default(),
        None => disk::baseline(config.baseline.as_deref(), root, &book.files)?,
    };
    let input = input::checking(book.files, &book.settings, config, rules, baseline);
    let mut outcome = engine::run(&input, book.chapters).whole()?;
    print::warnings(&outcome);
    if let Some(file) = &options.write_baseline {
        let text = baseline::write(&outcome.diagnostics);
        save::put(file, text.as_bytes()).map_err(|why| format!("`{}` {why}", file.display()))?;
        let count = report::human::plural(outcome.diagnostics.len(), "violation");
        anstream::eprintln!("wrote {count} to `{}`", file.display());
        outcome.diagnostics.clear();
    }
    outcome.diagnostics.splice(0..0, found.drain(..));
    outcome.count();
    let detail = if options.all {
        Detail::All
    } else {
        Detail::Some
    };
    if options.statistics {
        let report = match options.format {
            CheckFormat::Json => statistics::json(&outcome.diagnostics),
            _ => statistics::human(&outcome.diagnostics),
        };
        output::write(&report, options.output.as_deref())?;
    } else if options.format == CheckFormat::Human && options.output.is_none() {
        print::all(&outcome, detail);
        if outcome.diagnostics.is_empty() && options.write_baseline.is_none() && !options.quiet {
            anstream::eprintln!("{}", report::human::clean(&outcome.summary));
        }
    } else {
        let report = written(&outcome, options.format, detail, root);
        output::write(&report, options.output.as_deref())?;
    }
    Ok(outcome.summary.deny == 0)
}

fn written(outcome: &Outcome, format: CheckFormat, detail: Detail, root: &Path) -> String {
    let Outcome {
        diagnostics,
        summary,
        ..
    } = outcome;
    let line = |text: String| text + "\n";
    match format {
        CheckFormat::Human => print::human(outcome, detail, true).concat(),
        CheckFormat::Json => line(report::json::report(diagnostics, summary)),
        CheckFormat::Sarif => {
            let prefix = below(root).unwrap_or_default();
            line(report::sarif::report(diagnostics, &prefix))
        }
        CheckFormat::Github => report::github::report(diagnostics, &prefix(root)),
        CheckFormat::Short => report::short::report(diagnostics, &prefix(root)),
    }
}
