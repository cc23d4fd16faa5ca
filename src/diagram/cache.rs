//! Drawings on disk, in the platform's cache folder: one file each.
//!
//! The cache can only save time. A file that cannot be read, is of another version or
//! of another diagram is as good as none; one that cannot be written is left unwritten.

use crate::diagram::Fault;
use crate::text::hash::fnv1a;
use etcetera::{BaseStrategy as _, choose_base_strategy};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What makes drawings: whenever any of it changes, so may they.
const VERSION: u64 = fnv1a(&[
    env!("CARGO_PKG_VERSION"),
    include_str!("mod.rs"),
    include_str!("mermaid.rs"),
    include_str!("hint.rs"),
    include_str!("svg.rs"),
    include_str!("write.rs"),
    include_str!("value.rs"),
    include_str!("style.rs"),
    include_str!("colour.rs"),
    include_str!("correct.rs"),
    "merman 0.9.3",
]);
/// What was drawn so long ago is removed, and drawn again where it is still needed.
const OLD: Duration = Duration::from_secs(60 * 60 * 24 * 30);

/// An open cache.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// A file's content.
#[derive(Serialize, Deserialize)]
struct Entry<T> {
    version: u64,
    kind: String,
    source: String,
    result: Result<T, Fault>,
}

impl Cache {
    /// The cache of this user, if the platform says where and the folder can be made.
    pub fn open() -> Option<Cache> {
        let base = choose_base_strategy().ok()?.cache_dir();
        // A relative `XDG_CACHE_HOME` or `HOME` names no place: the book may be the current folder.
        let base = Some(base).filter(|base| base.is_absolute())?;
        let folder = base.join("mdbook-patterns").join("diagrams");
        std::fs::create_dir_all(&folder).ok()?;
        Some(Cache { folder })
    }

    fn path(&self, kind: &str, source: &str) -> PathBuf {
        // Two diagrams of the same hash take turns: the entry says which one it is of.
        let hash = fnv1a(&[kind, source]) ^ VERSION;
        self.folder.join(format!("{kind}-{hash:016x}.json"))
    }

    fn read<T: DeserializeOwned>(
        path: &Path,
        kind: &str,
        source: &str,
    ) -> Option<Result<T, Fault>> {
        let text = std::fs::read(path).ok()?;
        let entry: Entry<T> = serde_json::from_slice(&text).ok()?;
        (entry.version == VERSION && entry.kind == kind && entry.source == source)
            .then_some(entry.result)
    }

    /// Writes beside the file and renames, so that no reader sees half of it.
    fn write(&self, path: &Path, text: &[u8]) -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(text)?;
        file.persist(path)?;
        self.tidy(path)
    }

    /// Removes old files, at one write of sixteen: which ones, their names decide.
    fn tidy(&self, path: &Path) -> std::io::Result<()> {
        if !path
            .file_stem()
            .unwrap_or_default()
            .as_encoded_bytes()
            .ends_with(b"0")
        {
            return Ok(());
        }
        let now = SystemTime::now();
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            let modified = entry.metadata().and_then(|data| data.modified());
            let age = modified.ok().and_then(|time| now.duration_since(time).ok());
            if age.is_some_and(|age| age > OLD) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

/// What is known of the diagram, or what `work` finds out, kept for the next time.
pub fn remember<T: Serialize + DeserializeOwned>(
    cache: Option<&Cache>,
    kind: &str,
    source: &str,
    work: impl FnOnce(&str) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let Some(cache) = cache else {
        return work(source);
    };
    let path = cache.path(kind, source);
    if let Some(known) = Cache::read(&path, kind, source) {
        return known;
    }
    let result = work(source);
    let entry = Entry {
        version: VERSION,
        kind: kind.to_owned(),
        source: source.to_owned(),
        result,
    };
    if let Ok(text) = serde_json::to_vec(&entry) {
        let _ = cache.write(&path, &text);
    }
    entry.result
}
