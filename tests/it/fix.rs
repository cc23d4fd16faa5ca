//! `mdbook-patterns fix`: what it makes of pages.

use crate::corpus::chapters;
use crate::rule_examples::examples;
use crate::support::{Book, Run, check, command, run};
use mdbook_patterns::engine::{self, Input, Outcome};
use mdbook_patterns::host::disk;
use mdbook_patterns::report::human;
use mdbook_patterns::rules;
use mdbook_patterns::rules::rule::FixAvailability;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A page with two violations that can be fixed, in frontmatter and text.
pub const PAGE: &str = "---\ntype: pattern\nbest-for: Ü\n---\n\n# Ä\n\n<!-- GOAL: x -->\n\n\
                        ## Level 1: Intuition (5 minutes)\n\nText.\n";
/// The same when `fix` is done.
pub const FIXED: &str = "---\ntype: pattern\nbest_for: Ü\n---\n\n# Ä\n\n\
                         ## Level 1: Intuition (5 min) {#intuition}\n\nText.\n";

/// book.toml with only these rules at work.
pub fn only(names: &[&str]) -> String {
    let mut toml = "[preprocessor.patterns]\n".to_owned();
    for rule in rules::ALL {
        if !names.contains(&rule.name) {
            let _ = writeln!(toml, "rules.{} = \"allow\"", rule.name);
        }
    }
    toml
}

/// A book in which the rules of [`PAGE`]'s violations are at work.
pub fn book(pages: &[(&str, &str)]) -> Book {
    let book = Book::new(pages);
    let names = [
        "frontmatter-field-unknown",
        "template-comment",
        "level-heading",
    ];
    book.write("book.toml", only(&names));
    book
}

pub fn fix(book: &Path, arguments: &[&str]) -> Run {
    run(command().arg("fix").arg(book).args(arguments), "")
}

pub fn read(book: &Path, path: &str) -> String {
    fs::read_to_string(book.join(path)).unwrap()
}

/// All files of a folder.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| {
        (
            path.to_str().unwrap().to_owned(),
            fs::read(folder.join(&path)).unwrap(),
        )
    };
    crate::site::files(folder).into_iter().map(read).collect()
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn every_fixable_rule_fixes_its_examples_in_the_file() {
    for rule in rules::ALL {
        if rule.fix == FixAvailability::None {
            continue;
        }
        let mut examples = examples(rule.docs);
        examples.retain(|example| example.fixed.is_some());
        assert!(!examples.is_empty(), "{}", rule.name);
        for example in examples {
            let fixed = example.fixed.unwrap();
            for (bom, eol) in [
                ("", "\n"),
                ("\u{feff}", "\n"),
                ("", "\r\n"),
                ("\u{feff}", "\r\n"),
            ] {
                let as_file = |text: &str| format!("{bom}{}", text.replace('\n', eol));
                let mut pages = vec![(example.path.as_str(), as_file(&example.page))];
                for (path, text) in &example.files {
                    pages.push((path, text.clone()));
                }
                let book = Book::new(&pages);
                let toml = format!("[preprocessor.patterns]\n{}\n", example.config);
                book.write(
                    "book.toml",
                    toml.replace("\n[templates", "\n[preprocessor.patterns.templates"),
                );
                for (path, text) in &example.disk {
                    book.write(&format!("src/{path}"), text);
                }
                let mut before = snapshot(book.path());
                let at = format!("{}.md:{} {bom:?} {eol:?}", rule.name, example.line);
                let run = fix(book.path(), &["--rule", rule.name, "--unsafe"]);
                assert!(matches!(run.code, Some(0 | 1)), "{at} {run:?}");
                let said: &[&str] = if fixed == example.page {
                    &["nothing to fix"]
                } else {
                    &["fixed src/", "in 1 file;"]
                };
                run.says(said);
                assert_eq!(run.stdout, "");
                // Nothing but this page is changed.
                before.insert(
                    format!("src/{}", example.path),
                    as_file(&fixed).into_bytes(),
                );
                let after = snapshot(book.path());
                let text = |path: &str| String::from_utf8_lossy(&after[path]).into_owned();
                assert_eq!(
                    text(&format!("src/{}", example.path)),
                    as_file(&fixed),
                    "{at}"
                );
                assert_eq!(before, after, "{at}");
                let again = fix(book.path(), &["--rule", rule.name, "--unsafe"]);
                again.says(&["nothing to fix"]);
                assert_eq!(snapshot(book.path()), after, "{at}");
            }
        }
    }
}

