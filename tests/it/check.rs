//! `mdbook-patterns check`, from outside.

use crate::support::{BROKEN, Book, FAULT, Run, check, command, corpus, only_syntax, run};
use mdbook_driver::MDBook;
use mdbook_driver::builtin_preprocessors::{IndexPreprocessor, LinkPreprocessor};
use mdbook_preprocessor::{Preprocessor as _, PreprocessorContext};
use serde_json::{Value, json};
use std::path::Path;

const CLEAN: &str = "---\ntype: pattern\ntitle: Clean\n---\n\n# Clean\n";

/// The one diagnostic of a book, and that there is only one.
#[track_caller]
fn only(book: &Book) -> Value {
    let run = book.check(&["--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let report = run.json();
    assert_eq!(
        report["diagnostics"].as_array().unwrap().len(),
        1,
        "{run:?}"
    );
    report["diagnostics"][0].clone()
}

/// Where `needle` stands in a file, as `check` tells it.
fn place(text: &str, needle: &str) -> Value {
    let offset = text.find(needle).unwrap();
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[start..offset].trim_start_matches('\u{feff}');
    let at = |more: usize, bytes: usize| {
        json!({
            "line": text[..offset].matches('\n').count() + 1,
            "column": before.chars().count() + 1 + more,
            "offset": offset + bytes
        })
    };
    json!({ "start": at(0, 0), "end": at(needle.chars().count(), needle.len()) })
}

#[test]
fn a_clean_book_passes_in_silence() {
    let run = Book::new(&[("page.md", CLEAN)]).check(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn a_deny_is_one_and_a_warning_is_none() {
    let book = Book::new(&[("page.md", BROKEN), ("other.md", CLEAN)]);
    let run = book.check(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    run.says(&[
        "error[frontmatter-syntax]",
        "--> src/page.md:4:8",
        FAULT,
        "1 denied in 1 of 2 pattern pages",
    ]);
    book.write(
        "book.toml",
        only_syntax("rules.frontmatter-syntax = \"warn\""),
    );
    let run = book.check(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    run.says(&[
        "warning[frontmatter-syntax]",
        "1 warning in 1 of 2 pattern pages",
    ]);
    book.write(
        "book.toml",
        only_syntax("rules.frontmatter-syntax = \"allow\""),
    );
    let run = book.check(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn wrong_arguments_are_two() {
    for arguments in [
        &["check", "--format", "xml"][..],
        &["chekc"],
        &["check", "a", "b"],
    ] {
        let run = run(command().args(arguments), "");
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn the_json_has_the_documented_shape() {
    let twice = "---\ntype: pattern\ntitle: Ä\ntitle: B\n---\n";
    let book = Book::new(&[("page.md", twice), ("plain.md", "# Plain\n")]);
    let run = book.check(&["--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let report = run.json();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&report), ["diagnostics", "summary", "version"]);
    assert_eq!(report["version"], 1);
    let summary = json!({ "pages": 2, "patterns": 1, "deny": 1, "warn": 0 });
    assert_eq!(report["summary"], summary);
    let found = &report["diagnostics"][0];
    assert_eq!(
        keys(found),
        [
            "file", "fix", "fixable", "help", "labels", "level", "message", "rule", "span"
        ]
    );
    assert_eq!(found["rule"], "frontmatter-syntax");
    assert_eq!(found["level"], "deny");
    assert_eq!(found["file"], "src/page.md");
    assert_eq!(
        (&found["fixable"], &found["fix"]),
        (&json!(false), &Value::Null)
    );
    assert!(found["message"].is_string());
    assert!(found["help"].is_string() || found["help"].is_null());
    assert_eq!(
        found["span"]["start"],
        json!({ "line": 4, "column": 1, "offset": twice.rfind("title").unwrap() })
    );
    let labels = found["labels"].as_array().unwrap();
    for label in labels {
        assert_eq!(keys(label), ["file", "message", "span"]);
        assert_eq!(label["file"], "src/page.md");
        assert!(label["message"].is_string());
        assert_eq!(keys(&label["span"]), ["end", "start"]);
        assert_eq!(keys(&label["span"]["end"]), ["column", "line", "offset"]);
    }
    let first = labels
        .iter()
        .find(|label| label["span"]["start"]["line"] == 3);
    assert_eq!(first.unwrap()["span"]["start"]["offset"], 18);
}

#[test]
fn a_clean_report_is_json_too() {
    let run = Book::new(&[("page.md", CLEAN)]).check(&["--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let summary = json!({ "pages": 1, "patterns": 1, "deny": 0, "warn": 0 });
    assert_eq!(
        run.json(),
        json!({ "version": 1, "diagnostics": [], "summary": summary })
    );
}

#[test]
fn places_are_those_of_the_file() {
    for bom in ["", "\u{feff}"] {
        for eol in ["\n", "\r\n"] {
            let text = format!("{bom}{}", BROKEN.replace('\n', eol));
            let book = Book::new(&[("page.md", &text)]);
            let found = only(&book);
            assert_eq!(found["span"], place(&text, "["), "{text:?}");
            let shown = book.check(&[]);
            shown.says(&["src/page.md:4:8", FAULT]);
            assert!(!shown.stderr.contains(['\r', '\u{feff}']), "{shown:?}");
        }
    }
}

#[test]
fn included_text_is_told_at_its_directive() {
    let fields = "owner: me\nreading_time: [15] min\nreviewer: you";
    for (bom, eol) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let text = "---\ntype: pattern\ntitle: Ü\n{{#include parts/fields.yaml}}\n---\n\n# Title\n";
        let text = format!("{bom}{}", text.replace('\n', eol));
        let book = Book::new(&[("page.md", &text)]);
        book.write("src/parts/fields.yaml", fields);
        let found = only(&book);
        assert_eq!(found["file"], "src/page.md");
        assert_eq!(
            found["span"],
            place(&text, "{{#include parts/fields.yaml}}"),
            "{text:?}"
        );
        assert_eq!(found["fixable"], false);
        // What stands behind the directive keeps its own place.
        let text = text.replace(
            "parts/fields.yaml}}",
            &format!("parts/fine.yaml}}}}{eol}{FAULT}"),
        );
        let book = Book::new(&[("page.md", &text)]);
        book.write("src/parts/fine.yaml", "owner: me\nreviewer: Zoë");
        assert_eq!(only(&book)["span"], place(&text, "["), "{text:?}");
    }
}

/// That `check` could not run and says why, one `error:` line per reason.
#[track_caller]
fn cannot_run(run: &Run, words: &[&str]) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.lines().all(|line| line.starts_with("error: ")));
    run.says(words);
}

#[test]
fn what_cannot_be_read_is_named() {
    let empty = tempfile::tempdir().unwrap();
    let path = empty.path().to_str().unwrap();
    cannot_run(&check(empty.path(), &[]), &["no `book.toml`", path]);
    let nowhere = empty.path().join("nowhere");
    cannot_run(&check(&nowhere, &[]), &["no `book.toml`", "nowhere"]);

    let book = Book::new(&[("a.md", CLEAN), ("b.md", CLEAN), ("c/d.md", BROKEN)]);
    // What SUMMARY.md names and is not there yet, mdBook makes, unless it is told not to.
    let toml = std::fs::read_to_string(book.path().join("book.toml")).unwrap();
    let run = {
        std::fs::rename(book.path().join("src/a.md"), book.path().join("kept")).unwrap();
        let run = book.check(&["--format", "json"]);
        std::fs::rename(book.path().join("kept"), book.path().join("src/a.md")).unwrap();
        run
    };
    assert_eq!(run.code, Some(1), "{run:?}");
    run.says(&["a.md` is not there yet: SUMMARY.md names it, and `mdbook build` makes it"]);
    book.write(
        "book.toml",
        format!("{toml}\n[build]\ncreate-missing = false\n"),
    );
    std::fs::remove_file(book.path().join("src/a.md")).unwrap();
    std::fs::remove_file(book.path().join("src/c/d.md")).unwrap();
    let run = book.check(&["--format", "json"]);
    cannot_run(&run, &["a.md` does not exist", "d.md` does not exist"]);
    assert_eq!(run.stderr.lines().count(), 2, "{run:?}");

    std::fs::remove_file(book.path().join("src/SUMMARY.md")).unwrap();
    cannot_run(&book.check(&[]), &["SUMMARY.md` does not exist"]);
}

#[test]
fn a_file_that_is_not_utf_8_is_named() {
    let book = Book::new(&[("page.md", CLEAN)]);
    book.write("src/page.md", b"# Title\n\nna\xefve\n");
    cannot_run(
        &book.check(&[]),
        &["page.md` is not UTF-8: line 3, byte 11"],
    );
    book.write("src/page.md", CLEAN);
    book.write("src/SUMMARY.md", b"# Summary\n\n- [\xff](page.md)\n");
    cannot_run(&book.check(&[]), &["SUMMARY.md` is not UTF-8"]);
    book.write("book.toml", b"[book]\ntitle = \"\xff\"\n");
    cannot_run(&book.check(&[]), &["book.toml`"]);
}

#[test]
fn a_broken_book_toml_or_summary_is_named() {
    let book = Book::new(&[("page.md", CLEAN)]);
    book.write(
        "src/SUMMARY.md",
        "# Summary\n\n- [no link\n- [x](page.md\n- y]()\n",
    );
    let run = book.check(&[]);
    assert!(matches!(run.code, Some(0 | 2)), "{run:?}");
    run.says(&[]);
    book.write("book.toml", "[book\n");
    let run = book.check(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    run.says(&["error: ", "book.toml`"]);
}

#[test]
fn a_folder_instead_of_a_file_is_named() {
    let book = Book::new(&[("page.md", CLEAN)]);
    book.write("src/folder.md/inner.md", CLEAN);
    book.write("src/SUMMARY.md", "# Summary\n\n- [Folder](folder.md)\n");
    cannot_run(&book.check(&[]), &["folder.md` cannot be read"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named() {
    use std::fs::{Permissions, read_dir, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let book = Book::new(&[("sub/page.md", CLEAN)]);
    let folder = book.path().join("src/sub");
    set_permissions(&folder, Permissions::from_mode(0o000)).unwrap();
    if read_dir(&folder).is_ok() {
        eprintln!("skipped: this user may read every folder");
    } else {
        cannot_run(&book.check(&[]), &["page.md` cannot be read"]);
    }
    set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn colours_are_for_terminals() {
    let book = Book::new(&[("page.md", BROKEN)]);
    let stderr = |variables: &[(&str, &str)]| {
        let mut command = command();
        command.arg("check").arg(book.path());
        run(command.envs(variables.iter().copied()), "").stderr
    };
    let escape = '\u{1b}';
    assert!(!stderr(&[]).contains(escape));
    assert!(stderr(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["));
    assert!(!stderr(&[("NO_COLOR", "1")]).contains(escape));
    assert!(!stderr(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]).contains(escape));
}

/// What a file could do to a terminal: set its title, clear it, ring, turn the text around,
/// hide words, break lines.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{8}\u{202e}\u{2066}\u{61c}\u{200e}\u{200b}\u{2028}\u{ad}\u{e0041}";

/// The same as a key of YAML.
const ESCAPED: &str =
    r#""\e]0;owned\a\e[2J\x9b31m\b\u202e\u2066\u061c\u200e\u200b\u2028\xad\U000e0041": 1"#;

#[track_caller]
fn is_harmless(text: &str) {
    for bad in HOSTILE
        .chars()
        .filter(|c| !c.is_ascii() || (c.is_control() && *c != '\u{1b}'))
    {
        assert!(!text.contains(bad), "{bad:?} in {text:?}");
    }
    assert!(!text.contains("\u{1b}]"), "{text:?}");
    assert!(!text.contains("\u{1b}[2J"), "{text:?}");
}

#[test]
fn what_people_write_can_be_read_on_a_terminal() {
    // A family, Persian and Hindi words that need joiners, an Arabic sign above digits.
    let words = "👩\u{200d}👩\u{200d}👧 می\u{200c}خواهم क\u{94d}\u{200d}ष \u{600}12 ü\u{301}";
    let page = format!("---\ntype: pattern\nx: [1] 2 # {words}\n---\n");
    let named = format!("---\ntype: pattern\n\"{words}\": 1\n\"{words}\": 2\n---\n");
    let book = Book::new(&[("page.md", &page), ("named.md", &named)]);
    let run = book.check(&[]);
    // What draws excerpts leaves the joiners of emoji out, and shows three faces.
    let excerpt = format!("x: [1] 2 # {}", words.replace('\u{200d}', ""));
    assert!(run.stderr.contains(&excerpt), "{run:?}");
    let messages = book.check(&["--format", "short"]);
    assert!(messages.stdout.contains(words), "{messages:?}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let forced = |book: &Book, arguments: &[&str]| {
        let mut command = command();
        command.arg("check").arg(book.path()).args(arguments);
        run(command.env("CLICOLOR_FORCE", "1"), "")
    };
    let pages = [
        format!("---\ntype: pattern\ntitle: {HOSTILE}\nx: [1] 2\n---\n"),
        format!("---\ntype: pattern\nx{HOSTILE}y: 1\nx{HOSTILE}y: 2\n---\n"),
        format!("---\ntype: pattern\n# {HOSTILE}\nx: [1] {HOSTILE}\n---\n"),
        format!("---\ntype: pattern\n\"{HOSTILE}\": [1] 2\n---\n"),
        // YAML may spell them out: then they are no error, and messages repeat them.
        ["---\ntype: pattern", ESCAPED, ESCAPED, "---\n"].join("\n"),
    ];
    for page in pages {
        let book = Book::new(&[("page.md", &page)]);
        for arguments in [&[][..], &["--format", "json"]] {
            let run = forced(&book, arguments);
            assert_eq!(run.code, Some(1), "{run:?}");
            is_harmless(&run.stderr);
            is_harmless(&run.stdout);
        }
    }
    let book = Book::new(&[("page.md", CLEAN)]);
    let hostile = HOSTILE.replace(['[', ']'], "");
    book.write("src/SUMMARY.md", format!("- [x](<{hostile}.md>)\n"));
    let run = forced(&book, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    is_harmless(&run.stderr);
    book.write("src/SUMMARY.md", "- [x](page.md)\n");
    for toml in [
        format!("x = \"{HOSTILE}"),
        only_syntax("profile = \"\\u001b]0;owned\\u0007\\u009b\\u202e\""),
        only_syntax("\"\\u001b]0;owned\\u0007\\u009b\\u202e\" = 1"),
        only_syntax("pages = [\"[\\u001b0;owned\\u0007\\u009b\\u202e\"]"),
        only_syntax("rules.\"\\u001b]0;owned\\u0007\\u009b\\u202e\" = 1"),
    ] {
        book.write("book.toml", &toml);
        let run = forced(&book, &[]);
        assert!(matches!(run.code, Some(1 | 2)), "{toml:?} {run:?}");
        is_harmless(&run.stderr);
    }
}

/// What mdBook hands to the preprocessor, after its own `links` and `index`.
fn call(root: &Path) -> String {
    let book = MDBook::load(root).unwrap();
    let cx = PreprocessorContext::new(root.to_owned(), book.config.clone(), "html".to_owned());
    let chapters = LinkPreprocessor::new().run(&cx, book.book).unwrap();
    let chapters = IndexPreprocessor::new().run(&cx, chapters).unwrap();
    serde_json::to_string(&(cx, chapters)).unwrap()
}

/// That build and command line say the same; what they say.
#[track_caller]
fn says_the_same(root: &Path) -> String {
    let checked = check(root, &[]);
    let built = run(&mut command(), call(root));
    assert_eq!(checked.code, built.code, "{}", built.stderr);
    let numbers = check(root, &["--statistics"]).stdout;
    // Of very many a build says only the numbers.
    match built.stderr.split_once("All of them, by rule:\n\n") {
        Some((_, table)) => assert!(table.starts_with(&numbers), "{table}\n{numbers}"),
        None => assert_eq!(checked.stderr, built.stderr),
    }
    let last = |text: &str| text.lines().last().map(str::to_owned);
    assert_eq!(last(&checked.stderr), last(&built.stderr));
    checked.stderr
}

#[test]
fn a_build_and_a_check_say_the_same() {
    let with_bom = format!("\u{feff}{}", BROKEN.replace('\n', "\r\n"));
    let included = "---\ntype: pattern\n{{#include parts/fields.yaml}}\n---\n\n# Title\n";
    let book = Book::new(&[
        ("README.md", BROKEN),
        ("bom.md", &with_bom),
        ("sub/README.md", BROKEN),
        ("included.md", included),
        ("clean.md", CLEAN),
        ("a b/ü.md", BROKEN),
    ]);
    book.write("src/parts/fields.yaml", "a: 1\nb: [1] 2\n");
    book.write(
        "src/SUMMARY.md",
        "# Summary\n\n[Home](README.md)\n\n# Part\n\n- [BOM](./bom.md)\n    - [Sub](sub/README.md)\n\
         - [Draft]()\n    - [Included](included.md)\n\n---\n\n- [Clean](clean.md)\n- [Space](<a b/ü.md>)\n",
    );
    let said = says_the_same(book.path());
    for place in [
        "src/README.md:4:8",
        "src/bom.md:4:8",
        "src/sub/README.md:4:8",
        "src/included.md:3:1",
        "src/a b/ü.md:4:8",
        "5 denied",
    ] {
        assert!(said.contains(place), "no {place} in {said}");
    }
}

/// A book whose links and files are not in order; all rules are at work.
fn tangled() -> Book {
    let book = Book::new(&[
        (
            "a.md",
            "# A\n\n{{#include parts/links.md}}\n\n[r](sub/#beta) [s](sub/index.md#b) [t](sub/README.html#b) [o](#o)\n",
        ),
        (
            "sub/README.md",
            "\u{feff}# B\r\n\r\nÄ [x](../a.md#nope) [y](../gone.md) ![z](../z.png)\r\n",
        ),
        ("one.md", "---\ntype: pattern\ntitle: Ünï\n---\n\n# Ünï\n"),
        (
            "two.md",
            "---\ntype: pattern\ndescription: x\ntitle: \"ünï\"\n---\n\n# Ünï\n",
        ),
    ]);
    book.write(
        "book.toml",
        "[preprocessor.patterns]\nprofile = \"adopt\"\n",
    );
    book.write(
        "src/parts/links.md",
        "[in](sub/README.md#gamma) [in](sub/README.md#b)\n",
    );
    book.write("src/z.png", "");
    book.write("src/new.md", "\u{feff}---\r\ntype: pattern\r\n---\r\n");
    book.write("book/copy.md", "---\ntype: pattern\n---\n");
    book.write("src/parts/fields.md", "---\ntitle: Part\n---\n");
    book
}

#[test]
fn a_build_and_a_check_say_the_same_about_links_and_files() {
    let book = tangled();
    let said = says_the_same(book.path());
    for words in [
        "`sub/README.md` has no heading or other place `#gamma`\n --> src/a.md:3:1",
        "`sub/README.md` has no heading or other place `#beta`\n --> src/a.md:5:5",
        "this page has no heading or other place `#o`",
        "`a.md` has no heading or other place `#nope`\n --> src/sub/README.md:3:7",
        "`../gone.md` is neither a page nor a file of this book\n --> src/sub/README.md:3:25",
        "`one.md` has the title `ünï` already\n --> src/two.md:4:8",
        "::: src/one.md:3:8",
        "warning[unlisted-page]: this pattern page is not listed in SUMMARY.md\n --> src/new.md:1:1",
        "1 unlisted page",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    for rule in ["broken-anchor", "broken-link", "unlisted-page"] {
        let count = said.matches(&format!("[{rule}]")).count();
        let expected = if rule == "broken-anchor" { 4 } else { 1 };
        assert_eq!(count, expected, "{rule} in {said}");
    }
    let run = book.check(&["--format", "json"]);
    let report = run.json();
    let all = report["diagnostics"].as_array().unwrap();
    let twice = all.iter().find(|d| d["rule"] == "duplicate-title").unwrap();
    let label = &twice["labels"][0];
    assert_eq!(label["file"], "src/one.md");
    let one = "---\ntype: pattern\ntitle: Ünï\n---\n";
    assert_eq!(label["span"], place(one, "Ünï"));
}

#[test]
fn a_served_page_shows_anchors_that_other_pages_lack() {
    let book = tangled();
    let mut call: Value = serde_json::from_str(&call(book.path())).unwrap();
    call[0]["config"]["output"]["html"]["live-reload-endpoint"] = json!("__livereload");
    let run = run(&mut command(), call.to_string());
    assert_eq!(run.code, Some(0), "{run:?}");
    let built = run.json();
    let items = built["items"].as_array().unwrap();
    let page = items[0]["Chapter"]["content"].as_str().unwrap();
    assert!(page.contains(">3 warned on this page"), "{page}");
    assert!(
        page.contains("<code>#beta</code>") && page.contains("<code>#gamma</code>"),
        "{page}"
    );
}

#[test]
fn a_build_and_a_check_of_the_example_say_the_same() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    says_the_same(&example);
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_build_and_a_check_of_the_corpus_say_the_same() {
    if let Some(corpus) = corpus() {
        says_the_same(&corpus);
    }
}

#[test]
fn a_consequence_points_at_its_cause() {
    let page = "---\ntype: pattern\nexcellence_tier: gold\n---\n\n# Saga\n\n!!! success \"Gold Standard Pattern\"\nText that stands outside.\n\n\
                ## When to Use\n\n| Scenario | Example |\n|----------|\n| Work spans | An order |\n";
    let book = Book::new(&[("page.md", page)]);
    book.write("book.toml", "");
    let found = book.check(&["--format", "json"]).json()["diagnostics"].clone();
    let of = |rule: &str| {
        let found = found.as_array().unwrap().iter();
        found.filter(|it| it["rule"] == rule).collect::<Vec<_>>()
    };
    assert_eq!(of("table-broken").len(), 1);
    let labels = of("when-to-use-table")[0]["labels"].as_array().unwrap();
    assert_eq!(labels[0]["message"], "this may be why: see `table-broken`");
    // What an empty banner lacks, its emptiness says.
    assert_eq!(of("admonition-empty").len(), 1);
    assert!(of("tier-banner-content").is_empty(), "{found:#?}");
}
