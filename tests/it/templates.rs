//! Templates of a team's own, from outside: which pages belong to them, where faults are told, and
//! real collections.

use crate::support::{Book, Run, check};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const ADR: &str = "---\nstatus: \"{proposed | accepted | superseded by ADR-{n}}\"\ntype: decision\n---\n\n\
    # {short title}\n\n## Context\n\n{What is the issue?}\n\n## Decision\n\n{What was decided?}\n";
const TABLE: &str = "[preprocessor.patterns.templates.adr]\nfile = \"templates/adr.md\"\n\
    pages = [\"decisions/**/*.md\", \"!decisions/index.md\"]\n";
/// A page that lacks a section.
const SHORT: &str =
    "---\nstatus: accepted\ntype: decision\n---\n\n# Take it\n\n## Context\n\nWords.\n";

fn book(pages: &[(&str, &str)], table: &str) -> Book {
    let book = Book::new(pages);
    book.write("book.toml", table);
    book.write("templates/adr.md", ADR);
    book
}

/// `file: rule`, once each.
fn found(run: &Run) -> BTreeSet<String> {
    let report = run.json();
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |it: &Value| format!("{}: {}", text(&it["file"]), text(&it["rule"]));
    diagnostics.map(line).collect()
}

fn has(found: &BTreeSet<String>, page: &str) -> bool {
    found.contains(&format!("src/{page}: section-missing"))
}

#[test]
fn a_page_belongs_by_its_key_its_path_or_its_type() {
    let plain = "# Take it\n\n## Context\n\nWords.\n";
    let by_key = format!("---\ntemplate: adr\n---\n\n{plain}");
    let by_edition = format!("---\ntemplate: adr@2023\n---\n\n{plain}");
    let by_type = format!("---\ntype: decision\n---\n\n{plain}");
    let by_name = format!("---\ntype: adr\n---\n\n{plain}");
    let pages = [
        ("decisions/one.md", plain),
        ("decisions/index.md", plain),
        ("key.md", by_key.as_str()),
        ("edition.md", &by_edition),
        ("type.md", &by_type),
        ("name.md", &by_name),
        ("other.md", plain),
    ];
    let found = found(&book(&pages, TABLE).check(&["--format", "json"]));
    for (page, belongs) in [
        ("decisions/one.md", true),
        ("decisions/index.md", false),
        ("key.md", true),
        ("edition.md", true),
        ("type.md", true),
        ("name.md", true),
        ("other.md", false),
    ] {
        assert_eq!(has(&found, page), belongs, "{page}: {found:?}");
    }
}

#[test]
fn rules_of_patterns_say_nothing_of_other_templates() {
    let page = SHORT.replace("type: decision", "type: decision\nexcellence_tier: gold");
    let found = found(&book(&[("decisions/one.md", &page)], TABLE).check(&["--format", "json"]));
    let rules = found.iter().map(String::as_str);
    let rules: Vec<&str> = rules.filter(|it| it.starts_with("src/")).collect();
    assert_eq!(rules, ["src/decisions/one.md: section-missing"]);
}

#[test]
fn a_section_with_a_reminder_in_it_is_told_once() {
    let page = "---\nstatus: accepted\ntype: decision\n---\n\n# Take it\n\n## Context\n\nWords.\n\n\
        ## Decision\n\n<!-- TODO: ask the team -->\n";
    let of =
        |page: &str| found(&book(&[("decisions/a.md", page)], TABLE).check(&["--format", "json"]));
    let reminded = of(page);
    assert!(
        reminded.contains("src/decisions/a.md: todo-comment"),
        "{reminded:?}"
    );
    assert!(
        !reminded.contains("src/decisions/a.md: section-empty"),
        "{reminded:?}"
    );
    let empty = of(&page.replace("<!-- TODO: ask the team -->", ""));
    assert!(
        empty.contains("src/decisions/a.md: section-empty"),
        "{empty:?}"
    );
}

