//! What a run of Cargo says, and what of it a person has to see.

use std::collections::HashSet;
use std::fmt::Write as _;

/// The tests of a run, as Rust's test harness tells of them with `--show-output`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// How many passed; one that was skipped did not.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
    /// Why tests were skipped, a line for each of them.
    pub skipped: Vec<String>,
    /// What the failing ones said.
    pub failures: String,
}

impl Tests {
    /// Reads the standard output of `cargo test -- --show-output`. What tests start may
    /// write there too, even in the harness's own words: rustdoc does, of a page's
    /// examples. Their names have spaces, those of our tests have none.
    pub fn read(output: &str) -> Tests {
        let mut tests = Tests::default();
        let mut failing = HashSet::new();
        for line in output.lines() {
            let Some((name, word)) = line
                .strip_prefix("test ")
                .and_then(|l| l.split_once(" ... "))
            else {
                continue;
            };
            if name.contains(' ') {
                continue;
            }
            match word {
                "ok" => tests.passed += 1,
                "FAILED" => {
                    tests.failed += 1;
                    failing.insert(name);
                }
                _ => {}
            }
        }
        // The test whose output is told; `None` once a passing one has said that it was skipped.
        let mut section = None;
        for line in output.lines() {
            let header = line.strip_prefix("---- ");
            let header = header.and_then(|line| line.strip_suffix(" stdout ----"));
            if let Some(name) = header.filter(|name| !name.contains(' ')) {
                section = Some(name);
            } else if line == "failures:" || line == "successes:" {
                section = None;
            }
            let Some(name) = section else { continue };
            if failing.contains(name) {
                let _ = writeln!(tests.failures, "{line}");
            } else if line.starts_with("skipped: ") {
                tests.skipped.push(line.to_owned());
                section = None;
            }
        }
        tests.passed = tests.passed.saturating_sub(tests.skipped.len());
        tests
    }
}

/// What Cargo and the compiler said, without the lines on their progress.
pub fn complaints(output: &str) -> String {
    let is_progress = |line: &&str| {
        let word = line.split_whitespace().next().unwrap_or("");
        line.starts_with(' ')
            && [
                "Blocking",
                "Checking",
                "Compiling",
                "Documenting",
                "Downloaded",
                "Downloading",
                "Finished",
                "Generated",
                "Running",
                "Updating",
            ]
            .contains(&word)
    };
    let lines = output.lines().filter(|line| !is_progress(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Each of these lines once, with how often it occurs.
pub fn counted(lines: &[String]) -> Vec<String> {
    let mut sorted = lines.to_vec();
    sorted.sort();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|same| match same {
            [line] => line.clone(),
            _ => format!("{} ({} times)", same[0], same.len()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Tests, complaints, counted};

    const OUTPUT: &str = "\nrunning 4 tests\ntest a ... ok\ntest x::b ... FAILED\n\
        test c ... ok\ntest d ... ignored, needs Chromium\n\
        test page.md - T (line 8) ... FAILED\n\nfailures:\n\n\
        ---- page.md - T (line 8) stdout ----\nnot ours\n\n\
        test result: FAILED. 0 passed; 1 failed; 0 ignored\n\nsuccesses:\n\n\
        ---- a stdout ----\nskipped: no corpus\nskipped: nor another\n\n\
        ---- c stdout ----\nchatter\n\nsuccesses:\n    a\n    c\n\nfailures:\n\n\
        ---- x::b stdout ----\nskipped: not so\nwrong\n\nfailures:\n    x::b\n\n\
        test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured\n";

    #[test]
    fn tests_are_counted_and_only_failing_ones_quoted() {
        assert_eq!(
            Tests::read(OUTPUT),
            Tests {
                passed: 1,
                failed: 1,
                skipped: vec!["skipped: no corpus".to_owned()],
                failures: "---- x::b stdout ----\nskipped: not so\nwrong\n\n".to_owned(),
            }
        );
    }

    #[test]
    fn progress_is_no_complaint() {
        let said = "   Compiling a v1\nerror: no\n   --> a\n    Finished x\n";
        assert_eq!(complaints(said), "error: no\n   --> a\n");
    }

    #[test]
    fn a_reason_is_said_once() {
        let lines = ["b", "a", "b"].map(str::to_owned);
        assert_eq!(counted(&lines), ["a", "b (2 times)"]);
    }
}
