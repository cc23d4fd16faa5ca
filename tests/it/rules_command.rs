//! `rules` and `explain`, from outside.

use crate::schema::is_valid;
use crate::support::{Book, Run, command, run};
use mdbook_patterns::rules::rule::{FixAvailability, OptionDefault};
use mdbook_patterns::rules::{self, ALL};
use mdbook_patterns::schema::seed::Seed;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

const TABLE: &str = "[preprocessor.patterns]\nprofile = \"adopt\"\n\
    rules.code-share = { level = \"deny\", max = 0.3 }\nrules.tier-fields = { min-examples = 5 }\n\
    rules.level-heading = { level = \"allow\", minutes = [1, 2, 3, 4, 5] }\n";

/// Runs a command in a folder without a book.
fn anywhere(arguments: &[&str]) -> Run {
    let empty = TempDir::new().unwrap();
    run(command().current_dir(empty.path()).args(arguments), "")
}

fn inside(book: &Path, arguments: &[&str]) -> Run {
    run(command().current_dir(book).args(arguments), "")
}

fn configured() -> Book {
    let book = Book::new(&[("page.md", "# Page\n")]);
    book.write("book.toml", TABLE);
    // The list needs no chapters.
    std::fs::remove_dir_all(book.path().join("src")).unwrap();
    book
}

#[track_caller]
fn listed(run: &Run) -> Vec<Value> {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let list = run.json();
    assert_eq!(list["version"], 1);
    is_valid(&list, "docs/rules.schema.json");
    list["rules"].as_array().unwrap().clone()
}

#[test]
fn every_rule_is_listed_with_its_defaults() {
    let list = listed(&anywhere(&["rules", "--format", "json"]));
    assert_eq!(list.len(), ALL.len());
    for (entry, rule) in list.iter().zip(ALL) {
        assert_eq!(entry["name"], rule.name);
        assert_eq!(entry["summary"], rule.summary);
        assert_eq!(entry["level"], rule.level.name());
        assert_eq!(entry["default_level"], rule.level.name());
        assert_eq!(entry["since"], rule.since);
        let fixable = match rule.fix {
            FixAvailability::None => "never",
            FixAvailability::Sometimes => "sometimes",
            FixAvailability::Always => "always",
        };
        assert_eq!(entry["fixable"], fixable);
        for (option, spec) in entry["options"]
            .as_array()
            .unwrap()
            .iter()
            .zip(rule.options)
        {
            let default = match spec.default {
                OptionDefault::Count(n) => json!(n),
                OptionDefault::Number(n) => json!(n),
                OptionDefault::Minutes => json!([5, 10, 15, 20, 30]),
                OptionDefault::Globs => json!([]),
            };
            assert_eq!(option["name"], spec.name);
            assert_eq!((&option["value"], &option["default"]), (&default, &default));
            assert_ne!(option["summary"], rule.summary, "an option says what it is");
        }
    }
}

#[test]
fn levels_and_options_are_those_of_the_book() {
    let book = configured();
    let here = listed(&inside(book.path(), &["rules", "--format", "json"]));
    let path = book.path().to_str().unwrap();
    let named = listed(&anywhere(&["rules", path, "--format", "json"]));
    assert_eq!(here, named);
    let rule = |name: &str| here.iter().find(|entry| entry["name"] == name).unwrap();
    assert_eq!(rule("code-share")["level"], "deny");
    assert_eq!(rule("code-share")["options"][0]["value"], 0.3);
    assert_eq!(rule("code-share")["options"][0]["default"], 0.2);
    assert_eq!(rule("diagram-count")["level"], "warn");
    assert_eq!(rule("diagram-count")["default_level"], "deny");
    assert_eq!(rule("level-heading")["level"], "allow");
    assert_eq!(
        rule("level-heading")["options"][0]["value"],
        json!([1, 2, 3, 4, 5])
    );
}

