//! The files of the book besides its chapters.
//!
//! Rules ask through [`crate::rules::rule::Context`]; nothing outside the book is looked at.

use crate::text::link::{page_url, target_path};
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// Answers whether links lead to files; what was asked once is remembered.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    src: String,
    /// Where a file may really be.
    inside: Vec<PathBuf>,
    known: RwLock<HashMap<String, bool>>,
}

/// Pages that mdBook writes besides the chapters, at the top of the book.
const GENERATED: &[&str] = &["", "index.html", "print.html", "toc.html", "404.html"];

impl Files {
    /// The files below `root`; `src` is the source folder relative to it.
    pub fn new(root: &Path, src: &str) -> Files {
        let real = [root.to_owned(), root.join(src)];
        Files {
            root: root.to_owned(),
            src: if src == "." { "" } else { src }.to_owned(),
            inside: real
                .iter()
                .filter_map(|folder| folder.canonicalize().ok())
                .collect(),
            known: RwLock::default(),
        }
    }

    /// Whether a link on the page `from` names a file.
    pub fn has(&self, from: &str, dest: &str) -> bool {
        let path = self.target(from, dest);
        path.is_some_and(|path| self.is_file(path.trim_end_matches('/')))
    }

    /// Whether a link on the page `from` leads to a file, also in the forms that
    /// stand for one: `x/` for `x.md` or `x/index.md`, `x.html` for `x.md`.
    pub fn resolves(&self, from: &str, dest: &str) -> bool {
        if Files::generated(from, dest).is_some() {
            return true;
        }
        let Some(path) = self.target(from, dest) else {
            return false;
        };
        let bare = path.trim_end_matches('/');
        let name = bare.rsplit('/').next().unwrap_or("");
        if let Some(stem) = bare.strip_suffix(".html") {
            self.is_file(bare) || self.is_file(&format!("{stem}.md"))
        } else if path.ends_with('/') || !name.contains('.') {
            let forms = ["", ".md", "/index.md", "/README.md", "/index.html"];
            forms
                .iter()
                .any(|form| self.is_file(&format!("{bare}{form}")))
        } else {
            self.is_file(bare)
        }
    }

    /// The file of the built book that a link on the page `from` names, relative to
    /// `src`: mdBook copies all that is no Markdown. Like a page, it is looked for
    /// from the page's file, then from its [`page_url`].
    pub fn copied(&self, from: &str, dest: &str) -> Option<String> {
        let url = page_url(from, dest);
        [Some(from), url.as_deref()]
            .into_iter()
            .flatten()
            .find_map(|from| {
                let path = target_path(from, dest)?;
                let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
                let markdown = ending.eq_ignore_ascii_case("md");
                (!markdown && self.has(from, dest)).then_some(path)
            })
    }

    /// The page that mdBook writes besides the chapters, if a link leads to one.
    pub fn generated(from: &str, dest: &str) -> Option<&'static str> {
        let path = target_path(from, dest)?;
        let path = path.trim_matches('/');
        let found = GENERATED.iter().find(|page| **page == path)?;
        Some(if found.is_empty() {
            "index.html"
        } else {
            found
        })
    }

    /// The path that a link names, relative to the root.
    fn target(&self, from: &str, dest: &str) -> Option<String> {
        if self.src.is_empty() {
            return target_path(from, dest);
        }
        let from = format!("{}/{from}", self.src);
        if dest.starts_with('/') && !dest.starts_with("//") {
            target_path(&from, &format!("/{}{dest}", self.src))
        } else {
            target_path(&from, dest)
        }
    }

    fn is_file(&self, path: &str) -> bool {
        // A poisoned lock guards a map that is whole all the same.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(path) {
            return *found;
        }
        drop(known);
        let real = self.root.join(path).canonicalize().ok();
        let found = real.is_some_and(|file| {
            self.inside.iter().any(|folder| file.starts_with(folder)) && file.is_file()
        });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_owned(), found);
        found
    }
}

