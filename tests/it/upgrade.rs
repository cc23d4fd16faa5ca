//! `fix --to`: pages of an older edition get what the newest one has more.

use crate::support::{Book, Run, command, run};

const OLD: &str =
    "---\ndate: YYYY-MM-DD\n---\n\n# {title}\n\n## Context\n\n{why}\n\n## Decision\n\n{what}\n";
const NEW: &str = "---\ndate: YYYY-MM-DD\nstatus: \"{proposed | accepted}\"\ntype: decision\nowner: {team}  # optional\n\
    successor: {page}  # patterns: when = { status = \"superseded\" }\n---\n\n\
    # {title}\n\n## Context\n\n{why is this needed}\n\n### Constraints\n\n* {a constraint}\n\n## Options\n\n\
    <!-- patterns: list = { min = 2 } -->\n\n* {an option}\n\n## Decision\n\n{what was decided}\n\n\
    ## Consequences\n\n{what follows}\n\n### Costs\n\n{how much}\n\n## Notes (optional)\n\n{more}\n";
const TABLE: &str = "[preprocessor.patterns.templates.adr]\nfile = \"adr.md\"\npages = [\"d/*.md\"]\n\
    editions = [{ file = \"adr-2023.md\", until = \"2025-12-22\" }]\n";
const PAGE: &str = "---\ndate: 2024-01-01\n---\n\n# Take it\n\n## Context\n\nIt is so.\n\n\
    <!-- patterns: allow(long-sentence) -->\n## Decision\n\nThis.\n";

fn book(pages: &[(&str, &str)]) -> Book {
    let book = Book::new(pages);
    book.write("adr-2023.md", OLD);
    book.write("adr.md", NEW);
    book.write("book.toml", TABLE);
    book
}

fn to(book: &Book, arguments: &[&str]) -> Run {
    let mut command = command();
    command.arg("fix").arg(book.path()).args(["--to", "adr"]);
    run(command.args(arguments), "")
}

fn text(book: &Book, page: &str) -> String {
    std::fs::read_to_string(book.path().join("src").join(page)).unwrap()
}

/// The rules that speak of a page.
fn rules(book: &Book) -> Vec<String> {
    let report = book.check(&["--format", "json"]).json();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let mut rules: Vec<String> = found
        .map(|it| it["rule"].as_str().unwrap().to_owned())
        .collect();
    rules.dedup();
    rules
}

#[test]
fn a_page_gets_what_is_new_where_the_template_has_it() {
    let book = book(&[("d/1.md", PAGE)]);
    let dry = to(&book, &["--dry-run"]);
    assert!(dry.stdout.contains("+## Options"), "{dry:?}");
    assert_eq!(text(&book, "d/1.md"), PAGE);
    let run = to(&book, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&[
        "changed src/d/1.md (new: 2 fields and 3 sections)",
        "1 page keeps to the newest edition",
    ]);
    assert_eq!(
        text(&book, "d/1.md"),
        "---\ndate: 2024-01-01\nstatus: \"{proposed | accepted}\"\ntype: decision\ntemplate: adr@newest\n---\n\n\
         # Take it\n\n## Context\n\nIt is so.\n\n### Constraints\n\n* {a constraint}\n\n## Options\n\n* {an option}\n\n\
         <!-- patterns: allow(long-sentence) -->\n## Decision\n\nThis.\n\n\
         ## Consequences\n\n{what follows}\n\n### Costs\n\n{how much}\n"
    );
    // Nothing lacks any more, but for what an author has to write.
    let found = rules(&book);
    assert!(!found.iter().any(|it| it.contains("missing")), "{found:?}");
    assert!(found.contains(&"placeholder".to_owned()), "{found:?}");
    to(&book, &[]).says(&["nothing to do"]);
}

#[test]
fn pages_of_every_make_keep_all_they_have() {
    let crlf = PAGE.replace('\n', "\r\n");
    let bare = PAGE.split("---\n\n").nth(1).unwrap();
    let deeper = PAGE.replace("## ", "### ");
    let named = PAGE.replace(
        "date: 2024-01-01",
        "date: 2026-02-02\ntemplate: adr@2023 # kept",
    );
    let ends = PAGE.trim_end();
    let said = PAGE.replace("date: 2024-01-01", "date: 2024-01-01\nstatus:");
    let marked = format!("\u{feff}{PAGE}");
    let makes = [
        ("crlf", crlf.as_str()),
        ("bare", bare),
        ("deeper", &deeper),
        ("named", &named),
        ("ends", ends),
        ("marked", &marked),
        ("said", &said),
        ("empty", ""),
        ("no sections", "# T\n"),
    ];
    for (make, page) in makes {
        let book = book(&[("d/1.md", page)]);
        let run = to(&book, &[]);
        assert_eq!(run.code, Some(0), "{make} {run:?}");
        let new = text(&book, "d/1.md");
        let mut rest = new.lines();
        for line in page.lines().filter(|line| !line.starts_with("template:")) {
            assert!(rest.any(|it| it == line), "{make}: {line:?} in\n{new}");
        }
        assert!(!new.replace("\r\n", "").contains('\r'), "{make}");
        assert_eq!(new.contains("\r\n"), make == "crlf", "{make}");
        for heading in ["### Options", "#### Constraints"] {
            assert_eq!(new.contains(heading), make == "deeper", "{make}\n{new}");
        }
        assert_eq!(new.contains("# kept"), make == "named", "{new}");
        assert!(
            !rules(&book).iter().any(|it| it == "section-missing"),
            "{make}"
        );
        to(&book, &[]).says(&["nothing to do"]);
    }
}

#[test]
fn what_cannot_be_added_is_said_and_changes_nothing() {
    let unclosed = format!("{PAGE}\n```sh\nls\n");
    let broken = PAGE.replace("date: 2024-01-01", "date: [2024-01-01");
    for (page, why) in [
        (unclosed.as_str(), "would not be read as what it is"),
        (&broken, "its frontmatter cannot be read"),
    ] {
        let book = book(&[("d/1.md", page), ("d/2.md", PAGE)]);
        let run = to(&book, &[]);
        assert_eq!(run.code, Some(2), "{run:?}");
        run.says(&["`src/d/1.md`", why, "it is as it was", "changed src/d/2.md"]);
        assert_eq!(text(&book, "d/1.md"), page);
    }
}

#[test]
fn a_wish_that_means_nothing_is_refused() {
    let book = book(&[("d/1.md", PAGE)]);
    let named = |name: &str| {
        let mut command = command();
        run(command.arg("fix").arg(book.path()).args(["--to", name]), "")
    };
    named("ard").is_refused(&["no template `ard`", "did you mean `adr`?"]);
    book.write("book.toml", TABLE.split("editions").next().unwrap());
    named("adr").is_refused(&["one edition only", "`editions = ["]);
}
