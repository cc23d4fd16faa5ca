//! `mdbook-patterns summary [BOOK] [--write]`

use crate::cli::output;
use crate::engine::files::Files as _;
use crate::engine::join;
use crate::host::{disk, save};
use crate::import::listing::{Listed, complete, included};
use crate::import::report::plural;
use crate::report::tone::Tone;
use crate::report::{diff, harmless};
use crate::text::maps::HashSet;
use rayon::prelude::*;
use std::path::Path;

/// Prints SUMMARY.md with the pages that it lacks, or writes it.
pub fn run(root: &Path, write: bool) -> Result<bool, String> {
    let settings = disk::settings(root)?;
    let files = settings.files(root);
    let file = join(&settings.src, "SUMMARY.md");
    let old = save::read(root, &file)?;
    let read = |path: String| {
        let text = files.text(&join(&settings.src, &path))?;
        Some((path, text))
    };
    let mut pages = files.markdown(&settings.src);
    pages.retain(|path| {
        let can_be_named = !path.contains(char::is_control);
        if !can_be_named {
            tell!(
                "{}: `{}` is left out: SUMMARY.md cannot name a file with such a character in its name; rename it",
                Tone::Warning.paint("warning"),
                harmless(path)
            );
        }
        can_be_named
    });
    let pages: Vec<(String, String)> = pages.into_par_iter().filter_map(read).collect();
    let parts: HashSet<String> = pages
        .iter()
        .flat_map(|(path, text)| included(path, text))
        .collect();
    let pages: Vec<Listed> = pages
        .into_par_iter()
        .filter(|(path, _)| !parts.contains(path))
        .map(|(path, text)| Listed::of(&path, &text))
        .collect();
    let new = complete(old.as_deref(), &pages);
    if new.added.is_empty() && old.is_some() {
        tell!("nothing to do: `{}` lists all pages", harmless(&file));
        return Ok(true);
    }
    let count = plural(new.added.len(), "page");
    if !write {
        output::text(&new.text)?;
        tell!(
            "{}: `--write` adds {count} to `{}`",
            Tone::Help.paint("help"),
            harmless(&file)
        );
        return Ok(true);
    }
    output::write(
        &diff::unified(&file, old.as_deref().unwrap_or(""), &new.text),
        None,
    )?;
    match &old {
        Some(old) => save::replace(&save::target(root, &file)?, old, &new.text),
        None => save::create(root, &file, &new.text),
    }
    .map_err(|why| format!("`{file}` {why}; it is as it was"))?;
    tell!(
        "{} {count} to {}",
        Tone::Good.paint("added"),
        harmless(&file)
    );
    Ok(true)
}