#[test]
fn the_table_has_a_row_for_every_rule() {
    let book = configured();
    let shown = inside(book.path(), &["rules"]);
    assert_eq!(
        (shown.code, shown.stderr.as_str()),
        (Some(0), ""),
        "{shown:?}"
    );
    let lines: Vec<&str> = shown.stdout.lines().collect();
    let heads: Vec<&str> = lines[0].split_whitespace().collect();
    assert_eq!(
        heads,
        ["rule", "level", "default", "fixable", "pages", "options"]
    );
    let row = |name: &str| -> Vec<&str> {
        let row = lines
            .iter()
            .find(|line| line.starts_with(&format!("{name} ")));
        row.unwrap().split_whitespace().collect()
    };
    assert_eq!(
        row("code-share"),
        ["code-share", "deny", "patterns", "max=0.3", "(0.2)"]
    );
    assert_eq!(
        row("diagram-count"),
        ["diagram-count", "warn", "deny", "patterns", "min=3"]
    );
    assert_eq!(
        row("frontmatter-syntax"),
        ["frontmatter-syntax", "warn", "deny", "all"]
    );
    for rule in ALL {
        let scopes = ["patterns", "documents", "templates", "all", "unlisted"];
        assert!(row(rule.name).iter().any(|cell| scopes.contains(cell)));
    }
    for line in lines {
        assert!(line.width() <= 100 && line.trim_end() == line, "{line:?}");
    }
}

