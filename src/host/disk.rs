//! A book from its files: what mdBook would hand over, without mdBook.

use crate::engine::Chapter;
use crate::host::protocol::Settings;
use mdbook_preprocessor::config::Config;
use mdbook_summary::{Summary, SummaryItem};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A book folder that was read.
#[derive(Debug)]
pub struct Book {
    /// What book.toml says.
    pub settings: Settings,
    /// All chapters that have a file, in order.
    pub chapters: Vec<Chapter>,
}

/// Reads book.toml and what the environment says instead.
pub fn settings(root: &Path) -> Result<Settings, String> {
    Ok(Settings::from_json(&config(root)?))
}

/// The same as mdBook hands it over.
pub fn config(root: &Path) -> Result<serde_json::Value, String> {
    let toml = root.join("book.toml");
    if !toml.is_file() {
        return Err(format!(
            "no `book.toml` in `{}`: give the folder of a book",
            root.display()
        ));
    }
    let mut config =
        Config::from_disk(&toml).map_err(|error| format!("`{}`: {error:#}", toml.display()))?;
    config
        .update_from_env()
        .map_err(|error| format!("`{}`: {error:#}", toml.display()))?;
    serde_json::to_value(&config).map_err(|error| format!("`{}`: {error}", toml.display()))
}

/// Reads book.toml, SUMMARY.md and all chapters. The error lists everything
/// that could not be read, a line each.
pub fn load(root: &Path) -> Result<Book, String> {
    let settings = settings(root)?;
    let src = root.join(&settings.src);
    let summary_path = src.join("SUMMARY.md");
    let text = read(&summary_path)?;
    let summary = mdbook_summary::parse_summary(&text)
        .map_err(|error| format!("`{}`: {error:#}", summary_path.display()))?;
    let mut chapters = Vec::new();
    let mut errors = Vec::new();
    for (name, location) in links(summary) {
        let path = slashed(&location);
        match read(&src.join(&location)) {
            Ok(content) => chapters.push(Chapter {
                name,
                path: Some(index_path(&path)),
                source_path: Some(path),
                content,
            }),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(Book { settings, chapters })
    } else {
        Err(errors.join("\n"))
    }
}

/// The files that SUMMARY.md lists, relative to `src`; none where it cannot be read.
pub fn listed(src: &Path) -> HashSet<String> {
    let text = std::fs::read_to_string(src.join("SUMMARY.md")).unwrap_or_default();
    let summary = mdbook_summary::parse_summary(&text);
    let links = summary.map(links).unwrap_or_default();
    links.iter().map(|(_, path)| slashed(path)).collect()
}

/// A file's text, or what is wrong with it.
fn read(path: &Path) -> Result<String, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("`{shown}` does not exist, but SUMMARY.md or book.toml names it")
        }
        _ => format!("`{shown}` cannot be read: {error}"),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..at])
            .matches('\n')
            .count()
            + 1;
        format!("`{shown}` is not UTF-8: line {line}, byte {at}; save it as UTF-8")
    })
}

/// All links with a file, in the order in which they are read.
fn links(summary: Summary) -> Vec<(String, PathBuf)> {
    let parts = [
        summary.prefix_chapters,
        summary.numbered_chapters,
        summary.suffix_chapters,
    ];
    let mut stack: Vec<SummaryItem> = parts.into_iter().flatten().rev().collect();
    let mut found = Vec::new();
    while let Some(item) = stack.pop() {
        if let SummaryItem::Link(link) = item {
            stack.extend(link.nested_items.into_iter().rev());
            if let Some(location) = link.location {
                found.push((link.name, location));
            }
        }
    }
    found
}

/// A path with `/`, without `.`.
fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir));
    parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// What mdBook's `index` preprocessor makes of a path: `README.md` becomes `index.md`.
fn index_path(path: &str) -> String {
    let (folder, file) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, file)| (folder, file));
    if !file.eq_ignore_ascii_case("readme.md") {
        return path.to_owned();
    }
    if folder.is_empty() {
        "index.md".to_owned()
    } else {
        format!("{folder}/index.md")
    }
}
