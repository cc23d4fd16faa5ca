//! `cargo xtask test`: everything that must hold.

use crate::book::Job;
use crate::{binary, cargo, root};
use anyhow::{Context as _, Result, bail};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const AXE_VERSION: &str = "4.14.1";

type Step = fn() -> Result<Outcome>;

enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// Runs every step, whatever fails before it; whether none failed.
pub fn run() -> bool {
    let steps: [(&str, Step); 8] = [
        ("format", || {
            passes(cargo().args(["fmt", "--all", "--check"]))
        }),
        ("clippy", || {
            passes(cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        }),
        ("clippy without diagrams", || {
            passes(cargo().args([
                "clippy",
                "--package",
                "mdbook-patterns",
                "--no-default-features",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        }),
        ("tests", || {
            passes(cargo().args(["test", "--workspace", "--all-targets", "--no-fail-fast"]))
        }),
        ("documentation tests", || {
            passes(cargo().args(["test", "--workspace", "--doc"]))
        }),
        ("example book: check", || {
            passes(
                Command::new(binary("debug", "mdbook-patterns")?)
                    .args(["check".into(), root().join("book-example").into_os_string()]),
            )
        }),
        ("example book: build", example_book),
        ("browser tests", browser_tests),
    ];
    let mut done = Vec::new();
    for (name, step) in steps {
        println!("\n=== {name}");
        let start = Instant::now();
        let outcome = step().unwrap_or_else(|error| {
            println!("error: {error:#}");
            Outcome::Failed
        });
        let seconds = start.elapsed().as_secs_f64();
        let word = match outcome {
            Outcome::Passed => "passed",
            Outcome::Failed => "FAILED",
            Outcome::Skipped => "skipped",
        };
        println!("=== {name}: {word} in {seconds:.1} s");
        done.push((name, word, seconds));
    }
    println!("\n=== summary");
    for (name, word, seconds) in &done {
        println!("{name:<22} {word:<8} {seconds:6.1} s");
    }
    let count = |word| done.iter().filter(|(_, other, _)| *other == word).count();
    let failed = count("FAILED");
    println!(
        "\n{} passed, {failed} failed, {} skipped",
        count("passed"),
        count("skipped")
    );
    failed == 0
}

fn passes(command: &mut Command) -> Result<Outcome> {
    let status = command.status();
    let program = Path::new(command.get_program()).display();
    let success = status
        .with_context(|| format!("`{program}` cannot be run"))?
        .success();
    Ok(if success {
        Outcome::Passed
    } else {
        Outcome::Failed
    })
}

/// The example denies every violation, so that building it is a test.
fn example_book() -> Result<Outcome> {
    let dest = tempfile::tempdir()?;
    let job = Job {
        folder: root().join("book-example"),
        dest: Some(dest.path().to_owned()),
        binary: binary("debug", "mdbook-patterns")?,
        live_reload: None,
    };
    let index = job.build()?.join("index.html");
    if !index.is_file() {
        bail!("the book has no index.html");
    }
    Ok(Outcome::Passed)
}

/// The tests in `tests/it/browser.rs` and `accessibility.rs`; ignored by a plain `cargo test`, since they need Chromium.
fn browser_tests() -> Result<Outcome> {
    let Some(chrome) = chrome() else {
        println!(
            "skipped: browser tests (no Chromium found; install it or set CHROME to its path)"
        );
        return Ok(Outcome::Skipped);
    };
    install_axe();
    passes(
        cargo()
            .args(["test", "--workspace", "--test", "it", "--", "--ignored"])
            .env("CHROME", chrome),
    )
}

/// axe-core, which one of the browser tests runs; a tool of the tests only. That
/// test is skipped where npm is absent or fails.
fn install_axe() {
    let folder = root().join("target/axe");
    let wanted = format!("\"version\": \"{AXE_VERSION}\"");
    let manifest = std::fs::read_to_string(folder.join("node_modules/axe-core/package.json"));
    if manifest.is_ok_and(|manifest| manifest.contains(&wanted)) {
        return;
    }
    let done = std::fs::create_dir_all(&folder).and_then(|()| {
        Command::new("npm")
            .args(["install", "--no-save", "--ignore-scripts", "--no-audit"])
            .args(["--no-fund", "--loglevel=error", "--prefix"])
            .arg(&folder)
            .arg(format!("axe-core@{AXE_VERSION}"))
            .status()
    });
    if !done.is_ok_and(|status| status.success()) {
        println!("skipped: the test with axe (npm is absent or cannot install axe-core)");
    }
}

/// Chromium, from `CHROME` or the `PATH`.
fn chrome() -> Option<OsString> {
    if let Some(chrome) = std::env::var_os("CHROME").filter(|chrome| !chrome.is_empty()) {
        return Some(chrome);
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
        .map(Into::into)
}
