//! Where the instructions go: to which room of `src/`, and to which crate.

use super::{Page, adopt, measure_with, megabytes, write_call, write_chapters};
use crate::{cargo, instructions, root};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many rooms and crates are worth a line.
const LINES: usize = 24;

/// Prints what each room and each crate takes of a call with all rules, inlined code where it was
/// written. It needs a build of its own, one that knows its lines.
pub fn print(pages: &[Page]) -> Result<()> {
    let ours = with_lines()?;
    let book = tempfile::tempdir()?;
    write_chapters(book.path(), pages, pages.len())?;
    let call = book.path().join("call.json");
    write_call(&call, book.path(), pages, pages.len(), &adopt())?;
    let cache = tempfile::tempdir()?;
    measure_with(Some(cache.path()), &call, &ours, &[], &[0])?;
    let out = book.path().join("callgrind.out");
    let Some(all) = instructions::count_into(&out, &ours, &[], Some(&call), cache.path())? else {
        println!("valgrind is not installed: no instructions are counted");
        return Ok(());
    };
    let annotated = Command::new("callgrind_annotate")
        .args(["--threshold=100", "--show-percs=no"])
        .arg(&out)
        .output()?;
    let mut places: BTreeMap<String, u64> = BTreeMap::new();
    for line in String::from_utf8_lossy(&annotated.stdout).lines() {
        if let Some((count, place)) = line.trim_start().split_once(' ')
            && let Ok(count) = count.replace(',', "").parse::<u64>()
            && let Some((file, _)) = place.trim_start().split_once(':')
        {
            *places.entry(room(file)).or_default() += count;
        }
    }
    let mut places: Vec<(String, u64)> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    println!("\n| all rules, by room and crate | instructions | share |");
    println!("|---|---:|---:|");
    for (place, count) in places.iter().take(LINES) {
        let share = 100.0 * megabytes(*count) / megabytes(all);
        println!("| {place} | {:.1} M | {share:.1} % |", megabytes(*count));
    }
    Ok(())
}

/// The room of ours, the crate or the library that a source file belongs to.
fn room(file: &str) -> String {
    let ours = root().join("src");
    if let Some(rest) = file.strip_prefix(&*ours.to_string_lossy()) {
        let rest = rest.trim_start_matches('/');
        return format!(
            "src/{}",
            rest.split_once('/').map_or(rest, |(room, _)| room)
        );
    }
    let parts: Vec<&str> = file.split('/').collect();
    let behind = |name: &str| {
        let at = parts.iter().position(|part| *part == name)?;
        parts.get(at + 1).copied()
    };
    if let Some(at) = parts.iter().position(|part| *part == "registry") {
        // registry/src/INDEX/CRATE-VERSION/…
        return parts.get(at + 3).unwrap_or(&"a crate").to_string();
    }
    match behind("library") {
        Some(library) => format!("Rust's {library}"),
        None if file.contains("malloc") => "malloc".to_owned(),
        None => "libc and others".to_owned(),
    }
}

fn with_lines() -> Result<PathBuf> {
    let target = root().join("target/rooms");
    let built = cargo()
        .args(["build", "--release", "--target-dir"])
        .arg(&target)
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "line-tables-only")
        .status()?;
    if !built.success() {
        bail!("`cargo build` failed");
    }
    let file = format!("mdbook-patterns{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(file))
}
