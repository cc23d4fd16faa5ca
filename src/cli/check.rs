//! `mdbook-patterns check [PATH]...`

use crate::cli::configuration::Chosen;
use crate::cli::{CheckFormat, configuration, input, output, print};
use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::engine::{Outcome, baseline, join};
use crate::host::book_toml::UNMATCHED;
use crate::host::selection::{self, Selection};
use crate::host::{disk, save};
use crate::report;
use crate::report::harmless;
use crate::report::shown::Detail;
use crate::report::statistics;
use crate::rules::settings::{self, SettingChange};
use std::path::{Path, PathBuf};

/// What is asked for.
pub struct Options<'a> {
    /// Books, pages, folders.
    pub paths: &'a [PathBuf],
    /// How diagnostics are written.
    pub format: CheckFormat,
    /// Where the report goes, if not to the terminal.
    pub output: Option<PathBuf>,
    /// Where a new baseline goes: in the book's folder, or in the usual place where it is empty.
    pub write_baseline: Option<String>,
    /// Whether all diagnostics are shown, not a few of each rule and page.
    pub all: bool,
    /// Whether nothing is said where there is nothing to say.
    pub quiet: bool,
    /// Whether only the numbers are asked for.
    pub statistics: bool,
    /// Levels from the command line.
    pub changes: Vec<SettingChange>,
}

/// A book that was checked.
struct Checked {
    root: PathBuf,
    outcome: Outcome,
}

/// Checks the books; whether they are free of denied violations.
pub fn run(options: &Options<'_>) -> Result<bool, String> {
    if let Some(file) = &options.write_baseline
        && Path::new(file).is_dir()
    {
        return Err(format!(
            "`{file}` is a folder, and `--write-baseline` takes a file of the book: \
             for the usual one, give the book first, as in `check {file} --write-baseline`"
        ));
    }
    let books = selection::of(options.paths)?;
    let is_part = books.len() > 1 || books.iter().any(|book| !book.within.is_empty());
    if options.write_baseline.is_some() && is_part {
        return Err(
            "a baseline holds the violations of one whole book: give its folder".to_owned(),
        );
    }
    let checked: Result<Vec<Checked>, String> =
        books.into_iter().map(|book| check(book, options)).collect();
    let checked = checked?;
    let detail = if options.all {
        Detail::All
    } else {
        Detail::Some
    };
    if options.statistics {
        let all = checked.iter().flat_map(|book| book.outcome.tallies());
        let report = match options.format {
            CheckFormat::Json => statistics::json(all),
            _ => statistics::human(all),
        };
        output::write(&report, options.output.as_deref())?;
    } else if options.format == CheckFormat::Human && options.output.is_none() {
        for Checked { outcome, .. } in &checked {
            print::all(outcome, detail);
            let is_clean = outcome.diagnostics.is_empty() && options.write_baseline.is_none();
            if is_clean && !options.quiet {
                tell!("{}", report::human::clean(&outcome.summary));
            }
        }
    } else {
        let report = written(&checked, options.format, detail);
        output::write(&report, options.output.as_deref())?;
    }
    Ok(checked.iter().all(|book| book.outcome.summary.deny == 0))
}

/// Checks a book; of a part of it, only what its pages have is kept.
fn check(selection: Selection, options: &Options<'_>) -> Result<Checked, String> {
    let root = selection.root.as_path();
    let book = disk::load(root)?;
    let Chosen {
        config,
        mut rules,
        mut found,
    } = configuration::read(&book.settings, root)?;
    rules.override_all(options.changes.iter().cloned());
    let settings = rules.of_page("", None);
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
    let named = config.baseline.clone();
    let src = book.settings.src.clone();
    let input = input::checking(book.files, &book.settings, config, rules, baseline);
    let chapters = book.chapters.iter();
    let files = chapters.filter_map(|it| Some(join(&src, it.source_path.as_deref()?)));
    let files: Vec<String> = files.collect();
    if let Some(missed) = selection.within.iter().find(|path| {
        let lies_in = |file: &String| file == *path || file.starts_with(&format!("{path}/"));
        !files.iter().any(lies_in)
    }) {
        return Err(format!(
            "`{missed}` is no chapter of the book in `{}` and holds none: SUMMARY.md does not list it",
            root.display()
        ));
    }
    let mut outcome = engine::run(&input, book.chapters).whole()?;
    // Of a page that is to come there is nothing to say, but that.
    let is_there = |file: &str| !book.to_come.iter().any(|other| other == file);
    outcome.diagnostics.retain(|found| is_there(found.file()));
    for file in &book.to_come {
        let words = "is not there yet: SUMMARY.md names it, and `mdbook build` makes it";
        outcome
            .warnings
            .push(format!("`{}` {words}", root.join(file).display()));
    }
    print::warnings(&outcome);
    if let Some(file) = &options.write_baseline {
        write_baseline(root, file, named.as_deref(), &outcome.diagnostics)?;
        outcome.diagnostics.clear();
    }
    outcome.diagnostics.splice(0..0, found.drain(..));
    if !selection.within.is_empty() {
        outcome.keep(|file| selection.holds(file));
    }
    outcome.count();
    Ok(Checked {
        root: selection.root,
        outcome,
    })
}

