//! Pages of a team's own template take part in all that goes for other pages: suppressions, overrides,
//! profiles, the baseline, SARIF, the list of rules, the words of cards.

use crate::schema::is_valid;
use crate::support::{Book, command, run};
use serde_json::Value;

const TEMPLATE: &str = "---\nowner: {name of the team}\n---\n\n# {name of the alert}\n\n\
    <!-- patterns: lines = { max = 12 }, code-share = { max = 0.5 } -->\n\n## Meaning\n\n{What does it say?}\n\n\
    ## Steps\n\n<!-- patterns: list = { min = 2 }, level = \"deny\" -->\n\n1. {first step}\n";
const TABLE: &str = "[preprocessor.patterns.templates.runbook]\nfile = \"templates/runbook.md\"\npages = [\"runbooks/*.md\"]\n";
/// Has one step, and no section `Meaning`.
const SHORT: &str = "---\nowner: Storage\n---\n\n# Disk is full\n\n## Steps\n\n1. Look at it.\n";

fn book(pages: &[(&str, &str)], toml: &str) -> Book {
    let book = Book::new(pages);
    book.write("templates/runbook.md", TEMPLATE);
    book.write("book.toml", format!("{toml}{TABLE}"));
    book
}

/// The rules that are reported, with their levels.
fn found(book: &Book) -> Vec<String> {
    let report = book.check(&["--format", "json"]).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |it: &Value| format!("{} {}", text(&it["level"]), text(&it["rule"]));
    let found = report["diagnostics"].as_array().unwrap().iter();
    let mut found: Vec<String> = found.map(line).collect();
    found.sort();
    found
}

const BOTH: [&str; 2] = ["deny section-content", "deny section-missing"];

#[test]
fn suppressions_silence_what_templates_ask_for() {
    assert_eq!(found(&book(&[("runbooks/disk.md", SHORT)], "")), BOTH);
    let line = "<!-- patterns: allow(section-content) -->\n## Steps";
    let one = SHORT.replace("## Steps", line);
    assert_eq!(found(&book(&[("runbooks/disk.md", &one)], "")), BOTH[1..]);
    let page = "<!-- patterns: allow(section-content, section-missing) -->\n\n# Disk";
    let all = SHORT.replace("# Disk", page);
    let all = found(&book(&[("runbooks/disk.md", &all)], ""));
    assert!(!all.iter().any(|it| it.contains("section")), "{all:?}");
}

#[test]
fn levels_come_from_overrides_profiles_and_the_template_in_this_order() {
    let pages = [("runbooks/disk.md", SHORT)];
    let book = |toml: &str| found(&book(&pages, toml));
    assert_eq!(
        book("[preprocessor.patterns]\nprofile = \"adopt\"\n"),
        ["warn section-content", "warn section-missing"]
    );
    let overrides = "[[preprocessor.patterns.overrides]]\npages = [\"runbooks/*.md\"]\n\
        rules = { section-content = \"allow\" }\n";
    assert_eq!(book(overrides), BOTH[1..]);
    assert_eq!(
        book("[preprocessor.patterns]\nrules.section-content = \"warn\"\n"),
        ["deny section-missing", "warn section-content"]
    );
}

#[test]
fn a_baseline_knows_what_templates_ask_for() {
    let toml = "[preprocessor.patterns]\nbaseline = \"known\"\n";
    let book = book(&[("runbooks/disk.md", SHORT)], toml);
    assert_eq!(book.check(&["--write-baseline"]).code, Some(0));
    assert_eq!(found(&book), [] as [&str; 0]);
    let worse = format!("{SHORT}\n{}", "A line.\n".repeat(12));
    book.write("src/runbooks/disk.md", worse);
    assert_eq!(found(&book), ["deny page-length"]);
}

#[test]
fn sarif_has_the_place_in_the_template() {
    let book = book(&[("runbooks/disk.md", SHORT)], "");
    let sarif = book.check(&["--format", "sarif"]).json();
    is_valid(&sarif, "tests/sarif-2.1.0.schema.json");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let content = results.iter().find(|it| it["ruleId"] == "section-content");
    let related = content.unwrap()["relatedLocations"].to_string();
    assert!(related.contains("templates/runbook.md"), "{related}");
}

#[test]
fn the_list_of_rules_says_which_templates_ask_for_them() {
    let book = book(&[], "");
    let list = |arguments: &[&str]| run(command().current_dir(book.path()).args(arguments), "");
    let json = list(&["rules", "--format", "json"]).json();
    is_valid(&json, "docs/rules.schema.json");
    let rules = json["rules"].as_array().unwrap().iter();
    let asked = rules.filter(|rule| rule["templates"] == serde_json::json!(["runbook"]));
    let asked: Vec<&str> = asked.map(|rule| rule["name"].as_str().unwrap()).collect();
    assert_eq!(asked, ["page-length", "code-share"]);
    let human = list(&["rules"]).stdout;
    let line = human.lines().find(|line| line.starts_with("page-length"));
    assert!(line.unwrap().contains("patterns, runbook"), "{human}");
}

#[test]
fn fields_have_the_words_that_the_book_gives_them() {
    let page = SHORT.replace(
        "## Steps",
        "## Meaning\n\nIt is full.\n\n## Steps\n\n1. Wait.",
    );
    let book = book(&[("runbooks/disk.md", &page)], "");
    let words = "words = { owner = \"Called <first>\" }\n";
    book.write("book.toml", format!("{TABLE}{words}"));
    let path = book.path().join("src/runbooks/disk.md");
    let html = run(command().arg("render").arg(path), "").stdout;
    assert!(
        html.contains(">Called &lt;first&gt;</span> <span>Storage"),
        "{html}"
    );
    let wrong = "words = { onwer = \"Called first\" }\ncard = [\"team\"]\n";
    book.write("book.toml", format!("{TABLE}{wrong}"));
    let said = book.check(&["--format", "short"]).stdout;
    for line in [
        "templates/runbook.md:1:1: error[template-invalid]: `words` in book.toml names `onwer`",
        "templates/runbook.md:1:1: error[template-invalid]: `card` in book.toml names `team`",
    ] {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn what_stands_in_a_code_block_of_a_template_is_text() {
    let book = book(&[("runbooks/disk.md", SHORT)], "");
    let shown = "```markdown\n## Other\n\n<!-- patterns: lisst = true -->\n```\n\n## Steps";
    book.write("templates/runbook.md", TEMPLATE.replace("## Steps", shown));
    assert_eq!(found(&book), BOTH);
}
