//! Instructions instead of seconds: they do not depend on what else the machine does.

use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::Command;

/// How many instructions a run takes on one thread, by valgrind's callgrind; `None` where there
/// is no valgrind. Drawings are kept in `cache`.
pub fn count(
    program: &Path,
    arguments: &[&OsStr],
    input: Option<&Path>,
    cache: &Path,
) -> Result<Option<u64>> {
    let out = tempfile::NamedTempFile::new()?;
    count_into(out.path(), program, arguments, input, cache)
}

/// The same; where they went is written into the file `out`.
pub fn count_into(
    out: &Path,
    program: &Path,
    arguments: &[&OsStr],
    input: Option<&Path>,
    cache: &Path,
) -> Result<Option<u64>> {
    let mut file = std::ffi::OsString::from("--callgrind-out-file=");
    file.push(out);
    let mut command = Command::new("valgrind");
    command
        .arg("--tool=callgrind")
        .arg(file)
        .arg(program)
        .args(arguments)
        .env("RAYON_NUM_THREADS", "1")
        .env("XDG_CACHE_HOME", cache);
    match input {
        Some(input) => command.stdin(File::open(input)?),
        None => command.stdin(std::process::Stdio::null()),
    };
    let output = match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        output => output.context("valgrind cannot be run")?,
    };
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!(
            "`{}` failed under valgrind: {}",
            program.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.lines().rev().find_map(|line| {
        let (_, count) = line.split_once("Collected :")?;
        count.trim().parse().ok()
    });
    collected
        .map(Some)
        .context("valgrind does not say how many instructions it has counted")
}
