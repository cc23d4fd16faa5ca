//! Each rule's documentation is its test.
//!
//! A fence `md fail` must bring the rule's diagnostic, `md pass` must not. Behind
//! it may stand `md fixed` (the page after its fixes), further chapters (`md
//! file=laws/law1-failure.md`, or `before=` for one ahead of the page), files on
//! disk that are no chapters (`disk=images/x.png`) and a configuration (`toml`, the
//! contents of `[preprocessor.patterns]`). `md handed` is the page as mdBook hands it over,
//! after other preprocessors: only a build sees that. `path=x/y.md` in the info string names
//! the page; `unlisted` there means that it is on disk and no chapter.
//! Behind a `md fail` and what belongs to it stands the report that it gives, as `text`:
//! `UPDATE_DOCS=1 cargo test --test it rule_examples` writes it; read it before you accept it.
//! Every example runs again with CRLF, a byte-order mark, no final line break and
//! non-ASCII text before it, and must say the same about the same text.

use jiff::civil::date;
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::catalogue::today::Today;
use mdbook_patterns::diagnostic::LintLevel;
use mdbook_patterns::diagnostic::located::Located;
use mdbook_patterns::diagram::{self, Diagrams};
use mdbook_patterns::engine::baseline::Baseline;
use mdbook_patterns::engine::told::Told;
use mdbook_patterns::engine::{self, Chapter, Input, Markdown};
use mdbook_patterns::host::book_toml::{self, BookToml};
use mdbook_patterns::host::files::Disk;
use mdbook_patterns::render::Target;
use mdbook_patterns::report::human;
use mdbook_patterns::rules;
use mdbook_patterns::rules::rule::{FixAvailability, Rule};
use mdbook_patterns::rules::settings::SettingChange;
use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::text::edit;
use mdbook_patterns::text::edit::Edit;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::Path;

#[derive(Debug, Clone)]
pub struct Example {
    fails: bool,
    pub path: String,
    unlisted: bool,
    pub page: String,
    before: Vec<(String, String)>,
    pub files: Vec<(String, String)>,
    pub disk: Vec<(String, String)>,
    handed: Option<String>,
    pub config: String,
    pub fixed: Option<String>,
    /// The report behind it.
    report: Option<String>,
    /// The bytes of the documentation that the report takes, or would take.
    report_span: Range<usize>,
    pub line: usize,
}

/// The path of a page that its example does not name.
const PATH: &str = "patterns/example.md";

