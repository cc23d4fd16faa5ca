//! The extension `pymdownx.snippets`: where names begin, and what stands behind each page.

use crate::import::answers::Findings;
use crate::import::book::{Extras, from_book};
use crate::import::report::{Fate, Line};
use crate::import::settings::{Place, Settings};
use crate::import::source::Source;
use crate::import::value::Value;
use crate::text::link::{is_external, normal};

const OPTION: &str = "markdown_extensions: pymdownx.snippets: ";

/// What an import has to know besides.
#[derive(Debug, Default)]
pub struct Snippets {
    /// Lines of the report.
    pub lines: Vec<Line>,
    /// Files that go along into a folder of its own.
    pub copies: Vec<(String, String)>,
}

/// Reads the extension's options.
pub fn of(
    settings: &Settings,
    place: &Place,
    source: &dyn Source,
    apart: bool,
    extras: &mut Extras,
    found: &mut Findings,
) -> Snippets {
    let mut out = Snippets::default();
    let Some(options) = settings.extension("pymdownx.snippets") else {
        return out;
    };
    let bases = options.get("base_path");
    let mut folders: Vec<String> = Vec::new();
    for base in bases.map(each).unwrap_or_default() {
        match folder(base, place) {
            Some(folder) if folder.starts_with("..") || folder.starts_with('/') => {
                let words = "it lies outside of the book's folder, from where nothing is put in";
                out.lines.push(Line::new(
                    format!("snippets in `{folder}`"),
                    base.at.to_string(),
                    words,
                ));
            }
            Some(folder) => folders.push(folder),
            None => {
                let words = "names that begin in the page's own folder are not found: write them from the book's folder";
                out.lines.push(Line::new(
                    "snippets beside a page",
                    base.at.to_string(),
                    words,
                ));
                found.insert(
                    format!("{OPTION}base_path"),
                    (Fate::Differs, words.to_owned()),
                );
            }
        }
    }
    if bases.is_none() {
        folders.push(".".to_owned());
    }
    let config = folders.iter().any(|folder| folder == ".");
    if apart {
        copy(&folders, place, source, &mut out);
        folders
            .iter_mut()
            .filter(|folder| **folder == place.docs)
            .for_each(|folder| folder.clone_from(&place.src));
    } else if !place.root.is_empty() {
        folders = folders
            .iter()
            .map(|folder| from_book(place, folder))
            .collect();
    }
    // The book's folder and the pages' are where names begin by default.
    if !(config && folders.len() == 1) {
        extras.snippets.clone_from(&folders);
    }
    for name in options.get("auto_append").map(each).unwrap_or_default() {
        let Some(name_text) = name.text() else {
            continue;
        };
        let is_there = !is_external(name_text)
            && (folders.iter().any(|folder| {
                source
                    .text(&normal(&format!("{folder}/{name_text}")))
                    .is_ok()
            }) || source
                .text(&normal(&format!("{}/{name_text}", place.docs)))
                .is_ok());
        if is_there {
            extras.append.push(name_text.to_owned());
        } else {
            let words = "it is not there, so nothing is appended";
            out.lines.push(Line::new(
                format!("the snippet `{name_text}`"),
                name.at.to_string(),
                words,
            ));
        }
    }
    out
}

fn each(value: &Value) -> Vec<&Value> {
    if value.list().is_empty() {
        vec![value]
    } else {
        value.list().iter().collect()
    }
}

/// A folder relative to the configuration's; `None` for the page's own.
fn folder(base: &Value, place: &Place) -> Option<String> {
    let text = base.text().unwrap_or("");
    if base.tag.as_deref() != Some("relative") {
        let folder = normal(text);
        return Some(if folder.is_empty() {
            ".".to_owned()
        } else {
            folder
        });
    }
    let inside = |rest: &str, folder: &str| {
        let path =
            normal(format!("{folder}/{}", rest.trim_start_matches('/')).trim_start_matches('/'));
        if path.is_empty() {
            ".".to_owned()
        } else {
            path
        }
    };
    if let Some(rest) = text.strip_prefix("$config_dir") {
        Some(inside(rest, ""))
    } else {
        text.strip_prefix("$docs_dir")
            .map(|rest| inside(rest, &place.docs))
    }
}

/// Folders of snippets beside the pages' go along.
fn copy(folders: &[String], place: &Place, source: &dyn Source, out: &mut Snippets) {
    for folder in folders {
        let is_inside = *folder == place.docs || folder.starts_with(&format!("{}/", place.docs));
        if folder == "." {
            let words = "snippets from the whole repository: only files below the pages' folder were copied; copy those that `snippet-missing` names";
            out.lines
                .push(Line::new("snippets in `.`", place.docs.clone(), words));
        } else if !is_inside {
            let files = source
                .files(folder)
                .into_iter()
                .filter(|file| !file.ends_with('/'));
            out.copies
                .extend(files.map(|file| (format!("{folder}/{file}"), format!("{folder}/{file}"))));
        }
    }
}
