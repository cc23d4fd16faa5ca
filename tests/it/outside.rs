//! What lies outside of a book, what is no file, and paths that lead round.

use crate::site::Site;
use crate::support::{BROKEN, Book, Run, command, only_syntax};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Runs to the end, or fails: reading a pipe may never end.
fn soon(command: &mut Command) -> Run {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child: Child = command.stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn check(book: &Book) -> Run {
    soon(command().arg("check").arg(book.path()))
}

#[cfg(unix)]
fn pipe(book: &Book, path: &str) {
    let path = book.path().join(path);
    let _ = std::fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_named_and_not_read() {
    for path in ["src/a.md", "src/SUMMARY.md", "book.toml", "known.txt"] {
        let book = Book::new(&[("a.md", "# A\n")]);
        book.write("book.toml", only_syntax("baseline = \"known.txt\""));
        book.write("known.txt", "");
        assert_eq!(check(&book).code, Some(0));
        pipe(&book, path);
        check(&book).is_refused(&[path, "it is a pipe, no file"]);
    }
    let book = Book::new(&[("a.md", "{{#include part.md}}\n")]);
    pipe(&book, "src/part.md");
    let said = ["`src/a.md` includes `src/part.md`: it is a pipe, no file"];
    check(&book).is_refused(&said);
    for name in ["fix", "status"] {
        soon(command().arg(name).arg(book.path())).is_refused(&said);
    }
    pipe(&book, "patterns.css");
    let install = soon(command().arg("install").arg(book.path()));
    install.is_refused(&["patterns.css", "it is a pipe, no file"]);
}

#[cfg(unix)]
#[test]
fn a_template_that_is_no_file_is_called_what_it_is() {
    let book = Book::new(&[("a.md", "# A\n")]);
    let table = "[preprocessor.patterns.templates.t]\nfile = \"t.md\"\npages = [\"a.md\"]\n";
    book.write("book.toml", table);
    pipe(&book, "t.md");
    check(&book).says(&["the template `t.md` is a pipe, no file"]);
    std::fs::remove_file(book.path().join("t.md")).unwrap();
    std::fs::create_dir(book.path().join("t.md")).unwrap();
    check(&book).says(&["the template `t.md` is a folder, no file"]);
}

#[test]
fn a_folder_is_no_file() {
    for path in ["src/a.md", "src/SUMMARY.md", "book.toml"] {
        let book = Book::new(&[("a.md", "# A\n")]);
        std::fs::remove_file(book.path().join(path)).unwrap();
        std::fs::create_dir(book.path().join(path)).unwrap();
        check(&book).is_refused(&[path, "it is a folder, no file"]);
    }
}

/// mdBook reads a chapter wherever it lies, and what it includes, so their faults are shown; what is
/// included has none of its own: they stand at the directive.
#[cfg(unix)]
#[test]
fn chapters_are_read_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.md"), BROKEN).unwrap();
    let book = Book::new::<&str, &str>(&[]);
    std::os::unix::fs::symlink(folder.path(), book.path().join("src/link")).unwrap();
    book.write("broken.md", BROKEN);
    book.write("src/a.md", "{{#include link/broken.md}}\n");
    let summary = "- [a](link/broken.md)\n- [b](../broken.md)\n- [c](a.md)\n";
    book.write("src/SUMMARY.md", summary);
    let run = check(&book);
    assert_eq!(run.code, Some(1));
    run.says(&["src/link/broken.md:4", "src/../broken.md:4", "src/a.md:1:1"]);
    assert_eq!(run.stderr.matches("[frontmatter-syntax]").count(), 3);
}

/// As mdBook takes it; editors get paths that lead somewhere.
#[cfg(unix)]
#[test]
fn a_source_folder_by_its_whole_path_is_called_so() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::new(&[("page.md", "# A\n")]);
    let src = folder.path().canonicalize().unwrap();
    std::fs::write(src.join("SUMMARY.md"), "- [A](a.md)\n").unwrap();
    std::fs::write(src.join("a.md"), BROKEN).unwrap();
    book.write(
        "book.toml",
        format!(
            "[book]\nsrc = {:?}\n[preprocessor.patterns]\n",
            src.to_str().unwrap()
        ),
    );
    let file = src.join("a.md").display().to_string();
    let run = book.check(&["--format", "short"]);
    assert!(run.stdout.starts_with(&format!("{file}:4:8: ")), "{run:?}");
    let run = book.check(&["--format", "github"]);
    assert!(run.stdout.contains(&format!("file={file},")), "{run:?}");
}

