//! Drawings on disk, in the platform's cache folder: one file each.
//!
//! The cache can only save time. What is read is screened each time, see `screen.rs`; what is wrong
//! with a diagram is kept, and believed only if it still does not parse. So whoever can write into
//! the folder can have another picture shown, or other words for what is wrong, and no more.

use etcetera::{BaseStrategy as _, choose_base_strategy};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether this run has looked for old entries.
    is_tidied: AtomicBool,
}

impl Cache {
    /// The cache of this user, if the platform says where and the folder can be made.
    pub fn open() -> Option<Cache> {
        let base = choose_base_strategy().ok()?.cache_dir();
        // A relative `XDG_CACHE_HOME` or `HOME` names no place: the book may be the current folder.
        let base = Some(base).filter(|base| base.is_absolute())?;
        let folder = base.join("mdbook-patterns").join("diagrams");
        std::fs::create_dir_all(&folder).ok()?;
        Some(Cache::at(folder))
    }

    fn at(folder: PathBuf) -> Cache {
        Cache {
            folder,
            is_tidied: AtomicBool::new(false),
        }
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
        if !found.is_file() || found.len() > MAX_LENGTH {
            return None;
        }
        let mut text = String::with_capacity(usize::try_from(found.len()).unwrap_or(0));
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

    /// Removes old files, at one write of sixteen: which ones, their names decide. A run does it once, since
    /// each time all of the cache is looked at.
    fn tidy(&self, path: &Path) -> std::io::Result<()> {
        let name = path.file_name().unwrap_or_default();
        if !name.as_encoded_bytes().ends_with(b"0") || self.is_tidied.swap(true, Ordering::Relaxed)
        {
            return Ok(());
        }
        let now = SystemTime::now();
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            let modified = entry.metadata().and_then(|data| data.modified());
            if modified.is_ok_and(|time| is_old(time, now)) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

/// Whether what was written then is to be removed. A clock that was far ahead would have it stay for ever.
fn is_old(written: SystemTime, now: SystemTime) -> bool {
    let age = now.duration_since(written);
    age.unwrap_or_else(|ahead| ahead.duration()) > OLD
}

#[cfg(test)]
mod tests {
    use super::{Cache, MAX_LENGTH, OLD};
    use std::fs::File;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    fn keep(path: &Path, written: SystemTime) {
        let file = File::create(path).unwrap();
        file.set_modified(written).unwrap();
    }

    /// A text whose entry has old ones removed.
    fn tidying(cache: &Cache) -> String {
        let mut texts = (0..).map(|n: u32| n.to_string());
        let ends = |text: &String| cache.path("draw", text).to_string_lossy().ends_with('0');
        texts.find(ends).unwrap()
    }

    #[test]
    fn what_is_old_is_removed_once_in_a_run() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let now = SystemTime::now();
        let far = OLD + Duration::from_secs(60);
        keep(&file("draw-old"), now - far);
        keep(&file("draw-ahead"), now + far);
        keep(&file("draw-young"), now - OLD / 2);
        keep(&file("draw-soon"), now + OLD / 2);
        let cache = Cache::at(folder.path().to_owned());
        let text = tidying(&cache);
        cache.write("draw", &text, "x");
        let is_kept =
            ["draw-old", "draw-ahead", "draw-young", "draw-soon"].map(|it| file(it).exists());
        assert_eq!(is_kept, [false, false, true, true]);
        keep(&file("draw-old"), now - far);
        cache.write("draw", &text, "x");
        assert!(
            file("draw-old").exists(),
            "a second look takes as long as the first"
        );
        Cache::at(folder.path().to_owned()).write("draw", &text, "x");
        assert!(!file("draw-old").exists(), "the next run looks again");
    }

    #[test]
    fn what_is_longer_than_any_entry_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned());
        cache.write("draw", "x", "text");
        assert_eq!(cache.read("draw", "x").as_deref(), Some("text"));
        let file = File::options().write(true).open(cache.path("draw", "x"));
        file.unwrap().set_len(MAX_LENGTH + 1).unwrap();
        assert_eq!(cache.read("draw", "x"), None);
    }
}
