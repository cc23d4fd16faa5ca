//! Pages of a team's own template drift from it as people write: numbers in headings, `&` for *and*, other
//! remarks in brackets. What a reader takes for the same is the same, what nobody filled in is named.

use crate::support::{Book, command, run};
use serde_json::Value;

const TABLE: &str =
    "[preprocessor.patterns.templates.own]\nfile = \"own.md\"\npages = [\"own/*.md\"]\n";

fn book(template: &str, pages: &[(&str, &str)]) -> Book {
    let book = Book::new(pages);
    book.write("book.toml", TABLE);
    book.write("own.md", template);
    book
}

/// The rules and messages that a page of a template gets.
#[track_caller]
fn found(template: &str, page: &str) -> Vec<String> {
    let report = book(template, &[("own/a.md", page)]).check(&["--format", "json"]);
    let report = report.json();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    found
        .map(|it| format!("{}: {}", text(it, "rule"), text(it, "message")))
        .collect()
}

fn new(template: &str, title: &str) -> String {
    let book = book(template, &[("own/0006-a.md", "# A\n")]);
    let made = run(
        command()
            .current_dir(book.path())
            .args(["new", "own", title]),
        "",
    );
    assert_eq!(made.code, Some(0), "{made:?}");
    let folder = std::fs::read_dir(book.path().join("src/own")).unwrap();
    let mut files = folder.map(|entry| entry.unwrap().path());
    let file = files.find(|file| !file.ends_with("0006-a.md")).unwrap();
    std::fs::read_to_string(file).unwrap()
}

/// A page with these headings, each with a sentence below it.
fn page(headings: &[&str]) -> String {
    let sections = headings.iter().map(|it| format!("\n{it}\n\nIt is so.\n"));
    format!("# Title\n{}", sections.collect::<String>())
}

#[test]
fn headings_are_the_same_with_and_without_numbers() {
    let plain = page(&["## Summary", "## Design", "### Goals"]);
    let numbered = page(&["## 1. Summary", "## 2 Design", "### 2.1 Goals"]);
    let renumbered = page(&["## 2. Summary", "## 3) Design", "### Goals"]);
    for template in [&plain, &numbered] {
        for page in [&plain, &numbered, &renumbered] {
            assert_eq!(found(template, page), [""; 0], "{template}{page}");
        }
    }
    // A number that tells two sections apart is no ornament.
    let twice = page(&["## 1. Step", "## 2. Step"]);
    let report = found(&twice, &page(&["## 2. Step"]));
    assert_eq!(
        report,
        ["section-missing: the page lacks the section `1. Step`"]
    );
}

#[test]
fn headings_are_the_same_with_another_and_or_another_remark() {
    let template = page(&["## Deploy & rollback", "## Timeline (UTC)"]);
    for headings in [
        ["## Deploy and Rollback", "## Timeline"],
        ["## Deploy & rollback", "## Timeline (all times in UTC)"],
    ] {
        assert_eq!(found(&template, &page(&headings)), [""; 0], "{headings:?}");
    }
    let two = page(&["## Level (easy)", "## Level (hard)"]);
    assert_eq!(found(&two, &page(&["## Level"])).len(), 1);
    let column = "# T\n\n## Times\n\n| Time | What |\n|---|---|\n| {when} | {what} |\n";
    let other = "# T\n\n## Times\n\n| Time (UTC) | What |\n|---|---|\n| 9:00 | it ended |\n";
    assert_eq!(found(column, other), [""; 0]);
}

#[test]
fn numbers_tell_the_words_of_a_choice_apart() {
    let template = "---\ntier: 1|2|3\nlevel: P1|P2\n---\n\n# {Name}\n";
    let page = |tier: &str, level: &str| format!("---\ntier: {tier}\nlevel: {level}\n---\n\n# A\n");
    assert_eq!(found(template, &page("2", "P1")), [""; 0]);
    assert_eq!(
        found(template, &page("two", "P9")),
        [
            "frontmatter-field-value: `tier` cannot be `two`",
            "frontmatter-field-value: `level` cannot be `P9`"
        ]
    );
}

#[test]
fn what_is_to_be_ticked_stays() {
    let template = "# {Title}\n\n## Tests\n\n- [ ] We know that owners may ask for more tests.\n\n\
        ## Plan\n\nSay here how it goes on from day to day.\n\n## End\n\nSay here how it ends, and when it does.\n";
    let page = "# T\n\n## Tests\n\n- [x] We know that owners may ask for more tests.\n\n## Plan\n\nIt goes on.\n\n\
        ## End\n\nIt ends.\n";
    assert_eq!(found(template, page), [""; 0]);
    assert!(new(template, "New").contains("\n- [ ] We know that"));
}

#[test]
fn a_new_page_keeps_words_around_its_title_its_number_and_lists() {
    let template = "---\ntitle: \"Runbook: <NAME>\"\nrfc: NNNN\nlinks: []\ntags: [runbook, <team>]\n\
        replaces: # only if it replaces another\nnote:\n---\n\n# RFC-NNNN: Your short title\n\n## Why\n\n{Why?}\n";
    assert!(new(template, "Use <name>").contains("\n# RFC-0007: Use \\<name>\n"));
    let page = new(template, "Leases");
    let expected = "---\ntitle: \"Runbook: Leases\"\nrfc: 7\nlinks: []\ntags: [runbook, <team>]\nnote:\n---\n\n\
        # RFC-0007: Leases\n";
    assert!(page.starts_with(expected), "{page}");
}

