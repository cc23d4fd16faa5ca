//! Switching the checks on in an old library: suppressions, levels, overrides, the baseline.

use crate::site::{BINARY, Site, libraries};
use std::process::{Command, Output};

fn check(site: &Site, arguments: &[&str]) -> (i32, String) {
    let output: Output = Command::new(BINARY)
        .arg("check")
        .arg("--quiet")
        .arg(site.path())
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// A page that breaks `frontmatter-syntax`, and one whose diagrams lack.
const BROKEN: &str = "---\ntitle: [x] y\n---\n\n# T\n\nBody.\n";

#[test]
fn a_suppression_silences_its_page_or_block() {
    let page = BROKEN.replace("# T", "<!-- patterns: allow(frontmatter-syntax) -->\n\n# T");
    let site = Site::new("", &[("a.md", &page), ("b.md", BROKEN)]);
    let (code, report) = check(&site, &[]);
    assert_eq!(code, 1);
    assert!(
        !report.contains("src/a.md") && report.contains("src/b.md"),
        "{report}"
    );
    assert!(!site.build());
    site.write("src/b.md", "# B\n");
    assert_eq!(check(&site, &[]), (0, String::new()));
    assert!(site.build());
    assert!(!site.html("a.md").contains("allow("));
}

#[test]
fn the_command_line_comes_last_and_its_last_word_wins() {
    let site = Site::new("rules.frontmatter-syntax = \"warn\"", &[("a.md", BROKEN)]);
    assert_eq!(check(&site, &[]).0, 0);
    assert_eq!(check(&site, &["--deny", "frontmatter-syntax"]).0, 1);
    assert_eq!(
        check(
            &site,
            &[
                "--deny",
                "frontmatter-syntax",
                "--warn",
                "frontmatter-syntax"
            ]
        )
        .0,
        0
    );
    assert_eq!(
        check(
            &site,
            &[
                "--warn",
                "frontmatter-syntax",
                "--deny",
                "frontmatter-syntax"
            ]
        )
        .0,
        1
    );
    assert_eq!(
        check(&site, &["--allow", "frontmatter-syntax"]),
        (0, String::new())
    );
    assert_eq!(check(&site, &["--only", "code-share"]), (0, String::new()));
    assert_eq!(
        check(
            &site,
            &["--only", "code-share", "--deny", "frontmatter-syntax"]
        )
        .0,
        1
    );
    let (code, report) = check(&site, &["--deny", "frontmater-syntax"]);
    assert_eq!(code, 2);
    assert!(
        report.contains("did you mean `frontmatter-syntax`?"),
        "{report}"
    );
}

#[test]
fn overrides_hold_for_their_pages() {
    let table = "[[preprocessor.patterns.overrides]]\npages = [\"old/**\"]\nrules = { frontmatter-syntax = \"warn\" }";
    let site = Site::new(table, &[("old/a.md", BROKEN), ("new/b.md", "# B\n")]);
    let (code, report) = check(&site, &[]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("warning[frontmatter-syntax]"), "{report}");
    assert!(site.build());
    site.write("src/new/b.md", BROKEN);
    assert_eq!(check(&site, &[]).0, 1);
    assert!(!site.build());
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    for (wrong, expected) in [
        (
            "rules = { frontmatter-syntax = \"wran\" }",
            "did you mean `warn`?",
        ),
        (
            "rules = { code-share = { maxx = 1 } }",
            "did you mean `max`?",
        ),
        ("ruless = {}", "did you mean `rules`?"),
    ] {
        site.write(
            "book.toml",
            &toml.replace("rules = { frontmatter-syntax = \"warn\" }", wrong),
        );
        let (code, report) = check(&site, &[]);
        assert!(
            code == 2 && report.contains(expected) && report.contains("book.toml:"),
            "{report}"
        );
    }
}

#[test]
fn a_baseline_lets_only_new_violations_fail() {
    let site = Site::new(
        "baseline = \"known.txt\"",
        &[("a.md", BROKEN), ("b.md", "# B\n")],
    );
    let file = site.path().join("known.txt");
    let (code, report) = check(&site, &[]);
    assert!(
        code == 2 && report.contains("known.txt") && report.contains("--write-baseline"),
        "{report}"
    );
    let written = check(&site, &["--write-baseline", file.to_str().unwrap()]);
    assert_eq!(written.0, 0, "{}", written.1);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("src/a.md\tfrontmatter-syntax\t[\n"), "{text}");
    assert_eq!(
        check(&site, &[]),
        (0, "1 violation known from the baseline\n".to_owned())
    );
    assert!(site.build());
    // Lines move: still known.
    site.write(
        "src/a.md",
        &BROKEN.replace("title:", "description: new\ntitle:"),
    );
    assert_eq!(check(&site, &[]).0, 0);
    // The same mistake on another page is new.
    site.write("src/b.md", BROKEN);
    assert_eq!(check(&site, &[]).0, 1);
    assert!(!site.build());
    // A fixed one is counted.
    site.write("src/a.md", "# A\n");
    site.write("src/b.md", "# B\n");
    let (code, report) = check(&site, &[]);
    assert!(
        code == 0 && report.contains("1 fewer than the baseline"),
        "{report}"
    );
    std::fs::write(&file, "nonsense\n").unwrap();
    let (code, report) = check(&site, &[]);
    assert!(code == 2 && report.contains("line 1"), "{report}");
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_real_library_is_adopted_by_a_baseline() {
    for site in libraries("baseline = \"known.txt\"") {
        is_adopted(&site);
    }
}

fn is_adopted(site: &Site) {
    // The example has nothing to adopt by itself.
    let chapters = crate::corpus::chapters(&site.path().join("src"));
    let first = format!("src/{}", chapters[0].display());
    site.write(&first, BROKEN);
    let file = site.path().join("known.txt");
    assert_eq!(
        check(site, &["--write-baseline", file.to_str().unwrap()]).0,
        0
    );
    let known = std::fs::read_to_string(&file).unwrap();
    assert!(known.contains("\tfrontmatter-syntax\t"), "{known}");
    assert_eq!(check(site, &[]).0, 0);
    assert!(site.build());
    check(site, &["--write-baseline", file.to_str().unwrap()]);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        known,
        "deterministic"
    );
    let second = format!("src/{}", chapters[1].display());
    site.write(&second, "---\ntitle: [x] y\n---\n\n# New\n");
    assert_eq!(check(site, &[]).0, 1);
}

/// `level-time-box` asks for the minutes that `level-heading` has on the same page.
#[test]
fn overrides_reach_rules_that_share_an_option() {
    let table = "rules.level-time-box = \"deny\"\n\
        [[preprocessor.patterns.overrides]]\npages = [\"short/**\"]\n\
        rules = { level-heading = { minutes = [1, 10, 15, 20, 30] } }";
    // Two minutes of words.
    let words = "word ".repeat(480);
    let page = format!("---\ntype: pattern\n---\n\n# A\n\n## Level 1: Intuition\n\n{words}\n");
    let site = Site::new(table, &[("short/a.md", &page), ("b.md", &page)]);
    let (_, report) = check(&site, &["--only", "level-time-box"]);
    assert!(report.contains("more than its 1 min"), "{report}");
    assert_eq!(report.matches("[level-time-box]").count(), 1, "{report}");
}
