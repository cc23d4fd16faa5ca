//! What a report shows of pages, and what a baseline keeps of them.

use crate::support::Book;
use std::fmt::Write as _;

fn book(chapters: &[(&str, &str)]) -> Book {
    let book = Book::new(chapters);
    book.write("book.toml", "[preprocessor.patterns]\n");
    book
}

fn only(book: &Book, rule: &str) -> String {
    let report = book.check(&["--only", rule]).stderr;
    report.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn a_cut_line_keeps_its_columns() {
    let before = "größe ".repeat(500);
    let page = format!("# A\n\n{before}[x](no.md) {before}\n");
    let report = only(&book(&[("a.md", &page)]), "broken-link");
    assert!(report.contains("--> src/a.md:3:3005\n"), "{report}");
    let lines: Vec<&str> = report.lines().collect();
    let mark = lines[4].find("^^^^^").unwrap();
    let start = lines[3].chars().take(mark).map(char::len_utf8).sum();
    assert!(lines[3][start..].starts_with("no.md"), "{report}");
    assert!(report.chars().count() < 1000, "{report}");
}

#[test]
fn the_diff_of_a_cut_line_has_no_header_of_its_own() {
    let before = "word ".repeat(500);
    let page = format!("# A\n\n{before}naÃ¯ve {before}\n");
    let report = book(&[("a.md", &page)])
        .check(&["--only", "mojibake"])
        .stderr;
    assert!(report.contains("src/a.md:3:2503\n"), "{report}");
    assert_eq!(report.matches("src/a.md").count(), 1, "{report}");
    assert!(report.chars().count() < 3000, "{report}");
    assert!(!report.contains(['\u{1}', '\u{2}']), "{report}");
}

/// A thousand links on a line are not a thousand lines.
#[test]
fn many_diagnostics_on_one_line_do_not_repeat_it() {
    let mut page = "# A\n\n".to_owned();
    for n in 0..1000 {
        let _ = write!(page, "[link {n}](missing-{n}.md) ");
    }
    let book = book(&[("a.md", &page)]);
    let report = book.check(&["--only", "broken-link"]).stderr;
    assert!(report.len() < 100_000, "{} bytes", report.len());
    assert!(report.contains("1000 denied"), "{report}");
}

/// Of a page people see three diagnostics of each rule, what fails a build before what does not; with
/// `--all` they see all, and reports for machines have all.
#[test]
fn a_page_shows_three_diagnostics_of_each_rule() {
    let mut page = "# A\n\n".to_owned();
    for n in 0..150 {
        let _ = write!(page, "<!-- TODO: {n} -->\n\n");
    }
    for n in 0..90 {
        let _ = write!(page, "[link {n}](missing-{n}.md)\n\n");
    }
    let page = format!("---\ntype: pattern\n---\n\n{page}");
    let rules = ["--only", "broken-link", "--only", "todo-comment"];
    let book = book(&[("a.md", &page), ("b.md", "# B\n\n[c](c.md)\n")]);
    let report = book.check(&rules).stderr;
    assert_eq!(report.matches("error[broken-link]").count(), 4);
    assert_eq!(report.matches("warning[todo-comment]").count(), 3);
    let [denied, warned] = ["error[broken-link]", "warning[todo-comment]"];
    assert!(report.find(denied) < report.find(warned), "{report}");
    for more in [
        "… and 87 more of `broken-link` in `src/a.md`, on lines 313, 315, 317, 319, 321, 323, 325, 327 … (`--all` shows them)\n",
        "… and 147 more of `todo-comment` in `src/a.md`, on lines ",
        "91 denied, 150 warnings",
    ] {
        assert!(report.contains(more), "{report}");
    }
    let report = book.check(&[&rules[..], &["--all"]].concat()).stderr;
    assert_eq!(report.matches(denied).count(), 91);
    assert_eq!(report.matches(warned).count(), 150);
    for format in ["short", "json", "sarif", "github"] {
        let rules = [&rules[..], &["--format", format]].concat();
        let report = book.check(&rules).stdout;
        let all = report.matches("is neither a page nor a file").count();
        assert!(all >= 91, "{format}: {all}");
        let all = report.matches("something is left to do").count();
        assert!(all >= 150, "{format}: {all}");
    }
}

#[test]
fn a_line_with_many_diagnostics_is_named_once() {
    let links = "[x](missing.md) ".repeat(6);
    let book = book(&[("a.md", &format!("# A\n\n{links}\n\n[y](missing.md)\n"))]);
    let report = book.check(&["--only", "broken-link"]).stderr;
    let more =
        "… and 4 more of `broken-link` in `src/a.md`, on lines 3 and 5 (`--all` shows them)\n";
    assert!(report.contains(more), "{report}");
}

#[test]
fn statistics_count_by_rule() {
    let book = book(&[
        ("a.md", "# A\n\n[x](x.md) [y](y.md)\n\n##No space\n"),
        ("b.md", "# B\n\n[x](x.md)\n"),
    ]);
    let run = book.check(&["--statistics"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let lines: Vec<Vec<&str>> = run
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(lines[0], ["rule", "denied", "warned", "fixable", "pages"]);
    assert_eq!(lines[1], ["broken-link", "3", "2"]);
    assert_eq!(lines[2], ["heading-space", "1", "1", "1"]);
    let run = book.check(&["--statistics", "--format", "json"]);
    let first = &run.json()["rules"][0];
    assert_eq!(first["rule"], "broken-link");
    assert_eq!((&first["denied"], &first["pages"]), (&3.into(), &2.into()));
}

#[test]
fn a_clean_book_says_what_was_looked_at() {
    let book = book(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    let mut command = crate::support::command();
    let run = crate::support::run(command.arg("check").arg(book.path()), "");
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stderr, "2 pages: no violation\n");
    assert_eq!(book.check(&[]).stderr, "", "it is quiet");
}

/// Of very many diagnostics a build shows the first, what fails it before the rest, and a table of all.
#[test]
fn a_build_ends_in_a_table_where_there_are_very_many() {
    let page = |n: usize| format!("# P\n\n##No space\n\n[{n}](gone-{n}.md)\n");
    let chapters: Vec<(String, String)> = (0..40).map(|n| (format!("p{n}.md"), page(n))).collect();
    let chapters: Vec<(&str, &str)> = chapters
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let items: Vec<serde_json::Value> = chapters
        .iter()
        .map(|(path, text)| {
            serde_json::json!({"Chapter": {"name": path, "content": text, "number": [1], "sub_items": [],
                "path": path, "source_path": path, "parent_names": []}})
        })
        .collect();
    let call = serde_json::json!([{"root": "/nowhere", "config": {"book": {"src": "src"}, "output": {"html": {}},
        "preprocessor": {"patterns": {}}}, "renderer": "html", "mdbook_version": "0.5.4"}, {"items": items}]);
    let run = crate::support::run(&mut crate::support::command(), call.to_string());
    assert_eq!(run.code, Some(1));
    let report = run.stderr;
    assert_eq!(report.matches("error[broken-link]").count(), 40, "{report}");
    assert_eq!(
        report.matches("warning[heading-space]").count(),
        10,
        "{report}"
    );
    run_says(
        &report,
        &[
            "… and 30 more. All of them, by rule:",
            "worst pages",
            "check --write-baseline`",
            "40 denied, 40 warnings",
        ],
    );
}

fn run_says(report: &str, words: &[&str]) {
    for word in words {
        assert!(report.contains(word), "no {word} in {report}");
    }
}

/// Baselines in repositories hold these keys: none may change.
#[test]
fn keys_of_baselines_stay_what_they_were() {
    let a = "\u{feff}---\r\ntitle: Größe\r\ntype: pattern\r\nstatus:\tTODO   x\r\n---\r\n\r\n\
             # Other  title\r\n\r\n[x](a  b.md) and [y](<no  where.md>)\r\n";
    let b = format!(
        "# B\n\n{}. [z]({}.md)\n\n{{{{#include part.md}}}}\n\n```mermaid\ngraph TD\n  A--\n  B\n```\n",
        "word ".repeat(300),
        "long".repeat(50)
    );
    let c = "---\ntitle: C\ntype: pattern\n---\n# C\n\n!!! abc \"x\"\n    Body\n\n\
             <!-- TODO:\nmore\nmore\nmore\nmore\n-->\n\n\
             <!--\n\nTEMPLATE INSTRUCTIONS\n\na\n\nb\n\n-->\n";
    let book = book(&[("a.md", a), ("b.md", &b), ("c.md", c)]);
    book.write("src/part.md", "[inside](gone.md) text\n");
    let file = book.path().join("known.txt");
    let mut arguments = vec!["--write-baseline", file.to_str().unwrap()];
    for rule in [
        "broken-link",
        "frontmatter-field-missing",
        "frontmatter-field-unknown",
        "title-mismatch",
        "admonition-kind-unknown",
        "template-instructions-unclosed",
        "todo-comment",
    ] {
        arguments.extend(["--only", rule]);
    }
    book.check(&arguments);
    let known = std::fs::read_to_string(&file).unwrap();
    let lines = known.lines().filter(|l| !l.starts_with('#'));
    // Of several things that are missing each has a line.
    let mut keys: Vec<&str> = lines.map(|l| l.split("\t+ ").next().unwrap()).collect();
    keys.dedup();
    assert_eq!(
        keys,
        [
            "src/a.md\tbroken-link\ta b.md",
            "src/a.md\tbroken-link\tno where.md",
            "src/a.md\tfrontmatter-field-missing\t---",
            "src/a.md\tfrontmatter-field-unknown\tstatus",
            "src/a.md\ttitle-mismatch\t# Other title",
            &format!("src/b.md\tbroken-link\t{}", "long".repeat(30)),
            "src/b.md\tbroken-link\t{{#include part.md}}",
            "src/c.md\tadmonition-kind-unknown\tabc",
            "src/c.md\tfrontmatter-field-missing\t---",
            "src/c.md\ttemplate-instructions-unclosed\t<!--",
            "src/c.md\ttodo-comment\tTODO",
        ]
    );
}

#[test]
fn of_many_places_the_first_are_shown() {
    let diagrams = "```mermaid\ngraph TD\n A-->B\n```\n\n".repeat(60);
    let page = format!("---\ntype: pattern\n---\n\n# T\n\n{diagrams}");
    let run = book(&[("a.md", &page)]).check(&["--only", "diagram-count"]);
    assert_eq!(run.stderr.matches("counts once").count(), 24);
    assert!(
        run.stderr
            .contains("not shown: 35 more places of this kind"),
        "{}",
        run.stderr
    );
}
