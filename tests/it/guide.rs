//! The guide: what is generated in it is up to date, nothing in it breaks a rule, and it builds.
//! `UPDATE_GUIDE=1 cargo test --test it guide` writes what is generated anew.

use crate::import::files;
use crate::support::{Book, command, run};
use mdbook_driver::MDBook;
use mdbook_patterns::host::book_toml::BookToml;
use mdbook_patterns::host::book_toml::keys::KEYS;
use mdbook_patterns::import::answers;
use mdbook_patterns::import::report::Fate;
use mdbook_patterns::rules;
use mdbook_patterns::words::Word;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("guide")
}

/// Holds a file of the guide against what it should be.
fn hold(file: &str, content: &str) {
    hold_with(file, |_| content.to_owned());
}

/// The same for what stands between two comments in it.
fn hold_part(file: &str, name: &str, content: &str) {
    let ends = [
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    ];
    hold_between(file, [&ends[0], &ends[1]], &format!("\n{content}\n"));
}

/// The same for what stands between two texts in it.
fn hold_between(file: &str, [open, close]: [&str; 2], content: &str) {
    hold_with(file, |old| {
        let start = old.find(open).unwrap() + open.len();
        let end = old.find(close).unwrap();
        format!("{}{content}{}", &old[..start], &old[end..])
    });
}

fn hold_with(file: &str, make: impl FnOnce(&str) -> String) {
    let path = guide().join("src").join(file);
    let old = fs::read_to_string(&path).unwrap_or_default();
    let new = make(&old);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, new).unwrap();
    } else {
        assert!(
            old == new,
            "{file}: run UPDATE_GUIDE=1 cargo test --test it guide"
        );
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_configuration_is_that_of_the_code() {
    let mut keys = String::from("| key | default | what it takes |\n|---|---|---|\n");
    for key in KEYS {
        let _ = writeln!(
            keys,
            "| `{}` | {} | {} |",
            key.name,
            cell(key.default),
            cell(key.takes)
        );
    }
    hold_part("reference/configuration.md", "keys", &keys);
    let mut words = String::from("| key | in English |\n|---|---|\n");
    let mut seen = BTreeSet::new();
    for word in Word::ALL.iter().filter(|word| seen.insert(word.key())) {
        let text = mdbook_patterns::words::Words::default()
            .get(*word)
            .to_owned();
        let _ = writeln!(words, "| `{}` | {} |", word.key(), cell(&text));
    }
    hold_part("reference/configuration.md", "words", &words);
}

#[test]
fn the_commands_are_those_of_the_program() {
    let help = run(command().arg("--help"), "").stdout;
    let names = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = names
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with("     "));
    let names: Vec<&str> = names
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 10, "{names:?}");
    let mut text = String::new();
    for name in names.iter().filter(|name| **name != "help") {
        let help = run(command().args([name, "--help"]), "").stdout;
        let help: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
        let _ = writeln!(text, "## {name}\n\n```text\n{}\n```\n", help.join("\n"));
    }
    hold_part("reference/commands.md", "commands", text.trim_end());
}

#[test]
fn every_rule_has_its_page() {
    let mut table = String::from("| rule | level | what is wrong |\n|---|---|---|\n");
    let mut chapters = String::new();
    for rule in rules::ALL {
        let name = rule.name;
        let _ = writeln!(
            table,
            "| [`{name}`]({name}.md) | {} | {} |",
            rule.level.name(),
            cell(rule.summary)
        );
        let _ = writeln!(chapters, "  - [{name}](rules/{name}.md)");
        let file = name.replace('-', "_");
        // mdBook would follow the directives in examples: these pages have a copy.
        let page = if rule.docs.contains("{{#") {
            rule.docs.replace("{{#", "\\{{#")
        } else {
            format!("{{{{#include ../../../src/rules/{file}.md}}}}\n")
        };
        hold(&format!("rules/{name}.md"), &page);
    }
    hold_part("rules/README.md", "rules", &table);
    let ends = ["- [Rules](rules/README.md)\n", "- [Troubleshooting]"];
    hold_between("SUMMARY.md", ends, &chapters);
}

