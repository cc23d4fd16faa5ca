//! `mdbook-patterns render FILE`, and `--explain`.

use crate::support::{Book, Run, command, run};

fn render(book: &Book, file: &str, arguments: &[&str]) -> Run {
    let mut command = command();
    command
        .arg("render")
        .arg(book.path().join(file))
        .args(arguments);
    run(&mut command, "")
}

fn book() -> Book {
    let a =
        "# A\n\n[to b](b/) and ++ctrl+c++\n\n!!! note \"*T*\"\n    Body\n\n{{#include part.txt}}\n";
    let book = Book::new(&[("a.md", a), ("b.md", "# B\n")]);
    book.write("src/part.txt", "Included.\n");
    book
}

#[test]
fn a_page_as_mdbook_gets_it() {
    let book = book();
    let html = render(&book, "src/a.md", &[]);
    assert_eq!(html.code, Some(0), "{html:?}");
    assert!(
        html.stdout.contains(
            "[to b](b.md) and <span class=\"patterns-keys\"><kbd>ctrl</kbd>"
                .replace("ctrl", "Ctrl")
                .as_str()
        ),
        "{html:?}"
    );
    assert!(
        html.stdout
            .contains("<p class=\"patterns-title\"><em>T</em></p>")
    );
    assert!(html.stdout.contains("\nIncluded.\n"));
    // What the book's own files bring is left out.
    assert!(!html.stdout.contains("<script>"));
    let markdown = render(&book, "src/a.md", &["--format", "markdown"]);
    assert!(
        markdown.stdout.contains("> *T*\n>\n> Body\n"),
        "{markdown:?}"
    );
}

#[test]
fn each_change_names_the_transform_that_made_it() {
    let run = render(&book(), "src/a.md", &["--explain"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for step in [
        "src/a.md:3:8: links\n- b/\n+ b.md\n",
        "src/a.md:3:16: markup\n- ++ctrl+c++\n",
        "src/a.md:5:1: frames\n- !!! note \"*T*\"\n+ <div class=\"patterns-admonition patterns-note\"",
    ] {
        assert!(run.stdout.contains(step), "no {step:?} in {}", run.stdout);
    }
    // Each name is a file's.
    for line in run
        .stdout
        .lines()
        .filter(|line| line.starts_with("src/a.md:"))
    {
        let by = line.rsplit(' ').next().unwrap();
        let file = |room: &str| {
            let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            src.join(room).join(format!("{by}.rs")).is_file()
        };
        assert!(file("render") || file("material"), "{line}");
    }
}

#[test]
fn what_is_no_page_of_a_book_is_refused() {
    let book = book();
    book.write("src/other.md", "# Other\n");
    book.write("notes.md", "# Notes\n");
    render(&book, "src/other.md", &[]).is_refused(&["is no chapter of its book", "SUMMARY.md"]);
    render(&book, "notes.md", &[]).is_refused(&["does not stand below"]);
    render(&book, "src/nothing.md", &[]).is_refused(&["nothing.md"]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.md"), "# X\n").unwrap();
    let mut command = command();
    command.arg("render").arg(folder.path().join("x.md"));
    run(&mut command, "").is_refused(&["book.toml"]);
}
