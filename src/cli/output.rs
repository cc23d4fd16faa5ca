//! Where a report goes: standard output or a file.

use crate::host::save;
use std::io::Write as _;
use std::path::Path;

/// Writes a report to `file`, or to standard output where there is none. Its
/// colours stay only on a terminal.
pub fn write(report: &str, file: Option<&Path>) -> Result<(), String> {
    let Some(file) = file else {
        // What has no colours needs nobody to look for them.
        let choice = match memchr::memchr(0x1b, report.as_bytes()) {
            Some(_) => anstream::AutoStream::choice(&std::io::stdout()),
            None => anstream::ColorChoice::AlwaysAnsi,
        };
        let mut out = anstream::AutoStream::new(std::io::stdout().lock(), choice);
        return match out.write_all(report.as_bytes()).and_then(|()| out.flush()) {
            // Whoever closed the pipe has read enough.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(format!("standard output: {error}"))
            }
            _ => Ok(()),
        };
    };
    let plain = anstream::adapter::strip_str(report).to_string();
    save::put(file, plain.as_bytes()).map_err(|why| format!("`{}` {why}", file.display()))
}
