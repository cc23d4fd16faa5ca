//! The real door to files: the disk, below a book's folder.

use crate::engine::files::{Entry, Files};
use crate::host::save;
use crate::text::link::normal;
use std::fs::{File, FileType};
use std::io::{Error, ErrorKind, Read, Result, Stdout};
use std::path::{Component, Path, PathBuf};

/// The files of a book on disk.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    /// The source folder, relative to it.
    src: String,
    /// Where a file of the book may really be.
    inside: Vec<PathBuf>,
    /// The folder that the book is built into.
    build: Option<PathBuf>,
}

impl Disk {
    /// The files below `root`; the source folder and the one that the book is built
    /// into are relative to it.
    pub fn new(root: &Path, src: &str, build_dir: &str) -> Disk {
        let real = |path: PathBuf| path.canonicalize().ok();
        let inside = [root.to_owned(), root.join(src)];
        Disk {
            root: root.to_owned(),
            src: normal(src),
            inside: inside.into_iter().filter_map(real).collect(),
            build: real(root.join(build_dir)),
        }
    }
}

impl Files for Disk {
    fn open(&self, path: &str) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(open(&self.root.join(path))?))
    }

    fn entry(&self, path: &str) -> Entry {
        // On Windows asking for a path with a host asks the host.
        let parts = Path::new(path).components();
        if parts
            .into_iter()
            .any(|part| matches!(part, Component::Prefix(_)))
        {
            return Entry::Nothing;
        }
        let path = self.root.join(path);
        let kind = match path.metadata().map(|found| found.file_type()) {
            Ok(kind) if kind.is_file() => Entry::File,
            Ok(kind) if is_endless(kind) => Entry::Endless(name(kind)),
            _ => return Entry::Nothing,
        };
        // Asked last: the system looks at each folder of the path.
        let lies_inside = |file: PathBuf| self.inside.iter().any(|it| file.starts_with(it));
        if path.canonicalize().is_ok_and(lies_inside) {
            kind
        } else {
            Entry::Nothing
        }
    }

    fn is_copied(&self, path: &str) -> bool {
        let src = self.src.as_str();
        let below = path
            .strip_prefix(src)
            .is_some_and(|rest| src.is_empty() || rest.starts_with('/'));
        let leaves = Path::new(path.get(src.len()..).unwrap_or(""))
            .components()
            .any(|part| !matches!(part, Component::Normal(_) | Component::RootDir));
        if below && !leaves {
            let file = self.root.join(path).metadata();
            file.is_ok_and(|file| file.is_file())
        } else {
            self.has(path)
        }
    }

    fn markdown(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![(self.root.join(folder), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type())
                else {
                    continue;
                };
                let path = format!("{prefix}{name}");
                if kind.is_dir() && !name.starts_with('.') {
                    let folder = entry.path();
                    let is_build = self.build.is_some() && folder.canonicalize().ok() == self.build;
                    if !is_build && !folder.join("book.toml").exists() {
                        folders.push((folder, format!("{path}/")));
                    }
                } else if kind.is_file() && is_markdown(&path) && !save::is_unfinished(&name) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    fn names(&self, folder: &str) -> Vec<String> {
        const MOST: usize = 2000;
        let real = self.root.join(folder).canonicalize().ok();
        let real = real.filter(|real| self.inside.iter().any(|it| real.starts_with(it)));
        let entries = real.and_then(|real| std::fs::read_dir(real).ok());
        let entries = entries.into_iter().flatten().flatten().take(MOST);
        let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = files.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

/// Whether a path relative to `src` may be an author's page.
pub(super) fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|ending| ending == "md") && path != "SUMMARY.md"
}

/// Opens a regular file, wherever links lead; an error for anything else.
pub fn open(path: &Path) -> Result<File> {
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_file() {
        File::open(path)
    } else {
        Err(Error::other(format!("it is {}, no file", name(kind))))
    }
}

#[cfg(unix)]
fn is_endless(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo() || kind.is_char_device()
}

#[cfg(not(unix))]
fn is_endless(_: FileType) -> bool {
    false
}

fn name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() {
        "a folder"
    } else {
        "a device"
    }
}

/// Standard output as a file: as Rust has it, all that is written is searched for the ends of lines.
#[cfg(unix)]
pub fn unsearched(output: &Stdout) -> Result<File> {
    use std::os::fd::AsFd as _;
    Ok(File::from(output.as_fd().try_clone_to_owned()?))
}

/// Standard output as Rust has it.
#[cfg(not(unix))]
pub fn unsearched(output: &Stdout) -> Result<&Stdout> {
    Ok(output)
}

/// The text of a file that was opened, or what is the matter with it, to stand behind its name.
pub fn text(file: Result<impl Read>) -> std::result::Result<String, String> {
    let mut bytes = Vec::new();
    file.and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                "does not exist, but SUMMARY.md or book.toml names it".to_owned()
            }
            _ => format!("cannot be read: {error}"),
        })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = String::from_utf8_lossy(&error.as_bytes()[..at])
            .matches('\n')
            .count()
            + 1;
        format!("is not UTF-8: line {line}, byte {at}; save it as UTF-8")
    })
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
            "book/src/images/x.png",
            "book/src/.hidden/x.md",
            "book/src/out/x.md",
            "book/src/inner/book.toml",
            "book/src/inner/src/x.md",
        ] {
            let path = book.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        book
    }

    #[test]
    fn only_what_lies_inside_is_a_file_of_the_book() {
        let book = book();
        let root = book.path().join("book");
        let files = Disk::new(&root, "src", "src/out");
        for (path, expected) in [
            ("src/images/x.png", true),
            ("src/laws/../../notes.md", true),
            ("../secret.md", false),
            ("src", false),
            ("src/images/y.png", false),
        ] {
            assert_eq!(files.has(path), expected, "{path}");
        }
        assert!(files.has(&root.join("notes.md").to_string_lossy()));
        assert!(!files.has(&book.path().join("secret.md").to_string_lossy()));
        assert_eq!(files.text("../secret.md").as_deref(), Some("text"));
        assert_eq!(files.markdown("src"), ["a.md", "laws/law1.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_out_of_the_book_and_pipes_never_end() {
        use std::os::unix::fs::symlink;
        let book = book();
        let root = book.path().join("book");
        symlink(book.path(), root.join("src/laws/up")).unwrap();
        symlink(book.path().join("secret.md"), root.join("src/s.md")).unwrap();
        std::os::unix::net::UnixListener::bind(root.join("src/socket.md")).unwrap();
        let files = Disk::new(&root, "src", "src/out");
        assert_eq!(files.markdown("src"), ["a.md", "laws/law1.md"]);
        assert!(!files.has("src/s.md") && !files.has("src/laws/up/secret.md"));
        assert!(!files.has("src/socket.md"));
        let why = |path: &Path| open(path).unwrap_err().to_string();
        assert_eq!(why(&root.join("src/socket.md")), "it is a socket, no file");
        assert_eq!(why(&root), "it is a folder, no file");
        assert_eq!(why(Path::new("/dev/null")), "it is a device, no file");
    }
}
