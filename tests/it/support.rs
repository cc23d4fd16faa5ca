//! Runs the real binary on books in temporary folders.

use mdbook_patterns::rules;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The line of [`BROKEN`] that is no YAML; the fault is `min`.
pub const FAULT: &str = "größe: [15] min";
/// A pattern page that denies.
pub const BROKEN: &str =
    "---\ntitle: Ünïcode 🏆\ntype: pattern\ngröße: [15] min\n---\n\n# Title\n\nText.\n";

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// That the binary could not run: one reason, nothing on standard output.
    #[track_caller]
    pub fn is_refused(&self, words: &[&str]) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(self.stdout, "");
        let reasons = self.stderr.lines().filter(|l| l.starts_with("error"));
        assert_eq!(reasons.count(), 1, "{self:?}");
        self.says(words);
    }

    /// That a configuration cannot be used, in these words.
    #[track_caller]
    pub fn is_refused_for(&self, words: &[&str], configuration: &str) {
        assert_eq!(self.code, Some(2), "{configuration}: {self:?}");
        assert_eq!(self.stdout, "");
        self.says(words);
        self.says(&["mistake"]);
    }

    /// That standard error has all these words, and no panic.
    #[track_caller]
    pub fn says(&self, words: &[&str]) {
        for word in words {
            assert!(self.stderr.contains(word), "no {word:?} in {self:?}");
        }
        assert!(!self.stderr.contains("panicked"), "{self:?}");
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The binary, free of what the tests' own environment says.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-patterns"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.to_uppercase().starts_with("MDBOOK_") {
            command.env_remove(&*name);
        }
    }
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// The same within a limit of the shell's: `-t 20` are seconds of the processor, `-v` is memory in KiB.
#[cfg(unix)]
pub fn command_within(limit: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit $0; exec \"$@\"", limit]);
    let command = command();
    for (name, _) in command.get_envs() {
        shell.env_remove(name);
    }
    shell.arg(command.get_program());
    shell
}

pub fn run(command: &mut Command, input: impl AsRef<[u8]>) -> Run {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // What is refused early may not be read.
    let _ = stdin.write_all(input.as_ref());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every rule but `frontmatter-syntax`: pages here break one rule at a time.
pub fn other_rules() -> impl Iterator<Item = &'static str> {
    let names = rules::ALL.iter().map(|rule| rule.name);
    names.filter(|name| *name != "frontmatter-syntax")
}

/// book.toml with only `frontmatter-syntax` at work, and these lines in `[preprocessor.patterns]`.
pub fn only_syntax(lines: &str) -> String {
    let mut toml = format!("[preprocessor.patterns]\n{lines}\n");
    for rule in other_rules() {
        let _ = writeln!(toml, "rules.{rule} = \"allow\"");
    }
    toml
}

/// A book in a temporary folder, its files under `src` listed in SUMMARY.md.
pub struct Book(TempDir);

impl Book {
    /// A book with these chapters and [`only_syntax`].
    pub fn new<P: AsRef<str>, T: AsRef<str>>(chapters: &[(P, T)]) -> Book {
        let book = Book(tempfile::tempdir().unwrap());
        book.write("book.toml", only_syntax(""));
        let mut summary = "# Summary\n\n".to_owned();
        for (path, text) in chapters {
            let (path, text) = (path.as_ref(), text.as_ref());
            let _ = writeln!(summary, "- [{path}]({path})");
            book.write(&format!("src/{path}"), text);
        }
        book.write("src/SUMMARY.md", summary);
        book
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn check(&self, arguments: &[&str]) -> Run {
        check(self.path(), arguments)
    }
}

/// Checks a book, in silence where there is nothing to say.
pub fn check(book: &Path, arguments: &[&str]) -> Run {
    run(
        command()
            .arg("check")
            .arg(book)
            .arg("--quiet")
            .args(arguments),
        "",
    )
}

/// The real pages beside the checkout, where they are.
pub fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let found = folder.join("book.toml").is_file();
    if !found {
        eprintln!("skipped: there is no corpus at `../shared/corpus`");
    }
    found.then_some(folder)
}
