//! What `check` says to machines.

use crate::schema::{is_invalid, is_valid};
use crate::support::{BROKEN, Book, FAULT, command, corpus, only_syntax, run};
use mdbook_patterns::rules;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const CHECK: &str = "docs/check.schema.json";
const SARIF: &str = "tests/sarif-2.1.0.schema.json";
const CLEAN: &str = "---\ntype: pattern\ntitle: Clean\n---\n\n# Clean\n";

fn broken_book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken-book")
}

fn report(book: &Path, format: &str) -> Value {
    crate::support::check(book, &["--format", format]).json()
}

/// All books whose reports are looked at.
fn books() -> Vec<PathBuf> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    [broken_book(), example]
        .into_iter()
        .chain(corpus())
        .collect()
}

#[test]
fn json_is_what_its_schema_says() {
    for book in books() {
        let mut report = report(&book, "json");
        is_valid(&report, CHECK);
        report["version"] = json!(2);
        is_invalid(&report, CHECK);
    }
    let mut report = report(&broken_book(), "json");
    report["diagnostics"][0]["level"] = json!("error");
    is_invalid(&report, CHECK);
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn sarif_is_what_its_schema_says() {
    for book in books() {
        let mut report = report(&book, "sarif");
        is_valid(&report, SARIF);
        report["runs"][0]["columnKind"] = json!("bytes");
        is_invalid(&report, SARIF);
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn sarif_holds_what_json_holds() {
    for book in books() {
        let (sarif, json) = (report(&book, "sarif"), report(&book, "json"));
        let run = &sarif["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let results = run["results"].as_array().unwrap();
        let mut diagnostics = json["diagnostics"].as_array().unwrap().clone();
        diagnostics.sort_by_key(|found| found["level"] != "deny");
        assert_eq!(results.len(), diagnostics.len());
        for (result, found) in results.iter().zip(&diagnostics) {
            assert_eq!(result["ruleId"], found["rule"]);
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            let rule = &run["tool"]["driver"]["rules"][index];
            assert_eq!(rule["id"], found["rule"]);
            let level = match found["level"].as_str().unwrap() {
                "deny" => "error",
                _ => "warning",
            };
            assert_eq!(result["level"], level);
            let words = result["message"]["text"].as_str().unwrap();
            assert!(words.starts_with(found["message"].as_str().unwrap()));
            for help in found["help"].as_str().unwrap_or("").lines() {
                assert!(words.contains(help), "{words}");
            }
            assert_eq!(result["fixes"].is_array(), found["fixable"] == true);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let (start, end) = (&found["span"]["start"], &found["span"]["end"]);
            assert_eq!(region["startLine"], start["line"]);
            assert_eq!(region["startColumn"], start["column"]);
            assert_eq!(region["endLine"], end["line"]);
            assert_eq!(region["endColumn"], end["column"]);
            assert_eq!(region["byteOffset"], start["offset"]);
            let end =
                region["byteOffset"].as_u64().unwrap() + region["byteLength"].as_u64().unwrap();
            assert_eq!(end, found["span"]["end"]["offset"].as_u64().unwrap());
        }
    }
}

#[test]
fn sarif_explains_every_rule() {
    let report = report(Book::new(&[("page.md", CLEAN)]).path(), "sarif");
    assert_eq!(report["version"], "2.1.0");
    assert_eq!(report["runs"][0]["results"], json!([]));
    let driver = &report["runs"][0]["tool"]["driver"];
    assert_eq!(driver["name"], "mdbook-patterns");
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    for rule in rules::ALL {
        let listed = driver["rules"].as_array().unwrap();
        let listed = listed.iter().find(|listed| listed["id"] == rule.name);
        let listed = listed.unwrap();
        assert_eq!(listed["shortDescription"]["text"], rule.summary);
        assert_eq!(listed["help"]["markdown"], rule.docs);
        assert!(
            !listed["fullDescription"]["text"]
                .as_str()
                .unwrap()
                .is_empty()
        );
        let level = match rule.level.name() {
            "deny" => "error",
            "warn" => "warning",
            _ => "none",
        };
        assert_eq!(listed["defaultConfiguration"]["level"], level);
    }
}

/// The text between two places of a region, found by line and column.
fn between(text: &str, region: &Value) -> (usize, usize) {
    let text = text.trim_start_matches('\u{feff}');
    let at = |line: &str, column: &str| {
        let line = usize::try_from(region[line].as_u64().unwrap()).unwrap() - 1;
        let column = usize::try_from(region[column].as_u64().unwrap()).unwrap() - 1;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = &text[start..];
        start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
    };
    (at("startLine", "startColumn"), at("endLine", "endColumn"))
}

#[test]
fn fixes_of_sarif_settle_what_they_fix() {
    let comment = "---\ntype: pattern\n---\n\n# Ü 🏆\n\n<!-- GOAL: say 🏆 -->\n\nText.\n";
    for (bom, eol) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let text = format!("{bom}{}", comment.replace('\n', eol));
        let book = Book::new(&[("a b/ü.md", &text)]);
        book.write("src/SUMMARY.md", "- [x](<a b/ü.md>)\n");
        let toml = only_syntax("").replace(
            "rules.template-comment = \"allow\"",
            "rules.template-comment = \"warn\"",
        );
        book.write("book.toml", toml);
        let found = report(book.path(), "sarif");
        is_valid(&found, SARIF);
        let result = &found["runs"][0]["results"][0];
        assert_eq!(result["ruleId"], "template-comment");
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(
            change["artifactLocation"],
            json!({ "uri": "src/a%20b/%C3%BC.md", "uriBaseId": "%SRCROOT%" })
        );
        let mut fixed = text.clone();
        let replacements = change["replacements"].as_array().unwrap();
        assert!(!replacements.is_empty());
        for replacement in replacements.iter().rev() {
            let region = &replacement["deletedRegion"];
            let start = usize::try_from(region["byteOffset"].as_u64().unwrap()).unwrap();
            let length = usize::try_from(region["byteLength"].as_u64().unwrap()).unwrap();
            // Bytes and columns name the same place.
            let (from, to) = between(&text, region);
            assert_eq!((from + bom.len(), to - from), (start, length));
            let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
            fixed.replace_range(start..start + length, inserted);
        }
        book.write("src/a b/ü.md", &fixed);
        let found = report(book.path(), "sarif");
        assert_eq!(found["runs"][0]["results"], json!([]), "{fixed:?}");
    }
}

fn fingerprints(book: &Book) -> Vec<String> {
    let report = report(book.path(), "sarif");
    let results = report["runs"][0]["results"].as_array().unwrap();
    let of = |result: &Value| {
        let prints = result["partialFingerprints"].as_object().unwrap();
        assert_eq!(
            prints["primaryLocationLineHash"],
            prints["mdbookPatterns/v1"]
        );
        prints["mdbookPatterns/v1"].as_str().unwrap().to_owned()
    };
    results.iter().map(of).collect()
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let toml = only_syntax("").replace("rules.template-comment = \"allow\"", "");
    let goal = "<!-- GOAL: one -->\n";
    let page = |above: &str, between: &str| {
        format!(
            "---\ntype: pattern\n---\n\n{above}# T\n\n{goal}\n{between}{goal}\n<!-- GOAL: two -->\n"
        )
    };
    let book = Book::new(&[("page.md", &page("", ""))]);
    book.write("book.toml", &toml);
    let before = fingerprints(&book);
    assert_eq!(before.len(), 3);
    // The same text twice: told apart by a number.
    assert!(before[0].ends_with(":1") && before[1].ends_with(":2"));
    assert_eq!(
        before[0].trim_end_matches(":1"),
        before[1].trim_end_matches(":2")
    );
    assert_ne!(
        before[0].trim_end_matches(":1"),
        before[2].trim_end_matches(":1")
    );
    book.write("src/page.md", page("Words.\n\n", "More.\n\n"));
    assert_eq!(fingerprints(&book), before);
}

#[test]
fn a_finding_about_book_toml_is_in_every_form() {
    let book = Book::new(&[("page.md", CLEAN)]);
    book.write("book.toml", only_syntax("rules.cod-share = \"warn\""));
    is_valid(&report(book.path(), "json"), CHECK);
    let sarif = report(book.path(), "sarif");
    is_valid(&sarif, SARIF);
    let result = &sarif["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "book.toml");
    let short = book.check(&["--format", "short"]);
    assert!(short.stdout.contains("book.toml:2:7: error["), "{short:?}");
}

#[test]
fn short_is_one_line_each() {
    let book = Book::new(&[("page.md", BROKEN), ("clean.md", CLEAN)]);
    let run = book.check(&["--format", "short"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let start = format!(
        "{}/src/page.md:4:8: error[frontmatter-syntax]: ",
        book.path().display()
    );
    assert!(run.stdout.starts_with(&start), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
}

#[test]
fn paths_lead_from_the_current_folder() {
    let book = Book::new(&[("page.md", BROKEN)]);
    let folder = book.path();
    let name = folder.file_name().unwrap().to_str().unwrap();
    for (current, argument, prefix) in [
        (folder, ".", String::new()),
        (folder, "src/..", String::new()),
        (folder.parent().unwrap(), name, format!("{name}/")),
    ] {
        let said = |format: &str| {
            let mut command = command();
            command.current_dir(current).arg("check").arg(argument);
            run(command.args(["--format", format]), "").stdout
        };
        assert!(said("short").starts_with(&format!("{prefix}src/page.md:4:8: ")));
        assert!(said("github").starts_with(&format!("::error file={prefix}src/page.md,line=4,")));
        let sarif: Value = serde_json::from_str(&said("sarif")).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert_eq!(uri, format!("{prefix}src/page.md"));
    }
}

#[test]
fn github_gets_commands() {
    let text = "---\ntype: pattern\nx: 1\n100%: a\n100%: b\n---\n";
    let book = Book::new(&[("a, b.md", text), ("open.md", "---\ntype: pattern\n")]);
    book.write("src/SUMMARY.md", "- [x](<a, b.md>)\n- [y](open.md)\n");
    let mut command = command();
    command
        .current_dir(book.path())
        .args(["check", "--format", "github"]);
    let run = run(&mut command, "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(
        lines[0].starts_with(
            "::error file=src/a%2C b.md,line=5,endLine=5,col=1,endColumn=5,title=frontmatter-syntax::"
        ),
        "{run:?}"
    );
    assert!(lines[0].contains("`100%25`"), "{run:?}");
    let whole = check_broken("github");
    assert!(whole.contains("%0Ahelp: "), "{whole}");
    assert!(whole.contains("::warning file="), "{whole}");
}

fn check_broken(format: &str) -> String {
    crate::support::check(&broken_book(), &["--format", format]).stdout
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn as_many_findings_in_every_form() {
    for book in books() {
        let json = report(&book, "json");
        let count = json["diagnostics"].as_array().unwrap().len();
        for format in ["short", "github"] {
            let run = crate::support::check(&book, &["--format", format]);
            assert_eq!(run.stdout.lines().count(), count, "{format}");
        }
    }
}

#[test]
fn a_clean_book_says_nothing_to_editors() {
    let book = Book::new(&[("page.md", CLEAN)]);
    for format in ["short", "github"] {
        let run = book.check(&["--format", format]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    }
}

#[test]
fn reports_go_to_a_file() {
    let book = Book::new(&[("page.md", BROKEN)]);
    let file = book.path().join("report.txt");
    let file = file.to_str().unwrap();
    for format in ["human", "json", "sarif", "github", "short"] {
        let mut forced = command();
        forced
            .env("CLICOLOR_FORCE", "1")
            .arg("check")
            .arg(book.path());
        forced.args(["--format", format, "--output", file]);
        let silent = run(&mut forced, "");
        assert_eq!(silent.code, Some(1), "{silent:?}");
        assert_eq!((silent.stdout.as_str(), silent.stderr.as_str()), ("", ""));
        let written = std::fs::read_to_string(file).unwrap();
        let shown = book.check(&["--format", format]);
        assert_eq!(written, format!("{}{}", shown.stdout, shown.stderr));
        assert!(!written.contains('\u{1b}'));
        assert!(format != "human" || written.contains(FAULT), "{written}");
    }
    // Nothing else is left behind.
    let mut names: Vec<_> = std::fs::read_dir(book.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["book.toml", "report.txt", "src"]);
    book.write("src/page.md", CLEAN);
    let run = book.check(&["--output", file]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "");
}

#[test]
fn a_report_that_cannot_be_written_is_two() {
    let book = Book::new(&[("page.md", BROKEN)]);
    for file in ["nowhere/report.json", "src"] {
        let path = book.path().join(file);
        let run = book.check(&["--output", path.to_str().unwrap()]);
        run.is_refused(&[file]);
        assert!(!run.stderr.contains(".mdbook-patterns-"), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    let book = Book::new(&[("page.md", BROKEN)]);
    book.write("real.json", "old");
    let link = book.path().join("link.json");
    std::os::unix::fs::symlink("real.json", &link).unwrap();
    let arguments = ["--format", "json", "--output", link.to_str().unwrap()];
    assert_eq!(book.check(&arguments).code, Some(1));
    assert!(link.is_symlink());
    let real = std::fs::read_to_string(book.path().join("real.json")).unwrap();
    assert!(real.starts_with("{\"version\":1"));
    let run = book.check(&["--format", "json", "--output", "/dev/stdout"]);
    assert_eq!(run.json()["version"], 1);
}

/// The commands of the workflow and of the hook, which nobody runs here.
#[test]
fn what_ci_is_told_to_run_can_be_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let book = Book::new(&[("page.md", CLEAN)]);
    let mut commands = 0;
    for file in [
        "docs/github-workflow.yml",
        ".pre-commit-hooks.yaml",
        "guide/src/teams/ci.md",
    ] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("- ");
            let rest = line
                .strip_prefix("run: mdbook-patterns ")
                .or_else(|| line.strip_prefix("entry: mdbook-patterns "));
            let Some(rest) = rest else { continue };
            let words = rest.split(" ||").next().unwrap().replace("\"$BOOK\"", ".");
            let mut command = command();
            command
                .current_dir(book.path())
                .args(words.split_whitespace());
            assert_eq!(run(&mut command, "").code, Some(0), "{file}: {line}");
            commands += 1;
        }
    }
    assert_eq!(commands, 5);
    let log = std::fs::read_to_string(book.path().join("patterns.sarif")).unwrap();
    is_valid(&serde_json::from_str(&log).unwrap(), SARIF);
}

#[test]
fn hostile_text_is_harmless_in_every_form() {
    let hostile = "\\e]0;owned\\a\\e[2J\\x9b31m\\b\\u202e\\u061c\\U000e0041\\r\\n::error::x";
    let text = format!("---\ntype: pattern\n\"{hostile}\": 1\n\"{hostile}\": 2\n---\n");
    let book = Book::new(&[("page.md", &text)]);
    for format in ["json", "sarif", "github", "short", "human"] {
        let mut forced = command();
        forced
            .env("CLICOLOR_FORCE", "1")
            .arg("check")
            .arg(book.path());
        let run = run(forced.args(["--format", format]), "");
        assert_eq!(run.code, Some(1), "{run:?}");
        let said = format!("{}{}", run.stdout, run.stderr);
        for bad in [
            "\u{1b}]",
            "\u{1b}[2J",
            "\u{7}",
            "\u{8}",
            "\u{9b}",
            "\u{202e}",
            "\u{61c}",
            "\u{e0041}",
        ] {
            assert!(!said.contains(bad), "{format}: {bad:?} in {said:?}");
        }
        if format == "json" {
            let key = run.json()["diagnostics"][0]["message"].to_string();
            assert!(key.contains("\u{61c}\u{e0041}"), "{key:?}");
        }
        if matches!(format, "github" | "short") {
            assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
        }
    }
}

/// The kernel refuses to write on, as on a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_report_and_the_baseline_that_were_there() {
    const OLD: &str = "# Known violations\n";
    let pages: Vec<(String, String)> = (0..200)
        .map(|n| (format!("a-page-with-a-long-name-{n}.md"), BROKEN.to_owned()))
        .collect();
    let book = Book::new(&pages);
    for arguments in ["--output", "--write-baseline"] {
        book.write("out/old.txt", OLD);
        for name in ["old.txt", "new.txt"] {
            let file = book.path().join("out").join(name);
            let mut shell = std::process::Command::new("sh");
            shell
                .args([
                    "-c",
                    "trap '' XFSZ; ulimit -f 4; exec \"$0\" check \"$1\" \"$2\" \"$3\"",
                ])
                .arg(crate::site::BINARY)
                .arg(book.path())
                .arg(arguments)
                .arg(&file);
            let run = run(&mut shell, "");
            assert_eq!(run.code, Some(2), "{arguments}: {run:?}");
            run.says(&[name, "cannot be written: "]);
        }
        let left = crate::fix::snapshot(&book.path().join("out"));
        let old = [("old.txt".to_owned(), OLD.as_bytes().to_vec())];
        assert_eq!(left, old.into(), "{arguments}");
        let file = book.path().join("out/old.txt");
        let run = book.check(&[arguments, file.to_str().unwrap()]);
        assert_ne!(run.code, Some(2), "{run:?}");
        assert!(std::fs::metadata(&file).unwrap().len() > 4096);
    }
}

/// Where nobody can hear what a command says, its exit code is what it always is.
#[cfg(target_os = "linux")]
#[test]
fn a_standard_error_that_is_full_changes_no_exit_code() {
    let book = Book::new(&[("a.md", "# A\n")]);
    for (arguments, code) in [
        (vec!["summary"], 0),
        (vec!["fix", "--dry-run"], 0),
        (vec!["check", "/nowhere"], 2),
    ] {
        let mut command = command();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        command.args(&arguments).stderr(full.unwrap());
        let status = command.current_dir(book.path()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}