#[test]
fn the_exit_code_is_that_of_what_remains() {
    let book = book(&[("a.md", PAGE), ("b.md", PAGE)]);
    let run = fix(book.path(), &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    run.says(&[
        "fixed src/a.md (3 violations)",
        "fixed src/b.md (3 violations)",
        "fixed 6 violations in 2 files; no violation remains",
    ]);
    assert_eq!(read(book.path(), "src/a.md"), FIXED);
    assert_eq!(read(book.path(), "src/b.md"), FIXED);
    let run = fix(book.path(), &[]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stderr, "nothing to fix; no violation remains\n");

    let toml = only(&["template-comment", "when-to-use-missing", "tier-status"]);
    book.write("book.toml", toml);
    book.write("src/b.md", PAGE);
    let run = fix(book.path(), &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    run.says(&["fixed 1 violation in 1 file; 2 denied remain: run `mdbook-patterns check`"]);
    // A rule that is off is not fixed.
    assert!(read(book.path(), "src/b.md").contains("best-for"));
}

#[test]
fn rules_can_be_picked() {
    let book = book(&[("a.md", PAGE)]);
    let run = fix(book.path(), &["--rule", "template-comment"]);
    assert_eq!(run.code, Some(0));
    run.says(&["fixed 1 violation in 1 file; 2 warnings remain"]);
    assert!(read(book.path(), "src/a.md").contains("best-for"));
    let picked = [
        "--rule",
        "frontmatter-field-unknown",
        "--rule",
        "level-heading",
    ];
    fix(book.path(), &picked).says(&["fixed 2 violations in 1 file; no violation remains"]);
    assert_eq!(read(book.path(), "src/a.md"), FIXED);

    book.write("src/a.md", PAGE);
    let run = fix(book.path(), &["--rule", "level-headings"]);
    run.is_refused(&[
        "no rule is called `level-headings`",
        "did you mean `level-heading`?",
    ]);
    let run = fix(book.path(), &["--rule", "page-length"]);
    run.is_refused(&["`page-length` has no fix"]);
    assert_eq!(read(book.path(), "src/a.md"), PAGE);
    fix(&book.path().join("src"), &[]).is_refused(&["no `book.toml`"]);
}

#[test]
fn what_is_only_probably_right_waits_to_be_asked_for() {
    let page =
        "---\ntype: pattern\n---\n\n[x](#basics)\n\n## Level 1: Intuition (5 min) {#basics}\n";
    let book = book(&[("a.md", page)]);
    let run = fix(book.path(), &[]);
    run.says(&[
        "nothing to fix; 1 warning remains",
        "`--unsafe` fixes 1 violation more",
    ]);
    assert_eq!(read(book.path(), "src/a.md"), page);
    book.check(&[])
        .says(&["help: write it like this (only with `mdbook-patterns fix --unsafe`)"]);
    let report = book.check(&["--format", "json"]).json();
    assert_eq!(report["diagnostics"][0]["fix"]["applicability"], "unsafe");
    let run = fix(book.path(), &["--unsafe"]);
    run.says(&["fixed 1 violation in 1 file; no violation remains"]);
    assert_eq!(
        read(book.path(), "src/a.md"),
        page.replace("{#basics}", "{#intuition}")
    );
}

#[test]
fn no_link_of_another_page_is_broken() {
    let page =
        "---\ntype: pattern\n---\n\n# A\n\n## Level 1: Intuition (5 minutes)\n\n## Level 2\n";
    let linking = "# B\n\n[x](a.md#level-1-intuition-5-minutes)\n";
    let book = Book::new(&[("a.md", page), ("b.md", linking)]);
    book.write("book.toml", only(&["level-heading", "broken-anchor"]));
    let run = fix(book.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&[
        "fixed 1 violation in 1 file; 1 warning remains",
        "`--unsafe` fixes 1 violation more",
    ]);
    let half = page.replace(
        "## Level 2",
        "## Level 2: Foundation (10 min) {#foundation}",
    );
    assert_eq!(read(book.path(), "src/a.md"), half);
    // Nobody links there any more.
    book.write("src/b.md", "# B\n");
    fix(book.path(), &[]).says(&["fixed 1 violation in 1 file; no violation remains"]);
}

#[test]
fn text_below_a_table_is_not_moved_where_it_would_open_a_fence() {
    let page = "# A\n\n| State | Calls |\n|---|---|\n| a | b |\n: \n: ```python\n";
    let book = Book::new(&[("a.md", page)]);
    book.write(
        "book.toml",
        only(&["table-swallows-text", "fence-unclosed"]),
    );
    fix(book.path(), &[]);
    assert_eq!(read(book.path(), "src/a.md"), page);
    book.check(&[]).says(&["1 warning in 1 of 1 page"]);
    book.write("src/a.md", page.replace(": \n: ```python", "Words"));
    fix(book.path(), &[]).says(&["no violation remains"]);
}

#[test]
fn a_callout_does_not_take_in_the_code_below_it() {
    let page = "# T\n\n> [!tip] A\n> Text.\n\n";
    for (below, box_or_not) in [
        ("    code\n", false),
        ("\n\n\tcode\n", false),
        ("Text.\n", true),
        ("   Text.\n", true),
    ] {
        let book = Book::new(&[("a.md", &format!("{page}{below}"))]);
        book.write("book.toml", only(&["syntax-unsupported"]));
        fix(book.path(), &[]);
        let text = read(book.path(), "src/a.md");
        assert_eq!(text.contains("!!! tip"), box_or_not, "{text}");
        assert!(text.ends_with(below), "{text}");
    }
}

#[test]
fn included_text_is_not_the_pages_to_change() {
    let page = "---\ntype: pattern\nbest-for: x\n{{#include part.yaml}}\n---\n\n{{#include part.md}}\n\n<!-- GOAL: x -->\n";
    let book = book(&[("a.md", page)]);
    book.write("src/part.yaml", "trade-offs: {}\n");
    book.write("src/part.md", "<!-- GOAL: y -->\n\n## Level 1\n");
    let mut files = snapshot(book.path());
    let run = fix(book.path(), &[]);
    run.says(&["fixed 2 violations in 1 file; 3 warnings remain"]);
    let fixed = page
        .replace("best-for", "best_for")
        .replace("\n\n<!-- GOAL: x -->\n", "\n");
    files.insert("src/a.md".to_owned(), fixed.into_bytes());
    assert_eq!(snapshot(book.path()), files);
}

#[test]
fn known_violations_are_fixed_too_and_do_not_count_as_left() {
    let toml = only(&["template-comment", "when-to-use-missing"]);
    let book = Book::new(&[("a.md", PAGE)]);
    book.write("book.toml", &toml);
    let known = book.path().join("known.txt");
    book.check(&["--write-baseline", known.to_str().unwrap()]);
    book.write("book.toml", format!("{toml}baseline = \"known.txt\"\n"));
    let run = fix(book.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&["fixed 1 violation in 1 file; no violation remains"]);
    assert!(!read(book.path(), "src/a.md").contains("GOAL"));
}

#[test]
fn what_is_allowed_on_the_page_stays() {
    let page = "---\ntype: pattern\n---\n\n<!-- patterns: allow(template-comment) -->\n\n# A\n\n<!-- GOAL: x -->\n";
    let book = book(&[("a.md", page)]);
    fix(book.path(), &[]).says(&["nothing to fix; no violation remains"]);
    assert_eq!(read(book.path(), "src/a.md"), page);
}

#[test]
fn a_file_that_is_two_chapters_is_fixed_once() {
    let book = book(&[("a.md", PAGE)]);
    book.write("src/SUMMARY.md", "- [A](a.md)\n- [Again](./a.md)\n");
    fix(book.path(), &[]).says(&["fixed 3 violations in 1 file; no violation remains"]);
    assert_eq!(read(book.path(), "src/a.md"), FIXED);
}

/// Applies the edits that the JSON gives, from the last to the first.
fn apply_json(report: &Value, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for found in report["diagnostics"].as_array().unwrap() {
        assert_eq!(found["fixable"], !found["fix"].is_null());
        for edit in found["fix"]["edits"].as_array().into_iter().flatten() {
            assert_eq!(found["fix"]["applicability"], "safe");
            let at =
                |end: &str| usize::try_from(edit["span"][end]["offset"].as_u64().unwrap()).unwrap();
            let text = edit["text"].as_str().unwrap().to_owned();
            edits.push((at("start"), at("end"), text));
        }
    }
    edits.sort();
    for (start, end, text) in edits.into_iter().rev() {
        bytes.splice(start..end, text.into_bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn check_shows_each_fix_as_a_diff_and_as_edits() {
    for (bom, eol) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let as_file = |text: &str| format!("{bom}{}", text.replace('\n', eol));
        let book = book(&[("a.md", &as_file(PAGE))]);
        let report = book.check(&["--format", "json"]).json();
        assert_eq!(apply_json(&report, &as_file(PAGE)), as_file(FIXED));
        let run = book.check(&[]);
        run.says(&[
            "help: write `best_for`\n  |\n3 - best-for: Ü\n3 + best_for: Ü\n",
            "\n8 - <!-- GOAL: x -->\n",
            "10 - ## Level 1: Intuition (5 minutes)\n10 + ## Level 1: Intuition (5 min) {#intuition}\n",
            "help: `mdbook-patterns fix` settles 3 of them",
        ]);
        assert!(!run.stderr.contains("= help: write"), "said twice: {run:?}");
    }
}

#[test]
fn of_a_long_deletion_both_ends_are_shown() {
    let inside = "- a line\n".repeat(30);
    let page = format!(
        "---\ntype: pattern\n---\n\n# A\n\n<!-- TEMPLATE INSTRUCTIONS -->\n{inside}<!-- END TEMPLATE INSTRUCTIONS -->\n\nEnd.\n"
    );
    let book = Book::new(&[("a.md", &page)]);
    book.write("book.toml", only(&["template-instructions"]));
    let run = book.check(&[]);
    run.says(&[
        "help: delete the block, both comments included (32 lines)\n",
        "\n 7 - <!-- TEMPLATE INSTRUCTIONS -->\n",
        "\n38 - <!-- END TEMPLATE INSTRUCTIONS -->\n",
    ]);
    assert!(!run.stderr.contains("- a line"), "{run:?}");
    fix(book.path(), &[]).says(&["fixed 1 violation"]);
    assert_eq!(
        read(book.path(), "src/a.md"),
        "---\ntype: pattern\n---\n\n# A\n\nEnd.\n"
    );
}

fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// Nothing that can be fixed is left, and of every page only what fixes are about is gone.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn whole_libraries() {
    let example = crate::site::example();
    // It has nothing to fix by itself.
    fixes_of(&example, |text| {
        text.replace(" min)", " minutes)").replace("Now", "naÃ¯ve")
    });
    if let Some(corpus) = crate::support::corpus() {
        fixes_of(&corpus, |text| text);
    }
}

fn fixes_of(library: &Path, damaged: impl Fn(String) -> String) {
    let paths = chapters(&library.join("src"));
    let pages: Vec<_> = paths
        .iter()
        .map(|path| {
            let text = read(library, &format!("src/{}", path.display()));
            (path.to_str().unwrap(), damaged(text))
        })
        .collect();
    let book = Book::new(&pages);
    book.write("book.toml", fs::read(library.join("book.toml")).unwrap());
    let before = check(book.path(), &["--format", "json"]).json();
    let fixable = before["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["fix"]["applicability"] == "safe")
        .count();
    let dry = fix(book.path(), &["--dry-run"]);
    let run = fix(book.path(), &[]);
    assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
    run.says(&["fixed src/", &format!("fixed {fixable} violations in ")]);
    let after = check(book.path(), &["--format", "json"]).json();
    for found in after["diagnostics"].as_array().unwrap() {
        assert_ne!(found["fix"]["applicability"], "safe", "{found}");
    }
    let denied = |report: &serde_json::Value| report["summary"]["deny"].as_u64().unwrap();
    assert!(denied(&after) <= denied(&before));
    for (path, old) in &pages {
        let file = format!("src/{path}");
        let mut allowed = String::new();
        for found in before["diagnostics"].as_array().unwrap() {
            for edit in found["fix"]["edits"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|_| found["file"] == file.as_str())
            {
                let at = |end: &str| {
                    usize::try_from(edit["span"][end]["offset"].as_u64().unwrap()).unwrap()
                };
                allowed.push_str(&old[at("start")..at("end")]);
                allowed.push(' ');
            }
        }
        let new = read(book.path(), &file);
        let (new, allowed) = (words(&new), words(&allowed));
        for (word, count) in words(old) {
            let kept =
                new.get(word).copied().unwrap_or(0) + allowed.get(word).copied().unwrap_or(0);
            assert!(kept >= count, "{path} lost `{word}`");
        }
        let patched = crate::fix_files::patch(&dry.stdout, &file, old);
        assert_eq!(patched, read(book.path(), &file), "the diff of {path}");
    }
    let files = snapshot(book.path());
    fix(book.path(), &[]).says(&["nothing to fix"]);
    assert_eq!(snapshot(book.path()), files);
}

/// A run that parses only what has changed says what a run says that parses all.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_remains_is_what_a_check_of_the_fixed_book_says() {
    let mut pages: Vec<(String, String)> = Vec::new();
    for rule in rules::ALL {
        for example in examples(rule.docs) {
            pages.push((format!("p{}.md", pages.len()), example.page.clone()));
        }
    }
    let many = Book::new(&pages);
    // A title moves, and what another page shows of it with it.
    let title = "---\ntype: pattern\nbest-for: naÃ¯ve\ntitle: Moved\n---\n\n# Moved\n\n## Level 1: Intuition (5 minutes)\n";
    let links =
        "# L\n\n[i](a.md#level-1-intuition-5-minutes) [i](a.md#intuition)\n\n{{#include a.md}}\n";
    let few = Book::new(&[
        ("links.md".to_owned(), links.to_owned()),
        ("a.md".to_owned(), title.to_owned()),
        (
            "b.md".to_owned(),
            "---\ntype: pattern\ntitle: Moved\n---\n\n# Moved\n".to_owned(),
        ),
    ]);
    few.write("src/unlisted.md", title);
    let mut folders = vec![many.path(), few.path()];
    let others = [Some(crate::site::example()), crate::support::corpus()];
    folders.extend(others.iter().flatten().map(PathBuf::as_path));
    for folder in folders {
        let before = disk::load(folder).unwrap();
        assert_eq!(before.settings.src, "src");
        let mut chapters = before.chapters.clone();
        let input = Input {
            files: Box::new(before.files),
            ..crate::properties::input(None)
        };
        let fixed = engine::fix::book(&input, before.chapters, |_| true);
        if folder == many.path() {
            assert!(fixed.pages.len() > 50, "{}", fixed.pages.len());
        }
        for page in &fixed.pages {
            for chapter in &mut chapters {
                if chapter
                    .source_path
                    .as_ref()
                    .is_some_and(|path| format!("src/{path}") == page.file)
                {
                    chapter.content.clone_from(&page.new);
                }
            }
        }
        let checked = engine::run(&input, chapters);
        let said = |outcome: &Outcome| {
            let found = outcome.diagnostics.iter().map(|found| {
                let places = found.labels.iter().map(|label| label.place.start());
                let places: Vec<_> = places.collect();
                format!("{}{places:?}", human::diagnostic(found, false))
            });
            let found: Vec<String> = found.collect();
            (
                found,
                outcome.summary,
                outcome.refused.clone(),
                outcome.warnings.clone(),
            )
        };
        let (remaining, checked) = (said(&fixed.remaining), said(&checked));
        for (a, b) in remaining.0.iter().zip(&checked.0) {
            assert_eq!(a, b, "{}", folder.display());
        }
        assert_eq!(remaining, checked, "{}", folder.display());
    }
}