/// The Markdown files below `src`, as paths relative to it, sorted, that are not `listed`.
///
/// Left out: SUMMARY.md, hidden folders, the folder that the book is built into,
/// books inside this one, and whatever is a symbolic link.
pub fn unlisted(src: &Path, build: &Path, listed: impl Fn(&str) -> bool) -> Vec<String> {
    let build = build.canonicalize().ok();
    let mut found = Vec::new();
    let mut folders = vec![(src.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else {
                continue;
            };
            let path = format!("{prefix}{name}");
            if kind.is_dir() && !name.starts_with('.') {
                let folder = entry.path();
                let is_build = build.is_some() && folder.canonicalize().ok() == build;
                if !is_build && !folder.join("book.toml").exists() {
                    folders.push((folder, format!("{path}/")));
                }
            } else if kind.is_file()
                && Path::new(&name).extension().is_some_and(|ext| ext == "md")
                && path != "SUMMARY.md"
                && !listed(&path)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What is longer is no frontmatter.
const MAX_HEAD: u64 = 1 << 16;

/// The file's text up to the end of its frontmatter; its first line where it has none.
pub fn head(file: &Path) -> Option<String> {
    let file = std::fs::File::open(file).ok()?;
    let mut reader = BufReader::with_capacity(4096, file.take(MAX_HEAD));
    let mut bytes = Vec::new();
    let mut line = 0;
    loop {
        let start = bytes.len();
        reader.read_until(b'\n', &mut bytes).ok()?;
        let read = bytes[start..].trim_ascii_end();
        let opens = line == 0 && read.strip_prefix("\u{feff}".as_bytes()).unwrap_or(read) == b"---";
        let closes = line > 0 && matches!(read, b"---" | b"...");
        if bytes.len() == start || closes || line == 0 && !opens {
            break;
        }
        line += 1;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> tempfile::TempDir {
        let book = tempfile::tempdir().unwrap();
        for path in [
            "secret.md",
            "book/notes.md",
            "book/src/SUMMARY.md",
            "book/src/a.md",
            "book/src/laws/law1.md",
            "book/src/laws/law2/index.md",
            "book/src/images/x.png",
            "book/src/.hidden/x.md",
            "book/src/out/x.md",
            "book/src/inner/book.toml",
            "book/src/inner/src/x.md",
        ] {
            let path = book.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "---\ntitle: X\n---\n\n# X\n").unwrap();
        }
        book
    }

    #[test]
    fn only_files_of_the_book_exist() {
        let book = book();
        let files = Files::new(&book.path().join("book"), "src");
        for (from, dest, expected) in [
            ("p/a.md", "../images/x.png", true),
            ("p/a.md", "/images/x.png?raw=true#x", true),
            ("p/a.md", "../laws/law1/", true),
            ("p/a.md", "../laws/law1.html", true),
            ("p/a.md", "../laws/law2", true),
            ("p/a.md", "../laws/", false),
            ("p/a.md", "../", true),
            ("a.md", "print.html", true),
            ("p/a.md", "print.html", false),
            ("p/a.md", "../../notes.md", true),
            ("p/a.md", "../../../secret.md", false),
            ("a.md", "images", false),
            ("a.md", "images/y.png", false),
        ] {
            for _ in 0..2 {
                assert_eq!(files.resolves(from, dest), expected, "{from} {dest}");
            }
        }
        assert!(files.has("a.md", "images/x.png") && !files.has("a.md", "laws/law1"));
    }

    #[test]
    fn unlisted_files_are_the_authors_own() {
        let book = book();
        let src = book.path().join("book/src");
        assert_eq!(
            unlisted(&src, &src.join("out"), |path| path == "a.md"),
            ["laws/law1.md", "laws/law2/index.md"]
        );
        assert_eq!(head(&src.join("a.md")).unwrap(), "---\ntitle: X\n---\n");
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_lead_nowhere() {
        let book = book();
        let src = book.path().join("book/src");
        std::os::unix::fs::symlink(book.path(), src.join("laws/up")).unwrap();
        std::os::unix::fs::symlink(book.path().join("secret.md"), src.join("s.md")).unwrap();
        let found = unlisted(&src, &src.join("out"), |_| false);
        assert_eq!(found, ["a.md", "laws/law1.md", "laws/law2/index.md"]);
        let files = Files::new(&book.path().join("book"), "src");
        assert!(!files.resolves("a.md", "s.md") && !files.resolves("a.md", "laws/up/secret.md"));
    }
}