#[test]
fn links_to_laws_and_pillars_are_told_apart() {
    let template = "# {short title}\n\n## Context\n\n<!-- patterns: link = { law = 1, pillar = 1 } -->\n\n{Which?}\n";
    let messages = |links: &str| {
        let page = format!("# Take it\n\n## Context\n\nWords. {links}\n");
        let book = book(
            &[
                ("decisions/a.md", page.as_str()),
                ("laws/law4.md", "# Law 4\n\nWords.\n"),
                ("pillars/state.md", "# State\n\nWords.\n"),
            ],
            TABLE,
        );
        book.write("templates/adr.md", template);
        let report = book.check(&["--format", "json"]).json();
        let found = report["diagnostics"].as_array().unwrap().clone();
        let found = found.iter().filter(|it| it["rule"] == "section-content");
        found
            .map(|it| it["message"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (law, pillar) = ("[Law 4](../laws/law4.md)", "[State](../pillars/state.md)");
    let lacks = |what: &str| format!("the section `Context` has no link to a {what}");
    assert_eq!(messages(law), [lacks("pillar")]);
    assert_eq!(messages(pillar), [lacks("law")]);
    assert_eq!(messages(&format!("{law} {pillar}")), Vec::<String>::new());
}

#[test]
fn a_template_has_levels_of_its_own() {
    let pages = [("decisions/one.md", SHORT), ("decisions/two.md", SHORT)];
    let table = format!(
        "[preprocessor.patterns]\nrules.section-missing = \"deny\"\n{TABLE}rules = {{ section-missing = \"warn\" }}\n\
        [[preprocessor.patterns.overrides]]\npages = [\"decisions/two.md\"]\nrules = {{ section-missing = \"allow\" }}\n"
    );
    let run = book(&pages, &table).check(&["--format", "short"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout.contains("one.md:6:1: warning[section-missing]"),
        "{run:?}"
    );
    assert!(!run.stdout.contains("two.md"), "{run:?}");
}

#[test]
fn faults_of_templates_stand_where_they_are() {
    let book = book(&[("decisions/one.md", SHORT)], TABLE);
    book.write(
        "templates/adr.md",
        format!("\u{feff}{}", ADR.replace("## Decision", "## Context")),
    );
    let run = book.check(&["--format", "short"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout
            .contains("templates/adr.md:12:1: error[template-invalid]"),
        "{run:?}"
    );
    std::fs::remove_file(book.path().join("templates/adr.md")).unwrap();
    let run = book.check(&["--format", "short"]);
    assert!(
        run.stdout
            .contains("book.toml:2:1: error[template-invalid]"),
        "{run:?}"
    );
    book.write("book.toml", TABLE.replace("templates/adr.md", "../adr.md"));
    book.check(&[])
        .is_refused_for(&["leaves the book"], "../adr.md");
}

#[test]
fn a_page_has_one_template() {
    let pages = [("decisions/one.md", SHORT), ("decisions/two.md", SHORT)];
    let table = format!(
        "{TABLE}[preprocessor.patterns.templates.note]\nfile = \"templates/adr.md\"\npages = [\"**/two.md\"]\n"
    );
    let run = book(&pages, &table).check(&[]);
    run.says(&["`decisions/two.md` belongs to `adr` and to `note`"]);
    assert_eq!(run.code, Some(1));
}

#[test]
fn a_page_that_claims_another_template_is_named() {
    let table =
        format!("{TABLE}[preprocessor.patterns.templates.note]\nfile = \"templates/adr.md\"\n");
    let says = |key: &str| {
        format!(
            "---\nstatus: accepted\n{key}---\n\n# T\n\n## Context\n\nSo.\n\n## Decision\n\nThis.\n"
        )
    };
    for (key, told) in [
        ("type: note\n", true),
        ("type: note\ntemplate: note\n", false),
        ("type: decision\n", false),
    ] {
        let page = says(key);
        let run = book(&[("decisions/one.md", &page)], &table).check(&["--format", "short"]);
        let words = "error[template-invalid]: the page says that it is of `note`, its path that it is of `adr`";
        assert_eq!(run.stdout.contains(words), told, "{key} {run:?}");
    }
}

#[test]
fn a_template_below_src_is_no_page() {
    let pages = [("decisions/one.md", SHORT), ("decisions/adr.md", ADR)];
    let table = TABLE.replace("templates/adr.md", "src/decisions/adr.md");
    let found = found(&book(&pages, &table).check(&["--format", "json"]));
    assert!(has(&found, "decisions/one.md"), "{found:?}");
    assert!(
        !found
            .iter()
            .any(|it| it.starts_with("src/decisions/adr.md")),
        "{found:?}"
    );
}

#[test]
fn pages_on_disk_only_are_named() {
    let book = book(&[("decisions/one.md", SHORT)], TABLE);
    book.write("src/decisions/two.md", SHORT);
    let run = book.check(&["--format", "short"]);
    assert!(
        run.stdout
            .contains("src/decisions/two.md:1:1: warning[unlisted-page]"),
        "{run:?}"
    );
}

#[test]
fn labels_point_into_the_template() {
    let run = book(&[("decisions/one.md", SHORT)], TABLE).check(&[]);
    run.says(&["templates/adr.md:12:1", "the template asks for it here"]);
}

/// The rules that only templates give something to say.
const OF_TEMPLATES: [&str; 5] = [
    "frontmatter-",
    "section-",
    "template-",
    "placeholder",
    "title-mismatch",
];

/// A collection beside the checkout with its template in book.toml, and nothing else.
fn collection(name: &str) -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/collections")
        .join(name);
    if !folder.is_dir() {
        eprintln!("skipped: there is no `../shared/collections/{name}`");
        return None;
    }
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&folder, copy.path());
    let toml = format!(
        "[preprocessor.patterns.templates.{name}]\nfile = \"template.md\"\npages = [\"**/*.md\"]\n"
    );
    std::fs::write(copy.path().join("book.toml"), toml).unwrap();
    let path = copy.path().to_owned();
    Some((copy, path))
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::write(&target, std::fs::read(&path).unwrap()).unwrap();
        }
    }
}

#[test]
fn real_collections_keep_to_their_templates() {
    // Pages without a finding of these rules, and of how many.
    for (name, clean, of) in [
        ("madr", 37, 39),
        ("innersource", 13, 14),
        // Four of them say nothing but `TODO` in a section.
        ("eip", 90, 110),
        ("openshift", 5, 65),
    ] {
        let Some((_folder, path)) = collection(name) else {
            continue;
        };
        let run = check(&path, &["--format", "json"]);
        let found = found(&run);
        let of_templates = found.iter().filter(|it| {
            let rule = it.rsplit(": ").next().unwrap();
            OF_TEMPLATES.iter().any(|start| rule.starts_with(start))
        });
        let files: BTreeSet<&str> = of_templates
            .map(|it| it.split(": ").next().unwrap())
            .collect();
        let pages = usize::try_from(run.json()["summary"]["pages"].as_u64().unwrap()).unwrap();
        assert_eq!(pages, of, "{name}");
        assert!(pages - files.len() >= clean, "{name}: {files:#?}");
    }
}

/// The example book with annotated templates, in a folder of its own.
fn annotated() -> Book {
    let book = Book::new::<&str, &str>(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/book-templates");
    copy_folder(&folder, book.path());
    book
}

#[test]
fn the_example_book_keeps_to_its_templates() {
    let run = annotated().check(&["--format", "json"]);
    assert_eq!(found(&run), BTreeSet::new(), "{run:?}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/book-templates/templates");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 43, "{path:?} has {lines} lines");
    }
}

