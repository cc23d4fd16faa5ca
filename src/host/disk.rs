//! A book from its files: what mdBook would hand over, without mdBook.

use crate::engine::baseline::Baseline;
use crate::engine::files::Files;
use crate::engine::{Chapter, join};
use crate::host::book_toml::BookToml;
use crate::host::files;
use crate::host::files::Disk;
use crate::host::protocol::Settings;
use crate::schema::seed::Seed;
use crate::text::link::normal;
use crate::text::maps::HashSet;
use mdbook_preprocessor::config::Config;
use mdbook_summary::{Summary, SummaryItem};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr as _;

/// A book folder that was read.
#[derive(Debug)]
pub struct Book {
    /// What book.toml says.
    pub settings: Settings,
    /// Its files.
    pub files: Disk,
    /// All chapters that have a file, in order; those to come have a title only.
    pub chapters: Vec<Chapter>,
    /// The files that SUMMARY.md names and that are not there yet: mdBook makes them.
    pub to_come: Vec<String>,
}

impl Book {
    /// Leaves out the chapters that have no file yet.
    pub fn forget_what_is_to_come(&mut self) {
        let src = &self.settings.src;
        let to_come = &self.to_come;
        self.chapters.retain(|chapter| {
            let path = chapter.source_path.as_deref().unwrap_or("");
            !to_come.contains(&join(src, path))
        });
    }
}

/// Whether a folder is a book.
pub fn is_book(root: &Path) -> bool {
    root.join("book.toml").exists()
}

/// Reads book.toml and what the environment says instead.
pub fn settings(root: &Path) -> Result<Settings, String> {
    Ok(Settings::from_json(&config(root)?))
}

/// What `[preprocessor.patterns]` says, with the book's own edition of the pattern template.
pub fn book_toml(settings: &Settings, root: &Path) -> BookToml {
    BookToml::with_pattern(&settings.table, |file, kinds| {
        let files = settings.files(root);
        let text = Some(file).filter(|file| files.has(file));
        let text = text.and_then(|file| files.text(file))?;
        let options = settings.markdown.options();
        Some(Seed::read(file.to_owned(), &text, kinds, &options))
    })
}

/// The same as mdBook hands it over.
pub fn config(root: &Path) -> Result<serde_json::Value, String> {
    let toml = root.join("book.toml");
    if !is_book(root) {
        return Err(format!(
            "no `book.toml` in `{}`: give the folder of a book",
            root.display()
        ));
    }
    let failed = |why: &dyn std::fmt::Display| format!("`{}`: {why}", toml.display());
    let text =
        files::text(files::open(&toml)).map_err(|why| format!("`{}` {why}", toml.display()))?;
    parsed(&text).map_err(|why| failed(&why))
}

/// The text of a book.toml as mdBook hands it over, with what the environment says instead.
pub fn parsed(text: &str) -> Result<serde_json::Value, String> {
    let mut config = Config::from_str(text).map_err(|error| format!("{error:#}"))?;
    config
        .update_from_env()
        .map_err(|error| format!("{error:#}"))?;
    serde_json::to_value(&config).map_err(|error| error.to_string())
}

/// Reads book.toml, SUMMARY.md and all chapters. The error lists everything
/// that could not be read, a line each.
pub fn load(root: &Path) -> Result<Book, String> {
    let settings = settings(root)?;
    let files = settings.files(root);
    let (chapters, to_come) = read(root, &files, &settings.src, settings.makes_missing)?;
    Ok(Book {
        settings,
        files,
        chapters,
        to_come,
    })
}

/// Reads SUMMARY.md and all chapters. The error names files as they are found from `root`.
pub fn chapters(root: &Path, files: &dyn Files, src: &str) -> Result<Vec<Chapter>, String> {
    read(root, files, src, false).map(|(chapters, _)| chapters)
}

