//! `status`, from outside.

use crate::schema::{is_invalid, is_valid};
use crate::support::{BROKEN, Book, Run, check, command, corpus, run};
use mdbook_patterns::template::Tier;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr as _;

const SCHEMA: &str = "docs/status.schema.json";

fn status(book: &Path, arguments: &[&str]) -> Run {
    run(command().arg("status").arg(book).args(arguments), "")
}

fn report(book: &Path) -> Value {
    let run = status(book, &["--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.json()
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example")
}

fn books() -> Vec<PathBuf> {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken-book");
    [broken, example()].into_iter().chain(corpus()).collect()
}

/// A page with this frontmatter and body.
fn page(fields: &str, body: &str) -> String {
    format!("---\ntype: pattern\n{fields}---\n\n# Page\n\n{body}")
}

/// A book in which only these rules are at work.
fn book_with(rules: &[&str], pages: &[(&str, String)]) -> Book {
    let pages: Vec<(&str, &str)> = pages.iter().map(|(p, text)| (*p, text.as_str())).collect();
    let book = Book::new(&pages);
    let mut toml = "[preprocessor.patterns]\n".to_owned();
    for rule in mdbook_patterns::rules::ALL {
        if !rules.contains(&rule.name) {
            let _ = writeln!(toml, "rules.{} = \"allow\"", rule.name);
        }
    }
    book.write("book.toml", toml);
    book
}

#[test]
fn the_json_is_what_its_schema_says() {
    for book in books() {
        let mut report = report(&book);
        is_valid(&report, SCHEMA);
        report["totals"]["all"]["more"] = json!(1);
        is_invalid(&report, SCHEMA);
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn it_counts_what_check_finds() {
    for book in books() {
        let (status, check) = (report(&book), check(&book, &["--format", "json"]).json());
        let mut rules: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for found in check["diagnostics"].as_array().unwrap() {
            let word = |key: &str| found[key].as_str().unwrap();
            let key = (word("file"), word("level"));
            *counts.entry(key).or_default() += 1;
            rules.entry(key).or_default().insert(word("rule"));
        }
        let pages = status["pages"].as_array().unwrap();
        assert_eq!(check["summary"]["patterns"], pages.len());
        for page in pages {
            let file = page["file"].as_str().unwrap();
            for level in ["deny", "warn"] {
                let count = counts.get(&(file, level)).copied().unwrap_or(0);
                assert_eq!(page[level], count, "{file}");
            }
            // The score, as the README defines it.
            let broken = |level| rules.get(&(file, level)).map_or(0, BTreeSet::len);
            let silent = ["frontmatter-missing", "frontmatter-syntax"];
            let unread = silent.iter().any(|rule| {
                rules
                    .get(&(file, "deny"))
                    .is_some_and(|found| found.contains(rule))
            });
            let score = 100_usize.saturating_sub(5 * broken("deny") + 2 * broken("warn"));
            assert_eq!(page["score"], if unread { 0 } else { score }, "{file}");
        }
        let keys: Vec<_> = pages
            .iter()
            .map(|page| {
                let number = |key: &str| page[key].as_i64().unwrap();
                (
                    number("score"),
                    -number("deny"),
                    page["file"].as_str().unwrap(),
                )
            })
            .collect();
        assert!(keys.is_sorted(), "worst first: {keys:?}");
        let totals = &status["totals"];
        for group in ["tiers", "categories"] {
            let sum = |key: &str| -> u64 {
                let groups = totals[group].as_array().unwrap().iter();
                groups.map(|group| group[key].as_u64().unwrap()).sum()
            };
            for key in ["pages", "deny", "warn"] {
                assert_eq!(sum(key), totals["all"][key].as_u64().unwrap());
            }
        }
        assert_eq!(totals["all"]["pages"], pages.len());
    }
}

/// The one number in a rule's message before `word`.
fn number_before<'t>(message: &'t str, word: &str) -> &'t str {
    message[..message.find(word).unwrap()]
        .rsplit(' ')
        .next()
        .unwrap()
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn it_measures_as_the_rules_do() {
    for book in books() {
        let strict = Book::new::<&str, &str>(&[]);
        let toml = "[preprocessor.patterns]\n\
            rules.page-length = { level = \"deny\", max = 0 }\nrules.code-share = { level = \"deny\", max = 0 }\n\
            rules.visual-share = { level = \"deny\", min = 2 }\nrules.diagram-count = { level = \"deny\", min = 1000 }\n";
        copy(&book.join("src"), &strict.path().join("src"));
        strict.write("book.toml", toml);
        let (status, check) = (
            report(strict.path()),
            strict.check(&["--format", "json"]).json(),
        );
        let mut compared = 0;
        for found in check["diagnostics"].as_array().unwrap() {
            let rows = status["pages"].as_array().unwrap();
            let Some(row) = rows.iter().find(|row| row["file"] == found["file"]) else {
                continue;
            };
            let message = found["message"].as_str().unwrap();
            let percent = |key: &str| format!("{:.1}%", row[key].as_f64().unwrap() * 100.0);
            let (said, shown) = match found["rule"].as_str().unwrap() {
                "page-length" => (number_before(message, " lines"), row["lines"].to_string()),
                "code-share" => (
                    number_before(message, " of the body"),
                    percent("code_share"),
                ),
                "visual-share" => (
                    number_before(message, " of the content"),
                    percent("visual_share"),
                ),
                "diagram-count" if message.contains("diagrams,") => {
                    let found = message.replace("different ", "");
                    assert!(
                        found.contains(&format!("has {} diagrams", row["diagrams"])),
                        "{row}"
                    );
                    continue;
                }
                _ => continue,
            };
            compared += 1;
            assert_eq!(said, shown, "{message} {row}");
        }
        assert!(compared >= 3, "{compared}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn missing(fields: &str, body: &str, rules: &[&str]) -> Value {
    let book = book_with(rules, &[("page.md", page(fields, body))]);
    report(book.path())["pages"][0]["missing"].clone()
}

const TIER_RULES: &[&str] = &[
    "tier-fields",
    "tier-sections",
    "tier-banner-content",
    "tier-status",
    "tier-example-figure",
];

#[test]
fn it_says_what_the_next_tier_takes() {
    let banner = "!!! info \"🥈 Silver Tier Pattern\"\n    **Best For:** queues\n\n";
    let silver = "excellence_tier: silver\npattern_status: use-with-expertise\n\
        modern_examples: [{company: A, implementation: x, scale: big}, {company: B, implementation: y}]\n";
    let sections = "## Performance Characteristics\n\nFast.\n\n## Implementation Details\n\nSo.\n";
    assert_eq!(
        missing(silver, &format!("{banner}{sections}"), TIER_RULES),
        json!([
            "production_checklist",
            "modern_examples (2 of 3)",
            "modern_examples with scale",
            "a figure in one scale",
            "pattern_status recommended or stable",
            "a tagline in the banner",
            "Key Success Metrics in the banner",
            "Scaling Considerations",
            "Performance Characteristics has no figure"
        ])
    );
    // Only what rules at work ask for.
    assert_eq!(
        missing(silver, sections, &["tier-fields"]),
        json!([
            "production_checklist",
            "modern_examples (2 of 3)",
            "modern_examples with scale"
        ])
    );
    assert_eq!(missing(silver, sections, &[]), json!([]));
    // Nobody asks a bronze page to rise.
    for tier in ["gold", "bronze", "platinum"] {
        let book = book_with(
            TIER_RULES,
            &[("page.md", page(&format!("excellence_tier: {tier}\n"), ""))],
        );
        let row = report(book.path())["pages"][0].clone();
        assert_eq!(
            (&row["next_tier"], &row["missing"]),
            (&Value::Null, &json!([]))
        );
    }
}

#[test]
fn what_is_missing_is_what_the_rules_then_say() {
    // Of their own tier, too: the example is clean.
    let rows = report(&example());
    for row in rows["pages"].as_array().unwrap() {
        assert_eq!(row["lacks"], json!([]), "{row}");
    }
    // Raised by one tier, every page of the example breaks a tier rule exactly where something is missing.
    let rows = report(&example());
    for row in rows["pages"].as_array().unwrap() {
        let (Some(tier), Some(next)) = (row["tier"].as_str(), row["next_tier"].as_str()) else {
            continue;
        };
        let text = std::fs::read_to_string(example().join(row["file"].as_str().unwrap())).unwrap();
        let raised = text.replace(
            &format!("excellence_tier: {tier}"),
            &format!("excellence_tier: {next}"),
        );
        assert_ne!(text, raised);
        let rules = [
            "tier-fields",
            "tier-sections",
            "tier-status",
            "tier-example-figure",
        ];
        let words: Vec<_> = row["missing"].as_array().unwrap().iter().collect();
        let words = words.iter().filter(|word| {
            !word.as_str().unwrap().contains("banner") && !word.as_str().unwrap().contains("etric")
        });
        let found = book_with(&rules, &[("page.md", raised)])
            .check(&["--format", "json"])
            .json();
        let found = found["diagnostics"].as_array().unwrap();
        assert_eq!(words.count() == 0, found.is_empty(), "{row} {found:?}");
    }
}

#[test]
fn the_table_fits_a_terminal() {
    for book in books() {
        let run = status(&book, &[]);
        assert_eq!(run.code, Some(0), "{run:?}");
        for line in run.stdout.lines() {
            // Paths are whole in a pipe, so their rows may be wider.
            let is_text = line.starts_with("  ");
            assert!(!is_text || line.width() <= 100, "{line:?}");
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn the_table_aligns_wide_characters_and_keeps_paths_whole() {
    let fields = "excellence_tier: silver\ncategory: 通信\n";
    let long = "very-long-folder-name/another-long-folder/last.md";
    let pages = [
        ("日本語.md", page(fields, "")),
        ("a.md", page("excellence_tier: gold\n", "")),
        (long, page("", "")),
        ("plain.md", "# Plain\n".to_owned()),
    ];
    let book = book_with(&["tier-fields"], &pages);
    let run = status(book.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let lines: Vec<&str> = run.stdout.lines().collect();
    let column = |line: &str, word: &str| line[..line.find(word).unwrap()].width();
    assert_eq!(column(lines[0], "tier"), column(lines[1], "gold"));
    assert_eq!(column(lines[0], "tier"), column(lines[3], "silver"));
    assert!(lines[1].starts_with("src/a.md "), "{run:?}");
    assert_eq!(
        lines[2],
        "  lacks of gold: production_checklist, modern_examples"
    );
    assert_eq!(lines[4], "  lacks of silver: trade_offs, best_for");
    assert_eq!(
        lines[5],
        "  for gold: production_checklist, modern_examples"
    );
    assert!(run.stdout.contains(&format!("src/{long}")), "{run:?}");
    assert!(!run.stdout.contains("plain.md"), "{run:?}");
    assert!(run.stdout.contains("\n通信"), "{run:?}");
    assert!(
        run.stdout
            .ends_with("\n3 pattern pages, score 97, 2 denied, 0 warnings\n"),
        "{run:?}"
    );
    let empty = Book::new(&[("plain.md", "# Plain\n")]);
    assert_eq!(status(empty.path(), &[]).stdout, "no pattern pages\n");
}

/// The cells of all tables, row by row, as mdBook reads them, and the links.
fn cells(markdown: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => text.clear(),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::End(TagEnd::TableCell) => rows.last_mut().unwrap().push(text.clone()),
            Event::Text(words) => text += &words,
            Event::InlineHtml(html) if html.starts_with('&') => text += "?",
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            _ => {}
        }
    }
    (rows, links)
}

#[test]
fn markdown_is_a_page_of_the_book() {
    let run = status(&example(), &["--format", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let (rows, links) = cells(&run.stdout);
    let report = report(&example());
    let pages = report["pages"].as_array().unwrap();
    assert_eq!(links.len(), pages.len());
    for (link, (row, page)) in links.iter().zip(rows[1..].iter().zip(pages)) {
        assert!(example().join("src").join(link).is_file(), "{link}");
        assert_eq!(page["file"], format!("src/{link}"));
        assert_eq!(page["title"], row[0]);
        assert_eq!(page["tier"], row[1]);
        assert_eq!(page["score"].to_string(), row[2]);
        for word in page["missing"].as_array().unwrap() {
            assert!(
                row.last().unwrap().contains(word.as_str().unwrap()),
                "{row:?}"
            );
        }
    }
    for tier in Tier::ALL {
        let total = rows
            .iter()
            .find(|row| row.len() == 5 && row[0] == tier.name());
        assert_eq!(total.unwrap()[1], "2");
    }
    for word in ["category", "resilience"] {
        assert!(
            rows.iter().any(|row| row.len() == 5 && row[0] == word),
            "{rows:?}"
        );
    }
}

#[test]
fn hostile_text_is_harmless() {
    let title = r#""a | b <script>x</script> [y](z) `c` \e]0;owned\a\x9b31m\u202e \n- d""#;
    let fields = format!("title: {title}\nexcellence_tier: gold\ncategory: {title}\n");
    let book = book_with(&[], &[("page.md", page(&fields, ""))]);
    for format in ["human", "markdown", "json"] {
        let mut command = command();
        command
            .arg("status")
            .arg(book.path())
            .args(["--format", format]);
        let run = run(command.env("CLICOLOR_FORCE", "1"), "");
        assert_eq!(run.code, Some(0), "{run:?}");
        for bad in ["\u{1b}]", "\u{7}", "\u{9b}", "\u{202e}"] {
            assert!(!run.stdout.contains(bad), "{format}: {bad:?} in {run:?}");
        }
    }
    let run = status(book.path(), &["--format", "markdown"]);
    let (rows, links) = cells(&run.stdout);
    assert_eq!(links, ["page.md"]);
    assert!(
        rows[1][0].starts_with("a | b <script>x</script> [y](z) `c`"),
        "{rows:?}"
    );
    assert_eq!(rows[1].len(), 10);
}

#[test]
fn violations_are_no_failure_and_known_ones_count() {
    let book = Book::new(&[("page.md", BROKEN)]);
    let baseline = book.path().join("known.txt");
    let written = book.check(&["--write-baseline", baseline.to_str().unwrap()]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let toml = std::fs::read_to_string(book.path().join("book.toml")).unwrap();
    book.write(
        "book.toml",
        toml.replacen("patterns]\n", "patterns]\nbaseline = \"known.txt\"\n", 1),
    );
    assert_eq!(book.check(&[]).code, Some(0));
    let row = &report(book.path())["pages"][0];
    assert_eq!((&row["deny"], &row["score"]), (&json!(1), &json!(0)));
    let file = book.path().join("status.md");
    let run = status(
        book.path(),
        &["--format", "markdown", "--output", file.to_str().unwrap()],
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(std::fs::read_to_string(file).unwrap().starts_with("|page|"));
}

#[test]
fn a_book_that_cannot_be_read_is_two() {
    let empty = tempfile::tempdir().unwrap();
    status(empty.path(), &[]).is_refused(&["no `book.toml`"]);
    let run = status(&example(), &["--format", "xml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
}
