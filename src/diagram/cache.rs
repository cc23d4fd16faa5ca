//! Drawings on disk, in the platform's cache folder: one file each.
//!
//! The cache can only save time. What is read is screened each time, see `screen.rs`; what is wrong
//! with a diagram is kept, and believed only if it still does not parse. So whoever can write into
//! the folder can have another picture shown, or other words for what is wrong, and no more.

use etcetera::{BaseStrategy as _, choose_base_strategy};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What makes drawings: whenever any of it changes, so may they.
const MAKERS: &[&str] = &[
    env!("CARGO_PKG_VERSION"),
    include_str!("mod.rs"),
    include_str!("apart.rs"),
    include_str!("mermaid.rs"),
    include_str!("svg.rs"),
    include_str!("write.rs"),
    include_str!("value.rs"),
    include_str!("sheet.rs"),
    include_str!("style.rs"),
    include_str!("theme.rs"),
    include_str!("twin.rs"),
    include_str!("colour.rs"),
    include_str!("flow.rs"),
    include_str!("font.rs"),
    include_str!("hint.rs"),
    include_str!("labels.rs"),
    include_str!("lines.rs"),
    include_str!("order.rs"),
    include_str!("outline.rs"),
    include_str!("palette.rs"),
    include_str!("path.rs"),
    include_str!("correct.rs"),
    include_str!("dialect.rs"),
    include_str!("diagnose.rs"),
    "merman 0.9.3",
];
/// What was drawn so long ago is removed, and drawn again where it is still needed.
const OLD: Duration = Duration::from_secs(60 * 60 * 24 * 30);
/// No entry is longer, in bytes.
const MAX_LENGTH: u64 = 64 << 20;

/// The makers as one number, worked out when the program is built: nobody chooses them, so a
/// plain hash tells them apart.
const VERSION: u128 = {
    // FNV-1a of 128 bits.
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut maker = 0;
    while maker < MAKERS.len() {
        let bytes = MAKERS[maker].as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            hash ^= bytes[at] as u128;
            hash = hash.wrapping_mul(0x0100_0000_0000_0000_0000_013b);
            at += 1;
        }
        maker += 1;
    }
    hash
};

/// An open cache.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
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

    /// A file that is named by all that its content depends on.
    fn path(&self, kind: &str, source: &str) -> PathBuf {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&VERSION.to_be_bytes());
        hasher.update(source.as_bytes());
        self.folder
            .join(format!("{kind}-{}", hasher.finalize().to_hex()))
    }

    /// What is kept of a diagram.
    pub fn read(&self, kind: &str, source: &str) -> Option<String> {
        let path = self.path(kind, source);
        // A pipe in its place would never end.
        let found = std::fs::metadata(&path).ok()?;
        if !found.is_file() {
            return None;
        }
        let length = found.len().min(MAX_LENGTH);
        let mut text = String::with_capacity(usize::try_from(length).unwrap_or(0));
        let file = std::fs::File::open(path).ok()?;
        file.take(MAX_LENGTH).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Whether anything is kept of a diagram.
    pub fn has(&self, kind: &str, source: &str) -> bool {
        self.path(kind, source).is_file()
    }

    /// Forgets what is kept of a diagram.
    pub fn remove(&self, kind: &str, source: &str) {
        let _ = std::fs::remove_file(self.path(kind, source));
    }

    /// Keeps it, if that can be done.
    pub fn write(&self, kind: &str, source: &str, text: &str) {
        let path = self.path(kind, source);
        let _ = self.put(&path, text.as_bytes());
    }

    /// Writes beside the file and renames, so that no reader sees half of it.
    fn put(&self, path: &Path, text: &[u8]) -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(text)?;
        file.persist(path)?;
        self.tidy(path)
    }

    /// Removes old files, at one write of sixteen: which ones, their names decide.
    fn tidy(&self, path: &Path) -> std::io::Result<()> {
        let name = path.file_name().unwrap_or_default();
        if !name.as_encoded_bytes().ends_with(b"0") {
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
