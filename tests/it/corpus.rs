//! The example book, and real pages that nobody wrote for this tool, where they are.

use crate::site::{BINARY, Site, corpus, example, files, libraries};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All chapters below a folder, relative to it.
pub fn chapters(folder: &Path) -> Vec<PathBuf> {
    let mut found = files(folder);
    found.retain(|path| {
        path.extension().is_some_and(|e| e == "md") && !path.ends_with("SUMMARY.md")
    });
    found
}

/// How often each word occurs; bare numbers aside, since a list's numbers are drawn by the browser.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.replace('’', "'"), |text, (entity, plain)| {
            text.replace(entity, plain)
        })
}

/// A page's text without what is not meant for readers.
fn for_readers(source: &str) -> String {
    let body = match source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    {
        Some((_, body)) => body,
        None => source,
    };
    let mut text = body.to_owned();
    for (open, close) in [
        (
            "<!-- TEMPLATE INSTRUCTIONS",
            "<!-- END TEMPLATE INSTRUCTIONS -->",
        ),
        ("<!--", "-->"),
    ] {
        while let Some(start) = text.find(open) {
            let Some(len) = text[start..].find(close) else {
                break;
            };
            text.replace_range(start..start + len + close.len(), "");
        }
    }
    // Icons decorate; their names are no text.
    while let Some(start) = text.find(":material-") {
        let len = text[start + 1..]
            .find(':')
            .map_or(text.len() - start, |n| n + 2);
        let rest = &text[start + len..];
        let list = if rest.starts_with('{') {
            rest.find('}').map_or(0, |n| n + 1)
        } else {
            0
        };
        text.replace_range(start..start + len + list, "");
    }
    // Markers stand for what other pages say.
    while let Some(start) = text.find("{{#patterns") {
        let end = start + text[start..].find("}}").unwrap();
        let end = end + text[end..].find(|c| c != '}').unwrap_or(0);
        text.replace_range(start..end, "");
    }
    // Markup that becomes other markup.
    for (tag, left) in [(" markdown>", ">"), ("<h4>", "<p>"), ("</h4>", "</p>")] {
        text = text.replace(tag, left);
    }
    // mdBook links to `.html`.
    text.replace(".md)", ")").replace(".md#", "#")
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn every_page_renders_and_no_word_is_lost() {
    // A drawing shows labels, not its source.
    let ours = libraries("profile = \"adopt\"\ndiagrams = \"code\"");
    // What mdBook alone does not show, such as a list item that is a link definition, is not ours to show.
    for (site, plain) in ours.iter().zip(&libraries("renderers = []")) {
        assert!(site.build() && plain.build());
        let problems = problems(site, plain);
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

/// Words that are lost and markup that is left, page by page.
fn problems(site: &Site, plain: &Site) -> Vec<String> {
    let folder = site.path().join("src");
    let mut problems = Vec::new();
    for path in chapters(&folder) {
        let source = fs::read_to_string(folder.join(&path)).unwrap();
        let html = site.html(path.to_str().unwrap());
        let rendered = words(&unescape(&unescape(&html)));
        let alone = words(&unescape(&unescape(&plain.html(path.to_str().unwrap()))));
        let mut wanted = words(&unescape(&for_readers(&source)));
        if path.ends_with("gallery.md") {
            // It shows markup on purpose: names of icons and keys are no words there.
            wanted.clear();
        }
        for (word, count) in wanted {
            let found = rendered.get(&word).copied().unwrap_or(0);
            if found < count && found < alone.get(&word).copied().unwrap_or(0) {
                problems.push(format!(
                    "{}: `{word}` {found} times instead of {count}",
                    path.display()
                ));
            }
        }
        let text = without_code(&html);
        for leftover in [
            "!!!",
            "???",
            "=== \"",
            "markdown>",
            "markdown=\"",
            "{ .",
            "{:",
            ":material-",
            ":fontawesome-",
            ":octicons-",
            ":simple-",
            "excellence_tier:",
            "essential_question:",
            "<p>---",
        ] {
            if text.contains(leftover) {
                problems.push(format!("{}: `{leftover}` is left", path.display()));
            }
        }
    }
    problems
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
#[cfg(feature = "diagrams")]
fn real_diagrams_are_drawn() {
    for site in libraries("profile = \"adopt\"") {
        assert!(site.build());
        let folder = site.path().join("src");
        let (mut drawn, mut left) = (0, 0);
        for path in chapters(&folder) {
            let html = site.html(path.to_str().unwrap());
            drawn += html.matches("<figure class=\"patterns-diagram").count();
            left += html.matches("class=\"language-mermaid").count();
        }
        // What is left has a fault, each of them reported.
        let check = crate::support::check(site.path(), &["--format", "short"]);
        let faults = check.stdout.matches("[diagram-").count();
        assert!(drawn > 30 * left, "{drawn} drawn, {left} left");
        assert!(left <= faults, "{left} left, {faults} reported");
    }
}

fn without_code(html: &str) -> String {
    let mut text = html.to_owned();
    while let Some(start) = text.find("<code") {
        let Some(len) = text[start..].find("</code>") else {
            break;
        };
        text.replace_range(start..start + len + "</code>".len(), "");
    }
    text
}

/// mdBook says which tags are not closed where they were opened: none that are fine without us.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn no_tag_is_torn() {
    // What is looked for in mdBook's log is what it says.
    let torn = Site::new("profile = \"adopt\"", &[("a.md", "# A\n\n<div>\n\nx\n")]);
    let torn = torn.warnings();
    assert!(
        torn.iter().any(|warning| warning.contains("HTML")),
        "{torn:?}"
    );
    let warnings = |site: &Site| {
        let mut warnings = site.warnings();
        warnings.retain(|warning| warning.contains("HTML"));
        warnings
    };
    let count = |list: &[String], warning: &String| list.iter().filter(|w| *w == warning).count();
    let ours = libraries("profile = \"adopt\"");
    for (ours, plain) in ours.iter().zip(&libraries("renderers = []")) {
        let (ours, plain) = (warnings(ours), warnings(plain));
        let new = ours.iter().filter(|w| count(&ours, w) > count(&plain, w));
        let new: Vec<_> = new.collect();
        assert!(new.is_empty(), "{new:#?}");
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn the_default_profile_fails_the_build() {
    let fails = |site: &Site| {
        assert!(!site.build());
        // It fails for what the pages say, not for some other reason.
        let check = Command::new(BINARY)
            .arg("check")
            .arg(site.path())
            .output()
            .unwrap();
        assert_eq!(check.status.code(), Some(1));
    };
    let site = Site::copy(&example(), "").unwrap();
    assert!(site.build());
    site.write("src/introduction.md", "---\ntitle: [x] y\n---\n");
    fails(&site);
    if let Some(site) = Site::copy(&corpus(), "") {
        fails(&site);
    }
}
