//! The extension `pymdownx.snippets`: where names begin, and what stands behind each page.

use crate::config::{MOST_FOLDERS, OWN_FOLDER};
use crate::engine::include::snippet_names;
use crate::import::answers::Findings;
use crate::import::book::{Extras, from_book};
use crate::import::report::{Fate, Line};
use crate::import::settings::{Place, Settings};
use crate::import::source::Source;
use crate::import::value::Value;
use crate::text::link::{is_external, normal};
use crate::text::maps::HashSet;
use std::collections::BTreeMap;

/// Where snippets go that lie above the configuration.
const OUTSIDE: &str = "snippets";

const OPTION: &str = "markdown_extensions: pymdownx.snippets: ";

/// What an import has to know besides.
#[derive(Debug, Default)]
pub struct Snippets {
    /// Lines of the report.
    pub lines: Vec<Line>,
    /// Files that go along into a folder of its own.
    pub copies: Vec<(String, String)>,
}

/// Pages and the names of the snippets on each.
type Named<'a> = [(&'a str, &'a [String])];

/// Reads the extension's options. `apart` is what the pages of a book in a folder of its own name.
pub fn of(
    settings: &Settings,
    place: &Place,
    source: &dyn Source,
    apart: Option<&Named<'_>>,
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
        let folder = folder(base, place);
        let leaves = folder.starts_with('/') || apart.is_none() && folder.starts_with("..");
        if leaves {
            let words = "it lies outside of the book's folder, from where nothing is put in; `--to DIR` takes it along";
            out.lines.push(Line::new(
                format!("snippets in `{folder}`"),
                base.at.to_string(),
                words,
            ));
        } else {
            folders.push(folder);
        }
    }
    if bases.is_none() {
        folders.push(".".to_owned());
    }
    if let Some(bases) = bases.filter(|_| folders.len() > MOST_FOLDERS) {
        out.lines.push(Line::new(
            format!("folders of snippets behind the first {MOST_FOLDERS}"),
            bases.at.to_string(),
            "they are left out; put what lies in them into fewer",
        ));
        folders.truncate(MOST_FOLDERS);
    }
    if folders.iter().any(|folder| folder == OWN_FOLDER) {
        let words = format!("`snippets`; `{OWN_FOLDER}` is the folder of each page");
        found.insert(format!("{OPTION}base_path"), (Fate::Carried, words));
    }
    let search = Search {
        folders: &folders,
        place,
        source,
    };
    for name in options.get("auto_append").map(each).unwrap_or_default() {
        let Some(name_text) = name.text() else {
            continue;
        };
        if search.find(name_text, "").is_some()
            || source
                .text(&normal(&format!("{}/{name_text}", place.docs)))
                .is_ok()
        {
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
    if let Some(named) = apart {
        out.copies = search.copies(named, &extras.append);
    }
    let in_book: Vec<String> = folders
        .iter()
        .map(|folder| match folder.as_str() {
            OWN_FOLDER => folder.clone(),
            _ if apart.is_some() => in_copy(place, folder),
            _ if place.root.is_empty() => folder.clone(),
            _ => from_book(place, folder),
        })
        .collect();
    // The book's folder and the pages' are where names begin by default.
    if in_book != ["."] {
        extras.snippets = in_book;
    }
    out
}

/// Where snippets are looked for.
struct Search<'a> {
    folders: &'a [String],
    place: &'a Place,
    source: &'a dyn Source,
}

impl Search<'_> {
    /// The file that a name on a page leads to, and its text.
    fn find(&self, name: &str, page: &str) -> Option<(String, String)> {
        if is_external(name) || name.starts_with('/') {
            return None;
        }
        self.folders.iter().find_map(|folder| {
            let folder = match folder.as_str() {
                OWN_FOLDER => {
                    let page = format!("{}/{page}", self.place.docs);
                    page.rsplit_once('/')
                        .map_or(".", |(folder, _)| folder)
                        .to_owned()
                }
                folder => folder.to_owned(),
            };
            let path = normal(&format!("{folder}/{name}"));
            if let Ok(text) = self.source.text(&path) {
                return Some((path, text));
            }
            // The option may name files, too.
            let (around, _) = folder.rsplit_once('/').unwrap_or((".", ""));
            let is_named = normal(&format!("{around}/{name}")) == folder;
            let text = is_named.then(|| self.source.text(&folder).ok())??;
            Some((folder, text))
        })
    }

    /// The snippets that pages name, and those that these name, as far as they do not lie among the pages:
    /// those go along by themselves, unless they are hidden.
    fn copies(&self, named: &Named<'_>, append: &[String]) -> Vec<(String, String)> {
        let everywhere = append.iter().map(|name| ("", name.clone()));
        let on_pages = named
            .iter()
            .flat_map(|(page, names)| names.iter().map(|name| (*page, name.clone())));
        let mut open: Vec<(&str, String)> = everywhere.chain(on_pages).collect();
        let beside = self.folders.iter().any(|folder| folder == OWN_FOLDER);
        let mut seen: HashSet<(&str, String)> = HashSet::default();
        let mut copies = BTreeMap::new();
        while let Some((page, name)) = open.pop() {
            // Only names that begin beside a page mean something else on each.
            let of = if beside { page } else { "" };
            if !seen.insert((of, name.clone())) {
                continue;
            }
            let Some((path, text)) = self.find(&name, page) else {
                continue;
            };
            open.extend(
                snippet_names(&text)
                    .into_iter()
                    .map(|name| (page, name.to_owned())),
            );
            let is_copied = below(&path, &self.place.docs)
                .is_some_and(|path| !path.split('/').any(|part| part.starts_with('.')));
            if !is_copied {
                copies.insert(path.clone(), in_copy(self.place, &path));
            }
        }
        copies.into_iter().collect()
    }
}

/// What is left of a path below a folder; the configuration's own folder has many names.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    match folder {
        "" | "." => (!path.starts_with("..")).then_some(path),
        _ => {
            let rest = path.strip_prefix(folder)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_start_matches('/'))
        }
    }
}

/// Where a file or folder goes in a book of its own: what lies above the configuration, into a folder of its own.
fn in_copy(place: &Place, path: &str) -> String {
    if let Some(rest) = below(path, &place.docs) {
        return normal(&format!("{}/{rest}", place.src));
    }
    let inner = path.trim_start_matches("../");
    match inner {
        ".." => OUTSIDE.to_owned(),
        _ if inner.len() < path.len() => format!("{OUTSIDE}/{inner}"),
        _ => path.to_owned(),
    }
}

fn each(value: &Value) -> Vec<&Value> {
    if value.list().is_empty() {
        vec![value]
    } else {
        value.list().iter().collect()
    }
}

/// A folder relative to the configuration's.
fn folder(base: &Value, place: &Place) -> String {
    let text = base.text().unwrap_or("");
    let or_whole = |path: String| {
        if path.is_empty() {
            ".".to_owned()
        } else {
            path
        }
    };
    if base.tag.as_deref() != Some("relative") {
        return or_whole(normal(text));
    }
    let inside = |rest: &str, folder: &str| {
        let path = format!("{folder}/{}", rest.trim_start_matches('/'));
        or_whole(normal(path.trim_start_matches('/')))
    };
    if let Some(rest) = text.strip_prefix("$config_dir") {
        return inside(rest, "");
    }
    match text.strip_prefix("$docs_dir") {
        Some(rest) => inside(rest, &place.docs),
        None => OWN_FOLDER.to_owned(),
    }
}