const FIRST: &str = "decisions/0001-keep-orders-in-postgresql.md";
const MORTEM: &str = "post-mortems/orders-were-lost.md";

/// What is changed on which page, and what is then said.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    (
        FIRST,
        "* Files on each machine\n\n## D",
        "\n## D",
        "error[section-content]: the section `Considered Options` has 1 item",
    ),
    (
        FIRST,
        "\"PostgreSQL\"",
        "\"SQLite\"",
        "`SQLite` is none of what stands under `Considered Options`",
    ),
    (
        FIRST,
        "Chosen option",
        "We take",
        "does not begin as the template has it",
    ),
    (
        FIRST,
        "* Bad, because it costs",
        "* It costs",
        "is not as the template has it: `It costs",
    ),
    (
        FIRST,
        "### Files on each machine",
        "### Both",
        "no section is about `Files on each machine`",
    ),
    (
        FIRST,
        "## Superseded by\n\n[Move orders to a queue](0002-move-orders-to-a-queue.md)\n",
        "",
        "error[section-missing]: the page lacks the section `Superseded by`",
    ),
    (
        FIRST,
        "[Move orders to a queue](0002-move-orders-to-a-queue.md)",
        "Another one.",
        "the section `Superseded by` has no link",
    ),
    (
        FIRST,
        "2023-03-14",
        "2923-03-14",
        "`date` lies in the future",
    ),
    (
        FIRST,
        "superseded by ADR-2",
        "superseeded",
        "`status` cannot be `superseeded`",
    ),
    (
        "notes/0001-record-decisions.md",
        "We will",
        "Let us",
        "does not begin as the template has it",
    ),
    (
        "runbooks/disk-is-full.md",
        "escalation: the storage lead\n",
        "",
        "error[frontmatter-field-missing]: the frontmatter lacks the field `escalation`",
    ),
    (
        "runbooks/disk-is-full.md",
        "\"@storage\"",
        "storage",
        "`owner` cannot be `storage`",
    ),
    (
        "runbooks/certificate-expires.md",
        "[log of the last renewal](https://example.org/renewals)",
        "log",
        "has nothing of what the template asks for",
    ),
    (
        MORTEM,
        "212 orders worth 9,400 € were lost, of 180 customers.",
        "Much was lost.",
        "error[section-content]: the section `Impact` has no figure",
    ),
    (
        MORTEM,
        "| 11:50 | Orders are taken again |\n",
        "",
        "has 2 filled rows in a table, at least 3",
    ),
    (
        MORTEM,
        "48 minutes",
        "0 minutes",
        "`duration` is 0, at least 1 is expected",
    ),
    (MORTEM, "- [x]", "-", ""),
    (
        MORTEM,
        "## Customer Notice",
        "## Notice",
        "the page lacks the section `Customer Notice`",
    ),
];

