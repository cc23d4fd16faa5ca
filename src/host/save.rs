//! Writing a page back, or a new file: all of it or nothing, and only inside the book;
//! and reports, wherever they are wanted.

use crate::host::files;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The real path of a file of the book; an error where it lies outside.
pub fn target(root: &Path, file: &str) -> Result<PathBuf, String> {
    let real = |path: &Path| {
        path.canonicalize()
            .map_err(|error| format!("`{file}` cannot be found: {error}"))
    };
    let path = real(&root.join(file))?;
    if path.starts_with(real(root)?) {
        Ok(path)
    } else {
        Err(format!(
            "`{file}` is a file outside of the book; it is as it was"
        ))
    }
}

/// The real path of a page: it may lie in the source folder, wherever that is.
pub fn page(root: &Path, src: &str, file: &str) -> Result<PathBuf, String> {
    let from_src = Path::new(file).strip_prefix(src).ok();
    let in_src = from_src
        .and_then(Path::to_str)
        .map(|file| target(&root.join(src), file));
    match in_src {
        Some(Ok(path)) => Ok(path),
        _ => target(root, file),
    }
}

/// The real path of a file of the book, if there is one; an error where it lies outside.
pub fn existing(root: &Path, file: &str) -> Result<Option<PathBuf>, String> {
    // A link that leads nowhere is there, too.
    if fs::symlink_metadata(root.join(file)).is_err() {
        return Ok(None);
    }
    target(root, file).map(Some)
}

/// A file's text; `None` where there is none, an error where it lies outside.
pub fn read(root: &Path, file: &str) -> Result<Option<String>, String> {
    let Some(path) = existing(root, file)? else {
        return Ok(None);
    };
    let text = files::text(files::open(&path));
    text.map(Some).map_err(|why| format!("`{file}` {why}"))
}

/// Writes a new file into a folder of the book; one that is there stays as it is.
/// The error says what is the matter with the file.
pub fn create(root: &Path, file: &str, text: &str) -> Result<(), String> {
    create_bytes(root, file, text.as_bytes())
}

/// The same for a file that need not be a text.
pub fn create_bytes(root: &Path, file: &str, bytes: &[u8]) -> Result<(), String> {
    let path = root.join(file);
    let folder = path.parent().unwrap_or(root);
    let inside = Path::new(file)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if inside && !folder.exists() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let folder = folder.canonicalize().map_err(failed)?;
    let name = path.file_name().ok_or("has no name")?;
    if !folder.starts_with(root.canonicalize().map_err(failed)?) {
        return Err("is a file outside of the book".to_owned());
    }
    write(&folder.join(name), bytes, Expected::Nothing)
}

/// Replaces the text of a file, unless it is another one than `old` by now.
/// The error says what is the matter with the file.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), String> {
    write(path, new.as_bytes(), Expected::Text(old))
}

/// Gives a file its new content, whatever it has. The error says what is the matter with it.
pub fn put(file: &Path, content: &[u8]) -> Result<(), String> {
    // A link stays a link.
    let target = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    if fs::metadata(&target).is_ok_and(|old| !old.is_file()) {
        // A pipe or a device holds nothing that could be lost; a folder is refused here.
        return fs::write(&target, content).map_err(failed);
    }
    write(&target, content, Expected::Anything)?;
    // Nobody takes so long.
    let long_ago = SystemTime::now().checked_sub(Duration::from_secs(600));
    sweep(
        folder_of(&target),
        long_ago.unwrap_or(SystemTime::UNIX_EPOCH),
    );
    Ok(())
}