/// The file that a baseline is written to where nobody says another.
const BASELINE: &str = "patterns.baseline";

/// Writes a baseline into the book, and says which line book.toml needs.
fn write_baseline(
    root: &Path,
    wanted: &str,
    named: Option<&str>,
    found: &[Located],
) -> Result<(), String> {
    let usual = named.unwrap_or(BASELINE);
    let file = disk::inside(root, if wanted.is_empty() { usual } else { wanted })?;
    let path = root.join(&file);
    let shown = harmless(&path.display().to_string());
    // Whoever gives a page here means to check it.
    let old = save::read(root, &file)?;
    if !old.is_none_or(|old| baseline::may_replace(&old)) {
        return Err(format!(
            "`{shown}` is there and is no baseline; it is as it was: \
             give the file that the violations are written to, or remove this one first"
        ));
    }
    let text = baseline::write(found);
    save::put(&path, text.as_bytes()).map_err(|why| format!("`{shown}` {why}"))?;
    let count = report::human::plural(found.len(), "violation");
    // What names several things has an entry for each, and runs count entries.
    let entries = text.lines().filter(|line| !line.starts_with('#')).count();
    let entries = match entries {
        same if same == found.len() => String::new(),
        entries => format!(" as {entries} entries"),
    };
    tell!("wrote {count}{entries} to `{shown}`");
    if named != Some(file.as_str()) {
        let is = match named {
            Some(other) => format!(", where it now says `{}`", harmless(other)),
            None => String::new(),
        };
        tell!(
            "{}: write `baseline = {}` under `[preprocessor.patterns]` in book.toml{is}: only new violations are told then",
            report::tone::Tone::Help.paint("help"),
            harmless(&toml_edit::Value::from(file).to_string())
        );
    }
    Ok(())
}

fn written(checked: &[Checked], format: CheckFormat, detail: Detail) -> String {
    let line = |text: String| text + "\n";
    let several = checked.len() > 1;
    let mut reports = checked.iter().map(|Checked { root, outcome }| {
        let Outcome {
            diagnostics,
            summary,
            ..
        } = outcome;
        match format {
            CheckFormat::Human => print::human(outcome, detail, true).concat(),
            CheckFormat::Json => {
                let prefix = if several {
                    disk::prefix(root)
                } else {
                    String::new()
                };
                line(report::json::report(diagnostics, summary, &prefix))
            }
            CheckFormat::Sarif => {
                let prefix = disk::workspace(root).or_else(|| disk::below(root));
                let prefix = prefix.unwrap_or_default();
                let left = diagnostics.len().saturating_sub(report::sarif::MOST);
                if left > 0 {
                    tell!(
                        "{}: {left} results are left out: GitHub takes {} at most; those that deny come first",
                        report::tone::Tone::Warning.paint("warning"),
                        report::sarif::MOST
                    );
                }
                line(report::sarif::report(diagnostics, &prefix))
            }
            CheckFormat::Github => {
                let prefix = disk::workspace(root).unwrap_or_else(|| disk::prefix(root));
                report::github::report(diagnostics, &prefix)
            }
            CheckFormat::Short => report::short::report(diagnostics, &disk::prefix(root)),
        }
    });
    match format {
        CheckFormat::Json | CheckFormat::Sarif if several => {
            line(report::merge::reports(reports.collect()))
        }
        _ => reports.by_ref().collect(),
    }
}
