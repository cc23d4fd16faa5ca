//! The project that an import reads: which configuration it is, and its files.

use crate::host::{files, save};
use crate::import::source::{DocsFiles, Source};
use crate::text::link::normal;
use crate::text::maps::HashSet;
use std::path::{Path, PathBuf};

/// What configurations are called, the first one first.
const NAMES: [&str; 7] = [
    "mkdocs.yml",
    "mkdocs.yaml",
    "properdocs.yml",
    "properdocs.yaml",
    "zensical.toml",
    "zensical.yml",
    "zensical.yaml",
];
/// How deep below a folder a configuration is looked for.
const DEPTH: usize = 3;
/// More files than any site has.
const MOST_FILES: usize = 100_000;

/// A configuration that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The folder that it stands in.
    pub folder: PathBuf,
    /// Its name.
    pub name: String,
    /// Others that could have been meant.
    pub others: Vec<PathBuf>,
}

/// Finds the configuration that a path means: the file itself, or one in the folder or below it.
pub fn find(path: &Path) -> Result<Found, String> {
    if path.is_file() {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let name = path.file_name().and_then(|name| name.to_str());
        return Ok(Found {
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
            name: name
                .ok_or_else(|| format!("the name of `{}` is no text", path.display()))?
                .to_owned(),
            others: Vec::new(),
        });
    }
    if !path.is_dir() {
        return Err(format!(
            "there is no `{}`: give a `mkdocs.yml`, or the folder that has one",
            path.display()
        ));
    }
    let mut found = Vec::new();
    search(path, DEPTH, &mut found);
    found.sort_by_key(|(depth, rank, path)| (std::cmp::Reverse(*depth), *rank, path.clone()));
    let mut paths = found.into_iter().map(|(_, _, path)| path);
    let Some(first) = paths.next() else {
        return Err(format!(
            "no configuration in `{}`: {} is looked for there and {DEPTH} folders below",
            path.display(),
            NAMES.map(|name| format!("`{name}`")).join(", ")
        ));
    };
    let name = first
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    Ok(Found {
        folder: first.parent().unwrap_or(path).to_owned(),
        name: name.to_owned(),
        others: paths.collect(),
    })
}

fn search(folder: &Path, depth: usize, found: &mut Vec<(usize, usize, PathBuf)>) {
    for (rank, name) in NAMES.iter().enumerate() {
        let file = folder.join(name);
        if file.is_file() {
            found.push((depth, rank, file));
        }
    }
    if depth == 0 {
        return;
    }
    let skipped = ["node_modules", "target", "venv"];
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !name.starts_with('.') && !skipped.contains(&&*name) {
            search(&entry.path(), depth - 1, found);
        }
    }
}

/// A project on disk.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
}

impl Project {
    /// The project whose configuration stands in this folder.
    pub fn new(folder: &Path) -> Project {
        Project {
            folder: folder.to_owned(),
        }
    }
}

impl Source for Project {
    fn text(&self, path: &str) -> Result<String, String> {
        files::text(files::open(&self.folder.join(path))).map_err(|why| match why {
            why if why.starts_with("does not exist") => "does not exist".to_owned(),
            why => why,
        })
    }

    fn files(&self, folder: &str) -> DocsFiles {
        let mut found = DocsFiles::default();
        let mut seen = HashSet::default();
        let mut folders = vec![(self.folder.join(folder), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            // A link that leads to a folder above would never end.
            let is_new = folder.canonicalize().is_ok_and(|real| seen.insert(real));
            if !is_new || found.files.len() > MOST_FILES {
                continue;
            }
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Ok(name) = entry.file_name().into_string() else {
                    continue;
                };
                let path = format!("{prefix}{name}");
                let Ok(data) = std::fs::metadata(entry.path()) else {
                    if entry.path().is_symlink() {
                        found.dangling.push(path);
                    }
                    continue;
                };
                if data.is_file() {
                    found.files.push(path);
                } else if data.is_dir() && name.starts_with('.') {
                    found.files.push(path + "/");
                } else if data.is_dir()
                    && !(prefix.is_empty() && entry.path().join("book.toml").is_file())
                {
                    folders.push((entry.path(), path + "/"));
                }
            }
        }
        found
    }

    fn is_folder(&self, path: &str) -> bool {
        self.folder.join(path).is_dir()
    }

    fn folder_name(&self, path: &str) -> Option<String> {
        let real = self.folder.join(normal(path)).canonicalize().ok()?;
        Some(real.file_name()?.to_str()?.to_owned())
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

/// What became of a file that was to be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It was not there.
    New,
    /// It is there, as its source is.
    Same,
    /// It is there and differs.
    Differs,
}

/// Copies a file into a book, if it is not there; only looks where it is `dry`.
pub fn copy(from: &Path, book: &Path, to: &str, dry: bool) -> Result<Copied, String> {
    let failed = |error: std::io::Error| format!("`{}` cannot be copied: {error}", from.display());
    let target = book.join(to);
    if target.exists() {
        let same =
            std::fs::read(&target).map_err(failed)? == std::fs::read(from).map_err(failed)?;
        return Ok(if same { Copied::Same } else { Copied::Differs });
    }
    if !dry {
        let bytes = std::fs::read(from).map_err(failed)?;
        save::create_bytes(book, to, &bytes)
            .map_err(|why| format!("`{}` {why}", target.display()))?;
    }
    Ok(Copied::New)
}

/// Whether a book can be made in a folder: not among the pages that are copied into it.
pub fn may_hold_a_book(folder: &Path, docs: &Path) -> Result<(), String> {
    let real =
        |path: &Path| std::path::absolute(path).map(|path| path.canonicalize().unwrap_or(path));
    let (Ok(inner), Ok(docs)) = (real(folder), real(docs)) else {
        return Ok(());
    };
    if inner.starts_with(&docs) {
        return Err(format!(
            "`{}` lies among the pages that would be copied into it: give a folder elsewhere",
            folder.display()
        ));
    }
    Ok(())
}

/// Makes a folder where there is none.
pub fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("the folder `{}` cannot be made: {error}", folder.display()))
}
