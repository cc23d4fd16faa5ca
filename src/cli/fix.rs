//! `mdbook-patterns fix [BOOK]`

use crate::cli::configuration::Chosen;
use crate::cli::{configuration, input, output, print};
use crate::diagnostic::Applicability;
use crate::diagnostic::located::Located;
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::engine::fix::{FixedPage, Refusal};
use crate::engine::{Chapter, Outcome, fix};
use crate::host::{disk, files, save};
use crate::report::human::plural;
use crate::report::tone::Tone;
use crate::report::{diff, harmless};
use crate::rules::rule::FixAvailability;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What to fix, and how.
#[derive(Debug)]
pub struct Wish {
    /// Only these rules; all where it is empty.
    pub rules: Vec<String>,
    /// Also fixes that are only probably right.
    pub unsafe_too: bool,
    /// Whether to print a diff and write nothing.
    pub dry_run: bool,
}

impl Wish {
    fn wants(&self, found: &Located) -> bool {
        let is_chosen = self.rules.is_empty() || self.rules.iter().any(|name| name == found.rule);
        is_chosen && (self.unsafe_too || !is_unsafe(found))
    }
}

/// Fixes the book; whether what remains is free of denied violations.
pub fn run(root: &Path, wish: &Wish) -> Result<bool, String> {
    let begun = SystemTime::now();
    for name in &wish.rules {
        if crate::cli::rule(name)?.fix == FixAvailability::None {
            return Err(format!("`{name}` has no fix: only a person can settle it"));
        }
    }
    let mut book = disk::load(root)?;
    book.forget_what_is_to_come();
    let Chosen {
        config,
        rules,
        found,
    } = configuration::read(&book.settings, root)?;
    let baseline = disk::baseline(config.baseline.as_deref(), root, &book.files)?;
    // What is known is fixed all the same; it only does not count as left.
    let mut input = input::checking(
        book.files,
        &book.settings,
        config,
        rules,
        Baseline::default(),
    );
    let mut chapters = book.chapters;
    let fixed = fix::book(&input, chapters.clone(), |found| wish.wants(found));
    let mut remaining = fixed.remaining.whole()?;
    print::warnings(&remaining);
    let mut errors: Vec<String> = fixed
        .refused
        .iter()
        .map(|(file, why)| refusal(file, *why))
        .collect();
    let mut done = Vec::new();
    if !wish.dry_run {
        sweep(root, &input.src, &chapters, begun);
    }
    for page in fixed.pages {
        match settle(root, &input.src, &page, wish.dry_run) {
            Ok(()) => done.push(page),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() || !baseline.is_empty() {
        // Some files are as they were, some violations known: the counts are those of a check.
        input.baseline = baseline;
        for chapter in &mut chapters {
            let path = chapter.source_path.as_deref().unwrap_or_default();
            let file = engine::join(&input.src, path);
            if let Some(page) = done.iter().find(|page| page.file == file) {
                chapter.content.clone_from(&page.new);
            }
        }
        remaining = engine::run(&input, chapters);
    }
    remaining.diagnostics.splice(0..0, found);
    remaining.count();
    let done = done_line(&done, errors.is_empty(), wish);
    tell!("{done}{}", remaining_line(&remaining, wish));
    if errors.is_empty() {
        Ok(remaining.summary.deny == 0)
    } else {
        Err(errors.join("\n"))
    }
}

/// Takes away what a run that was killed left in the folders of the book's pages.
fn sweep(root: &Path, src: &str, chapters: &[Chapter], begun: SystemTime) {
    let paths = chapters
        .iter()
        .filter_map(|chapter| chapter.source_path.as_deref());
    let files = paths.filter_map(|path| save::page(root, src, &engine::join(src, path)).ok());
    let folders: BTreeSet<PathBuf> = files
        .filter_map(|file| Some(file.parent()?.to_owned()))
        .collect();
    for folder in folders {
        save::sweep(&folder, begun);
    }
}

/// Writes a page and says so, or shows what would be written.
fn settle(root: &Path, src: &str, page: &FixedPage, dry_run: bool) -> Result<(), String> {
    write(root, src, page, dry_run)?;
    if !dry_run {
        tell!(
            "{} {} ({})",
            Tone::Good.paint("fixed"),
            harmless(&page.file),
            plural(page.fixed, "violation")
        );
    }
    Ok(())
}

/// Writes a page, or shows what would be written.
pub(super) fn write(root: &Path, src: &str, page: &FixedPage, dry_run: bool) -> Result<(), String> {
    let target = save::page(root, src, &page.file)?;
    if dry_run {
        let diff = diff::unified(&page.file, &page.old, &page.new);
        return output::write(&diff, None);
    }
    // Under another name the file may be a page of its own, and two runs may fix the same.
    let is_fixed = || files::text(files::open(&target)).is_ok_and(|text| text == page.new);
    save::replace(&target, &page.old, &page.new)
        .or_else(|why| is_fixed().then_some(()).ok_or(why))
        .map_err(|why| format!("`{}` {why}; it is as it was", page.file))
}

/// Why a page stays as it is.
pub(super) fn refusal(file: &str, why: Refusal) -> String {
    let why = match why {
        Refusal::NotSettling => "its fixes bring each other back",
        Refusal::BreaksFrontmatter => "its fixes would leave a frontmatter that cannot be read",
        Refusal::LosesText => "its fixes would change text that is not theirs",
    };
    format!("`{file}`: {why}; it is as it was")
}

fn is_unsafe(found: &Located) -> bool {
    let fix = found.fix.as_ref();
    fix.is_some_and(|fix| fix.applicability == Applicability::Unsafe)
}

/// What was done.
fn done_line(done: &[FixedPage], all_went_well: bool, wish: &Wish) -> String {
    let fixed: usize = done.iter().map(|page| page.fixed).sum();
    let verb = match (fixed, all_went_well, wish.dry_run) {
        (0, true, _) => return "nothing to fix".to_owned(),
        (0, false, _) => return "nothing fixed".to_owned(),
        (_, _, true) => "would fix",
        (_, _, false) => "fixed",
    };
    let violations = plural(fixed, "violation");
    format!("{verb} {violations} in {}", plural(done.len(), "file"))
}

/// What is left to do.
fn remaining_line(remaining: &Outcome, wish: &Wish) -> String {
    let (deny, warn) = (remaining.summary.deny, remaining.summary.warn);
    let counts = match (deny, warn) {
        (0, 0) => return "; no violation remains".to_owned(),
        (0, _) => plural(warn, "warning"),
        (_, 0) => format!("{deny} denied"),
        _ => format!("{deny} denied, {}", plural(warn, "warning")),
    };
    let verb = match (wish.dry_run, deny + warn) {
        (true, _) => "would remain",
        (false, 1) => "remains",
        (false, _) => "remain",
    };
    let mut text = format!("; {counts} {verb}: run `mdbook-patterns check`");
    let found = remaining.diagnostics.iter();
    let doubtful = found.filter(|found| is_unsafe(found)).count();
    if doubtful > 0 && !wish.unsafe_too {
        let more = plural(doubtful, "violation");
        let _ = write!(
            text,
            "\n{}: `--unsafe` fixes {more} more; \
             look at the changes with `--dry-run` first",
            Tone::Help.paint("help")
        );
    }
    text
}
