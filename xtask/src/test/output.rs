//! What a run of Cargo says, and what of it a person has to see.

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
    /// Reads the standard output of `cargo test -- --show-output`.
    pub fn read(output: &str) -> Tests {
        let mut tests = Tests::default();
        // The section of a test; whether it is one that failed, and has not said that it was skipped.
        let mut is_failure = false;
        let mut inside = false;
        let mut may_skip = false;
        for line in output.lines() {
            if line == "failures:" || line == "successes:" {
                is_failure = line == "failures:";
                inside = false;
            } else if line.starts_with("---- ") && line.ends_with(" stdout ----") {
                inside = true;
                may_skip = !is_failure;
            } else if let Some(result) = line.strip_prefix("test result: ") {
                inside = false;
                tests.passed += count(result, " passed");
                tests.failed += count(result, " failed");
            }
            if inside && is_failure {
                let _ = writeln!(tests.failures, "{line}");
            }
            if inside && may_skip && line.starts_with("skipped: ") {
                may_skip = false;
                tests.skipped.push(line.to_owned());
            }
        }
        tests.passed = tests.passed.saturating_sub(tests.skipped.len());
        tests
    }
}

/// The number before a word.
fn count(text: &str, word: &str) -> usize {
    let before = text.split(word).next().unwrap_or("");
    let number = before.rsplit([' ', ';']).next().unwrap_or("");
    number.parse().unwrap_or(0)
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

    const OUTPUT: &str = "\nrunning 4 tests\ntest a ... ok\ntest b ... FAILED\n\nsuccesses:\n\n\
        ---- a stdout ----\nskipped: no corpus\nskipped: nor another\n\n---- c stdout ----\nchatter\n\n\
        successes:\n    a\n    c\n\nfailures:\n\n---- b stdout ----\nskipped: not so\nwrong\n\n\
        failures:\n    b\n\ntest result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured\n\n\
        running 2 tests\n\ntest result: ok. 12 passed; 0 failed; 0 ignored; 0 measured\n";

    #[test]
    fn tests_are_counted_and_only_failing_ones_quoted() {
        assert_eq!(
            Tests::read(OUTPUT),
            Tests {
                passed: 14,
                failed: 1,
                skipped: vec!["skipped: no corpus".to_owned()],
                failures: "---- b stdout ----\nskipped: not so\nwrong\n\n".to_owned(),
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
