//! Where a report goes: standard output or a file.

use crate::host::save;
use crate::report::harmless;
use std::io::{IsTerminal as _, Write};
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
        return all(&mut out, report);
    };
    let plain = anstream::adapter::strip_str(report).to_string();
    save::put(file, plain.as_bytes()).map_err(|why| format!("`{}` {why}", file.display()))
}

/// Writes a text of the book to standard output, byte for byte; harmless only where a terminal would obey it.
pub fn text(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        all(&mut out, &harmless(text))
    } else {
        all(&mut out, text)
    }
}

fn all(out: &mut impl Write, text: &str) -> Result<(), String> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: {error}"))
        }
        _ => Ok(()),
    }
}
