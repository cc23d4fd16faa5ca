//! `{{#include …}}` and its kin, in every order of preprocessors.

use crate::site::{Site, squeeze};
use crate::support::{Book, Run, command, run};
use mdbook_patterns::config::Config;
use mdbook_patterns::engine::include::{self, Stage};
use mdbook_patterns::host::files::Disk;
use serde_json::{Value, json};

const AFTER: &str = "profile = \"adopt\"";
const BEFORE: &str = "profile = \"adopt\"\nbefore = [\"links\"]";

const CODE: &str = "use std::io;\n// ANCHOR: main\nfn main() {\n    let a = 1;\n\n    if a > 0 {\n        run(a);\n    }\n}\n// ANCHOR_END: main\n";
const PART: &str = "One **bold**.\n\n- Two\n\n    !!! tip\n        Three\n";

/// A page, and what stands there for it where all is written out.
const PAGE: &str = "# A

!!! note

    First.

    ```rust
    {{#include parts/code.rs}}
    ```

    Last.

=== \"Tab\"

    {{ #include parts/part.md }}

    After.

=== \"Other\"
    {{#include parts/code.rs:main}}

- Item

  ```rust
  {{#include parts/code.rs:4:6}}
  ```

- {{#include parts/part.md:1:3}}

> {{#include parts/part.md}}

??? warning
    ```rust
    {{#rustdoc_include parts/code.rs:main}}
    ```

    {{#playground parts/code.rs editable}}

Text {{#include parts/part.md:1}} and \\{{#include parts/part.md}}, {{#include parts/none.md}}.

{{#title Another}}
{{#include parts/nested.md}}
";

fn written_out() -> String {
    let indented = |text: &str, by: &str| text.trim_end().replace('\n', &format!("\n{by}"));
    let anchored = "fn main() {\n    let a = 1;\n\n    if a > 0 {\n        run(a);\n    }\n}";
    let lines = |from: usize, to: usize, text: &str| -> String {
        let lines: Vec<&str> = text.lines().skip(from - 1).take(to + 1 - from).collect();
        lines.join("\n")
    };
    PAGE.replace("\n{{#title Another}}\n", "\n\n")
        .replace("{{#include parts/code.rs}}", &indented(CODE, "    "))
        .replace("{{ #include parts/part.md }}", &indented(PART, "    "))
        .replace(
            "{{#include parts/code.rs:main}}",
            &indented(anchored, "    "),
        )
        .replace(
            "{{#include parts/code.rs:4:6}}",
            &indented(&lines(4, 6, CODE), "  "),
        )
        .replace(
            "- {{#include parts/part.md:1:3}}",
            &format!("- {}", indented(&lines(1, 3, PART), "  ")),
        )
        .replace(
            "> {{#include parts/part.md}}",
            &format!("> {}", indented(PART, "> ")),
        )
        .replace(
            "{{#rustdoc_include parts/code.rs:main}}",
            &indented(&format!("# use std::io;\n{anchored}"), "    "),
        )
        .replace(
            "{{#playground parts/code.rs editable}}",
            &indented(&format!("```rust,editable\n{CODE}```"), "    "),
        )
        .replace("{{#include parts/part.md:1}}", "One **bold**.")
        .replace(
            "\\{{#include parts/part.md}}",
            "&#123;&#123;#include parts/part.md}}",
        )
        .replace(
            "{{#include parts/none.md}}",
            "&#123;&#123;#include parts/none.md}}",
        )
        .replace(
            "{{#include parts/nested.md}}",
            &format!("!!! example\n    {}\n\n    Below.", indented(PART, "    ")),
        )
}

fn site(table: &str, page: &str) -> Site {
    let out = written_out();
    let site = Site::new(table, &[("x/a.md", page), ("x/b.md", &out)]);
    site.write("src/x/parts/code.rs", CODE);
    site.write("src/x/parts/part.md", PART);
    site.write(
        "src/x/parts/nested.md",
        "!!! example\n    {{#include part.md}}\n\n    Below.\n",
    );
    site
}

#[test]
fn lines_of_includes_stay_in_their_blocks() {
    for (table, eol) in [
        (AFTER, "\n"),
        (BEFORE, "\n"),
        (AFTER, "\r\n"),
        (BEFORE, "\r\n"),
    ] {
        let site = site(table, &PAGE.replace('\n', eol));
        assert!(site.build());
        let (found, expected) = (squeeze(&site.html("x/a.md")), squeeze(&site.html("x/b.md")));
        assert_eq!(found, expected, "{table} {eol:?}");
        let (found, expected) = (site.markdown("x/a.md"), site.markdown("x/b.md"));
        let bare = |text: &str| -> Vec<String> {
            let lines = text
                .lines()
                .map(|line| line.trim_end().replace("&#123;", "{"));
            lines.filter(|line| !line.is_empty()).collect()
        };
        assert_eq!(bare(&found), bare(&expected), "{table} {eol:?}");
        let title = std::fs::read_to_string(site.html_folder().join("x/a.html")).unwrap();
        assert!(title.contains("<title>Another</title>"));
    }
}

/// Each of these, below a box with an include: were it read otherwise than mdBook reads it, the
/// page would not be known, and the box would end early.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_mdbook_puts_in_is_known() {
    let boxed = "!!! note\n    {{#include parts/part.md}}\n\n    Below.\n\n";
    for directive in [
        "{{#include parts/code.rs:2:}} {{#include parts/code.rs::2}} {{#include parts/code.rs:}}",
        "{{#include parts/code.rs:0}} {{#include parts/code.rs:3:1}} {{#include parts/code.rs:2:x}}",
        "{{#include parts/code.rs:nowhere}} {{#include parts/code.rs:main:7}}",
        "{{#rustdoc_include parts/code.rs}}\n{{#rustdoc_include parts/code.rs:2:3}}",
        "{{#playground parts/code.rs}} {{#playpen parts/code.rs a b}}",
        "{{\n#include\nparts/part.md\n}} {{#include parts/part.md and more}}",
        "{{{#include parts/part.md}}} {{#include parts/part.md} }} {{#include }} {{#include  }}",
        "\\{{#include parts/part.md}} {{#include parts/part.md}} and }} so on",
        "\\\\{{#include parts/part.md}}\n\\{{#include\nparts/part.md}}",
        "{{#title A\nB}} {{#titel C}} {{#include x.md y}} {{#include parts}}",
        "{{#include parts/round.md}}",
        "{{#include parts/crlf.md}} {{#include ../x/parts/./part.md}} {{#include parts/bom.md}}",
        "{{#include parts/latin.md}} {{#include parts/empty.md}} é{{#include parts/part.md:1}}é",
        "```\n    {{#include parts/code.rs}}\n```\n\n  {{#include parts/part.md}}",
    ] {
        let page = format!("# A\n\n{boxed}{directive}\n");
        let site = site(AFTER, &page);
        site.write("src/x/parts/round.md", "a\n{{#include round.md}}\nb\n");
        site.write("src/x/parts/crlf.md", "a\r\nb\r\n\r\n");
        site.write("src/x/parts/bom.md", "\u{feff}a\n\n\n");
        site.write("src/x/parts/empty.md", "");
        std::fs::write(site.path().join("src/x/parts/latin.md"), b"\xe9").unwrap();
        assert!(site.build());
        let html = squeeze(&site.html("x/a.md"));
        let below = html
            .find("<p>Below.</p>")
            .unwrap_or_else(|| panic!("{directive}: {html}"));
        let three = html.find("<p>Three</p>").unwrap();
        let between = &html[three..below];
        assert!(!between.contains("<pre>"), "{directive}: {between}");
        assert!(
            html[below..].starts_with("<p>Below.</p></div>"),
            "{directive}: {html}"
        );
    }
}

/// What mdBook makes of pages put together by chance, byte for byte.
#[test]
fn pages_by_chance_are_read_as_mdbook_reads_them() {
    const PIECES: &[&str] = &[
        "{{#include ",
        "{{ #include\t",
        "{{#rustdoc_include ",
        "{{#playground ",
        "{{#playpen ",
        "{{#title ",
        "{{#",
        "{{",
        "{",
        "}",
        "}}",
        " }}",
        "\\",
        "\\{{#",
        "\n",
        "\r\n",
        " ",
        "\u{a0}",
        "é",
        "text",
        "#",
        "include",
        "parts/code.rs",
        "parts/code.rs:main}}",
        "parts/part.md}}",
        "parts/part.md:2",
        ":",
        "::3",
        ":main",
        ":1:2:3",
        "parts/nested.md}}",
        "parts/round.md}}",
        "parts/escaped.md}}",
        "gone.md}}",
        "../x/parts/part.md a b}}",
        "{{#include parts/part.md}}",
        "{{#include parts/escaped.md:2:}}",
        "{{#rustdoc_include parts/code.rs:2:4}}",
    ];
    const PAGES: usize = 400;
    let mut seed = 7u64;
    let mut chance = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % most
    };
    let pages: Vec<(String, String)> = (0..PAGES)
        .map(|index| {
            let pieces = (0..=chance(14)).map(|_| PIECES[chance(PIECES.len())]);
            (format!("x/p{index}.md"), pieces.collect())
        })
        .collect();
    let chapters: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = Site::new("", &chapters);
    site.write("book.toml", "[book]\ntitle = \"Test\"\n[output.markdown]\n");
    site.write("src/x/parts/code.rs", CODE);
    site.write("src/x/parts/part.md", PART);
    site.write(
        "src/x/parts/nested.md",
        "!!! example\n    {{#include part.md}}\n\n    Below.\n",
    );
    site.write("src/x/parts/round.md", "a\n{{#include round.md}}\nb\n");
    site.write(
        "src/x/parts/escaped.md",
        "a\n\\{{#include part.md}}\n{{#title b}}\r\n// ANCHOR: main\r\nc",
    );
    assert!(
        mdbook_driver::MDBook::load(site.path())
            .unwrap()
            .build()
            .is_ok()
    );
    let files = Disk::new(site.path(), "src", "book");
    let config = Config::default();
    let book = include::Book {
        files: &files,
        src: "src",
        config: &config,
        most: include::MAX_COST,
    };
    for (path, text) in &pages {
        let found = include::as_mdbook(text, &format!("src/{path}"), book);
        let expected = std::fs::read_to_string(site.path().join("book").join(path)).unwrap();
        assert_eq!(found, expected, "{text:?}");
        // What indents nothing says so.
        let ours = include::expand(text, &format!("src/{path}"), Stage::Written, book);
        let new = ours.text.map_or_else(|| text.clone(), |(text, _)| text);
        assert!(!ours.is_plain || new == expected, "{text:?}");
    }
}

/// What stands outside of blocks is as mdBook has it.
#[test]
fn plain_pages_stay_as_they_were() {
    let page = "# A\n\n```rust\nfn a() {\n    {{#include parts/code.rs:4:6}}\n}\n```\n\n  {{#include parts/part.md:1:3}}\n\n    {{#include parts/code.rs:4:5}}\n";
    for table in [AFTER, BEFORE] {
        let site = site(table, page);
        assert!(site.build());
        let text = site.markdown("x/a.md");
        let expected = "# A\n\n```rust\nfn a() {\n        let a = 1;\n\n    if a > 0 {\n}\n```\n\n  One **bold**.\n\n- Two\n\n        let a = 1;\n\n";
        assert_eq!(text, expected, "{table}");
    }
}

#[test]
fn without_links_a_directive_is_text() {
    let table = format!("{AFTER}\n[build]\nuse-default-preprocessors = false");
    let site = site(&table, "# A\n\n{{#include parts/part.md}}\n");
    assert!(site.build());
    assert!(site.html("x/a.md").contains("{{#include parts/part.md}}"));
}

/// mdBook reads what lies outside of the book; rules see it, at its directive.
#[test]
fn includes_from_outside_are_what_readers_get() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("part.md"), "[a](none.md)\n\nB\n").unwrap();
    let path = outside
        .path()
        .join("part.md")
        .to_string_lossy()
        .replace('\\', "/");
    let page = format!("# A\n\n!!! note\n    {{{{#include {path}}}}}\n");
    for table in [AFTER, BEFORE] {
        let site = Site::new(table, &[("a.md", &page)]);
        let check = run(
            command()
                .arg("check")
                .arg(site.path())
                .args(["--format", "short"]),
            "",
        );
        let said: Vec<&str> = check.stdout.lines().collect();
        assert_eq!(said.len(), 1, "{check:?}");
        assert!(
            said[0].contains("src/a.md:4:5") && said[0].contains("broken-link"),
            "{said:?}"
        );
        assert!(site.build());
        let html = squeeze(&site.html("a.md"));
        assert!(html.contains("<p>B</p></div>"), "{html}");
    }
}

/// What mdBook hands over of a book whose page has this text by now.
fn handed(book: &Book, table: &Value, content: &str) -> Run {
    let call = json!([
        {
            "root": book.path(),
            "config": {
                "book": { "src": "src" },
                "preprocessor": { "patterns": table, "fixes": { "command": "x" } },
                "output": { "html": {} }
            },
            "renderer": "html",
            "mdbook_version": "0.5.4"
        },
        { "items": [{ "Chapter": {
            "name": "a", "content": content, "number": null, "sub_items": [],
            "path": "a.md", "source_path": "a.md", "parent_names": []
        } }] }
    ]);
    run(&mut command(), call.to_string())
}

#[track_caller]
fn content(run: &Run) -> String {
    assert_eq!(run.code, Some(0), "{run:?}");
    let book = run.json();
    book["items"][0]["Chapter"]["content"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn what_another_preprocessor_has_changed_is_said() {
    let page = "# A\n\n!!! note\n    {{#include part.md}}\n\nagian {{#include part.md}}\n";
    let book = Book::new(&[("a.md", page)]);
    book.write("src/part.md", "One\n\nTwo\n");
    let links = page.replace("{{#include part.md}}", "One\n\nTwo");
    let changed = links.replace("agian", "again");
    let adopt = json!({ "profile": "adopt" });
    let known = handed(&book, &adopt, &links);
    assert!(
        squeeze(&content(&known)).contains("One Two </div> agian One Two"),
        "{known:?}"
    );
    assert!(!known.stderr.contains("include-in-block"), "{known:?}");
    let other = handed(&book, &adopt, &changed);
    other.says(&[
        "warning[include-in-block]",
        "src/a.md:4:5",
        "set `before = [\"links\"]` in `[preprocessor.patterns]`",
    ]);
    assert_eq!(
        other.stderr.matches("[include-in-block]").count(),
        1,
        "{other:?}"
    );
    assert!(
        squeeze(&content(&other)).contains("One </div> Two again One Two"),
        "{other:?}"
    );
    // With that set, what others change is no matter.
    let first = json!({ "profile": "adopt", "before": ["links"] });
    let ours = handed(&book, &first, &page.replace("agian", "again"));
    assert!(
        squeeze(&content(&ours)).contains("One Two </div> again One Two"),
        "{ours:?}"
    );
    assert!(!ours.stderr.contains("include-in-block"), "{ours:?}");
    // One line needs no indentation.
    book.write("src/part.md", "One\n");
    let short = handed(&book, &adopt, "# A\n\n!!! note\n    One\n\nagain One\n");
    assert!(!short.stderr.contains("include-in-block"), "{short:?}");
}

/// A real one, that corrects a word.
#[cfg(unix)]
#[test]
fn another_preprocessor_runs_before() {
    let script = "[ \"$1\" = supports ] && exit 0\nsed -e 's/^.*,{\"items\":/{\"items\":/' -e 's/]$//' -e 's/agian/again/'\n";
    let page = "# A\n\n!!! note\n    ```py\n    {{#include code.py}}\n    ```\n\nagian\n";
    let code = "<code class=\"language-py\">def a():\n    go()</code></pre></div><p>again</p>";
    for (order, is_whole) in [("", false), ("before = [\"links\"]", true)] {
        let site = Site::new("", &[("a.md", page)]);
        let path = site.path().join("fixes.sh");
        let command = format!("sh {}", path.display());
        site.write("fixes.sh", script);
        site.write("src/code.py", "def a():\n    go()\n");
        let table = format!(
            "[preprocessor.patterns]\n{order}\n[preprocessor.fixes]\ncommand = {command:?}\n"
        );
        site.write(
            "book.toml",
            &format!("[book]\ntitle = \"Test\"\n\n{table}\n[output.html]\n"),
        );
        assert!(site.build());
        let html = site
            .html("a.md")
            .replace("\n</code>", "</code>")
            .replace(">\n<", "><")
            .replace("</div>\n\n", "</div>");
        assert_eq!(html.contains(code), is_whole, "{html}");
        assert!(html.contains("<p>again</p>"), "{html}");
        let said = std::fs::read_to_string(site.path().join("patterns.log")).unwrap_or_default();
        assert_eq!(said.contains("[include-in-block]"), !is_whole, "{said}");
    }
}

/// A comment that allows it is not unused, though `check` cannot see what it is about.
#[test]
fn a_check_does_not_know_what_others_change() {
    let page =
        "# A\n\n<!-- patterns: allow(include-in-block) -->\n\n!!! note\n    {{#include part.md}}\n";
    let site = Site::new("", &[("a.md", page)]);
    site.write("src/part.md", "One\n\nTwo\n");
    let run = run(command().arg("check").arg(site.path()), "");
    assert_eq!(run.code, Some(0));
    assert!(!run.stderr.contains("suppression-unused"), "{run:?}");
}
