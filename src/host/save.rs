//! Writing a page back, or a new file: all of it or nothing, and only inside the book;
//! and reports, wherever they are wanted.

use crate::host::files;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

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
    let mut text = String::new();
    files::open(&path)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|error| format!("`{file}` cannot be read: {error}"))?;
    Ok(Some(text))
}

/// Writes a new file into a folder of the book; one that is there stays as it is.
/// The error says what is the matter with the file.
pub fn create(root: &Path, file: &str, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot be written: {error}");
    let path = root.join(file);
    let folder = path
        .parent()
        .unwrap_or(root)
        .canonicalize()
        .map_err(failed)?;
    let name = path.file_name().ok_or("has no name")?;
    if !folder.starts_with(root.canonicalize().map_err(failed)?) {
        return Err("is a file outside of the book".to_owned());
    }
    let mut temporary = tempfile::Builder::new();
    let temporary = temporary.prefix(".mdbook-patterns-");
    // A file that others may read, unlike most temporary ones.
    #[cfg(unix)]
    let temporary = {
        use std::os::unix::fs::PermissionsExt as _;
        temporary.permissions(fs::Permissions::from_mode(0o644))
    };
    let mut temporary = temporary.tempfile_in(&folder).map_err(failed)?;
    temporary.write_all(text.as_bytes()).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    let new = temporary.persist_noclobber(folder.join(name));
    new.map(|_| ()).map_err(|error| failed(error.error))
}

/// Replaces the text of a file. It is written to a new file beside it, which
/// then takes its place: whatever fails before that, the old one is untouched.
/// The error says what is the matter with the file.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot be written: {error}");
    let metadata = fs::metadata(path).map_err(failed)?;
    // A rename needs no leave to write the file itself.
    if metadata.permissions().readonly() {
        return Err("is read-only".to_owned());
    }
    fs::OpenOptions::new()
        .write(true)
        .open(path)
        .map_err(failed)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new()
        .prefix(".mdbook-patterns-")
        .tempfile_in(folder)
        .map_err(failed)?;
    temporary.write_all(new.as_bytes()).map_err(failed)?;
    keep_owner(&temporary, &metadata);
    let file = temporary.as_file();
    file.set_permissions(metadata.permissions())
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    let now = fs::read(path).map_err(failed)?;
    if now != old.as_bytes() {
        return Err("has changed in the meantime".to_owned());
    }
    temporary
        .persist(path)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// Only who may give files away can keep another owner; the text matters more.
#[cfg(unix)]
fn keep_owner(temporary: &tempfile::NamedTempFile, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(temporary.as_file(), Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &tempfile::NamedTempFile, _: &fs::Metadata) {}

/// Gives a file its new content all at once: whoever reads it meanwhile sees the
/// old one or the new one, and a failure leaves the old one.
pub fn put(file: &Path, content: &[u8]) -> std::io::Result<()> {
    // A link stays a link.
    let target = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A pipe or a device cannot be renamed onto; a folder is refused here.
        return fs::write(&target, content);
    }
    let temporary = beside(&target);
    let written = fs::File::create_new(&temporary)
        .and_then(|mut new| new.write_all(content).and_then(|()| new.sync_all()))
        .and_then(|()| match &old {
            Some(old) => fs::set_permissions(&temporary, old.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A name in the same folder that nothing else uses.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
