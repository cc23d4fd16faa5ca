//! `mdbook-patterns import [MKDOCS_YML] [--to DIR] [--dry-run] [--assets]`

use crate::cli::{configuration, input, output};
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::host::overlay::Overlay;
use crate::host::project::{self, Found, Project};
use crate::host::protocol::Settings;
use crate::host::{disk, save};
use crate::import::mark::{Owner, Style, owner, sign};
use crate::import::{Plan, Wish, constructs};
use crate::report::table::WIDTH;
use crate::report::tone::Tone;
use crate::report::{diff, harmless, import as report};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is asked for.
pub struct Options<'a> {
    /// A configuration, or the folder that has one.
    pub path: &'a Path,
    /// The folder that all is copied into.
    pub to: Option<&'a Path>,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether stylesheets, scripts and the favicon go along.
    pub assets: bool,
}

/// The report, beside book.toml.
const REPORT: &str = "import-report.md";

/// A file to write, and what stands there.
struct Output {
    file: String,
    new: String,
    old: Option<String>,
}

/// Makes a book of a site.
pub fn run(options: &Options<'_>) -> Result<bool, String> {
    let begun = SystemTime::now();
    let found = project::find(options.path)?;
    took(&found);
    let source = Project::new(&found.folder);
    let wish = Wish {
        apart: options.to.is_some(),
        assets: options.assets,
    };
    let mut plan = crate::import::plan(&found.name, &source, wish)?;
    if let Some(conflict) = plan.conflict.take().filter(|_| !wish.apart) {
        return Err(format!("{conflict}. Nothing was written"));
    }
    let book = match options.to {
        Some(to) => to.to_owned(),
        None => found.folder.join(&plan.place.root),
    };
    if let Some(to) = options.to {
        project::may_hold_a_book(to, &found.folder.join(&plan.place.docs))?;
    }
    check(&mut plan, &found.folder)?;
    let among_pages = plan.place.src == ".";
    let summary = disk_path(&plan.place.src, "SUMMARY.md");
    let mut texts = vec![
        ("book.toml".to_owned(), sign(&plan.book_toml, Style::Toml)),
        (summary, sign(&plan.summary, Style::Markdown)),
    ];
    texts.extend(
        plan.styles
            .iter()
            .map(|(file, text)| (file.clone(), sign(text, Style::Css))),
    );
    if !among_pages {
        texts.push((
            REPORT.to_owned(),
            sign(&plan.report.markdown(), Style::Markdown),
        ));
    }
    let outputs = outputs(&book, texts)?;
    if !options.dry_run {
        project::make_folder(&book)?;
        save::sweep(&book, begun);
    }
    for output in &outputs {
        settle(&book, output, options.dry_run)?;
    }
    copy(&found.folder, &book, &plan.copies, options.dry_run)?;
    let file = (!among_pages).then_some(REPORT);
    output::write(&report::human(&plan.report, file, WIDTH), None)?;
    if !options.dry_run {
        tell!(
            "{}: `mdbook build {}`",
            Tone::Help.paint("next"),
            harmless(&shown(&book))
        );
    }
    Ok(true)
}

/// Says which configuration counts.
fn took(found: &Found) {
    let file = found.folder.join(&found.name);
    tell!(
        "{} {}",
        Tone::Good.paint("reading"),
        harmless(&shown(&file))
    );
    if !found.others.is_empty() {
        let others: Vec<String> = found
            .others
            .iter()
            .map(|path| format!("`{}`", shown(path)))
            .collect();
        tell!(
            "{}: there is {} too; name the one you mean",
            Tone::Warning.paint("warning"),
            harmless(&others.join(", "))
        );
    }
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let text = path.to_string_lossy().replace('\\', "/");
    if text.is_empty() {
        ".".to_owned()
    } else {
        text
    }
}

fn disk_path(src: &str, file: &str) -> String {
    crate::engine::join(if src == "." { "" } else { src }, file)
}