#[test]
fn each_annotation_asks_for_something() {
    for (page, from, to, line) in BROKEN {
        let book = annotated();
        let path = format!("src/{page}");
        let text = std::fs::read_to_string(book.path().join(&path)).unwrap();
        assert!(text.contains(*from), "{from}");
        book.write(&path, text.replacen(from, to, 1));
        let run = book.check(&["--format", "short"]);
        assert!(run.stdout.contains(line), "{line}\n{run:?}");
        assert_eq!(run.stdout.is_empty(), line.is_empty(), "{run:?}");
    }
}

#[test]
fn numbers_are_unique_and_none_is_left_out() {
    let book = annotated();
    let second = "src/decisions/0002-move-orders-to-a-queue.md";
    let text = std::fs::read_to_string(book.path().join(second)).unwrap();
    book.write("src/decisions/0005-more.md", &text);
    book.write("src/decisions/0002-twice.md", &text);
    let summary = std::fs::read_to_string(book.path().join("src/SUMMARY.md")).unwrap();
    book.write(
        "src/SUMMARY.md",
        format!("{summary}- [A](decisions/0005-more.md)\n- [B](decisions/0002-twice.md)\n"),
    );
    let run = book.check(&["--format", "short"]);
    for words in [
        "0005-more.md:6:1: error[file-name]: the numbers 3 to 4 lack before this page",
        "0002-twice.md:6:1: error[file-name]: `decisions/0002-move-orders-to-a-queue.md` has the number 2, too",
    ] {
        assert!(run.stdout.contains(words), "{words}\n{run:?}");
    }
}