#[test]
fn a_book_that_cannot_be_read_is_named() {
    let empty = TempDir::new().unwrap();
    anywhere(&["rules", empty.path().to_str().unwrap()]).is_refused(&["no `book.toml`"]);
    let book = configured();
    book.write(
        "book.toml",
        "[preprocessor.patterns]\nrules.code-share = \"wran\"\n",
    );
    inside(book.path(), &["rules"]).is_refused_for(&["did you mean `warn`?"], "wran");
    // A rule that does not exist is said, and the others are listed.
    book.write(
        "book.toml",
        "[preprocessor.patterns]\nrules.cod-share = \"warn\"\n",
    );
    let run = inside(book.path(), &["rules"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&["cod-share", "code-share"]);
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn explain_prints_the_documentation_as_it_is_into_a_pipe() {
    for rule in ALL {
        let run = anywhere(&["explain", rule.name]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        let level = format!("Level: {}\n\nSilence it", rule.level.name());
        let start = format!("{}\n\n{level}", rule.docs.trim_end());
        assert!(run.stdout.starts_with(&start), "{run:?}");
        let comment = format!("`<!-- patterns: allow({}) -->`", rule.name);
        let line = format!("`rules.{} = \"allow\"`", rule.name);
        assert!(
            run.stdout.contains(&comment) && run.stdout.contains(&line),
            "{run:?}"
        );
    }
    let run = inside(configured().path(), &["explain", "diagram-count"]);
    assert!(
        run.stdout.contains("\nLevel: deny (in this book: warn)\n"),
        "{run:?}"
    );
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn explain_is_readable_on_a_terminal() {
    let shown = |arguments: &[&str]| {
        let mut command = command();
        let run = run(command.args(arguments).env("CLICOLOR_FORCE", "1"), "");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        run.stdout
    };
    for rule in ALL {
        let page = shown(&["explain", rule.name]);
        assert!(page.starts_with(&format!("\u{1b}[1m{}\u{1b}[0m\n", rule.name)));
        let plain = anstream::adapter::strip_str(&page).to_string();
        assert!(
            !plain.contains("\n## Why") && plain.contains("\nWhy\n"),
            "{plain}"
        );
        // Every word of the examples is there.
        let words = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .count()
        };
        assert!(words(&plain) >= words(rule.docs) / 2, "{}", rule.name);
        assert!(
            plain.contains("\nmd fail:\n") || plain.contains("\nmd fail "),
            "{plain}"
        );
    }
    let page = shown(&["explain", "tier-fields"]);
    let plain = anstream::adapter::strip_str(&page).to_string();
    assert!(
        plain.contains("\nTier    Fields\ngold    `production_checklist`"),
        "{plain}"
    );
    assert!(plain.contains("\n    excellence_tier: gold\n"), "{plain}");
}

#[test]
fn a_mistyped_name_names_the_nearest() {
    for (wrong, right) in [
        ("code-shar", "code-share"),
        ("Code_Share", "code-share"),
        ("tier-filds", "tier-fields"),
        ("placehoder", "placeholder"),
    ] {
        anywhere(&["explain", wrong]).is_refused(&[wrong, &format!("did you mean `{right}`?")]);
    }
    let run = anywhere(&["explain", "zzz"]);
    run.is_refused(&["no rule is called `zzz`"]);
    assert!(!run.stderr.contains("did you mean"));
    let run = anywhere(&["explain", "--tier", "glod"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    run.says(&["did you mean `gold`?"]);
    let run = anywhere(&["explain", "--tier", "platinum"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    run.says(&["gold, silver, bronze"]);
    for arguments in [
        &["explain"][..],
        &["explain", "code-share", "--tier", "gold"],
    ] {
        assert_eq!(anywhere(arguments).code, Some(2));
    }
    let hostile = anywhere(&["explain", "\u{1b}]0;x\u{7}\u{9b}"]);
    assert_eq!(hostile.code, Some(2));
    assert!(
        !hostile.stderr.contains(['\u{1b}', '\u{7}', '\u{9b}']),
        "{hostile:?}"
    );
}

#[test]
fn a_tier_is_explained() {
    let page = |tier: &str| {
        let run = anywhere(&["explain", "--tier", tier]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        run.stdout
    };
    for (tier, words, others) in [
        (
            "gold",
            &[
                "!!! success \"🏆 Gold Standard Pattern\"",
                "Key Success Metrics",
                "`production_checklist`",
                "`modern_examples`",
                "`Performance Characteristics`",
                "`recommended` or `stable`",
                "| `tier-example-figure` | deny |",
                "min-examples=3",
            ][..],
            &["deprecation_reason", "tier-warning", "code-share"][..],
        ),
        (
            "silver",
            &[
                "!!! info \"🥈 Silver Tier Pattern\"",
                "Best For",
                "`trade_offs`",
                "`Comparison with Alternatives`",
            ],
            &["tier-example-figure", "`production_checklist`"],
        ),
        (
            "bronze",
            &[
                "!!! warning \"🥉 Bronze Tier Pattern\"",
                "Migration Path",
                "`modern_alternatives`",
                "`Migration from Legacy`",
                "`Historical Context`",
                "| `tier-warning` | warn |",
            ],
            &["tier-example-figure", "`trade_offs`"],
        ),
    ] {
        let page = page(tier);
        for word in words
            .iter()
            .chain(&["tier-fields", "tier-sections", "tier-banner-content"])
            .chain(&["tier-banner-mismatch", "tier-banner-extra"])
        {
            assert!(page.contains(word), "no {word} in {page}");
        }
        // What every page needs is no matter of tiers, though its documentation names one.
        for word in others.iter().chain(&["frontmatter-field-missing"]) {
            assert!(!page.contains(word), "{word} in {page}");
        }
        let fields = &Seed::embedded().rows.fields;
        for field in fields.iter().filter(|field| field.required) {
            assert!(page.contains(&format!("`{}`", field.name)), "{page}");
        }
        for line in page.lines().filter(|line| line.starts_with("| `")) {
            let name = line.split('`').nth(1).unwrap();
            assert!(rules::find(name).is_some(), "{line}");
        }
    }
    let gold = inside(configured().path(), &["explain", "--tier", "gold"]).stdout;
    assert!(
        gold.contains("| `tier-fields` | warn | min-examples=5 (3) |"),
        "{gold}"
    );
}

/// What the documentation of rules tells people to type is there.
#[test]
fn rules_name_only_what_there_is() {
    let help = |words: &[&str]| run(command().args(words), "").stdout;
    let commands: Vec<String> = help(&["--help"])
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert!(commands.iter().any(|name| name == "fix"), "{commands:?}");
    for rule in rules::ALL {
        for piece in rule.docs.split('`').skip(1).step_by(2) {
            let typed = piece.strip_prefix("mdbook-patterns ").unwrap_or(piece);
            let mut words = typed.split_whitespace();
            let Some(name) = words
                .next()
                .filter(|name| commands.iter().any(|it| it == name))
            else {
                assert!(typed == piece, "{}: {piece}", rule.name);
                continue;
            };
            let known = help(&[name, "--help"]);
            for flag in words.filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap();
                assert!(known.contains(flag), "{}: {piece}", rule.name);
            }
        }
    }
}