#[test]
fn what_becomes_of_a_setting_is_the_table_of_the_import() {
    let mut text = String::new();
    for (title, rows) in [
        ("Keys of mkdocs.yml and of its theme", answers::keys::KEYS),
        ("Plugins", answers::plugins::PLUGINS),
        ("Markdown extensions", answers::extensions::EXTENSIONS),
    ] {
        let _ = write!(
            text,
            "## {title}\n\n| name | | what becomes of it |\n|---|---|---|\n"
        );
        for row in rows {
            let fate = match row.fate {
                Fate::Carried => "works",
                Fate::Differs => "works in another way",
                Fate::Lost => "no counterpart",
                Fate::Unknown => "unknown",
            };
            let words = cell(row.words).replace("{{#", "\\{{#");
            let _ = writeln!(text, "| `{}` | {fate} | {words} |", row.name);
        }
        text.push('\n');
    }
    hold_part("moving/settings.md", "settings", text.trim_end());
}

/// The fences of a language in the guide's pages.
fn fences(language: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files(&guide().join("src")) {
        let is_rule = file
            .parent()
            .is_some_and(|folder| folder.ends_with("rules"));
        if is_rule || file.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for part in text.split(&format!("\n```{language}\n")).skip(1) {
            let fence = part.split("\n```").next().unwrap();
            found.push((file.clone(), fence.to_owned()));
        }
    }
    found
}

#[test]
fn settings_that_the_guide_shows_are_read() {
    let mut seen = 0;
    for (file, text) in fences("toml") {
        let toml: toml::Value = toml::from_str(&text).unwrap();
        let Some(table) = toml
            .get("preprocessor")
            .and_then(|table| table.get("patterns"))
        else {
            continue;
        };
        seen += 1;
        let table = serde_json::to_value(table).unwrap();
        assert_eq!(
            BookToml::read(&table).errors,
            [],
            "{}: {text}",
            file.display()
        );
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn commands_that_the_guide_shows_are_there() {
    let mut seen = 0;
    for (file, text) in fences("sh") {
        let lines = text.lines();
        for line in lines.filter(|line| line.starts_with("mdbook-patterns ")) {
            seen += 1;
            let line = line.split(" # ").next().unwrap_or(line);
            let mut words = line.split_whitespace().skip(1);
            let name = words.next().unwrap();
            let help = run(command().args([name, "--help"]), "");
            assert_eq!(help.code, Some(0), "{}: {line}", file.display());
            for flag in words.filter(|word| word.starts_with("--")) {
                assert!(help.stdout.contains(flag), "{}: {line}", file.display());
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn every_key_takes_its_default() {
    for key in KEYS {
        let default = key.default.trim_matches('`');
        let Ok(table) = toml::from_str::<toml::Value>(&format!("{} = {default}", key.name)) else {
            continue;
        };
        let read = BookToml::read(&serde_json::to_value(table).unwrap());
        assert_eq!(read.errors, [], "{}", key.name);
    }
}

#[test]
fn nothing_in_the_guide_breaks_a_rule() {
    let done = run(command().arg("check").arg(guide()), "");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(!done.stderr.contains("warning["), "{}", done.stderr);
}

#[test]
fn the_guide_builds() {
    let dest = tempfile::tempdir().unwrap();
    let mut config = MDBook::load(guide()).unwrap().config;
    config.build.build_dir = dest.path().to_owned();
    config
        .set("preprocessor.patterns.command", crate::site::BINARY)
        .unwrap();
    MDBook::load_with_config(guide(), config)
        .unwrap()
        .build()
        .unwrap();
    let page = |path: &str| fs::read_to_string(dest.path().join(path)).unwrap();
    assert!(page("rules/broken-anchor.html").contains("A link leads to a heading"));
    assert!(page("authors/diagrams.html").contains("<figure class=\"patterns-diagram"));
    assert!(page("reference/configuration.html").contains("level-navigation"));
}

/// The reports that the guide explains are what people see.
#[test]
fn reports_in_the_guide_are_real() {
    for (file, page) in [
        (
            "authors/fixing-a-diagnostic.md",
            "# Retry\n\n```mermaid\ngraph LR\n  A[Call (sync)] --> B\n```\n",
        ),
        (
            "getting-started.md",
            "# Retry\n\nSee [below](#backof).\n\n## Backoff\n",
        ),
    ] {
        let book = Book::new(&[("retry.md", page)]);
        book.write("book.toml", "[book]\ntitle = \"x\"\n");
        let said = run(command().arg("check").arg(book.path()), "").stderr;
        let report: String = said.split_inclusive("\n\n").next().unwrap().to_owned();
        let text = fs::read_to_string(guide().join("src").join(file)).unwrap();
        assert!(
            text.contains(report.trim_end()),
            "{file} shows another report than:\n{report}"
        );
    }
}
