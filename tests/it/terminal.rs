//! What authors see: reviewed snapshots. `SNAPSHOTS=overwrite cargo test` writes them anew.

use crate::site::{BINARY, Site};
use snapbox::file;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn check(book: &Path, colour: bool) -> Output {
    let mut command = Command::new(BINARY);
    command
        .arg("check")
        .arg(book)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command.env(if colour { "CLICOLOR_FORCE" } else { "NO_COLOR" }, "1");
    command.output().unwrap()
}

#[test]
fn a_broken_book() {
    let book = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/broken-book");
    let output = check(&book, false);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let report = String::from_utf8(output.stderr).unwrap();
    snapbox::assert_data_eq!(report, file!["../broken-book.stderr"].raw());
}

/// The picture in the README.
#[test]
fn a_small_report_in_colour() {
    let page = "---\ntitle: Bulkhead\ntype: pattern\ncategory: resiliance\nexcellence_tier: silver\n---\n\n# Bulkhead\n\n\
                !!! warning \"🏆 Gold Standard Pattern\"\n    **One pool, one dependency**\n\n\
                ## Level 2: Foundation (10 min) {#foundation}\n\nWalls.\n\n## Level 1: Intuition (5 min) {#intuition}\n\nA ship.\n";
    let rules = [
        "frontmatter-field-value",
        "tier-banner-mismatch",
        "level-order",
    ];
    let silent = mdbook_patterns::rules::ALL
        .iter()
        .filter(|rule| !rules.contains(&rule.name));
    let mut table = String::new();
    for rule in silent {
        let _ = writeln!(table, "rules.{} = \"allow\"", rule.name);
    }
    let site = Site::new(&table, &[("resilience/bulkhead.md", page)]);
    let output = check(site.path(), true);
    let report = String::from_utf8(output.stderr).unwrap();
    snapbox::assert_data_eq!(report, file!["../../docs/diagnostics.term.svg": TermSvg]);
}

/// The picture of an import: the small site of `docs/mkdocs-site`.
#[test]
fn an_import_in_colour() {
    let site = crate::import::Project::copy(
        &PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/mkdocs-site"),
    );
    let output = Command::new(BINARY)
        .arg("import")
        .current_dir(site.path())
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    // A terminal shows both as one; the last line comes behind the report.
    let said = String::from_utf8(output.stderr).unwrap();
    let (before, next) = said.trim_end().rsplit_once('\n').unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let site = site.built();
    let folder = site.path().display().to_string();
    let built = site.said().join("\n").replace(&folder, "/handbook");
    let shown =
        format!("$ mdbook-patterns import\n{before}\n{report}{next}\n$ mdbook build\n{built}\n");
    snapbox::assert_data_eq!(shown, file!["../../docs/import.term.svg": TermSvg]);
    assert!(site.html("guide/berths.html").contains("patterns-"));
}

/// The other picture: a first look at a library that nobody has checked before. It is the example, with
/// what an old library lacks taken out.
#[test]
fn an_old_library_at_first_sight() {
    let site = Site::copy(&crate::site::example(), "").unwrap();
    for path in crate::corpus::chapters(&site.path().join("src")) {
        let file = format!("src/{}", path.display());
        let text = std::fs::read_to_string(site.path().join(&file)).unwrap();
        let aged: Vec<&str> = text
            .lines()
            .filter(|line| {
                let gone = ["tagline:", "introduced:", "### The Story", "### Common"];
                !gone.iter().any(|start| line.starts_with(start))
            })
            .collect();
        let mut aged = aged.join("\n");
        for (new, old) in [
            ("../laws/", "../axioms/"),
            ("- [ ]", "-"),
            (" min) {#", " minutes) {#"),
            ("!!! success", "!!! sucess"),
            ("difficulty: intermediate", "difficulty: medium"),
            ("best_for:", "best-for:"),
            ("### ❌ DON'T Use When", "### Notes"),
            ("## Quick Reference", "## Cheat Sheet"),
        ] {
            aged = aged.replace(new, old);
        }
        site.write(&file, &(aged + "\n"));
    }
    let mut command = Command::new(BINARY);
    command.args(["check", "--statistics"]).arg(site.path());
    command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
    let output = command.output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    snapbox::assert_data_eq!(report, file!["../../docs/statistics.term.svg": TermSvg]);
}

/// What is printed as it stands: a pipe gets every byte, a terminal nothing that it would obey.
#[cfg(target_os = "linux")]
#[test]
fn texts_of_a_book_are_whole_in_a_pipe_and_harmless_on_a_terminal() {
    const TEXT: &str = "# A\n\n\u{1b}[31mred \u{202e}odd\n";
    let site = Site::new(
        "profile = \"adopt\"\ntemplates.note = { file = \"note.md\", pages = [\"notes/*\"] }",
        &[("a.md", TEXT)],
    );
    site.write("note.md", TEXT);
    let pattern = format!("---\ntype: pattern\ntitle: \"\\e[31mred \\u202Eodd\"\n---\n\n{TEXT}");
    site.write("src/c.md", &pattern);
    site.write("src/SUMMARY.md", "- [A](a.md)\n- [C](c.md)\n");
    site.write("src/\u{202e}b.md", "# B\u{202e}\n");
    let page = site.path().join("src/a.md");
    let book = site.path().to_str().unwrap().to_owned();
    for (arguments, odd) in [
        (
            vec!["render", page.to_str().unwrap()],
            "\u{1b}[31mred \u{202e}odd",
        ),
        (
            vec!["template", "note", "--book", &book],
            "\u{1b}[31mred \u{202e}odd",
        ),
        (
            vec!["export", "--format", "csv", &book],
            "\u{1b}[31mred \u{202e}odd",
        ),
        (vec!["summary", &book], "[B\u{202e}](<\u{202e}b.md>)"),
    ] {
        let piped = Command::new(BINARY).args(&arguments).output().unwrap();
        let piped = String::from_utf8(piped.stdout).unwrap();
        assert!(piped.contains(odd), "{arguments:?}: {piped:?}");
        let line = format!("{BINARY} {}", arguments.join(" "));
        let mut script = Command::new("script");
        script
            .args(["-qec", &line, "/dev/null"])
            .stdin(std::process::Stdio::null());
        let Ok(shown) = script.output() else {
            eprintln!("skipped: there is no `script` to lend a terminal");
            return;
        };
        let shown = String::from_utf8_lossy(&shown.stdout);
        assert!(
            !shown.contains("\u{1b}[31m") && !shown.contains('\u{202e}'),
            "{arguments:?}: {shown:?}"
        );
    }
}
