//! `mdbook-patterns install [BOOK]`

use crate::cli::output;
use crate::host::install::{ASSETS, Asset, State};
use crate::host::{disk, install, save};
use crate::report::tone::Tone;
use crate::report::{diff, harmless};
use std::path::Path;
use std::time::SystemTime;

/// A file of the book, before and after; `old` is `None` for a new one.
struct FileChange {
    file: String,
    old: Option<String>,
    new: String,
}

/// Puts the assets and the preprocessor into the book. It stands at the top of
/// the book, as the files of other plugins do: `theme` may be set to another folder.
pub fn run(root: &Path, dry_run: bool) -> Result<bool, String> {
    let begun = SystemTime::now();
    let config = disk::config(root)?;
    let with_assets = install::has_html(&config);
    let mut changes = Vec::new();
    for asset in ASSETS.iter().filter(|_| with_assets) {
        let file = asset.path(&config).unwrap_or_else(|| asset.name.to_owned());
        changes.extend(asset_change(root, asset, file)?);
    }
    let old = save::read(root, "book.toml")?.unwrap_or_default();
    let new = install::book_toml(&old, with_assets).map_err(|why| format!("`book.toml`: {why}"))?;
    if new != old {
        changes.push(FileChange {
            file: "book.toml".to_owned(),
            old: Some(old),
            new,
        });
    }
    if changes.is_empty() {
        tell!("nothing to do: all is installed");
    }
    if !dry_run {
        save::sweep(root, begun);
    }
    for change in &changes {
        settle(root, change, dry_run)?;
    }
    Ok(true)
}

fn asset_change(root: &Path, asset: &Asset, file: String) -> Result<Option<FileChange>, String> {
    let old = save::read(root, &file)?;
    match old.as_deref().map(|text| asset.state(text)) {
        Some(State::Current) => Ok(None),
        Some(State::Foreign) => Err(format!(
            "`{file}` was not written by mdbook-patterns; move it away, and install again"
        )),
        Some(State::Stale(_)) | None => Ok(Some(FileChange {
            file,
            old,
            new: asset.content(),
        })),
    }
}

fn settle(root: &Path, change: &FileChange, dry_run: bool) -> Result<(), String> {
    let FileChange { file, old, new } = change;
    if dry_run {
        let diff = diff::unified(file, old.as_deref().unwrap_or(""), new);
        return output::write(&diff, None);
    }
    match old {
        Some(old) => save::replace(&save::target(root, file)?, old, new),
        None => save::create(root, file, new),
    }
    .map_err(|why| format!("`{file}` {why}; it is as it was"))?;
    let verb = if old.is_some() { "changed" } else { "wrote" };
    tell!("{} {}", Tone::Good.paint(verb), harmless(file));
    Ok(())
}
