//! A baseline is a ratchet: what is known stays quiet, what gets worse is told, for every rule that
//! gathers several things or measures one.

use crate::support::Book;

/// A page before and after, and whether the change makes it worse.
struct Step {
    rule: &'static str,
    table: &'static str,
    before: String,
    worse: String,
    better: String,
}

fn front(fields: &str) -> String {
    format!("---\ntype: pattern\n{fields}---\n\n")
}

fn lines(count: usize) -> String {
    each(count, |n| format!("line {n}\n"))
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ") + ".\n"
}

/// A page of `n` in three sizes: known, worse, better but still too much.
fn sizes(
    rule: &'static str,
    table: &'static str,
    page: impl Fn(usize) -> String,
    [known, worse, better]: [usize; 3],
) -> Step {
    Step {
        rule,
        table,
        before: page(known),
        worse: page(worse),
        better: page(better),
    }
}

#[allow(clippy::too_many_lines)] // One step a rule.
fn steps() -> Vec<Step> {
    let retry = "# Retry\n\n";
    let levels = |numbers: &[u8]| -> String {
        let level = |n: &u8| format!("## Level {n}: X\n\nText.\n\n");
        front("") + retry + &numbers.iter().map(level).collect::<String>()
    };
    let code = |n: usize| format!("{}{retry}Text.\n\n```rs\n{}```\n", front(""), lines(n));
    let text = |n: usize| {
        format!(
            "{}{retry}{}\n| a |\n|---|\n| b |\n",
            front(""),
            lines(n).replace('\n', "\n\n")
        )
    };
    vec![
        sizes(
            "page-length",
            "max = 10",
            |n| front("") + retry + &lines(n),
            [20, 21, 19],
        ),
        sizes("code-share", "max = 0.1", code, [10, 12, 8]),
        sizes("visual-share", "min = 0.9", text, [6, 8, 5]),
        sizes(
            "example-length",
            "max = 3",
            |n| {
                format!(
                    "{}{retry}## Basic Example\n\n```rs\nbegin\n{}```\n",
                    front(""),
                    lines(n)
                )
            },
            [8, 9, 7],
        ),
        sizes(
            "diagram-count",
            "min = 5",
            |n| {
                let draw = |at: usize| format!("```mermaid\ngraph LR\n  A{at} --> B\n```\n\n");
                front("") + retry + &each(n, draw)
            },
            [2, 1, 3],
        ),
        sizes(
            "level-time-box",
            "words-per-minute = 10",
            |n| format!("{}{retry}## Level 1: A\n\n{}", front(""), words(n)),
            [100, 120, 90],
        ),
        sizes(
            "level-balance",
            "min = 0.01",
            |n| {
                let level = |at: usize| {
                    format!(
                        "## Level {at}: X\n\n{}\n",
                        if at == 1 { lines(n) } else { lines(2) }
                    )
                };
                front("") + retry + &each(5, |n| level(n + 1))
            },
            [60, 80, 50],
        ),
        sizes(
            "reading-time",
            "tolerance = 0.1",
            |n| {
                format!(
                    "{}{retry}{}",
                    front(&format!("reading_time: {n} min\n")),
                    words(5)
                )
            },
            [20, 21, 19],
        ),
        sizes(
            "outside-levels",
            "max = 0.1",
            |n| {
                format!(
                    "{}{retry}## Level 1: A\n\n{}\n## Elsewhere\n\n{}",
                    front(""),
                    lines(20),
                    lines(n)
                )
            },
            [20, 30, 10],
        ),
        sizes(
            "when-to-use-thin",
            "min-rows = 5",
            |n| {
                let rows = |n: usize| each(n, |n| format!("| r{n} |\n"));
                format!(
                    "{}{retry}## When to Use\n\n| a |\n|---|\n{}\n## When NOT to Use\n\n| a |\n|---|\n{}",
                    front(""),
                    rows(n),
                    rows(9)
                )
            },
            [3, 2, 4],
        ),
        sizes(
            "when-not-to-use-late",
            "max-line = 5",
            |n| {
                format!(
                    "{}{retry}{}\n## When NOT to Use\n\nx\n",
                    front(""),
                    lines(n)
                )
            },
            [10, 12, 9],
        ),
        sizes(
            "start-visual",
            "max-words = 5",
            |n| format!("{}{retry}## Level 2: A\n\n{}", front(""), words(n)),
            [10, 12, 9],
        ),
        sizes(
            "tables-over-lists",
            "max-items = 3",
            |n| {
                front("")
                    + retry
                    + &each(n, |n| {
                        format!(
                            "- item {n}
"
                        )
                    })
            },
            [6, 7, 5],
        ),
        sizes(
            "long-paragraph",
            "max-words = 5",
            |n| front("") + retry + &words(n),
            [12, 13, 11],
        ),
        sizes(
            "long-sentence",
            "max-words = 5",
            |n| front("") + retry + &words(n),
            [12, 13, 11],
        ),
        sizes(
            "scannable",
            "max-lines = 3",
            |n| front("") + retry + "first\n" + &lines(n),
            [8, 9, 7],
        ),
        sizes(
            "mobile-friendly",
            "max-columns = 2",
            |n| {
                let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(n));
                front("") + retry + &row("a") + &row("---") + &row("b")
            },
            [4, 5, 3],
        ),
        Step {
            rule: "frontmatter-field-missing",
            table: "",
            before: front("title: Retry\ntagline: x\n") + retry,
            worse: front("title: Retry\n") + retry,
            better: front("title: Retry\ntagline: x\ndescription: y\n") + retry,
        },
        Step {
            rule: "tier-fields",
            table: "",
            before: front("excellence_tier: silver\nbest_for: x\n") + retry,
            worse: front("excellence_tier: silver\n") + retry,
            better: front(
                "excellence_tier: silver\nbest_for: x\ntrade_offs: {pros: [a], cons: [b]}\n",
            ) + retry,
        },
        Step {
            rule: "tier-sections",
            table: "",
            before: front("excellence_tier: gold\n") + retry + "## Implementation Details\n\nx\n",
            worse: front("excellence_tier: gold\n") + retry,
            better: front("excellence_tier: gold\n")
                + retry
                + "## Implementation Details\n\nx\n\n## Performance Characteristics\n\n50 ms\n",
        },
        Step {
            rule: "level-missing",
            table: "",
            before: levels(&[1, 2, 3]),
            worse: levels(&[2, 3]),
            better: levels(&[1, 2, 3, 4]),
        },
        Step {
            rule: "level-section-missing",
            table: "",
            before: front("") + retry + "## Level 1: A\n\n### The Story\n\nx\n",
            worse: front("") + retry + "## Level 1: A\n\nx\n",
            better: front("")
                + retry
                + "## Level 1: A\n\n### The Story\n\nx\n\n### Core Insight\n\nx\n",
        },
        Step {
            rule: "cross-references-missing",
            table: "",
            before: front("related_laws: [law1-failure]\n") + retry,
            worse: front("") + retry,
            better: front("related_laws: [law1-failure]\nrelated_pillars: [work]\n") + retry,
        },
        Step {
            rule: "placeholder",
            table: "",
            before: front("") + retry + "- [Some words]\n- [Other words]\n",
            worse: front("") + retry + "- [Some words]\n- [Other words]\n- [More words]\n",
            better: front("") + retry + "- [Some words]\n",
        },
    ]
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_gets_worse_is_told_and_what_gets_better_is_not() {
    for step in steps() {
        let Step {
            rule,
            table,
            before,
            worse,
            better,
        } = step;
        let options = if table.is_empty() {
            "level = \"deny\"".to_owned()
        } else {
            format!("level = \"deny\", {table}")
        };
        let book = Book::new(&[("page.md", &before)]);
        book.write(
            "book.toml",
            format!("[book]\ntitle = \"x\"\n[preprocessor.patterns]\nbaseline = \"known\"\nrules.{rule} = {{ {options} }}\n"),
        );
        let check = || {
            let run = book.check(&["--only", rule, "--format", "json"]);
            let found = run.json()["diagnostics"].as_array().unwrap().clone();
            assert!(found.iter().all(|it| it["rule"] == rule));
            found
        };
        let written = book.check(&["--only", rule, "--write-baseline"]);
        assert_eq!(written.code, Some(0), "{rule}: {written:?}");
        let text = std::fs::read_to_string(book.path().join("known")).unwrap();
        assert!(
            text.contains("\t= ") || text.contains("\t+ "),
            "{rule}: {text}"
        );
        assert!(check().is_empty(), "{rule}: {text}{:#?}", check());
        book.write("src/page.md", &worse);
        let found = check();
        assert_eq!(found.len(), 1, "{rule}: {text}{found:#?}");
        let help = found[0]["help"].as_str().unwrap_or("");
        assert!(help.contains("baseline"), "{rule}: {help}");
        book.write("src/page.md", &better);
        let found = check();
        assert!(found.is_empty(), "{rule}: {text}{found:#?}");
    }
}

