//! Snippets, `--8<-- "file"`, as `PyMdown` has them.

use crate::site::{Site, squeeze};
use crate::support::{Run, command, run};
use std::fmt::Write as _;

const TABLE: &str = "profile = \"adopt\"";
const BEFORE: &str = "profile = \"adopt\"\nbefore = [\"links\"]";

fn site(table: &str, page: &str) -> Site {
    let site = Site::new(table, &[("x/a.md", page)]);
    for (path, text) in [
        ("parts/part.md", "One **bold**.\n\n- Two\n"),
        ("parts/two.md", "Second.\n"),
        ("parts/rows.md", "1\n2\n3\n4\n5\n"),
        ("src/own.md", "Own.\n"),
        (
            "parts/deep/nested.md",
            "Above.\n\n--8<-- \"parts/two.md\"\n\n{{#include ../two.md}}\n",
        ),
        (
            "parts/code.py",
            "import os\n# --8<-- [start:run]\ndef run():\n    # --8<-- [start:body]\n    go()\n\n    return 1\n    # --8<-- [end:body]\n# --8<-- [end:run]\n",
        ),
    ] {
        site.write(path, text);
    }
    site
}

fn check(site: &Site, arguments: &[&str]) -> Run {
    run(command().arg("check").arg(site.path()).args(arguments), "")
}

/// The Markdown that a page of snippets comes to, without blank lines.
fn built(table: &str, page: &str) -> Vec<String> {
    let site = site(table, page);
    assert!(site.build());
    let text = site.markdown("x/a.md");
    let lines = text.lines().map(str::trim_end);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn snippets_are_put_in() {
    let code = ["```py", "def run():", "    go()", "    return 1", "```"];
    for (page, expected) in [
        ("--8<-- \"parts/part.md\"", vec!["One **bold**.", "- Two"]),
        ("-8<--- 'own.md'  \nText", vec!["Own.", "Text"]),
        ("--8<-- \"parts/rows.md:2:3\"", vec!["2", "3"]),
        ("--8<-- \"parts/rows.md:4\"", vec!["4", "5"]),
        ("--8<-- \"parts/rows.md::1\"", vec!["1"]),
        ("--8<-- \"parts/rows.md:1:1,-2:\"", vec!["1", "5"]),
        ("```py\n--8<-- \"parts/code.py:run\"\n```", code.to_vec()),
        (
            "--8<--\nparts/two.md\n; parts/rows.md\n\nown.md\n--8<--\n",
            vec!["Second.", "Own."],
        ),
        ("--8<-- \"; parts/two.md\"\nText", vec!["Text"]),
        (";--8<-- \"parts/two.md\"", vec!["--8<-- \"parts/two.md\""]),
        (
            "```\n;--8<-- \"parts/two.md\"\n```",
            vec!["```", "--8<-- \"parts/two.md\"", "```"],
        ),
        (
            "--8<-- \"parts/deep/nested.md\"",
            vec!["Above.", "Second.", "Second."],
        ),
        (
            "{{#include ../../parts/deep/nested.md}}",
            vec!["Above.", "Second.", "Second."],
        ),
        (
            "<!-- --8<-- [start:a] -->\nText\n<!-- --8<-- [end:a] -->",
            vec!["Text"],
        ),
        (
            "- A\n\n    --8<-- \"parts/part.md\"\n- B",
            vec!["- A", "    One **bold**.", "    - Two", "- B"],
        ),
        (
            "!!! note\n    --8<-- \"parts/part.md\"\n\n    End.",
            vec![
                "> **Note**",
                ">",
                "> One **bold**.",
                ">",
                "> - Two",
                ">",
                ">",
                "> End.",
            ],
        ),
    ] {
        for table in [TABLE, BEFORE] {
            let mut lines = vec!["# A".to_owned()];
            lines.extend(expected.iter().map(|line| (*line).to_owned()));
            assert_eq!(built(table, &format!("# A\n\n{page}\n")), lines, "{page}");
            let crlf = format!("# A\n\n{page}\n").replace('\n', "\r\n");
            assert_eq!(built(table, &crlf), lines, "{page}");
        }
    }
}

/// What only looks like a snippet, and a page that tells of them.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn other_text_stays() {
    for page in [
        "Write `--8<-- \"parts/two.md\"` there.",
        "`--8<-- \"parts/two.md\"`",
        "-----8<-----\nCut here, and not a file.\n-----8<-----",
        "----8<----\nnone.md",
        "----8<----\nparts/two.md and more",
        "A --8<-- \"parts/two.md\"",
        "> --8<-- \"parts/two.md\"",
        "--8<-- parts/two.md",
        "--8<--\"parts/two.md\"",
        "Between `--8<-- [start:a]` and `--8<-- [end:a]`.",
        "```sh\ngit apply # --8<-- [start:a] goes\n```",
    ] {
        let site = site(TABLE, &format!("# A\n\n{page}\n"));
        assert_eq!(
            check(&site, &["--only", "snippet-missing"]).code,
            Some(0),
            "{page}"
        );
        assert_eq!(
            built(TABLE, &format!("# A\n\n{page}\n"))[1..].join("\n"),
            page
        );
    }
    let front = "---\ntitle: |\n  a\n\n  --8<-- \"parts/two.md\"\n---\n\n# A\n";
    assert_eq!(check(&site(TABLE, front), &[]).code, Some(0));
    let open = "---\ntitle: a\n<!-- --8<-- [start:a] -->\n  - b\n";
    assert!(built(TABLE, open).concat().contains("--8<-- [start:a]"));
}

