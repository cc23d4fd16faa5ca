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
