//! `summary`: SUMMARY.md from the folders.

use crate::import::outline;
use crate::support::{Run, command, run};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A book with these pages; each has its file's name as a heading, but for those with a text.
fn book(summary: Option<&str>, pages: &[(&str, &str)]) -> TempDir {
    let book = TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let file = book.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("book.toml", "[book]\ntitle = \"X\"\n");
    if let Some(summary) = summary {
        write("src/SUMMARY.md", summary);
    }
    for (path, text) in pages {
        write(&format!("src/{path}"), text);
    }
    book
}

fn summary(book: &Path, arguments: &[&str]) -> Run {
    let run = run(command().arg("summary").arg(book).args(arguments), "");
    run.says(&[]);
    run
}

fn text(book: &TempDir) -> String {
    fs::read_to_string(book.path().join("src/SUMMARY.md")).unwrap()
}

const PAGES: &[(&str, &str)] = &[
    ("README.md", "# Start\n"),
    ("10-ten.md", "# Ten\n"),
    (
        "2-two.md",
        "---\ntitle: Two, of the frontmatter\n---\n# Two\n",
    ),
    ("part/index.md", "# The part\n"),
    ("part/b.md", "No heading.\n"),
    (
        "part/a.md",
        "# A *marked* [title]\n\n{{#include ../pieces/x.md:3}}\n",
    ),
    ("part/deep/er/z.md", "# Z\n"),
    ("loose/b_c.md", "text\n"),
    ("pieces/x.md", "a piece\n"),
];

#[test]
fn a_book_without_one_gets_it_from_its_folders() {
    let book = book(None, PAGES);
    let shown = summary(book.path(), &[]);
    assert_eq!(shown.code, Some(0));
    assert!(!book.path().join("src/SUMMARY.md").exists());
    let expected = "Start (README.md)\nTwo, of the frontmatter (2-two.md)\nTen (10-ten.md)\nLoose ()\n  B c (loose/b_c.md)\n\
                    The part (part/index.md)\n  A marked [title] (part/a.md)\n  B (part/b.md)\n  Deep ()\n    Er ()\n      Z (part/deep/er/z.md)\n";
    assert_eq!(outline(&shown.stdout), expected);
    let written = summary(book.path(), &["--write"]);
    written.says(&["added 8 pages to src/SUMMARY.md"]);
    assert_eq!(outline(&text(&book)), expected);
    let again = summary(book.path(), &["--write"]);
    again.says(&["nothing to do"]);
    assert_eq!(again.stdout, "");
}

#[test]
fn what_is_arranged_stays_and_what_is_missing_comes_beside_it() {
    let old = "# Contents\n\n[Before](README.md)\n\n# Part one\n\n* [Ten comes first](10-ten.md)\n* [My part](part/index.md)\n    * [B](part/b.md)\n\n\
               ---\n\n[After](after.md)\n";
    let book = book(Some(old), PAGES);
    fs::write(book.path().join("src/after.md"), "# After\n").unwrap();
    summary(book.path(), &["--write"]);
    let new = text(&book);
    // Every line of the author's is there, in its order.
    let mut lines = new.lines();
    assert!(
        old.lines().all(|line| lines.any(|other| other == line)),
        "{new}"
    );
    assert_eq!(
        outline(&new),
        "Before (README.md)\nPartTitle(\"Part one\")\nTen comes first (10-ten.md)\nTwo, of the frontmatter (2-two.md)\nLoose ()\n  B c (loose/b_c.md)\n\
         My part (part/index.md)\n  B (part/b.md)\n  A marked [title] (part/a.md)\n  Deep ()\n    Er ()\n      Z (part/deep/er/z.md)\n---\nAfter (after.md)\n"
    );
}

#[test]
fn any_form_of_a_list_goes_on_in_its_own_form() {
    for (old, expected) in [
        (
            "- [A](a.md)\n- [C](c.md)",
            "A (a.md)\nC (c.md)\nB (b.md)\nX ()\n  Y (x/y.md)\n",
        ),
        (
            "1. [A](a.md)\n2. [C](c.md)\n",
            "A (a.md)\nC (c.md)\nB (b.md)\nX ()\n  Y (x/y.md)\n",
        ),
        (
            "+ [A](a.md)\r\n\r\n+ [C](c.md)\r\n",
            "A (a.md)\nC (c.md)\nB (b.md)\nX ()\n  Y (x/y.md)\n",
        ),
        (
            "- [A](a.md)\n\t- [Y](x/y.md)\n- [C](./c.md)\n",
            "A (a.md)\n  Y (x/y.md)\nC (./c.md)\nB (b.md)\n",
        ),
        (
            "[A](a.md)\n[C](c.md)\n",
            "A (a.md)\nC (c.md)\nB (b.md)\nX ()\n  Y (x/y.md)\n",
        ),
        ("", "A (a.md)\nB (b.md)\nC (c.md)\nX ()\n  Y (x/y.md)\n"),
    ] {
        let book = book(
            Some(old),
            &[
                ("a.md", "# A"),
                ("b.md", "# B"),
                ("c.md", "# C"),
                ("x/y.md", "# Y"),
            ],
        );
        summary(book.path(), &["--write"]);
        let new = text(&book);
        assert_eq!(outline(&new), expected, "{old:?}: {new}");
        assert_eq!(new.contains("\r\n"), old.contains("\r\n"));
        assert!(!old.contains("\r\n") || !new.replace("\r\n", "").contains('\n'));
    }
}

#[test]
fn it_needs_a_book() {
    let empty = TempDir::new().unwrap();
    summary(empty.path(), &[]).is_refused(&["no `book.toml`"]);
}

/// No link of SUMMARY.md can hold a line break: written there, it would be a file that mdBook cannot read.
#[cfg(unix)]
#[test]
fn a_page_that_summary_cannot_name_is_left_out() {
    let book = crate::support::Book::new(&[("a.md", "# A\n")]);
    book.write("src/b\nc.md", "# B\n");
    let mut summary = command();
    let run = run(summary.args(["summary", "--write"]).arg(book.path()), "");
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("is left out"), "{}", run.stderr);
    let text = std::fs::read_to_string(book.path().join("src/SUMMARY.md")).unwrap();
    assert!(!text.contains("c.md"), "{text}");
    assert_ne!(book.check(&[]).code, Some(2));
}
