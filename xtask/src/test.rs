//! `cargo xtask test`: everything that must hold.

mod output;

use crate::book::Job;
use crate::{binary, cargo, instructions, new_rule, root};
use anyhow::{Context as _, Result, bail};
use output::{Tests, complaints, counted};
use std::ffi::OsString;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const AXE_VERSION: &str = "4.14.1";

type Step = fn() -> Result<Outcome>;

/// What a step came to.
#[derive(Default)]
struct Outcome {
    passed: usize,
    failed: usize,
    /// Why something was skipped, a line for each time.
    skipped: Vec<String>,
    /// What a person has to see; empty where all is well.
    report: String,
}

impl Outcome {
    fn passed() -> Outcome {
        Outcome {
            passed: 1,
            ..Outcome::default()
        }
    }

    fn failed(report: String) -> Outcome {
        Outcome {
            failed: 1,
            report,
            ..Outcome::default()
        }
    }

    fn words(&self) -> String {
        let skipped = self.skipped.len();
        match (self.passed, self.failed, skipped) {
            (0 | 1, 0, 0) => "passed".to_owned(),
            (0, 0, _) => "skipped".to_owned(),
            (0, 1, 0) => "FAILED".to_owned(),
            (passed, 0, 0) => format!("{passed} passed"),
            (passed, 0, _) => format!("{passed} passed, {skipped} skipped"),
            (passed, failed, _) => format!("{failed} FAILED, {passed} passed"),
        }
    }
}

const STEPS: [(&str, Step); 13] = [
    ("format", || {
        passes(cargo().args(["fmt", "--all", "--check"]))
    }),
    ("clippy", || {
        passes(
            cargo()
                .args(["clippy", "--workspace", "--all-targets"])
                .args(DENY),
        )
    }),
    ("clippy without diagrams", || {
        passes(
            cargo()
                .args(["clippy", "--package", "mdbook-patterns"])
                .args(["--no-default-features", "--all-targets"])
                .args(DENY),
        )
    }),
    ("fuzz targets", || {
        passes(
            cargo()
                .args(["check", "--locked", "--manifest-path", "fuzz/Cargo.toml"])
                .args(["--target-dir", "target"])
                // Nothing is linked: neither libFuzzer nor a C++ compiler is needed.
                .env("CUSTOM_LIBFUZZER_PATH", "none/libnone.a"),
        )
    }),
    ("documentation", || {
        passes(
            cargo()
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--document-private-items",
                ])
                .env("RUSTDOCFLAGS", DOC_FLAGS),
        )
    }),
    ("tests", || {
        tests(
            cargo()
                .args(["test", "--workspace", "--all-targets", "--no-fail-fast"])
                .args(SHOW),
        )
    }),
    ("slow tests", || {
        let tests_of_it = ["test", "--package", "mdbook-patterns", "--test", "it"];
        let skip = OTHER_STEPS.iter().flat_map(|name| ["--skip", name]);
        tests(
            cargo()
                .args(tests_of_it)
                .args(["--", "--ignored", "--show-output"])
                .args(skip),
        )
    }),
    ("mutated pages", || {
        tests(
            cargo()
                .args(["test", "--package", "mdbook-patterns", "--test", "it"])
                .args(["--", "--ignored", "--show-output", "mutations::"]),
        )
    }),
    ("new rule", || {
        Ok(new_rule::verify().map_or_else(
            |error| Outcome::failed(format!("{error:#}\n")),
            |()| Outcome::passed(),
        ))
    }),
    ("example book: check", || {
        passes(
            Command::new(binary("debug", "mdbook-patterns")?)
                .args(["check".into(), root().join("book-example").into_os_string()]),
        )
    }),
    ("example book: work", work),
    ("example book: build", example_book),
    ("browser tests", browser_tests),
];

/// How many million instructions a debug build takes to check the example, its drawings kept.
/// A change that is worth it changes this figure too.
const MILLION_INSTRUCTIONS: u64 = 417;

/// Whether checking the example takes at most a third more work than it is said to.
fn work() -> Result<Outcome> {
    let program = binary("debug", "mdbook-patterns")?;
    let book = root().join("book-example");
    let cache = tempfile::tempdir()?;
    let drawn = Command::new(&program)
        .arg("check")
        .arg(&book)
        .env("XDG_CACHE_HOME", cache.path())
        .output()?;
    if !drawn.status.success() {
        return Ok(Outcome::failed(
            String::from_utf8_lossy(&drawn.stderr).into_owned(),
        ));
    }
    let arguments = ["check".as_ref(), book.as_os_str()];
    let Some(count) = instructions::count(&program, &arguments, None, cache.path())? else {
        return Ok(Outcome {
            skipped: vec!["no valgrind: instructions are not counted".to_owned()],
            ..Outcome::default()
        });
    };
    let (found, expected) = (count / 1_000_000, MILLION_INSTRUCTIONS);
    if found > expected + expected / 3 {
        return Ok(Outcome::failed(format!(
            "checking the example takes {found} million instructions, {expected} are expected: find \
             what has grown, or say why it is worth it and change MILLION_INSTRUCTIONS\n"
        )));
    }
    Ok(Outcome::passed())
}

/// Tests that a plain `cargo test` ignores and that are not run with the slow ones.
const OTHER_STEPS: [&str; 5] = [
    "browser::",
    "accessibility::",
    "reading::",
    "mutations::",
    // Pages of half a mebibyte take many minutes in a debug build.
    "linear::whatever_a_large_page",
];