#[test]
fn a_baseline_of_before_covers_what_it_names() {
    let page = front("") + "# Retry\n\n" + &lines(30);
    let book = Book::new(&[("page.md", &page)]);
    book.write(
        "book.toml",
        "[book]\ntitle = \"x\"\n[preprocessor.patterns]\nbaseline = \"known\"\nrules.page-length.max = 10\n",
    );
    book.write("known", "src/page.md\tpage-length\t# Retry\n");
    let run = book.check(&["--only", "page-length"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    book.write("known", "src/page.md\tpage-length\t# Retry\t= many\n");
    let run = book.check(&["--only", "page-length"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    run.says(&["line 1 does not end in `+ name` or `= number`; correct it, or remove it"]);
    book.write("known", b"\xff");
    let run = book.check(&[]);
    run.is_refused(&["known` is not UTF-8: line 1, byte 0; save it as UTF-8; correct it, or remove it and write it anew"]);
}

#[test]
fn the_line_that_book_toml_needs_is_said() {
    let book = Book::new(&[("page.md", &(front("") + "# Retry\n"))]);
    let run = book.check(&["--write-baseline"]);
    run.says(&[
        "patterns.baseline",
        "write `baseline = \"patterns.baseline\"` under `[preprocessor.patterns]` in book.toml",
    ]);
    let run = book.check(&["--write-baseline", "../outside"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    run.says(&["`../outside` leaves the book"]);
    book.write(
        "book.toml",
        "[book]\ntitle = \"x\"\n[preprocessor.patterns]\nbaseline = \"sub/known\"\n",
    );
    std::fs::create_dir(book.path().join("sub")).unwrap();
    let run = book.check(&["--write-baseline"]);
    assert!(!run.stderr.contains("write `baseline"), "{run:?}");
    assert!(book.path().join("sub/known").is_file());
    assert_eq!(book.check(&[]).code, Some(0));
}

/// `check --write-baseline src/page.md` is what somebody types who wants to check that page.
#[test]
fn a_baseline_takes_the_place_of_nothing_else() {
    let book = Book::new(&[("page.md", &(front("") + "# Retry\n"))]);
    book.write("notes.txt", "notes\n");
    book.write("bytes", b"\xff");
    std::fs::create_dir(book.path().join("folder")).unwrap();
    let before = crate::fix::snapshot(book.path());
    let files = [
        "src/page.md",
        "src/SUMMARY.md",
        "book.toml",
        "notes.txt",
        "bytes",
        "folder",
    ];
    for file in files {
        let run = book.check(&["--write-baseline", file]);
        run.is_refused(&[file]);
        assert_eq!(crate::fix::snapshot(book.path()), before, "{file}");
    }
    book.check(&["--write-baseline", "src/page.md"])
        .is_refused(&[
            "`",
            "src/page.md` is there and is no baseline; it is as it was: give the file",
        ]);
    // What stands behind the option is its file, not the book.
    let mut command = crate::support::command();
    command.args(["check", "--write-baseline"]).arg(book.path());
    let hint = format!("`check {} --write-baseline`", book.path().display());
    crate::support::run(&mut command, "").is_refused(&["is a folder", &hint]);
    for old in [
        "",
        "\n",
        "\u{feff}# Known violations of before\n",
        "# Known violations\n<<<<<<< HEAD\n",
    ] {
        book.write("known", old);
        let run = book.check(&["--write-baseline", "known"]);
        assert_eq!(run.code, Some(0), "{old:?}: {run:?}");
    }
    book.check(&["--write-baseline", "no/known"]).is_refused(&[
        "no/known` cannot be written: `",
        "` is no folder; make it first",
    ]);
}

/// A pipe would wait for a reader, and a link lead out of the book.
#[cfg(unix)]
#[test]
fn a_baseline_is_a_file_of_the_book() {
    let book = Book::new(&[("page.md", &(front("") + "# Retry\n"))]);
    let outside = tempfile::tempdir().unwrap();
    let other = outside.path().join("other");
    std::fs::write(&other, "# Known violations\n").unwrap();
    std::os::unix::fs::symlink(&other, book.path().join("link")).unwrap();
    book.check(&["--write-baseline", "link"])
        .is_refused(&["`link` is a file outside of the book"]);
    assert_eq!(
        std::fs::read_to_string(&other).unwrap(),
        "# Known violations\n"
    );
    let pipe = std::process::Command::new("mkfifo")
        .arg(book.path().join("pipe"))
        .status();
    if pipe.is_ok_and(|status| status.success()) {
        book.check(&["--write-baseline", "pipe"])
            .is_refused(&["`pipe`", "it is a pipe, no file"]);
    }
}

/// What is written can be read again, whatever the files are called.
#[cfg(unix)]
#[test]
fn names_of_files_are_no_lines_of_their_own() {
    let book = Book::new(&[("page.md", "# A\n")]);
    book.write(
        "book.toml",
        "[book]\nsrc = \".\"\n[preprocessor.patterns]\nbaseline = \"known\"\n",
    );
    let names = ["a\tb.md", "a\nb.md", "a\rb.md", "#a.md"];
    let links = names.map(|name| {
        format!(
            "- [A](<{}>)\n",
            name.replace('\n', "&#10;").replace('\r', "&#13;")
        )
    });
    book.write("SUMMARY.md", links.concat());
    for name in names {
        book.write(name, "# A\n\n[x](nowhere.md)\n");
    }
    let written = book.check(&["--write-baseline"]);
    written.says(&["wrote 4 violations"]);
    let run = book.check(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&["4 violations known"]);
}

/// What a book says of its baseline reaches the terminal, and can be copied from there.
#[test]
fn the_name_of_a_baseline_is_harmless() {
    let book = Book::new(&[("page.md", &(front("") + "# Retry\n"))]);
    book.write(
        "book.toml",
        "[preprocessor.patterns]\nbaseline = \"a\\u001b[31mb\\u202e\"\n",
    );
    for arguments in [&["--write-baseline"][..], &["--write-baseline", "a \"b\""]] {
        let mut command = crate::support::command();
        command
            .arg("check")
            .arg(book.path())
            .args(arguments)
            .env("CLICOLOR_FORCE", "1");
        let run = crate::support::run(&mut command, "");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            !run.stderr.contains("\u{1b}[31m") && !run.stderr.contains('\u{202e}'),
            "{run:?}"
        );
        if arguments.len() > 1 {
            run.says(&["baseline = 'a \"b\"'"]);
        }
    }
}
