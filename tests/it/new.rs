//! `new`, `template` and `schema`, from outside.

use crate::support::{Book, Run, command, run};
use boon::{Compiler, Schemas};
use serde_json::{Value, json};

const ADR: &str = "---\n# patterns begins no comment here\nstatus: \"{proposed | accepted | superseded by ADR-{n}}\"\n\
    date: YYYY-MM-DD\nkind: decision\nticket: [N]  # optional\n---\n\n# ADR-NNNN: {short title}\n\n\
    ## Context\n\n{What is the issue?}\n\n<!-- patterns: list = { min = 1 } -->\n\n## Decision\n\n{What was decided?}\n\n\
    <!-- This section is optional. -->\n## Costs\n\n{What does it cost?}\n";
const TABLE: &str = "[preprocessor.patterns.templates.adr]\nfile = \"templates/adr.md\"\npages = [\"decisions/**/*.md\"]\n";
const PAGE: &str = "---\nstatus: accepted\ndate: 2024-01-02\nkind: decision\n---\n\n# ADR-0009: Take it\n\n## Context\n\nIt is so.\n\n## Decision\n\nWe take it.\n";

fn book() -> Book {
    let book = Book::new(&[("decisions/0009-take-it.md", PAGE), ("end.md", "# End\n")]);
    book.write("book.toml", TABLE);
    book.write("templates/adr.md", ADR);
    book
}

fn inside(book: &Book, arguments: &[&str]) -> Run {
    run(command().current_dir(book.path()).args(arguments), "")
}

fn text(book: &Book, path: &str) -> String {
    std::fs::read_to_string(book.path().join(path)).unwrap()
}

#[test]
fn a_new_page_lacks_only_what_nobody_can_know() {
    let book = book();
    let made = inside(
        &book,
        &[
            "new",
            "adr",
            "Use: \"PostgreSQL\"",
            "--field",
            "status=proposed",
        ],
    );
    assert_eq!((made.code, made.stdout.as_str()), (Some(0), ""), "{made:?}");
    let page = text(&book, "src/decisions/0010-use-postgresql.md");
    let (front, body) = page.split_once("\n---\n").unwrap();
    assert!(
        front.contains("status: proposed\n") && front.ends_with("kind: decision"),
        "{front}"
    );
    assert!(
        front.contains("date: 2") && !front.contains("ticket"),
        "{front}"
    );
    assert!(body.contains("# ADR-0010: Use: \"PostgreSQL\"\n"), "{body}");
    assert!(
        !body.contains("patterns:") && !body.contains("Costs"),
        "{body}"
    );
    let summary = text(&book, "src/SUMMARY.md");
    let lines: Vec<&str> = summary
        .lines()
        .filter(|line| line.starts_with('-'))
        .collect();
    assert_eq!(
        lines[1], "- [Use: \"PostgreSQL\"](decisions/0010-use-postgresql.md)",
        "{summary}"
    );
    let checked = book.check(&["--format", "short"]);
    let of_page = checked.stdout.lines().filter(|line| line.contains("0010"));
    for line in of_page {
        assert!(line.contains("[placeholder]"), "{line}");
    }
}

#[test]
fn a_new_page_has_all_where_that_is_wanted() {
    let book = book();
    assert_eq!(
        inside(
            &book,
            &[
                "new",
                "adr",
                "Take that",
                "--all",
                "--dir",
                "decisions/more"
            ]
        )
        .code,
        Some(0)
    );
    // Pages are numbered folder by folder.
    let page = text(&book, "src/decisions/more/0001-take-that.md");
    assert!(
        page.contains("## Costs") && page.contains("ticket: "),
        "{page}"
    );
    assert!(
        page.contains("status: \"{proposed | accepted | superseded by ADR-{n}}\""),
        "{page}"
    );
}

#[test]
fn nothing_is_overwritten_and_mistakes_are_named() {
    let book = book();
    book.write("src/decisions/0010-take-it.md", "mine");
    let before = text(&book, "src/SUMMARY.md");
    // The number makes another name, so one without numbers is taken.
    book.write("templates/adr.md", ADR.replace("NNNN", "x"));
    std::fs::remove_file(book.path().join("src/decisions/0009-take-it.md")).unwrap();
    book.write("src/decisions/take-it.md", "mine");
    std::fs::remove_file(book.path().join("src/decisions/0010-take-it.md")).unwrap();
    inside(&book, &["new", "adr", "Take it"]).is_refused(&["src/decisions/take-it.md"]);
    assert_eq!(text(&book, "src/decisions/take-it.md"), "mine");
    assert_eq!(text(&book, "src/SUMMARY.md"), before);
    inside(&book, &["new", "ard", "X"]).is_refused(&["did you mean `adr`?"]);
    inside(&book, &["new", "adr", "X", "--field", "staus=x"])
        .is_refused(&["did you mean `status`?"]);
    inside(&book, &["new", "adr", "X", "--field", "status"]).is_refused(&["has no `=`"]);
    inside(&book, &["new", "adr", "X", "--dir", "elsewhere"])
        .is_refused(&["would be no page of `adr`"]);
    inside(&book, &["new", "adr", "X", "--dir", "../decisions"])
        .is_refused(&["would be no page of `adr`"]);
    inside(&book, &["new", "adr", " "]).is_refused(&["one line of text"]);
}

#[test]
fn where_the_list_cannot_be_written_there_is_no_page() {
    let book = book();
    let list = book.path().join("src/SUMMARY.md");
    let mut rights = std::fs::metadata(&list).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&list, rights).unwrap();
    let before = std::fs::read_dir(book.path().join("src/decisions"))
        .unwrap()
        .count();
    inside(&book, &["new", "adr", "Take it twice"]).is_refused(&["SUMMARY.md", "read-only"]);
    let after = std::fs::read_dir(book.path().join("src/decisions"))
        .unwrap()
        .count();
    assert_eq!(after, before);
}

#[test]
fn a_template_is_printed_and_explained() {
    let book = book();
    let printed = inside(&book, &["template", "adr"]);
    assert_eq!((printed.code, printed.stdout.as_str()), (Some(0), ADR));
    let explained = inside(&book, &["template", "adr", "--explain"]).stdout;
    for words in [
        "| `status` | yes | one of proposed, accepted, superseded by ADR-{n} |",
        "| `date` | yes | a date `YYYY-MM-DD` |",
        "| `ticket` |  | a number |",
        "| ## Context | yes |",
        "| ## Costs |  |",
    ] {
        assert!(explained.contains(words), "{words}\n{explained}");
    }
}

#[test]
fn the_schema_is_one_and_says_what_pages_may_have() {
    let book = book();
    let schema = inside(&book, &["schema", "adr"]).json();
    let mut compiler = Compiler::new();
    compiler
        .add_resource("https://example.org/adr.json", schema)
        .unwrap();
    let mut schemas = Schemas::new();
    // Boon holds what it compiles against the meta-schema.
    let at = compiler
        .compile("https://example.org/adr.json", &mut schemas)
        .unwrap();
    let valid = |page: &Value| schemas.validate(page, at).is_ok();
    let page = |status: &str| json!({ "status": status, "date": "2024-01-02", "kind": "decision" });
    assert!(valid(&page("accepted")) && valid(&page("superseded by ADR-7")));
    assert!(!valid(&page("acepted")));
    assert!(!valid(&json!({ "status": "accepted", "kind": "decision" })));
    assert!(!valid(
        &json!({ "status": "accepted", "kind": "decision", "date": "soon" })
    ));
    let mut more = page("accepted");
    more["owner"] = json!("Ann");
    more["ticket"] = json!(12);
    assert!(valid(&more));
}