/// The same; what is missing is made up as mdBook makes it where `makes_missing`, and told.
fn read(
    root: &Path,
    files: &dyn Files,
    src: &str,
    makes_missing: bool,
) -> Result<(Vec<Chapter>, Vec<String>), String> {
    let shown = |path: &str| root.join(path).display().to_string();
    let read = |path: &str| {
        files::text(files.open(path)).map_err(|why| format!("`{}` {why}", shown(path)))
    };
    let summary_path = join(src, "SUMMARY.md");
    let is_absent =
        |path: &str| matches!(files.open(path), Err(error) if error.kind() == ErrorKind::NotFound);
    if is_absent(&summary_path) {
        return Err(format!(
            "`{}` does not exist: `mdbook-patterns summary --write` makes it of the pages that are there; \
             where they lie elsewhere, say so as `src` under `[book]` in book.toml",
            shown(&summary_path)
        ));
    }
    let summary = mdbook_summary::parse_summary(&read(&summary_path)?)
        .map_err(|error| format!("`{}`: {error:#}", shown(&summary_path)))?;
    let mut chapters = Vec::new();
    let mut to_come = Vec::new();
    let mut errors = Vec::new();
    for (name, location) in links(summary) {
        let path = slashed(&location);
        let file = join(src, &path);
        let content = if makes_missing && is_absent(&file) {
            to_come.push(file);
            Ok(format!("# {name}\n"))
        } else {
            read(&file)
        };
        match content {
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
        Ok((chapters, to_come))
    } else {
        Err(errors.join("\n"))
    }
}

/// The files that SUMMARY.md lists, relative to `src`; none where it cannot be read.
pub fn listed(files: &dyn Files, src: &str) -> HashSet<String> {
    let text = files.text(&join(src, "SUMMARY.md")).unwrap_or_default();
    let summary = mdbook_summary::parse_summary(&text);
    let links = summary.map(links).unwrap_or_default();
    links.iter().map(|(_, path)| slashed(path)).collect()
}

/// What to do about a baseline that says nothing.
const ANEW: &str =
    "correct it, or remove it and write it anew with `mdbook-patterns check --write-baseline`";

/// Reads the baseline that book.toml names; an empty one where it names none.
pub fn baseline(path: Option<&str>, root: &Path, files: &dyn Files) -> Result<Baseline, String> {
    let Some(path) = path else {
        return Ok(Baseline::default());
    };
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err(format!(
            "`baseline = \"{path}\"` leaves the book: name a file in the book's folder"
        ));
    }
    let shown = root.join(path).display().to_string();
    let mut bytes = Vec::new();
    files
        .open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| {
            format!(
                "the baseline `{shown}` cannot be read: {error}; \
                 write it with `mdbook-patterns check --write-baseline {path}`"
            )
        })?;
    let text = files::text(Ok(bytes.as_slice()))
        .map_err(|why| format!("the baseline `{shown}` {why}; {ANEW}"))?;
    if !files.has(path) {
        return Err(format!(
            "the baseline `{shown}` is a link out of the book: name a file in the book's folder"
        ));
    }
    Baseline::parse(&text).map_err(|error| format!("the baseline `{shown}`: {error}; {ANEW}"))
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

/// A path with `/`, as all others compare it.
fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    normal(&if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.into_owned()
    })
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

/// What leads from the current folder to the book's files.
pub fn prefix(root: &Path) -> String {
    below(root).unwrap_or_else(|| {
        let path = root.to_string_lossy().replace('\\', "/");
        format!("{}/", path.trim_end_matches('/'))
    })
}

/// The same from the folder that GitHub's workflows check out; `None` where that does not hold the book.
pub fn workspace(root: &Path) -> Option<String> {
    let folder = PathBuf::from(std::env::var_os("GITHUB_WORKSPACE")?);
    match within(&folder, root)? {
        path if path.is_empty() => Some(path),
        path => Some(path + "/"),
    }
}

/// The path of a file in the book's folder, from there; it may be given as an absolute one.
pub fn inside(root: &Path, path: &str) -> Result<String, String> {
    let given = Path::new(path);
    let folder = given.is_absolute().then(|| root.canonicalize().ok());
    let real = given.parent().and_then(|parent| parent.canonicalize().ok());
    let below = folder.flatten().zip(real).and_then(|(folder, parent)| {
        let file = parent.join(given.file_name()?);
        Some(slashed(file.strip_prefix(folder).ok()?))
    });
    let path = below.as_deref().unwrap_or(path);
    let mut parts = Path::new(path).components();
    if !path.is_empty()
        && parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    {
        return Ok(path.to_owned());
    }
    Err(format!(
        "`{path}` leaves the book: name a file in the book's folder, by its path from there"
    ))
}

/// The path of a file below a folder, relative to it, with `/`.
pub fn within(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (folder.canonicalize().ok()?, file.canonicalize().ok()?);
    Some(slashed(file.strip_prefix(folder).ok()?))
}

/// The same where the book is in the current folder.
pub fn below(root: &Path) -> Option<String> {
    let current = std::env::current_dir().ok()?.canonicalize().ok()?;
    let path = root.canonicalize().ok()?;
    let parts = path.strip_prefix(current).ok()?.components();
    let mut prefix = String::new();
    for part in parts {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    Some(prefix)
}