fn folder_of(file: &Path) -> &Path {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Removes what runs that were killed left in a folder. What was written since this time another run may be
/// about to give its name.
pub fn sweep(folder: &Path, since: SystemTime) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_left = name.to_str().is_some_and(is_unfinished)
            && entry
                .metadata()
                .is_ok_and(|data| data.is_file() && data.modified().is_ok_and(|time| time < since));
        if is_left {
            // What stays is looked at again by the next run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file of this name is one that [`write()`] had not finished.
pub fn is_unfinished(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX).unwrap_or_default();
    let random = rest.strip_suffix(SUFFIX).unwrap_or(rest);
    random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

const PREFIX: &str = ".mdbook-patterns-";
const RANDOM: usize = 6;
/// The file that is being written stands beside its target, since only there a rename is
/// sure to stay on one file system. What ends so, mdBook copies into no book.
const SUFFIX: &str = ".md";

/// What has to stand at a path for it to be written.
#[derive(Clone, Copy)]
enum Expected<'a> {
    Nothing,
    Text(&'a str),
    Anything,
}

/// Writes a regular file all at once.
fn write(path: &Path, content: &[u8], expected: Expected<'_>) -> Result<(), String> {
    const TRIES: usize = 4;
    for _ in 0..TRIES {
        if try_to_write(path, content, expected)? {
            return Ok(());
        }
    }
    Err("cannot be written: other runs take away what is not finished".to_owned())
}

/// Writes a file beside it, under another name, which then takes its place; whether that was there
/// until then: a run that begins takes away what it finds. Whoever reads it meanwhile sees the old content or the new one, and whatever
/// fails leaves the old one. Its permissions and its owner stay.
fn try_to_write(path: &Path, content: &[u8], expected: Expected<'_>) -> Result<bool, String> {
    let old = match fs::metadata(path) {
        Ok(old) => Some(old),
        Err(error) if matches!(expected, Expected::Text(_)) => return Err(failed(error)),
        Err(_) => None,
    };
    if old.is_some() && !matches!(expected, Expected::Nothing) {
        may_be_written(path)?;
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(format!(
            "cannot be written: `{folder}` is no folder; make it first"
        ));
    }
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    // A file that others may read, unlike most temporary ones, as far as the user lets them; and the errors are
    // the system's own, without the name of a file that nobody asked for.
    let open = |path: &Path| fs::File::options().write(true).create_new(true).open(path);
    let mut temporary = temporary.make_in(folder, open).map_err(failed)?;
    temporary.as_file_mut().write_all(content).map_err(failed)?;
    if let Some(old) = &old {
        keep_owner(&temporary, old);
        let file = temporary.as_file();
        file.set_permissions(old.permissions()).map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    if let Expected::Text(text) = expected
        && fs::read(path).map_err(failed)? != text.as_bytes()
    {
        return Err("has changed in the meantime".to_owned());
    }
    let done = match expected {
        Expected::Nothing => temporary.persist_noclobber(path),
        Expected::Text(_) | Expected::Anything => temporary.persist(path),
    };
    match done.map_err(|error| error.error) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// A rename needs no leave to write the file itself.
fn may_be_written(path: &Path) -> Result<(), String> {
    if fs::metadata(path).map_err(failed)?.permissions().readonly() {
        return Err("is read-only".to_owned());
    }
    let file = fs::OpenOptions::new().write(true).open(path);
    file.map(|_| ()).map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` takes")]
fn failed(error: std::io::Error) -> String {
    format!("cannot be written: {error}")
}

/// Only who may give files away can keep another owner; the text matters more.
#[cfg(unix)]
fn keep_owner(temporary: &tempfile::NamedTempFile, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(temporary.as_file(), Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &tempfile::NamedTempFile, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::{create, replace};
    use std::fs;

    /// Whoever takes back what he wrote must not take back what another run wrote.
    #[test]
    fn what_another_run_wrote_counts_as_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "new").unwrap();
        let changed = Err("has changed in the meantime".to_owned());
        assert_eq!(replace(&file, "old", "new"), changed);
        assert_eq!(replace(&file, "new", "newer"), Ok(()));
        assert_eq!(fs::read_to_string(&file).unwrap(), "newer");
        assert!(create(folder.path(), "a.md", "newer").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
