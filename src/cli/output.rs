//! Where a report goes: standard output or a file.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes a report to `file`, or to standard output where there is none. Its
/// colours stay only on a terminal.
pub fn write(report: &str, file: Option<&Path>) -> Result<(), String> {
    let Some(file) = file else {
        let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
        return match out.write_all(report.as_bytes()).and_then(|()| out.flush()) {
            // Whoever closed the pipe has read enough.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(format!("standard output: {error}"))
            }
            _ => Ok(()),
        };
    };
    let plain = anstream::adapter::strip_str(report).to_string();
    replace(file, plain.as_bytes()).map_err(|error| format!("`{}`: {error}", file.display()))
}

/// Gives a file its new content all at once: whoever reads it meanwhile sees the
/// old one or the new one, and a failure leaves the old one.
fn replace(file: &Path, content: &[u8]) -> std::io::Result<()> {
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
