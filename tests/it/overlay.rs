//! Texts that are not saved yet stand before the files, for all that the engine reads.

use crate::support::Book;
use jiff::civil::date;
use mdbook_patterns::catalogue::today::Today;
use mdbook_patterns::config::Config;
use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine::baseline::Baseline;
use mdbook_patterns::engine::told::Told;
use mdbook_patterns::engine::{self, Input, Markdown};
use mdbook_patterns::host::disk;
use mdbook_patterns::host::files::Disk;
use mdbook_patterns::host::overlay::Overlay;
use mdbook_patterns::rules::settings::BookRules;
use std::collections::HashSet;

const RULES: &[&str] = &["broken-link", "frontmatter-syntax", "unlisted-page"];

/// What these rules say of the book with these texts before its files.
fn found(book: &Book, texts: &[(&str, &str)]) -> Vec<String> {
    let texts = texts
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let files = Overlay::new(Disk::new(book.path(), "src", "book"), texts);
    let chapters = disk::chapters(book.path(), &files, "src").unwrap();
    let input = Input {
        files: Box::new(files),
        src: "src".to_owned(),
        listed: HashSet::default(),
        config: Config::default(),
        rules: BookRules::default(),
        baseline: Baseline::default(),
        markdown: Markdown::default(),
        today: Today::new(date(2026, 7, 31), || date(2026, 8, 1)),
        diagrams: Diagrams::default(),
        target: None,
        read_files: true,
        told: Told::All,
    };
    let found = engine::run(&input, chapters).diagnostics;
    let found = found.iter();
    found
        .filter(|diagnostic| RULES.contains(&diagnostic.rule))
        .map(|diagnostic| format!("{} {}", diagnostic.file(), diagnostic.rule))
        .collect()
}

#[test]
fn the_engine_sees_texts_that_are_not_saved() {
    let page = "# A\n\n{{#include parts/part.md}}\n\n[b](b.md)\n";
    let book = Book::new(&[("a.md", page), ("b.md", "# B\n")]);
    book.write("src/parts/part.md", "Text.\n");
    let nothing: [&str; 0] = [];
    assert_eq!(found(&book, &[]), nothing);
    let broken = "---\ntitle: [x] y\n---\n\n# A\n";
    let unlisted = "---\ntype: pattern\n---\n\n# New\n";
    let summary = "- [new](new.md)\n";
    for (texts, expected) in [
        (vec![("src/b.md", broken)], "src/b.md frontmatter-syntax"),
        (
            vec![("src/parts/part.md", "[x](x.md)")],
            "src/a.md broken-link",
        ),
        (
            vec![("src/x/../new.md", unlisted)],
            "src/new.md unlisted-page",
        ),
        (
            vec![("src/SUMMARY.md", summary), ("src/new.md", broken)],
            "src/new.md frontmatter-syntax",
        ),
    ] {
        assert_eq!(found(&book, &texts), [expected], "{texts:?}");
    }
    // Where a link leads is seen, too.
    book.write("src/a.md", "[new](new.png)\n");
    assert_eq!(found(&book, &[]), ["src/a.md broken-link"]);
    assert_eq!(found(&book, &[("src/new.png", "")]), nothing);
    let saved = std::fs::read_to_string(book.path().join("src/b.md")).unwrap();
    assert_eq!(saved, "# B\n");
}
