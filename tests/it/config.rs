//! Mistakes in `[preprocessor.patterns]`: each says which key, what is near, and what it takes.

use crate::support::{Book, command, only_syntax, run};
use serde_json::{Value, json};

fn book(lines: &str) -> Book {
    let book = Book::new(&[("page.md", "# Page\n")]);
    book.write("book.toml", only_syntax(lines));
    book
}

#[test]
fn mistakes_name_the_key_the_nearest_and_what_it_takes() {
    let cases: &[(&str, &[&str])] = &[
        (
            "profil = \"strict\"",
            &["unknown key `profil`", "did you mean `profile`?"],
        ),
        (
            "xyzzy = 1",
            &["unknown key `xyzzy`", "known: pages, exclude, profile"],
        ),
        (
            "profile = \"strickt\"",
            &[
                "`profile` cannot be `strickt`",
                "did you mean `strict`?",
                "`\"default\"` or `\"strict\"` or `\"adopt\"`",
            ],
        ),
        ("profile = 5", &["`profile` takes", "not a number"]),
        (
            "card = \"yes\"",
            &["`card` takes `true` or `false`, not a string"],
        ),
        (
            "quick-reference = [1]",
            &["`quick-reference` takes `true` or `false`, not a list"],
        ),
        (
            "banner = \"generated\"",
            &[
                "`banner` cannot be `generated`",
                "did you mean `generate`?",
                "`\"author\"` or `\"generate\"`",
            ],
        ),
        (
            "on-serve = \"fial\"",
            &[
                "`on-serve` cannot be `fial`",
                "did you mean `fail`?",
                "`\"show\"`",
            ],
        ),
        (
            "pages = \"patterns/*.md\"",
            &["`pages` takes a list of strings, not a string"],
        ),
        ("exclude = [5]", &["`exclude` takes a list of strings"]),
        (
            "extra-fields = { a = 1 }",
            &["`extra-fields` takes a list of strings, not a table"],
        ),
        (
            "pages = [\"ok.md\", \"a[b\"]",
            &["`a[b` is not a glob", "`patterns/**/*.md`"],
        ),
        (
            "exclude = [\"{a\"]",
            &["`{a` is not a glob", "`patterns/**/*.md`"],
        ),
        (
            "vocabulary.categorys = []",
            &[
                "unknown vocabulary `categorys`",
                "did you mean `categories`?",
            ],
        ),
        (
            "vocabulary.categories = \"x\"",
            &["`categories` takes a list of strings, or `{ extend = […] }`"],
        ),
        (
            "vocabulary.categories = { extend = \"x\" }",
            &["`categories` takes a list of strings"],
        ),
        (
            "vocabulary.laws = { exten = [] }",
            &["`laws` takes a list of strings, or `{ extend = […] }`"],
        ),
        (
            "vocabulary.tiers-status.glod = []",
            &["unknown tier `glod`", "did you mean `gold`?"],
        ),
        ("vocabulary = 5", &["`vocabulary` takes a table"]),
    ];
    for (lines, words) in cases {
        let run = book(lines).check(&[]);
        run.is_refused_for(words, lines);
        assert!(run.stderr.contains("book.toml:2:"), "{lines}: {run:?}");
    }
}

#[test]
fn mistakes_in_kinds_say_what_they_take() {
    let cases: &[(&str, &[&str])] = &[
        (
            "kinds = 5",
            &["`kinds` takes a table of kinds, not a number"],
        ),
        (
            "kinds.x = 5",
            &["`x` takes a table with `color`", "not a number"],
        ),
        (
            "kinds.x = { color = \"#12345\" }",
            &["`color` cannot be `#12345`", "`\"#rgb\"`", "kinds.x.color"],
        ),
        (
            "kinds.x = { color = \"red;}\" }",
            &["`color` cannot be `red;}`"],
        ),
        (
            "kinds.x = { icon = \"note\" }",
            &["the kind `x` has no `color`"],
        ),
        (
            "kinds.x = { color = \"red\", icon = \"rocket\" }",
            &["`icon` cannot be `rocket`", "`\"bug\"`"],
        ),
        (
            "kinds.x = { color = \"red\", title = \"a\\nb\" }",
            &["`title` cannot be", "a line of text"],
        ),
        (
            "kinds.x = { color = \"red\", colour = \"red\" }",
            &["unknown key `colour`", "did you mean `color`?"],
        ),
        (
            "kinds.tldr = { color = \"red\" }",
            &["`tldr` is a kind already"],
        ),
        (
            "kinds.\"a b\" = { color = \"red\" }",
            &["`a b` cannot name a kind"],
        ),
    ];
    for (lines, words) in cases {
        book(lines).check(&[]).is_refused_for(words, lines);
    }
}