/// Checks the pages as chapters of the new book, and adds what that says to the report.
fn check(plan: &mut Plan, folder: &Path) -> Result<(), String> {
    let root = folder.join(&plan.pages.root);
    let mut config = disk::parsed(&plan.book_toml)?;
    config["book"]["src"] = plan.pages.src.clone().into();
    let settings = Settings::from_json(&config);
    let summary = disk_path(&settings.src, "SUMMARY.md");
    let files = Overlay::new(settings.files(&root), [(summary, plan.summary.clone())]);
    let chapters = disk::chapters(&root, &files, &settings.src)?;
    let chosen = configuration::read(&settings, &root)?;
    let input = input::checking(
        settings.files(&root),
        &settings,
        chosen.config,
        chosen.rules,
        Baseline::default(),
    );
    let outcome = engine::run(&input, chapters).whole()?;
    constructs::add(&mut plan.report, &outcome.diagnostics);
    Ok(())
}

/// All texts with what stands in their place. A file that somebody else wrote is an error before anything is written.
fn outputs(book: &Path, texts: Vec<(String, String)>) -> Result<Vec<Output>, String> {
    let mut outputs = Vec::new();
    for (file, new) in texts {
        let old = if book.exists() {
            save::read(book, &file)?
        } else {
            None
        };
        if old
            .as_deref()
            .is_some_and(|old| owner(old) == Owner::Author)
        {
            return Err(format!(
                "`{}` is there already, and `import` did not write it: move it away, or import into a folder of its own with `--to DIR`. Nothing was written",
                shown(&book.join(&file))
            ));
        }
        outputs.push(Output { file, new, old });
    }
    Ok(outputs)
}

fn settle(book: &Path, change: &Output, dry_run: bool) -> Result<(), String> {
    let Output { file, new, old } = change;
    let path = shown(&book.join(file));
    if old
        .as_deref()
        .is_some_and(|old| old.lines().eq(new.lines()))
    {
        return Ok(());
    }
    let is_changed = old
        .as_deref()
        .is_some_and(|old| owner(old) == Owner::Changed);
    if dry_run || old.is_some() {
        let diff = diff::unified(file, old.as_deref().unwrap_or(""), new);
        output::write(&diff, None)?;
    }
    if is_changed {
        tell!(
            "{}: `{}` was changed since it was written and stays as it is; the diff shows what it would be",
            Tone::Warning.paint("warning"),
            harmless(&path)
        );
        return Ok(());
    }
    if dry_run {
        return Ok(());
    }
    match old {
        Some(old) => save::replace(&save::target(book, file)?, old, new),
        None => save::create(book, file, new),
    }
    .map_err(|why| format!("`{path}` {why}; it is as it was"))?;
    let verb = if old.is_some() { "changed" } else { "wrote" };
    tell!("{} {}", Tone::Good.paint(verb), harmless(&path));
    Ok(())
}

/// Copies what is not there yet. What is there and differs may have been changed on purpose.
fn copy(
    folder: &Path,
    book: &Path,
    copies: &[(String, String)],
    dry_run: bool,
) -> Result<(), String> {
    let mut count = 0;
    let mut kept: Vec<PathBuf> = Vec::new();
    for (from, to) in copies {
        match project::copy(&folder.join(from), book, to, dry_run)? {
            project::Copied::New => count += 1,
            project::Copied::Same => {}
            project::Copied::Differs => kept.push(book.join(to)),
        }
    }
    if count > 0 {
        let verb = if dry_run { "would copy" } else { "copied" };
        tell!(
            "{} {}",
            Tone::Good.paint(verb),
            crate::import::report::plural(count, "file")
        );
    }
    for path in kept.iter().take(3) {
        tell!(
            "{}: `{}` differs from its source and stays as it is",
            Tone::Warning.paint("warning"),
            harmless(&shown(path))
        );
    }
    if kept.len() > 3 {
        tell!("… and {} more", kept.len() - 3);
    }
    Ok(())
}