/// The documentation is read by who changes the code: private items are part of it.
const DOC_FLAGS: &str = "-D warnings -A rustdoc::private-intra-doc-links";
const DENY: [&str; 3] = ["--", "-D", "warnings"];
/// Only so do passing tests say that they were skipped.
const SHOW: [&str; 2] = ["--", "--show-output"];

/// Runs every step, whatever fails before it; whether none failed. Of a step that
/// passes one line is printed, of one that fails what it complains of.
pub fn run() -> bool {
    let (mut passed, mut failed) = (0, 0);
    let mut skipped = Vec::new();
    for (name, step) in STEPS {
        print!("{name:<24} ");
        let _ = std::io::stdout().flush();
        let start = Instant::now();
        let outcome = step().unwrap_or_else(|error| Outcome::failed(format!("error: {error:#}\n")));
        println!(
            "{} in {:.1} s",
            outcome.words(),
            start.elapsed().as_secs_f64()
        );
        if !outcome.report.is_empty() {
            println!("\n{}", outcome.report);
        }
        passed += outcome.passed;
        failed += outcome.failed;
        skipped.extend(outcome.skipped);
    }
    println!();
    for reason in counted(&skipped) {
        println!("{reason}");
    }
    println!(
        "{passed} passed, {failed} failed, {} skipped",
        skipped.len()
    );
    failed == 0
}

/// What a command came to, and its two streams.
struct Said {
    success: bool,
    out: String,
    err: String,
}

/// Runs a command; what it says goes to files, so that nothing waits for a reader.
fn said(command: &mut Command) -> Result<Said> {
    let mut streams = [tempfile::tempfile()?, tempfile::tempfile()?];
    let [out, err] = &streams;
    command.stdout(Stdio::from(out.try_clone()?));
    command.stderr(Stdio::from(err.try_clone()?));
    let program = Path::new(command.get_program()).display().to_string();
    let status = command
        .status()
        .with_context(|| format!("`{program}` cannot be run"))?;
    let mut texts = [String::new(), String::new()];
    for (stream, text) in streams.iter_mut().zip(&mut texts) {
        let mut bytes = Vec::new();
        stream.rewind()?;
        stream.read_to_end(&mut bytes)?;
        *text = String::from_utf8_lossy(&bytes).into_owned();
    }
    let [out, err] = texts;
    Ok(Said {
        success: status.success(),
        out,
        err,
    })
}

fn passes(command: &mut Command) -> Result<Outcome> {
    let said = said(command)?;
    Ok(if said.success {
        Outcome::passed()
    } else {
        Outcome::failed(said.out + &complaints(&said.err))
    })
}

fn tests(command: &mut Command) -> Result<Outcome> {
    let said = said(command)?;
    let tests = Tests::read(&said.out);
    let mut outcome = Outcome {
        passed: tests.passed,
        failed: tests.failed,
        skipped: tests.skipped,
        report: tests.failures,
    };
    // No test says why: it does not compile, or the run broke off.
    if !said.success && outcome.failed == 0 {
        outcome.failed = 1;
        outcome.report = complaints(&said.err);
    }
    Ok(outcome)
}

/// The example denies every violation, so that building it is a test.
fn example_book() -> Result<Outcome> {
    let dest = tempfile::tempdir()?;
    let job = Job {
        folder: root().join("book-example"),
        dest: Some(dest.path().to_owned()),
        binary: binary("debug", "mdbook-patterns")?,
        live_reload: None,
        theme: None,
    };
    let index = job.build()?.join("index.html");
    if !index.is_file() {
        bail!("the book has no index.html");
    }
    Ok(Outcome::passed())
}

/// The tests in `tests/it/browser.rs` and `accessibility.rs`; ignored by a plain `cargo test`, since they need Chromium.
fn browser_tests() -> Result<Outcome> {
    let Some(chrome) = chrome() else {
        let reason =
            "skipped: browser tests (no Chromium found; install it or set CHROME to its path)";
        return Ok(Outcome {
            skipped: vec![reason.to_owned()],
            ..Outcome::default()
        });
    };
    install_axe();
    tests(
        cargo()
            .args(["test", "--package", "mdbook-patterns", "--test", "it", "--"])
            .args([
                "--ignored",
                "--show-output",
                "browser::",
                "accessibility::",
                "reading::",
            ])
            .env("CHROME", chrome),
    )
}

/// axe-core, which one of the browser tests runs; a tool of the tests only. That
/// test says that it is skipped where npm is absent or fails.
fn install_axe() {
    let folder = root().join("target/axe");
    let wanted = format!("\"version\": \"{AXE_VERSION}\"");
    let manifest = std::fs::read_to_string(folder.join("node_modules/axe-core/package.json"));
    if manifest.is_ok_and(|manifest| manifest.contains(&wanted)) {
        return;
    }
    let _ = std::fs::create_dir_all(&folder).and_then(|()| {
        Command::new("npm")
            .args(["install", "--no-save", "--ignore-scripts", "--no-audit"])
            .args(["--no-fund", "--loglevel=error", "--prefix"])
            .arg(&folder)
            .arg(format!("axe-core@{AXE_VERSION}"))
            .output()
    });
}

/// Chromium, from `CHROME` or the `PATH`.
pub fn chrome() -> Option<OsString> {
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
