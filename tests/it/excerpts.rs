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

/// Of a page with very many diagnostics people see the first hundred, what fails a build before
/// what does not; reports for machines have all.
#[test]
fn a_page_shows_its_first_hundred_diagnostics() {
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
    assert_eq!(report.matches("error[broken-link]").count(), 91);
    assert_eq!(report.matches("warning[todo-comment]").count(), 10);
    assert!(
        report.contains(
            "… and 140 more in `src/a.md`: `mdbook-patterns check --format short` lists all\n"
        ),
        "{report}"
    );
    assert!(report.contains("91 denied, 150 warnings"), "{report}");
    for format in ["short", "json", "sarif", "github"] {
        let rules = [&rules[..], &["--format", format]].concat();
        let report = book.check(&rules).stdout;
        let all = report.matches("is neither a page nor a file").count();
        assert!(all >= 91, "{format}: {all}");
        let all = report.matches("something is left to do").count();
        assert!(all >= 150, "{format}: {all}");
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
    let keys: Vec<&str> = known.lines().filter(|l| !l.starts_with('#')).collect();
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