#[test]
fn a_book_without_a_summary_is_told_how_to_make_one() {
    let book = Book::new(&[("page.md", "# A\n")]);
    std::fs::remove_file(book.path().join("src/SUMMARY.md")).unwrap();
    book.check(&[]).is_refused(&[
        "src/SUMMARY.md` does not exist: `mdbook-patterns summary --write` makes it",
    ]);
    let made = crate::support::run(command().args(["summary", "--write"]).arg(book.path()), "");
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_eq!(book.check(&[]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_baseline_lies_in_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new("baseline = \"known.txt\"", &[("a.md", "# A\n")]);
    let link = |to: &std::path::Path| {
        let path = site.path().join("known.txt");
        let _ = std::fs::remove_file(&path);
        std::os::unix::fs::symlink(to, path).unwrap();
    };
    let check = || soon(command().arg("check").arg(site.path()));
    std::fs::write(folder.path().join("known.txt"), "").unwrap();
    link(&folder.path().join("known.txt"));
    check().is_refused(&["known.txt` is a link out of the book"]);
    assert!(!site.build());
    site.write("lists/known.txt", "");
    link(&site.path().join("lists/known.txt"));
    assert_eq!(check().code, Some(0));
    assert!(site.build());
}

#[test]
fn a_path_that_leads_round_is_the_same_page() {
    let fixable = "---\ntype: pattern\n---\n\n# A\n\n## Level 1: Wrong\n\nText.\n";
    let rules = "rules.level-heading = \"deny\"";
    let site = Site::new(rules, &[("a.md", fixable), ("x/b.md", fixable)]);
    let summary =
        "- [a](a.md)\n- [b](x/../a.md)\n- [c](./a.md)\n- [d](x/b.md)\n- [e](x/./y/.././b.md)\n";
    site.write("src/SUMMARY.md", summary);
    let only = ["--only", "level-heading", "--format", "short"];
    let run = soon(command().arg("check").arg(site.path()).args(only));
    let found: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(found.len(), 2, "{run:?}");
    assert!(
        found[0].contains("src/a.md:7") && found[1].contains("src/x/b.md:7"),
        "{run:?}"
    );
    let fix = ["--unsafe", "--rule", "level-heading"];
    let run = soon(command().arg("fix").arg(site.path()).args(fix));
    run.says(&["fixed 2 violations in 2 files"]);
    assert!(!run.stderr.contains("changed in the meantime"), "{run:?}");
    for path in ["src/a.md", "src/x/b.md"] {
        let text = std::fs::read_to_string(site.path().join(path)).unwrap();
        assert!(
            text.contains("## Level 1: Intuition (5 min) {#intuition}"),
            "{text}"
        );
    }
}

#[test]
fn files_that_include_themselves_come_to_an_end() {
    let start = std::time::Instant::now();
    let itself = "{{#include a.md}} {{#include a.md}}\n";
    let text =
        format!("\u{feff}# A\n\nüa {{{{#include a.md}}}}\n{itself}\n{{{{#include b.md}}}}\n");
    let line = "a line of a file that brings a page to its end\n";
    let book = Book::new(&[
        ("a.md", text.as_str()),
        (
            "b.md",
            "# B\n\n{{#include small.txt}} {{#include big.txt}}\n{{#include small.txt}}\n",
        ),
        ("c.md", &"{{#include big.txt:7}}\n".repeat(40)),
        ("d.md", "{{#include d.md}}\n"),
    ]);
    book.write("src/big.txt", line.repeat(200_000));
    book.write("src/small.txt", line);
    let run = book.check(&[]);
    assert!(
        start.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let said = |place: &str| format!("warning: {place}: what the page includes is more than 8 MiB");
    for place in ["src/a.md:3:4", "src/b.md:3:24"] {
        assert_eq!(run.stderr.matches(&said(place)).count(), 1, "{run:?}");
    }
    // A line of a long file is little, and once in itself is mdBook's own affair.
    assert_eq!(run.stderr.matches("more than 8 MiB").count(), 2, "{run:?}");
}

/// What is indented far costs what it brings.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn indentation_of_what_is_included_is_bounded() {
    let far = format!("- {}", " ".repeat(100_000));
    let many = format!(
        "# A\n\n- - {}a {}\n",
        "- ".repeat(50_000),
        "{{#include two.md}}".repeat(5_000)
    );
    let book = Book::new(&[
        (
            "a.md",
            &format!("# A\n\n- a\n\n{far}{{{{#include long.md}}}}\n"),
        ),
        (
            "b.md",
            &format!("# B\n\n{}--8<-- \"long.md\"\n", " ".repeat(100_000)),
        ),
        ("c.md", &many),
        ("d.md", &"--8<-- \"gone.md\"\n".repeat(40_000)),
    ]);
    book.write("src/long.md", "a\n".repeat(50_000));
    book.write("src/two.md", "a\nb\n");
    for index in 0..1_000 {
        book.write(&format!("src/gane{index}.txt"), "");
    }
    let start = Instant::now();
    let run = soon(command().arg("check").arg(book.path()));
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    for place in [
        "src/a.md:5:100003",
        "src/b.md:3:1",
        "src/c.md:3:",
        "src/d.md:",
    ] {
        run.says(&[&format!("warning: {place}")]);
    }
}

/// mdBook copies what symbolic links lead to, and leads old addresses on.
#[cfg(unix)]
#[test]
fn links_to_what_the_built_book_has_are_no_broken_ones() {
    let page = "# A\n\n![plan](plans/plan.png) [old](old/a.md) [older](old/b/) [gone](old/c.md)\n\n![x](plans/y.png)\n";
    let book = Book::new(&[("a.md", page)]);
    let plans = tempfile::tempdir().unwrap();
    std::fs::write(plans.path().join("plan.png"), "").unwrap();
    std::os::unix::fs::symlink(plans.path(), book.path().join("src/plans")).unwrap();
    book.write(
        "book.toml",
        "[book]\ntitle = \"x\"\n[output.html.redirect]\n\"/old/a.html\" = \"../a.html\"\n\"/old/b/index.html\" = \"../../a.html\"\n",
    );
    let report = book.check(&["--format", "json"]).json();
    let broken = report["diagnostics"].as_array().unwrap();
    let broken: Vec<&str> = broken
        .iter()
        .map(|found| {
            found["message"]
                .as_str()
                .unwrap()
                .split('`')
                .nth(1)
                .unwrap()
        })
        .collect();
    assert_eq!(broken, ["old/c.md", "plans/y.png"]);
}