#[test]
fn snippets_in_fences_are_code() {
    let site = site(
        "pages = [\"x/*\"]",
        "# A\n\n```\n--8<-- \"parts/long.txt\"\n```\n",
    );
    site.write("parts/long.txt", &"line\n".repeat(60));
    let run = check(&site, &["--only", "code-share"]);
    run.says(&["error[code-share]", "src/x/a.md"]);
}

#[test]
fn the_folders_of_snippets_can_be_set() {
    let table = format!("{TABLE}\nsnippets = [\"parts\", \"none\"]");
    assert_eq!(built(&table, "# A\n\n--8<-- \"two.md\"\n")[1], "Second.");
    let site = site(&table, "# A\n\n--8<-- \"parts/two.md\"\n");
    let run = check(&site, &["--deny", "snippet-missing"]);
    assert_eq!(run.code, Some(1));
    run.says(&[
        "there is no snippet `parts/two.md` in `parts` or `none`",
        "src/x/a.md:3:1",
    ]);
    for folder in ["../x", "/etc", "a/../.."] {
        let wrong = Site::new(&format!("snippets = [\"{folder}\"]"), &[("a.md", "# A\n")]);
        check(&wrong, &[]).is_refused_for(&["leaves the book", "snippets"], folder);
    }
}

#[test]
fn a_file_can_be_set_as_well() {
    let table = format!("{TABLE}\nsnippets = [\"parts\", \"LICENSE.md\", \"more/own.md\"]");
    let page = "# A\n\n--8<-- \"LICENSE.md\"\n\n--8<-- \"own.md\"\n\n--8<-- \"other.md\"\n";
    let site = site(&table, page);
    for file in ["LICENSE.md", "more/own.md", "more/other.md", "other.md"] {
        site.write(file, &format!("text of {file}\n"));
    }
    let run = check(&site, &[]);
    let said = run.stderr;
    assert_eq!(said.matches("there is no snippet").count(), 1, "{said}");
    assert!(said.contains("there is no snippet `other.md`"), "{said}");
    assert!(site.build());
    let text = site.markdown("x/a.md");
    assert!(
        text.contains("text of LICENSE.md") && text.contains("text of more/own.md"),
        "{text}"
    );
}

