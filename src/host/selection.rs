//! Which books are to be checked, and which of their pages.

use crate::host::disk;
use std::path::{Path, PathBuf};

/// A book, or some of its pages.
#[derive(Debug)]
pub struct Selection {
    /// The book's folder.
    pub root: PathBuf,
    /// Files and folders relative to it, with `/`; the whole book where there is none.
    pub within: Vec<String>,
}

/// The books that these paths are or lie in, in their order.
pub fn of(paths: &[PathBuf]) -> Result<Vec<Selection>, String> {
    let mut books: Vec<Selection> = Vec::new();
    let mut whole: Vec<PathBuf> = Vec::new();
    for path in paths {
        let (root, within) = locate(path)?;
        if within.is_none() {
            whole.push(root.clone());
        }
        let same = |book: &&mut Selection| {
            book.root == root || book.root.canonicalize().ok() == root.canonicalize().ok()
        };
        match books.iter_mut().find(same) {
            Some(book) => book.within.extend(within),
            None => books.push(Selection {
                root,
                within: within.into_iter().collect(),
            }),
        }
    }
    // A page of a book that is checked as a whole asks for nothing more.
    for book in books.iter_mut().filter(|book| whole.contains(&book.root)) {
        book.within.clear();
    }
    Ok(books)
}

/// The book's folder, and where in it the path lies; `None` for the book itself.
fn locate(path: &Path) -> Result<(PathBuf, Option<String>), String> {
    let shown = path.display();
    if disk::is_book(path) || path == Path::new(".") {
        return Ok((path.to_owned(), None));
    }
    let real = path
        .canonicalize()
        .map_err(|error| format!("no `book.toml` in `{shown}`: {error}"))?;
    let folders = real.ancestors().skip(usize::from(real.is_file()));
    for (up, folder) in folders.enumerate() {
        if !disk::is_book(folder) {
            continue;
        }
        let within = disk::within(folder, &real).unwrap_or_default();
        // As it was given, so that messages name files as they are found from here.
        let start = if real.is_file() {
            path.parent()
        } else {
            Some(path)
        };
        let root = start
            .and_then(|start| start.ancestors().nth(up))
            .filter(|root| !root.as_os_str().is_empty() && disk::is_book(root))
            .map_or_else(|| folder.to_owned(), Path::to_owned);
        return Ok((root, (!within.is_empty()).then_some(within)));
    }
    Err(format!(
        "no `book.toml` in `{shown}` or above it: give the folder of a book, or a page or a folder of one"
    ))
}

impl Selection {
    /// Whether a file, relative to the book's folder, is asked for.
    pub fn holds(&self, file: &str) -> bool {
        let lies_in = |folder: &String| {
            file.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.within.is_empty() || self.within.iter().any(lies_in)
    }
}
