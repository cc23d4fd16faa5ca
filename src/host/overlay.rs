//! Texts that are not saved yet, in front of the files on disk: what an editor has open.

use crate::engine::files::{Entry, Files};
use crate::host::files::is_markdown;
use crate::text::link::normal;
use std::collections::BTreeMap;
use std::io::{Read, Result};

/// A book's files, some of which have another text than on disk, or are not there yet.
#[derive(Debug)]
pub struct Overlay<F> {
    files: F,
    /// By their paths, as [`normal`] writes them.
    texts: BTreeMap<String, String>,
}

impl<F: Files> Overlay<F> {
    /// Puts texts before files; their paths are relative to the book's root.
    pub fn new(files: F, texts: impl IntoIterator<Item = (String, String)>) -> Overlay<F> {
        let texts = texts.into_iter();
        Overlay {
            files,
            texts: texts.map(|(path, text)| (normal(&path), text)).collect(),
        }
    }
}

impl<F: Files> Files for Overlay<F> {
    fn open(&self, path: &str) -> Result<Box<dyn Read + '_>> {
        match self.texts.get(&normal(path)) {
            Some(text) => Ok(Box::new(text.as_bytes())),
            None => self.files.open(path),
        }
    }

    fn entry(&self, path: &str) -> Entry {
        if self.texts.contains_key(&normal(path)) {
            Entry::File
        } else {
            self.files.entry(path)
        }
    }

    fn markdown(&self, folder: &str) -> Vec<String> {
        let mut found = self.files.markdown(folder);
        let folder = match normal(folder) {
            folder if folder.is_empty() => folder,
            folder => folder + "/",
        };
        let below = |path: &String| Some(path.strip_prefix(&folder)?.to_owned());
        let own = self.texts.keys().filter_map(below);
        found.extend(own.filter(|path| is_markdown(path)));
        found.sort();
        found.dedup();
        found
    }

    fn names(&self, folder: &str) -> Vec<String> {
        self.files.names(folder)
    }
}