#[test]
fn names_of_snippets_can_begin_beside_the_page() {
    let table = format!("{TABLE}\nsnippets = [\"parts\", \"$page\"]");
    let site = site(&table, "# A\n\n--8<-- \"near.md\"\n");
    // What a snippet names begins beside the page as well, not beside the snippet.
    site.write("src/x/near.md", "Beside.\n\n--8<-- \"in/deep.md\"\n");
    site.write("src/x/in/deep.md", "Deep.\n\n--8<-- \"two.md\"\n");
    site.write("src/x/in/two.md", "Not this one.\n");
    assert!(site.build());
    let html = site.html("x/a.md");
    for words in ["Beside.", "Deep.", "Second."] {
        assert!(html.contains(words), "{html}");
    }
    // Nothing above the page's folder is beside it.
    site.write("src/x/a.md", "# A\n\n--8<-- \"../b.md\"\n");
    site.write("src/b.md", "Above.\n");
    let run = check(&site, &["--deny", "snippet-missing"]);
    run.says(&["there is no snippet `../b.md` in `parts` or `src/x`"]);
}

#[test]
fn what_is_missing_is_named_with_what_is_near() {
    for (line, place, words) in [
        (
            "--8<-- \"parts/too.md\"",
            ":5:1",
            vec!["did you mean `parts/two.md`?"],
        ),
        (
            "--8<-- \"beside.md\"",
            ":5:1",
            vec!["did you mean `x/beside.md`?"],
        ),
        (
            "--8<-- \"glossary.md\"",
            ":5:1",
            vec!["did you mean `includes/glossary.md`?"],
        ),
        (
            "    --8<-- \"parts/code.py:ran\"",
            ":5:5",
            vec![
                "`parts/code.py` has no section `ran`",
                "did you mean `run`?",
            ],
        ),
        (
            "--8<-- \"https://example.org/x.md\"",
            ":5:1",
            vec!["not fetched from the web"],
        ),
        (
            "--8<-- \"parts/round.md\"",
            ":5:1",
            vec![
                "`parts/round.md` includes itself",
                "the line stands in `parts/round.md`",
            ],
        ),
        (
            "--8<-- \"parts/latin.md\"",
            ":5:1",
            vec!["cannot be read", "UTF-8"],
        ),
        (
            "--8<-- \"parts/holder.md\"",
            ":5:1",
            vec![
                "no snippet `gone.md`",
                "the line stands in `parts/holder.md`",
            ],
        ),
        (
            "--8<--\nparts/two.md\nparts/gone.md\n--8<--",
            ":7:1",
            vec!["no snippet `parts/gone.md`"],
        ),
        (
            "!!! note\n    {{#include ../../parts/holder.md}}\n",
            ":6:5",
            vec!["no snippet `gone.md`"],
        ),
    ] {
        let site = site("", &format!("# Ä\n\nText.\n\n{line}\n"));
        site.write("parts/round.md", "--8<-- \"parts/round.md\"\n");
        site.write("src/x/beside.md", "");
        site.write("includes/glossary.md", "");
        site.write("parts/holder.md", "--8<-- \"gone.md\"\n");
        std::fs::write(site.path().join("parts/latin.md"), b"\xe9").unwrap();
        let run = check(&site, &[]);
        assert_eq!(run.code, Some(1), "{line}: {run:?}");
        run.says(&["error[snippet-missing]", place]);
        run.says(&words);
        assert!(!site.build());
    }
}

#[cfg(unix)]
#[test]
fn snippets_lie_in_the_book() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "secret\n").unwrap();
    let path = outside
        .path()
        .join("secret.md")
        .to_string_lossy()
        .into_owned();
    for name in [
        path.as_str(),
        "../secret.md",
        "parts/../../secret.md",
        "link.md",
        "parts",
    ] {
        let site = site(TABLE, &format!("# A\n\n--8<-- \"{name}\"\n"));
        std::fs::write(site.path().join("../secret.md"), "secret\n").unwrap();
        std::os::unix::fs::symlink(&path, site.path().join("link.md")).unwrap();
        check(&site, &[]).says(&["warning[snippet-missing]"]);
        assert!(site.build());
        assert!(
            !squeeze(&site.html("x/a.md")).contains("<p>secret"),
            "{name}"
        );
        std::fs::remove_file(site.path().join("../secret.md")).unwrap();
    }
}

