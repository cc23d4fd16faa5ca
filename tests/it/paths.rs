//! `check` takes books, folders and pages, several of them.

use crate::support::{Book, command, run};
use std::path::Path;

fn check(folder: &Path, arguments: &[&str]) -> crate::support::Run {
    run(
        command().current_dir(folder).arg("check").args(arguments),
        "",
    )
}

fn library() -> Book {
    let book = Book::new(&[
        ("a.md", "# A\n\n[x](gone.md) [y](sub/b.md#nowhere)\n"),
        ("sub/b.md", "# B\n\n[x](gone.md)\n"),
        ("sub/c.md", "# C\n\nText.\n"),
    ]);
    book.write(
        "book.toml",
        "[book]\ntitle = \"x\"\n[preprocessor.patterns]\npages = [\"none/**\"]\n",
    );
    book
}

/// What is said of each file, in short form.
fn said(run: &crate::support::Run) -> Vec<String> {
    let lines = run.stdout.lines();
    lines
        .map(|line| line.split(": ").next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_page_and_a_folder_get_what_the_whole_book_says_of_them() {
    let book = library();
    let whole = said(&check(book.path(), &["--format", "short"]));
    assert!(whole[0].starts_with("book.toml"), "{whole:?}");
    for (paths, prefix) in [
        (&["src/a.md"][..], &["src/a.md"][..]),
        (&["src/sub"], &["src/sub/"]),
        (&["src/sub/", "src/a.md"], &["src/a.md", "src/sub/"]),
        (&["src"], &["src/"]),
        (&[".", "src/a.md"], &[""]),
    ] {
        let run = check(book.path(), &[&["--format", "short"], paths].concat());
        assert_eq!(run.code, Some(1), "{run:?}");
        let wanted = |line: &&String| prefix.iter().any(|start| line.starts_with(start));
        let wanted: Vec<_> = whole.iter().filter(wanted).cloned().collect();
        assert_eq!(said(&run), wanted, "{paths:?}");
    }
    // From inside of the book, too, and where the page is clean.
    let run = check(&book.path().join("src/sub"), &["c.md"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&["1 page: no violation"]);
    let run = check(
        &book.path().join("src/sub"),
        &["--format", "short", "../a.md"],
    );
    assert_eq!(run.stdout.lines().count(), 2, "{run:?}");
}

#[test]
fn several_books_are_checked_one_after_another() {
    let (one, other) = (library(), Book::new(&[("z.md", "# Z\n\n[x](gone.md)\n")]));
    other.write("book.toml", "[book]\ntitle = \"x\"\n");
    let paths = [one.path().to_str().unwrap(), other.path().to_str().unwrap()];
    let run = check(
        Path::new("/"),
        &[&["--format", "short"], &paths[..]].concat(),
    );
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("src/z.md") && run.stdout.contains("src/sub/b.md"),
        "{run:?}"
    );
    let run = check(
        Path::new("/"),
        &[&["--format", "json"], &paths[..]].concat(),
    );
    let report = run.json();
    let files: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["file"].as_str().unwrap())
        .collect();
    assert!(
        files
            .iter()
            .any(|file| file.ends_with("src/z.md") && file.len() > 10),
        "{files:?}"
    );
    assert_eq!(report["summary"]["pages"], 4);
    let run = check(
        Path::new("/"),
        &[&["--format", "sarif"], &paths[..]].concat(),
    );
    assert_eq!(run.json()["runs"].as_array().unwrap().len(), 2);
    let run = check(
        Path::new("/"),
        &[&["--write-baseline=x"], &paths[..]].concat(),
    );
    run.is_refused(&["one whole book"]);
}

#[test]
fn what_is_no_part_of_a_book_is_named() {
    let book = library();
    book.write("src/unlisted.md", "# U\n");
    check(book.path(), &["src/unlisted.md"]).is_refused(&[
        "`src/unlisted.md` is no chapter",
        "SUMMARY.md does not list it",
    ]);
    check(book.path(), &["src/gone.md"]).is_refused(&["no `book.toml` in `src/gone.md`"]);
    let empty = tempfile::tempdir().unwrap();
    check(empty.path(), &[empty.path().to_str().unwrap()])
        .is_refused(&["or above it: give the folder of a book"]);
}

#[test]
fn github_gets_paths_from_its_workspace() {
    let book = library();
    let workspace = book.path().parent().unwrap();
    let name = book.path().file_name().unwrap().to_str().unwrap();
    for (format, wanted) in [
        ("github", format!("file={name}/src/a.md")),
        ("sarif", format!("\"{name}/src/a.md\"")),
    ] {
        let run = run(
            command()
                .current_dir(book.path().join("src"))
                .env("GITHUB_WORKSPACE", workspace)
                .args(["check", "..", "--format", format]),
            "",
        );
        assert!(run.stdout.contains(&wanted), "{wanted}: {run:?}");
    }
}