#[test]
fn what_is_set_in_the_book_is_stronger_than_an_annotation() {
    let book = annotated();
    let page = "src/post-mortems/orders-were-lost.md";
    let text = std::fs::read_to_string(book.path().join(page)).unwrap();
    let figures = "212 orders worth 9,400 € were lost, of 180 customers.";
    book.write(page, text.replace(figures, "Much was lost."));
    let toml = std::fs::read_to_string(book.path().join("book.toml")).unwrap();
    for (lines, level) in [
        ("", "error"),
        ("profile = \"adopt\"", "warning"),
        ("rules.section-content = \"warn\"", "warning"),
        ("rules.section-content = \"allow\"", ""),
        ("profile = \"strict\"", "error"),
    ] {
        book.write(
            "book.toml",
            toml.replace(
                "[preprocessor.patterns]\n",
                &format!("[preprocessor.patterns]\n{lines}\n"),
            ),
        );
        let run = book.check(&["--format", "short"]);
        assert_eq!(
            run.stdout.contains("has no figure"),
            !level.is_empty(),
            "{lines} {run:?}"
        );
        assert!(run.stdout.contains(level), "{lines} {run:?}");
    }
}

/// A page's text as mdBook gets it.
fn rendered(book: &Book, page: &str, format: &str) -> String {
    let path = book.path().join("src").join(page);
    let mut command = crate::support::command();
    command.arg("render").arg(path).args(["--format", format]);
    crate::support::run(&mut command, "").stdout
}