#[test]
fn a_glossary_stands_behind_each_page() {
    let table = format!(
        "{TABLE}\nappend = [\"parts/glossary.md\"]\nrules.page-length = {{ level = \"deny\", max = 3 }}"
    );
    let page = "---\ntype: pattern\n---\nThe SLO.\n";
    for order in ["", "\nbefore = [\"links\"]"] {
        let site = site(&format!("{table}{order}"), page);
        let mut glossary = String::from("*[SLO]: Service level\n\n[link]: own.md\n");
        for index in 0..100 {
            let _ = writeln!(glossary, "*[T{index}]: Term {index}");
        }
        site.write("parts/glossary.md", &glossary);
        // The page is no longer than its author made it.
        let found = check(&site, &["--only", "page-length"]);
        assert!(found.stderr.contains("has 4 lines"), "{found:?}");
        let site = Site::new(
            &format!("{TABLE}\nappend = [\"parts/glossary.md\"]{order}"),
            &[("a.md", page), ("b.md", "# B\n\nSLO [link]")],
        );
        site.write("parts/glossary.md", &glossary);
        assert!(site.build());
        for path in ["a.md", "b.md"] {
            let html = site.html(path);
            assert!(
                html.contains("<abbr title=\"Service level\">SLO</abbr>"),
                "{html}"
            );
        }
    }
    let linking = site("append = [\"parts/glossary.md\"]", "# A\n");
    linking.write("parts/glossary.md", "[a](none.md)\n");
    check(&linking, &[]).says(&[
        "src/x/a.md:2:1",
        "what `append` in `[preprocessor.patterns]` puts",
    ]);
    let none = site("append = [\"parts/glosary.md\"]", "# A\n");
    none.write("parts/glossary.md", "");
    let found = check(&none, &[]);
    assert_eq!(found.code, Some(1), "{found:?}");
    found.says(&[
        "error[snippet-missing]",
        "book.toml:",
        "did you mean `parts/glossary.md`?",
    ]);
    assert!(!none.build());
    let adopt = site(
        "profile = \"adopt\"\nappend = [\"parts/glosary.md\"]",
        "# A\n",
    );
    check(&adopt, &[]).says(&["warning[snippet-missing]"]);
    assert!(adopt.build());
}

#[test]
fn snippets_that_include_others_come_to_an_end() {
    let start = std::time::Instant::now();
    let site = site(TABLE, "# A\n\n--8<-- \"parts/f0.md\"\n");
    for index in 0..9 {
        let line = format!("--8<-- \"parts/f{}.md\"\n", index + 1);
        site.write(&format!("parts/f{index}.md"), &line.repeat(20));
    }
    site.write("parts/f9.md", "end\n");
    let run = check(&site, &[]);
    assert_eq!(run.code, Some(0));
    run.says(&["src/x/a.md:3:1: what the page includes is more than 8 MiB"]);
    assert!(
        start.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn what_stands_in_a_snippet_is_told_at_its_line() {
    let site = site(
        "",
        "# A\n\nText.\n\n!!! note\n    --8<-- \"parts/bad.md\"\n\n[b](gone.md)\n",
    );
    site.write("parts/bad.md", "Some\n\n[a](none.md)\n");
    let run = check(&site, &["--format", "short"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(
        lines[0].contains("src/x/a.md:6:1") && lines[0].contains("none.md"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("src/x/a.md:8:5") || lines[1].contains("src/x/a.md:8:1"),
        "{lines:?}"
    );
}
