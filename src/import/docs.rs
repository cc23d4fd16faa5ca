//! The files below `docs_dir`: which of them MkDocs makes pages of, and their addresses there and in mdBook.

use crate::import::settings::Settings;
use crate::import::source::DocsFiles;
use crate::import::value::Value;
use crate::text::maps::{HashMap, HashSet};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeMap;

/// What MkDocs takes for Markdown.
const ENDINGS: [&str; 5] = ["md", "markdown", "mdown", "mkdn", "mkd"];
/// What MkDocs leaves out by itself.
const ALWAYS_OUT: [&str; 2] = [".*", "/templates/"];

/// What MkDocs does with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inclusion {
    /// It is built and may stand in the navigation.
    Included,
    /// It is built, and `not_in_nav` says that it stands nowhere.
    NotInNav,
    /// It is not built: `exclude_docs`, `draft_docs`, a hidden file.
    Excluded,
    /// It is not built: `index.md` of the same folder is.
    Shadowed,
    /// It belongs to the book in another language.
    Foreign,
    /// Its name holds a `#` or a control character such as a line break: no link leads there.
    Unreachable,
}

/// All that lies below `docs_dir`.
#[derive(Debug)]
pub struct Docs {
    /// All files, sorted; hidden folders end in `/`.
    pub files: Vec<String>,
    /// Links to what is not there, sorted.
    pub dangling: Vec<String>,
    /// The Markdown files in MkDocs's order: index first, then files by name, then folders.
    pub pages: Vec<String>,
    inclusions: HashMap<String, Inclusion>,
    known: HashSet<String>,
    /// Files of the default language, by the names that the navigation uses.
    default_language: HashMap<String, String>,
    /// The same the other way round.
    plain_names: HashMap<String, String>,
    /// The pages of each other language.
    pub languages: BTreeMap<String, Vec<String>>,
}

impl Docs {
    /// Sorts what was found below `docs_dir`.
    pub fn new(found: DocsFiles, settings: &Settings) -> Docs {
        let DocsFiles {
            mut files,
            mut dangling,
        } = found;
        files.sort();
        dangling.sort();
        let known: HashSet<String> = files.iter().cloned().collect();
        let mut docs = Docs {
            pages: files.iter().filter(|file| is_page(file)).cloned().collect(),
            files,
            dangling,
            inclusions: HashMap::default(),
            known,
            default_language: HashMap::default(),
            plain_names: HashMap::default(),
            languages: BTreeMap::new(),
        };
        docs.pages.sort_by_cached_key(|page| sort_key(page));
        let patterns = |key: &str| settings.root.get(key).map(lines).unwrap_or_default();
        let always = ALWAYS_OUT.map(str::to_owned).to_vec();
        let mut out = [
            always,
            patterns("exclude_docs"),
            excluded_by_plugin(settings),
        ]
        .concat();
        // What this import writes is no page.
        out.push("/SUMMARY.md".to_owned());
        let (out, drafts, quiet) = (
            rules(&out),
            rules(&patterns("draft_docs")),
            rules(&patterns("not_in_nav")),
        );
        let matches = |rules: &Gitignore, page: &str| {
            rules.matched_path_or_any_parents(page, false).is_ignore()
        };
        for page in &docs.pages {
            let inclusion = if matches(&out, page) || matches(&drafts, page) {
                Inclusion::Excluded
            } else if page.contains(|c: char| c == '#' || c.is_control()) {
                Inclusion::Unreachable
            } else if matches(&quiet, page) {
                Inclusion::NotInNav
            } else {
                Inclusion::Included
            };
            docs.inclusions.insert(page.clone(), inclusion);
        }
        docs.shadow();
        docs.separate_languages(settings);
        docs
    }

    /// Of several files with one address MkDocs builds the last: of `README.md` and `index.md`, the latter.
    fn shadow(&mut self) {
        let mut built: HashMap<String, &str> = HashMap::default();
        let mut shadowed = Vec::new();
        for page in &self.pages {
            if self.inclusion(page) != Inclusion::Excluded {
                shadowed.extend(built.insert(html_path(page), page).map(str::to_owned));
            }
        }
        for page in shadowed {
            self.inclusions.insert(page, Inclusion::Shadowed);
        }
    }

    /// Keeps the pages of the default language of `i18n`, and counts the others.
    fn separate_languages(&mut self, settings: &Settings) {
        let Some(options) = settings.plugin("i18n") else {
            return;
        };
        let Some((default, others)) = languages(options) else {
            return;
        };
        let others: HashSet<String> = others.into_iter().collect();
        let by_folder = options.get("docs_structure").and_then(Value::text) == Some("folder");
        for page in self.pages.clone() {
            let language = if by_folder {
                page.split_once('/').map(|(folder, _)| folder)
            } else {
                stem(&page).rsplit_once('.').map(|(_, language)| language)
            };
            let Some(language) = language else { continue };
            if others.contains(language) {
                let pages = self.languages.entry(language.to_owned()).or_default();
                pages.push(page.clone());
                self.inclusions.insert(page, Inclusion::Foreign);
            } else if language == default {
                let plain = if by_folder {
                    page.split_once('/').map_or("", |(_, rest)| rest).to_owned()
                } else {
                    let ending = page.rsplit_once('.').map_or("md", |(_, ending)| ending);
                    let bare = stem(&page);
                    let bare = &bare[..bare.len() - language.len() - 1];
                    format!("{bare}.{ending}")
                };
                self.plain_names.insert(page.clone(), plain.clone());
                self.default_language.insert(plain, page);
            }
        }
    }