#[test]
fn a_page_has_a_card_of_its_fields() {
    let book = annotated();
    let page = "post-mortems/orders-were-lost.md";
    let html = rendered(&book, page, "html");
    for words in [
        "<div class=\"patterns-card\" role=\"note\"",
        "<span class=\"patterns-key\">Date</span> <span>2023-02-27</span>",
        "<span class=\"patterns-key\">Duration</span> <span>48 minutes</span>",
        "\"@type\":\"TechArticle\"",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!(rendered(&book, page, "markdown").contains("**Severity**"));
    let toml = std::fs::read_to_string(book.path().join("book.toml")).unwrap();
    let own = "card = [\"severity\"]\nschema-type = \"Report\"\n";
    book.write("book.toml", format!("{toml}{own}"));
    let html = rendered(&book, page, "html");
    assert!(
        html.contains(">sev1<") && !html.contains(">48 minutes<"),
        "{html}"
    );
    assert!(html.contains("\"@type\":\"Report\""), "{html}");
    let hostile = "---\ndate: 2023-02-27\nduration: 48 minutes\nseverity: \"<script>alert(1)</script>\"\n---\n\n# X\n";
    book.write(&format!("src/{page}"), hostile);
    assert!(!rendered(&book, page, "html").contains("<script>alert"));
}

#[test]
fn annotations_of_a_template_never_reach_the_output() {
    let book = annotated();
    let toml = std::fs::read_to_string(book.path().join("book.toml")).unwrap();
    book.write(
        "book.toml",
        toml.replace("templates/note.md", "src/notes/note.md"),
    );
    let template = std::fs::read_to_string(book.path().join("templates/note.md")).unwrap();
    book.write("src/notes/note.md", &template);
    let summary = std::fs::read_to_string(book.path().join("src/SUMMARY.md")).unwrap();
    book.write(
        "src/SUMMARY.md",
        format!("{summary}- [A note](notes/note.md)\n"),
    );
    let run = book.check(&["--format", "short"]);
    assert_eq!(run.stdout, "", "{run:?}");
    let text = rendered(&book, "notes/note.md", "html");
    assert!(
        text.contains("## Status") && !text.contains("patterns:"),
        "{text}"
    );
    // Copied along, they are silent on a page too.
    book.write(
        "src/notes/0001-record-decisions.md",
        template.replace("{number}. {title}", "2. X"),
    );
    let run = book.check(&["--format", "short"]);
    assert!(!run.stdout.contains("suppression"), "{run:?}");
    assert!(!rendered(&book, "notes/0001-record-decisions.md", "html").contains("patterns:"));
}

#[test]
fn a_page_is_held_to_the_edition_of_its_date() {
    let page = |date: &str| format!("---\n{date}---\n\n# Take it\n\n## Context\n\nIt is so.\n");
    let pages = [
        ("d/1-old.md", page("date: 2024-01-01\n")),
        ("d/2-new.md", page("date: 2026-01-01\n")),
        ("d/3-edge.md", page("date: 2025-12-22\n")),
        (
            "d/4-named.md",
            page("date: 2026-01-01\ntemplate: adr@2023\n"),
        ),
        ("d/5-undated.md", page("owner: Ann\n")),
        (
            "d/6-newest.md",
            page("date: 2020-01-01\ntemplate: adr@newest\n"),
        ),
    ];
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let book = Book::new(&pages);
    book.write(
        "templates/adr-2023.md",
        "---\ndate: YYYY-MM-DD\n---\n\n# {title}\n\n## Context\n\n{why}\n",
    );
    book.write(
        "templates/adr.md",
        "---\ndate: YYYY-MM-DD\n---\n\n# {title}\n\n## Context\n\n{why}\n\n## Decision\n\n{what}\n",
    );
    let table = "[preprocessor.patterns.templates.adr]\nfile = \"templates/adr.md\"\npages = [\"d/*.md\"]\n";
    let editions = "editions = [{ file = \"templates/adr-2023.md\", until = \"2025-12-22\" }]\n";
    book.write("book.toml", format!("{table}{editions}"));
    let all = found(&book.check(&["--format", "json"]));
    for (path, newest) in [
        ("d/1-old.md", false),
        ("d/2-new.md", true),
        ("d/3-edge.md", true),
        ("d/4-named.md", false),
        ("d/5-undated.md", false),
        ("d/6-newest.md", true),
    ] {
        assert_eq!(has(&all, path), newest, "{path}: {all:?}");
    }
    let mut command = crate::support::command();
    command
        .arg("status")
        .arg(book.path())
        .args(["--format", "json"]);
    let status = crate::support::run(&mut command, "").json();
    crate::schema::is_valid(&status, "docs/status.schema.json");
    let own = status["totals"]["templates"].as_array().unwrap();
    let row = |at: usize| {
        (
            own[at]["edition"].as_str().unwrap(),
            own[at]["pages"].as_u64().unwrap(),
            own[at]["undated"].as_u64().unwrap(),
        )
    };
    assert_eq!((row(0), row(1)), (("2023", 3, 1), ("newest", 3, 0)));
    // By the number of the file's name.
    let by_number = "editions = [{ file = \"templates/adr-2023.md\", until = 3 }]\nedition-field = \"number\"\n";
    book.write("book.toml", format!("{table}{by_number}"));
    let all = found(&book.check(&["--format", "json"]));
    assert!(
        !has(&all, "d/2-new.md") && has(&all, "d/3-edge.md"),
        "{all:?}"
    );
}

#[test]
fn the_guide_names_every_key() {
    use mdbook_patterns::schema::annotations::keys;
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide/src/teams/templates.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    for key in keys() {
        let forms = [format!("`{key}`"), format!("`{key} = ")];
        assert!(forms.iter().any(|form| guide.contains(form)), "{key}");
    }
    // What it shows as a template is one.
    let shown = guide
        .split("```markdown\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let book = book(&[], TABLE);
    book.write("templates/adr.md", shown);
    let run = book.check(&["--format", "short"]);
    assert!(!run.stdout.contains("template-invalid"), "{run:?}");
}

/// Templates that nobody meant, each large in another way.
fn hostile() -> Vec<(&'static str, String)> {
    let many = |text: &str, count: usize| text.repeat(count);
    let numbered =
        |one: &dyn Fn(usize) -> String, count| (0..count).map(one).collect::<Vec<_>>().concat();
    let nested = numbered(
        &|depth| {
            format!(
                "{}k:
",
                " ".repeat(depth % 900)
            )
        },
        3000,
    );
    vec![
        ("brackets", many("[{<", 20_000)),
        ("closed brackets", format!("{}{}", many("{ab ", 10_000), many("}", 10_000))),
        ("headings", numbered(&|n| format!("## Heading {n}\n\n{{words {n}}}\n\n"), 5000)),
        ("gaps", numbered(&|n| format!("## A {{x{n} y}} b {n}\n\n"), 5000)),
        ("fields", format!("---\n{}---\n\n# T\n", numbered(&|n| format!("key{n}: {{a | b}}\n"), 5000))),
        ("nested keys", format!("---\n{nested}---\n\n# T\n")),
        ("comments", many("<!-- this section is optional -->\n## A\n\n", 5000)),
        ("annotations", format!("# T\n\n{}", many("<!-- patterns: list = { min = 2 }, when = { not = { a = true } } -->\n\n", 3000))),
        ("deep annotation", format!("# T\n\n<!-- patterns: when = {}a = true{} -->\n", many("{ not = ", 5000), many("}", 5000))),
        ("large pattern", format!("# T\n\n## A\n\n<!-- patterns: text = '(((a{{1,100}}){{1,100}}){{1,100}}){{1,100}}' -->\n\n{}", "x")),
        ("control characters", "---\nk\u{1b}[31m: {a\u{202e}b | c}\n---\n\n# \u{1b}[31m{title here}\n\n## S\u{202e}\n\n{what is it}\n".to_owned()),
        ("a table", format!("# T\n\n## A\n\n|{}\n|{}\n|{}\n", many("{ab} |", 3000), many("---|", 3000), many("{cd} |", 3000))),
        ("repeats", format!("# T\n\n<!-- patterns: closed = [\"sections\"] -->\n\n## A\n\n<!-- patterns: repeat = true -->\n\n### B\n\n{}", many("## A\n\nx\n\n", 5000))),
        ("marked blocks", format!("# T\n\n## A\n\n{}", many("<!-- patterns: when = { a = true } -->\n!!! note\n    x\n\n", 1500))),
        ("nothing", String::new()),
    ]
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn no_template_ends_a_run_or_holds_it_up() {
    for (name, template) in hostile() {
        // The page is as hostile as its template.
        let page = format!("---\nk: x\n---\n\n# T\n\n{}", template.replace("---", ""));
        let book = book(
            &[("decisions/one.md", &page), ("decisions/two.md", SHORT)],
            TABLE,
        );
        book.write("templates/adr.md", &template);
        let began = std::time::Instant::now();
        for arguments in [
            &["check", "."][..],
            &["template", "adr", "--explain"],
            &["schema", "adr"],
            &["new", "adr", "A page", "--all"],
        ] {
            let mut command = crate::support::command();
            command.current_dir(book.path()).args(arguments);
            let run = crate::support::run(&mut command, "");
            assert!(
                matches!(run.code, Some(0..=2)),
                "{name} {arguments:?}: {}",
                run.stderr
            );
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains("panicked"), "{name} {arguments:?}");
            if arguments[0] == "check" {
                assert!(
                    !said.contains('\u{1b}') && !said.contains('\u{202e}'),
                    "{name}"
                );
            }
        }
        assert!(
            began.elapsed().as_secs() < 60,
            "{name}: {:?}",
            began.elapsed()
        );
    }
}