pub fn examples(docs: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut open: Option<(String, String, usize)> = None;
    for (event, range) in Parser::new(docs).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = docs[..range.start].lines().count() + 1;
                open = Some((info.to_string(), String::new(), line));
            }
            Event::Text(text) => {
                if let Some((_, content, _)) = &mut open {
                    content.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((info, content, line)) = open.take() else {
                    continue;
                };
                let end = docs[..range.end].trim_end().len();
                let words: Vec<&str> = info.split_whitespace().collect();
                let value = |key: &str| {
                    words
                        .iter()
                        .find_map(|word| word.strip_prefix(key))
                        .map(str::to_owned)
                };
                if words.first() == Some(&"md")
                    && (words.contains(&"fail") || words.contains(&"pass"))
                {
                    found.push(Example {
                        fails: words.contains(&"fail"),
                        path: value("path=").unwrap_or_else(|| PATH.to_owned()),
                        unlisted: words.contains(&"unlisted"),
                        page: content,
                        before: Vec::new(),
                        files: Vec::new(),
                        disk: Vec::new(),
                        handed: None,
                        config: String::new(),
                        fixed: None,
                        report: None,
                        report_span: end..end,
                        line,
                    });
                } else if let Some(last) = found.last_mut() {
                    let follows = docs[last.report_span.end..range.start].trim().is_empty();
                    if follows && words == ["text"] {
                        last.report = Some(content);
                        last.report_span.end = end;
                        continue;
                    }
                    if follows && last.report.is_none() && !words.contains(&"fixed") {
                        last.report_span = end..end;
                    }
                    if let Some(path) = value("file=") {
                        last.files.push((path, content));
                    } else if let Some(path) = value("before=") {
                        last.before.push((path, content));
                    } else if let Some(path) = value("disk=") {
                        last.disk.push((path, content));
                    } else if words.contains(&"handed") {
                        last.handed = Some(content);
                    } else if words.contains(&"fixed") {
                        last.fixed = Some(content);
                    } else if words.first() == Some(&"toml") {
                        last.config = content;
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a rule is reported where book.toml is read, and not on pages.
fn is_about_book_toml(rule: &Rule) -> bool {
    rule.name == book_toml::UNMATCHED
}

fn run(example: &Example, page: &str, only: Option<&Rule>) -> Vec<Located> {
    let table: toml::Table =
        toml::from_str(&example.config).expect("the example's configuration is TOML");
    let BookToml {
        config,
        mut rules,
        errors,
    } = BookToml::with_pattern(&serde_json::to_value(table).unwrap(), |file, kinds| {
        let is_page = file.strip_prefix("src/") == Some(example.path.as_str());
        assert!(is_page, "the example is the template");
        let options = MarkdownOptions::default();
        Some(Seed::read(file.to_owned(), page, kinds, &options))
    });
    assert!(errors.is_empty(), "{errors:?}");
    if only.is_some_and(is_about_book_toml) {
        let errors = book_toml::unmatched(&config, "src", &[&example.path], LintLevel::Warn);
        let toml = format!("[preprocessor.patterns]\n{}", example.config);
        let toml = toml.replace("[[", "[[preprocessor.patterns.");
        return book_toml::located(&errors, &toml);
    }
    // Whether a suppression is unused shows only where the rule it names runs.
    if let Some(rule) = only.filter(|rule| rule.name != "suppression-unused") {
        rules.override_all([SettingChange::Only(vec![rule.name])]);
    }
    let chapter = |path: &str, content: &str| Chapter {
        name: path.to_owned(),
        path: Some(path.replace("README.md", "index.md")),
        source_path: Some(path.to_owned()),
        content: content.to_owned(),
    };
    let listed = |files: &[(String, String)]| -> Vec<Chapter> {
        let chapters = files.iter().map(|(path, content)| chapter(path, content));
        chapters.collect()
    };
    let mut chapters = listed(&example.before);
    let mut disk = example.disk.clone();
    if example.unlisted {
        disk.push((example.path.clone(), page.to_owned()));
    } else if let Some(handed) = &example.handed {
        disk.push((example.path.clone(), page.to_owned()));
        chapters.push(chapter(&example.path, handed));
    } else {
        chapters.push(chapter(&example.path, page));
    }
    chapters.extend(listed(&example.files));
    // Most examples need no file, and their folder does not exist.
    let folder = (!disk.is_empty()).then(|| tempfile::tempdir().unwrap());
    let root = folder.as_ref().map(tempfile::TempDir::path);
    for (path, content) in &disk {
        let path = root.unwrap().join("src").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let input = Input {
        files: Box::new(Disk::new(
            root.unwrap_or(Path::new("/nonexistent")),
            "src",
            "book",
        )),
        src: "src".to_owned(),
        listed: HashSet::default(),
        config,
        rules,
        baseline: Baseline::default(),
        markdown: Markdown::default(),
        today: Today::new(date(2026, 7, 31), || date(2026, 8, 1)),
        diagrams: Diagrams::default(),
        target: example.handed.as_ref().map(|_| Target::Markdown),
        read_files: example.handed.is_some(),
        told: Told::All,
    };
    let file = format!("src/{}", example.path);
    let outcome = engine::run(&input, chapters);
    outcome
        .diagnostics
        .into_iter()
        .filter(|located| only.is_none_or(|rule| located.rule == rule.name))
        .filter(|located| located.file() == file)
        .collect()
}

/// What a person sees, without colours.
fn report(found: &[Located], example: &Example) -> String {
    let shown = found
        .iter()
        .map(|located| human::diagnostic(located, false))
        .collect::<Vec<_>>();
    let text = shown.join("\n\n") + "\n";
    let lines = text.lines().map(|line| line.trim_end().to_owned() + "\n");
    let text: String = lines.collect();
    if example.path == PATH {
        text.replace(&format!("src/{PATH}"), "page.md")
    } else {
        text
    }
}

/// The documentation with the reports that its examples give.
fn with_reports(rule: &Rule) -> String {
    let edits = examples(rule.docs).into_iter().filter(|e| e.fails);
    let edits = edits.map(|example| {
        let found = run(&example, &example.page, Some(rule));
        let report = report(&found, &example);
        Edit::replace(example.report_span, format!("\n\n```text\n{report}```"))
    });
    edit::apply(rule.docs, edits.collect::<Vec<_>>())
}

fn counts(found: &[Located]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for located in found {
        *counts.entry(located.rule).or_default() += 1;
    }
    counts
}

/// The underlined text of each diagnostic, line breaks aside.
fn underlined(found: &[Located], page: &str) -> Vec<String> {
    let text = |located: &Located| {
        page[located.place.span.range()]
            .replace("\r\n", "\n")
            .trim_end()
            .to_owned()
    };
    let mut texts: Vec<String> = found.iter().map(text).collect();
    texts.sort();
    texts
}

/// The page with non-ASCII text before everything a rule looks at.
fn with_prelude(page: &str) -> String {
    let begins = |above: &str| above.is_empty() || above.starts_with("<!-- patterns:");
    match page.split_once("---\n") {
        Some((above, rest)) if begins(above) => format!("{above}---\n# Präambel 🏆 前\n{rest}"),
        _ => format!("<!-- Präambel 🏆 前 -->\n\n{page}"),
    }
}

fn fix(rule: &Rule, example: &Example) -> String {
    let mut page = example.page.clone();
    for _ in 0..8 {
        let found = run(example, &page, Some(rule));
        let edits: Vec<_> = found
            .iter()
            .filter_map(|l| l.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .cloned()
            .collect();
        if edits.is_empty() {
            return page;
        }
        page = edit::apply(&page, edits);
    }
    panic!(
        "the fix of {} (line {}) does not converge:\n{page}",
        rule.name, example.line
    );
}

fn check_rule(rule: &Rule) {
    let examples = examples(rule.docs);
    let name = rule.name;
    assert!(
        examples.iter().any(|e| e.fails),
        "{name} has no `md fail` example"
    );
    assert!(
        examples.iter().any(|e| !e.fails),
        "{name} has no `md pass` example"
    );
    let mut fixable = false;
    for example in &examples {
        let at = format!("{name}.md:{}", example.line);
        let found = run(example, &example.page, Some(rule));
        let messages: Vec<_> = found.iter().map(|l| l.message.clone()).collect();
        if example.fails {
            let todo = format!("write `check` in {}.rs", name.replace('-', "_"));
            assert!(
                !found.is_empty(),
                "{at}: nothing is reported on this page: {todo}"
            );
        } else {
            assert!(found.is_empty(), "{at}: {messages:#?}");
        }
        for located in &found {
            assert!(
                is_about_book_toml(rule) || example.page.is_char_boundary(located.place.span.start),
                "{at}"
            );
            assert!(
                !located.message.ends_with('.'),
                "{at}: a message has no full stop"
            );
            let starts_upper = located.message.starts_with(char::is_uppercase);
            assert!(
                !starts_upper,
                "{at}: a message is lower case: {}",
                located.message
            );
            fixable |= located.fix.is_some();
        }
        if example.fails {
            let shown = example.report.as_deref().unwrap_or_default();
            assert_eq!(report(&found, example), shown, "{at}: {UPDATE}");
        }
        if example.handed.is_some() || is_about_book_toml(rule) {
            // What is handed over would have to vary with the page.
            continue;
        }
        let expected = underlined(&found, &example.page);
        for (variant, page) in [
            ("CRLF", example.page.replace('\n', "\r\n")),
            ("byte-order mark", format!("\u{feff}{}", example.page)),
            (
                "no final line break",
                example.page.trim_end_matches('\n').to_owned(),
            ),
            ("non-ASCII prelude", with_prelude(&example.page)),
        ] {
            let found = run(example, &page, Some(rule));
            assert_eq!(underlined(&found, &page), expected, "{at} with {variant}");
        }
        let Some(expected) = &example.fixed else {
            continue;
        };
        let fixed = fix(rule, example);
        assert_eq!(&fixed, expected, "{at}: the fix");
        assert_eq!(
            fixed,
            fix(
                rule,
                &Example {
                    page: fixed.clone(),
                    ..example.clone()
                }
            ),
            "{at}: idempotent"
        );
        let before = counts(&run(example, &example.page, None));
        for (other, count) in counts(&run(example, &fixed, None)) {
            let old = before.get(other).copied().unwrap_or(0);
            assert!(count <= old, "{at}: the fix brings a new {other}");
        }
    }
    assert_eq!(
        fixable,
        rule.fix != FixAvailability::None,
        "{name}: fixes against what the rule declares"
    );
    let shows_fix = examples.iter().any(|e| e.fixed.is_some());
    assert_eq!(
        shows_fix, fixable,
        "{name}: a fixable rule has an `md fixed` example"
    );
}

const UPDATE: &str = "the report of this example; \
    UPDATE_DOCS=1 cargo test --test it rule_examples writes it: read it before you accept it";

#[test]
fn every_rule_by_its_documentation() {
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut failed = Vec::new();
    let only = std::env::var("RULE").ok();
    for rule in rules::ALL
        .iter()
        .filter(|rule| only.as_deref().is_none_or(|only| only == rule.name))
        .filter(|rule| {
            diagram::AVAILABLE || !["diagram-syntax", "diagram-undrawn"].contains(&rule.name)
        })
    {
        if update {
            let name = rule.name.replace('-', "_");
            let file = format!("{}/src/rules/{name}.md", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(file, with_reports(rule)).unwrap();
        } else if std::panic::catch_unwind(|| check_rule(rule)).is_err() {
            failed.push(rule.name);
        }
    }
    assert!(failed.is_empty(), "rules whose examples fail: {failed:?}");
}

#[test]
fn every_rule_has_its_two_files_and_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let mut modules: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            ![
                "causes.rs",
                "mod.rs",
                "options.rs",
                "rule.rs",
                "settings.rs",
            ]
            .contains(&name.as_str())
        })
        .filter_map(|name| Some(name.strip_suffix(".rs")?.replace('_', "-")))
        .collect();
    modules.sort();
    let mut listed: Vec<String> = rules::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    listed.sort();
    assert_eq!(modules, listed);
    for rule in rules::ALL {
        assert!(
            rule.docs.starts_with(&format!("# {}\n", rule.name)),
            "{}",
            rule.name
        );
    }
}