    /// The file that a name in the navigation means.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        if let Some(page) = self.default_language.get(name) {
            return Some(page);
        }
        self.known.get(name).map(String::as_str)
    }

    /// The name by which the navigation and MkDocs's address know a page: without its language.
    pub fn name_of(&self, page: &str) -> String {
        let plain = self.plain_names.get(page);
        plain.map_or_else(|| page.to_owned(), String::clone)
    }

    /// Whether there is a file.
    pub fn has(&self, path: &str) -> bool {
        self.known.contains(path)
    }

    /// Whether there is a folder with files in it.
    pub fn has_folder(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let from = self.files.partition_point(|file| file.as_str() < path);
        let below = |file: &String| {
            file.strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        self.files[from..]
            .iter()
            .take_while(|file| file.starts_with(path))
            .any(below)
    }

    /// What MkDocs does with a page.
    pub fn inclusion(&self, page: &str) -> Inclusion {
        self.inclusions
            .get(page)
            .copied()
            .unwrap_or(Inclusion::Excluded)
    }

    /// Takes a page out that mdBook could not read.
    pub fn leave_out(&mut self, page: &str) {
        self.inclusions.insert(page.to_owned(), Inclusion::Excluded);
    }

    /// Takes all pages out that are none.
    pub fn leave_out_all(&mut self, is_none: impl Fn(&str) -> bool) {
        for page in self.pages.iter().filter(|page| is_none(page)) {
            self.inclusions.insert(page.clone(), Inclusion::Excluded);
        }
    }

    /// The pages of one kind, in MkDocs's order.
    pub fn that_are(&self, inclusion: Inclusion) -> impl Iterator<Item = &str> {
        let is = move |page: &&str| self.inclusion(page) == inclusion;
        self.pages.iter().map(String::as_str).filter(is)
    }

    /// The pages that MkDocs builds.
    pub fn built(&self) -> impl Iterator<Item = &str> {
        self.built_below("")
    }

    /// Those below a folder, which is empty or ends in `/`: in MkDocs's order they stand together.
    pub fn built_below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let (folders, ..) = sort_key(folder);
        let from = self
            .pages
            .partition_point(|page| sort_key(page).0 < folders);
        let below = self.pages[from..].iter().map(String::as_str);
        below
            .take_while(move |page| page.starts_with(folder))
            .filter(|page| {
                matches!(
                    self.inclusion(page),
                    Inclusion::Included | Inclusion::NotInNav
                )
            })
    }
}

/// Whether MkDocs makes a page of a file.
pub fn is_page(path: &str) -> bool {
    let ending = file_name(path)
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending);
    ENDINGS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

/// A path's last part.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path without its ending.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    let end = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    &path[..path.len() - name.len() + end]
}

/// Whether a page is what a folder's address shows.
pub fn is_index(page: &str) -> bool {
    matches!(file_name(stem(page)), "index" | "README")
}

/// The file that mdBook makes of a page, relative to the book.
pub fn html_path(page: &str) -> String {
    let stem = stem(page);
    match stem.strip_suffix("README") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
        _ => format!("{stem}.html"),
    }
}

/// The file that MkDocs makes of a page: `x.md` becomes `x/index.html` where it has directory URLs.
pub fn old_path(page: &str, directory_urls: bool) -> String {
    if directory_urls && !is_index(page) {
        format!("{}/index.html", stem(page))
    } else {
        html_path(page)
    }
}

/// MkDocs's order: folders behind files, the index first, all else as plain strings.
fn sort_key(page: &str) -> (Vec<String>, bool, String) {
    let (folder, name) = page.rsplit_once('/').unwrap_or(("", page));
    let folders = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    (folders, !is_index(page), name.to_owned())
}

/// Patterns of a key: the lines of a block, or a list.
fn lines(value: &Value) -> Vec<String> {
    let texts = value.texts().into_iter();
    texts.flat_map(str::lines).map(str::to_owned).collect()
}

/// What the plugin `exclude` leaves out.
fn excluded_by_plugin(settings: &Settings) -> Vec<String> {
    let options = settings.plugin("exclude");
    let globs = options.and_then(|options| options.get("glob"));
    globs.map(lines).unwrap_or_default()
}

/// Patterns as `.gitignore` has them; what is no pattern matches nothing.
fn rules(patterns: &[String]) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The default language of `i18n` and the others.
pub fn languages(options: &Value) -> Option<(String, Vec<String>)> {
    let listed = options.get("languages")?.list();
    let locale = |language: &&Value| Some(language.get("locale")?.text()?.to_owned());
    let is_default =
        |language: &&&Value| language.get("default").and_then(Value::boolean) == Some(true);
    let all: Vec<&Value> = listed.iter().collect();
    let default = all.iter().find(is_default).or(all.first())?;
    let default = locale(default)?;
    let others = all
        .iter()
        .filter_map(locale)
        .filter(|other| *other != default)
        .collect();
    Some((default, others))
}