#[test]
fn mistakes_about_rules_name_them_too() {
    let cases: &[(&str, &[&str])] = &[
        (
            "rules.code-share = { maxx = 1 }",
            &["unknown option `maxx`", "did you mean `max`?", "level, max"],
        ),
        (
            "rules.code-share = { max = \"much\" }",
            &["`max` takes a number that is not negative, not a string"],
        ),
        (
            "rules.code-share = { max = -1 }",
            &["`max` takes a number that is not negative"],
        ),
        (
            "rules.example-length = { max = 1.5 }",
            &["`max` takes a whole number"],
        ),
        (
            "rules.code-share = { level = \"denny\" }",
            &["`level` cannot be `denny`", "did you mean `deny`?"],
        ),
        (
            "rules.code-share = \"forbid\"",
            &[
                "`code-share` cannot be `forbid`",
                "`\"allow\"`",
                "`\"warn\"`",
                "`\"deny\"`",
            ],
        ),
        (
            "rules.code-share = true",
            &["`code-share` takes a level", "not true or false"],
        ),
        ("rules = []", &["`rules` takes a table of rules"]),
    ];
    for (lines, words) in cases {
        let book = Book::new(&[("page.md", "# Page\n")]);
        book.write("book.toml", format!("[preprocessor.patterns]\n{lines}\n"));
        let run = book.check(&[]);
        run.is_refused_for(words, lines);
        assert!(run.stderr.contains("book.toml:2:"), "{lines}: {run:?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let run = book("profil = 1\ncard = 2\npages = [\"[\"]").check(&[]);
    assert_eq!(run.code, Some(2));
    run.says(&[
        "book.toml:2:1",
        "book.toml:3:1",
        "book.toml:4:1",
        "3 mistakes",
    ]);
}

#[test]
fn an_unknown_rule_is_a_finding_about_book_toml() {
    for (head, line, column) in [
        ("[preprocessor.patterns]\nrules.", 2, 7),
        ("\n[preprocessor.patterns.rules]\n", 3, 1),
        (
            "[book]\ntitle = \"Ü\"\n[preprocessor.patterns]\nrules . ",
            4,
            9,
        ),
    ] {
        for (bom, eol) in [("", "\n"), ("\u{feff}", "\r\n")] {
            let toml = format!("{head}frontmatter-sintax = \"deny\"\n").replace('\n', eol);
            let toml = format!("{bom}{toml}");
            let offset = toml.find("frontmatter-sintax").unwrap();
            let book = Book::new(&[("page.md", "# Page\n")]);
            book.write("book.toml", &toml);
            let run = book.check(&["--format", "json"]);
            assert_eq!(run.code, Some(1), "{run:?}");
            let report = run.json();
            let found = &report["diagnostics"][0];
            assert_eq!(found["file"], "book.toml");
            assert_eq!(found["level"], "deny");
            assert_eq!(found["message"], "unknown rule `frontmatter-sintax`");
            assert_eq!(found["help"], "did you mean `frontmatter-syntax`?");
            let start = json!({ "line": line, "column": column, "offset": offset });
            assert_eq!(found["span"]["start"], start, "{toml:?}");
            assert_eq!(found["span"]["end"]["offset"], offset + 18);
            assert_eq!(report["summary"]["deny"], 1);
        }
    }
}

#[test]
fn mdbooks_own_keys_are_accepted() {
    let run = book(
        "command = \"mdbook-patterns\"\nbefore = [\"links\"]\nafter = [\"mermaid\"]\n\
         renderers = [\"html\"]\noptional = true",
    )
    .check(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn what_is_right_holds() {
    let right = "profile = \"strict\"\npages = [\"**/*.md\"]\nexclude = [\"index.md\"]\n\
                 extra-fields = [\"owner\"]\nbanner = \"generate\"\ncard = false\n\
                 quick-reference = false\non-serve = \"fail\"\n\
                 vocabulary.categories = [\"a\"]\nvocabulary.laws = { extend = [\"b\"] }\n\
                 vocabulary.tiers-status.gold = [\"c\"]";
    let run = book(right).check(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn the_environment_counts_as_configuration() {
    let book = book("");
    let run = run(
        command()
            .arg("check")
            .arg(book.path())
            .env("MDBOOK_PREPROCESSOR__PATTERNS__CARD", "5"),
        "",
    );
    assert_eq!(run.code, Some(2));
    run.says(&["`card` takes `true` or `false`"]);
}

/// Each has its place, and the file is read once.
#[cfg(unix)]
#[test]
fn many_mistakes_take_their_share_of_time() {
    let keys: Vec<String> = (0..2000).map(|n| format!("key{n} = 1\n")).collect();
    let book = book(&keys.concat());
    let mut check = crate::support::command_within("-t 20");
    check.args(["check", "--format", "short"]).arg(book.path());
    let run = crate::support::run(&mut check, "");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("unknown key `key1999`"));
}

/// The crate that holds globs against paths ends the program at one that is too large.
#[test]
fn globs_have_a_bound() {
    let long = format!("pages = [\"{}\"]", "*a".repeat(100_000));
    let run = book(&long).check(&[]);
    run.is_refused_for(&["it is longer than 1000 bytes"], "a long glob");
    let many = format!("exclude = [{}]", "\"a*b\", ".repeat(1001));
    let run = book(&many).check(&[]);
    run.is_refused_for(&["these globs are too many", "at most 1000"], "many globs");
}

/// Each name of a snippet is looked for in all of them.
#[test]
fn folders_of_snippets_have_a_bound() {
    let run = book(&format!("snippets = [{}]", "\"a\", ".repeat(101))).check(&[]);
    run.is_refused_for(&["these folders are too many", "at most 100"], "");
}

#[test]
fn a_build_refuses_the_same_mistakes() {
    let call = |table: Value| {
        let config = json!({ "preprocessor": { "patterns": table } });
        json!([
            { "root": "/nonexistent", "renderer": "html", "mdbook_version": "0.5.4", "config": config },
            { "items": [] }
        ])
    };
    let refused = run(
        &mut command(),
        call(json!({ "profil": "strict" })).to_string(),
    );
    refused.is_refused_for(&["unknown key `profil`", "did you mean `profile`?"], "");
    let rules = json!({ "rules": { "frontmatter-sintax": "deny" } });
    let denied = run(&mut command(), call(rules).to_string());
    assert_eq!((denied.code, denied.stdout.as_str()), (Some(1), ""));
    denied.says(&["unknown rule `frontmatter-sintax`", "book.toml"]);
}

#[test]
fn globs_that_match_no_page_are_named() {
    let book = Book::new(&[("patterns/retry.md", "# Retry\n")]);
    book.write("src/drafts/saga.md", "# Saga\n");
    book.write(
        "book.toml",
        "[book]\ntitle = \"T\"\n\n[preprocessor.patterns]\npages = [\"src/patterns/**\", \"patterns/x.md\"]\n\
         exclude = [\"drafts/**\"]\n",
    );
    let run = book.check(&["--format", "short"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines = run
        .stdout
        .lines()
        .map(|line| &line[line.find("book.toml").unwrap_or(0)..]);
    let lines: Vec<&str> = lines.collect();
    let expected = [
        "book.toml:5:10: warning[pages-unmatched]: `src/patterns/**` matches no page",
        "book.toml:5:29: warning[pages-unmatched]: `patterns/x.md` matches no page",
    ];
    assert_eq!(lines, expected);
    let shown = book.check(&["--deny", "pages-unmatched"]);
    assert_eq!(shown.code, Some(1));
    shown.says(&["did you mean `patterns/**`?"]);
    let silent = book.check(&["--format", "short", "--only", "placeholder"]);
    assert!(silent.stdout.is_empty(), "{}", silent.stdout);
}