#[test]
fn two_titles_with_the_same_words_around_them_are_one() {
    let template = "---\ntitle: \"Runbook: <NAME>\"\n---\n\n# Runbook: <NAME>\n";
    let page = |name: &str| format!("---\ntitle: \"Runbook: A\"\n---\n\n# Runbook: {name}\n");
    assert_eq!(found(template, &page("A")), [""; 0]);
    let report = found(template, &page("B"));
    assert_eq!(report.len(), 1, "{report:?}");
    assert!(report[0].starts_with("title-mismatch"), "{report:?}");
}

#[test]
fn forms_of_dates_and_reminders_are_no_content() {
    let template = "# {Title}\n\n| | |\n|---|---|\n| Date | YYYY-MM-DD |\n\n**Due**: MM/DD/YYYY\n\n## Next\n\n- {step}\n";
    let page = template.replace("{Title}", "T").replace("{step}", "TODO");
    assert_eq!(
        found(template, &page),
        [
            "placeholder: `YYYY-MM-DD` is a placeholder of the template",
            "placeholder: `MM/DD/YYYY` is a placeholder of the template",
            "section-empty: this section is empty"
        ]
    );
    let done = page
        .replace("YYYY-MM-DD", "2024-01-02")
        .replace("MM/DD/YYYY", "write dates as YYYY-MM-DD, please")
        .replace("TODO", "None");
    assert_eq!(found(template, &done), [""; 0]);
}

#[test]
fn a_page_whose_template_has_no_frontmatter_loses_nothing_for_it() {
    let board = "# Board\n\n{{#patterns dashboard template = \"own\"}}\n";
    let page = "# A\n\n## Why\n\nIt is so.\n";
    let book = book(
        "# {T}\n\n## Why\n\n{Why?}\n",
        &[("own/a.md", page), ("b.md", board)],
    );
    let scores = run(command().arg("export").arg(book.path()), "");
    let scores: Value = serde_json::from_str(&scores.stdout).unwrap();
    assert_eq!(scores["pages"][0]["score"], 100, "{scores:#}");
}

#[test]
fn what_stands_below_the_title_is_asked_for() {
    let template = "# {Title}\n\n| | |\n|---|---|\n| Date | {when} |\n\n## Risks\n\n| Risk | What we do |\n|---|---|\n| | |\n";
    let page = |above: &str, row: &str| {
        format!("# T\n\n{above}\n\n## Risks\n\n| Risk | What we do |\n|---|---|\n| {row} | |\n")
    };
    let table = "| | |\n|---|---|\n| Date | today |";
    assert_eq!(found(template, &page(table, "fire")), [""; 0]);
    assert_eq!(
        found(template, &page("Today.", "")),
        [
            "section-content: the page lacks a table between its title and the first section",
            "section-content: no cell of the table in `Risks` is filled in"
        ]
    );
}

#[test]
fn a_library_without_tiers_has_no_columns_for_them() {
    let board = "# Board\n\n{{#patterns dashboard template = \"own\"}}\n\n{{#patterns decide template = \"own\"}}\n";
    let book = book(
        "# {T}\n\n## Why\n\n{Why?}\n",
        &[("own/a.md", "# A\n"), ("b.md", board)],
    );
    let file = book.path().join("src/b.md");
    let arguments = ["render", "--format", "markdown"];
    let text = run(command().args(arguments).arg(file), "").stdout;
    assert!(
        text.contains("|All|1|95|1|0|") && text.contains("(own/a.md)|95|1|0|"),
        "{text}"
    );
    assert!(!text.contains('–') && !text.contains("Use when"), "{text}");
}

#[test]
fn annotations_name_what_the_template_has() {
    let template = "---\nstatus: draft|done\n---\n\n# {Title}\n\n## 1. Why\n\n<!-- patterns: before = \"How\" -->\n\n{Why?}\n\n\
        ## 2. How\n\n<!-- patterns: when = { status = \"dne\" }, before = \"Whence\" -->\n\n{How?}\n";
    let page = "---\nstatus: done\n---\n\n# T\n\n## How\n\nSo.\n\n## Why\n\nSo.\n";
    let report = found(template, page);
    let has = |text: &str| report.iter().any(|it| it.ends_with(text));
    assert!(
        has("template-invalid: `status` is never `dne`"),
        "{report:?}"
    );
    assert!(
        has("template-invalid: the template has no section `Whence`"),
        "{report:?}"
    );
    assert!(has("the section `Why` stands behind `How`"), "{report:?}");
}

#[test]
fn the_item_that_is_wrong_is_underlined() {
    let template = "---\nsee: # patterns: refers = \"page\"\n  - {page}\n---\n\n# {Title}\n";
    let page = "---\nsee:\n  - b.md\n  - gone.md\n---\n\n# T\n";
    let book = book(
        template,
        &[
            ("own/a.md", page),
            ("own/b.md", "---\nsee: []\n---\n\n# B\n"),
        ],
    );
    let report = book.check(&["--format", "short"]).stdout;
    assert!(
        report.contains("src/own/a.md:4:5: error[frontmatter-field-value]"),
        "{report}"
    );
}

#[test]
fn a_baseline_says_how_many_entries_it_has() {
    let template = page(&["## Why", "## How"]);
    let book = book(&template, &[("own/a.md", "# T\n")]);
    let run = book.check(&["--write-baseline"]);
    assert!(
        run.stderr.contains("wrote 1 violation as 2 entries to"),
        "{run:?}"
    );
}

#[test]
fn a_sample_of_the_template_is_known() {
    let template = "# {Title}\n\n## What\n\n![{what}](images/sample.png)\n";
    let page = "# T\n\n## What\n\n![It](images/sample.png)\n";
    let report = book(template, &[("own/a.md", page)]).check(&[]).stderr;
    assert!(
        report.contains("error[broken-link]") && report.contains("own.md:5:1"),
        "{report}"
    );
    assert!(
        report.contains("the template has it as a sample"),
        "{report}"
    );
}
