//! Links written for MkDocs lead somewhere in the built book.

use crate::site::{Site, files, libraries};
use mdbook_patterns::text::html;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What leads nowhere in the built HTML, as `page: destination`; links inside the chapters only.
fn dead(site: &Site) -> BTreeSet<String> {
    let folder = site.html_folder();
    let mut pages: BTreeMap<PathBuf, (String, BTreeSet<String>)> = BTreeMap::new();
    for path in files(&folder) {
        if path.extension().is_some_and(|ending| ending == "html") {
            let text = fs::read_to_string(folder.join(&path)).unwrap();
            let ids = ids(&text);
            pages.insert(path, (text, ids));
        }
    }
    let mut dead = BTreeSet::new();
    // Of these the chapters' links are repeated.
    let copies = [Path::new("print.html"), Path::new("index.html")];
    let chapters = pages
        .iter()
        .filter(|(path, _)| !copies.contains(&path.as_path()));
    for (path, (text, _)) in chapters {
        let main = text.split_once("<main>").map_or("", |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        for dest in destinations(main) {
            let (file, id) = dest.split_once('#').unwrap_or((&dest, ""));
            let id = id.split(":~:").next().unwrap();
            let file = file.split('?').next().unwrap();
            let target = if file.is_empty() {
                Some(path.clone())
            } else {
                normal(&path.parent().unwrap().join(decoded(file)))
            };
            let leads = target.is_some_and(|target| match pages.get(&target) {
                Some((_, ids)) => id.is_empty() || ids.contains(&decoded(id)),
                None => !file.starts_with('/') && folder.join(target).is_file(),
            });
            if !leads {
                dead.insert(format!("{}: {dest}", path.display()));
            }
        }
    }
    dead
}

fn ids(text: &str) -> BTreeSet<String> {
    let attributes = html::elements(html::scan(text)).flat_map(|(_, all)| all);
    let ids = attributes.filter(|attribute| attribute.name == "id");
    ids.map(|id| id.value.to_owned()).collect()
}

fn destinations(main: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, attributes) in html::elements(html::scan(main)) {
        for attribute in attributes {
            let value = attribute.value.replace("&amp;", "&");
            let external = value.contains("://") || value.starts_with("mailto:");
            if matches!(attribute.name, "href" | "src") && !external {
                found.push(value);
            }
        }
    }
    found
}

fn decoded(part: &str) -> String {
    mdbook_patterns::text::link::percent_decode(part)
}

/// A path without `..`; `None` where it leaves the book.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(part) => parts.push(part),
            _ => return None,
        }
    }
    Some(parts.iter().collect())
}

/// Every form of link that leads somewhere, on a page of `patterns/resilience/`.
const FORMS: &[(&str, &str)] = &[
    ("../saga/", "../saga.html"),
    ("../saga", "../saga.html"),
    ("../saga.md", "../saga.html"),
    ("../saga.html#example_1", "../saga.html#example-1"),
    (
        "../../laws/law1/#deep-dive-2",
        "../../laws/law1.html#deep--dive-2",
    ),
    (
        "../../laws/law1/?a=1&b=2#deep-dive-2",
        "../../laws/law1.html?a=1&amp;b=2#deep--dive-2",
    ),
    ("../../laws/law1.md#law-1", "../../laws/law1.html#law-1"),
    ("../../laws/README.md", "../../laws/index.html"),
    (
        "../../laws/README.md#the-laws",
        "../../laws/index.html#the-laws",
    ),
    ("../../laws/index.md", "../../laws/index.html"),
    ("../../laws/", "../../laws/index.html"),
    ("../../", "../../index.html"),
    ("/", "../../index.html"),
    ("/print.html", "../../print.html"),
    ("/laws/law1/", "../../laws/law1.html"),
    ("/laws/law1.md#law-1", "../../laws/law1.html#law-1"),
    (
        "/patterns/resilience/retry/#back-off",
        "retry.html#back--off",
    ),
    ("/images/curve.png", "../../images/curve.png"),
    ("/files/retry%20me.yaml", "../../files/retry%20me.yaml"),
    ("../../../laws/law1/", "../../laws/law1.html"),
    ("../breaker/", "breaker.html"),
    ("../../saga/#example_1", "../saga.html#example-1"),
    ("../../../images/curve.png", "../../images/curve.png"),
    ("breaker/", "breaker.html"),
    ("my%20page.md", "my%20page.html"),
    ("my%20page/", "my%20page.html"),
    ("#back-off", "#back--off"),
    ("#back-off:~:text=x", "#back--off:~:text=x"),
    ("#back--off", "#back--off"),
    ("retry.md#back-off", "retry.html#back--off"),
    ("#uber-uns", "#über-uns"),
    ("#_2", "#-1"),
];

/// What `broken-link` or `broken-anchor` denies stays as it is, but for mdBook's `.html`.
const DENIED: &[&str] = &[
    "../gone/",
    "/gone/x/",
    "../../../saga.html",
    "#nothing",
    "../saga.html#nothing",
];

fn library(page: &str) -> Site {
    let site = Site::new(
        "profile = \"adopt\"",
        &[
            ("first.md", "# First\n"),
            ("patterns/resilience/retry.md", page),
            ("patterns/resilience/breaker.md", "# Breaker\n"),
            ("patterns/resilience/my page.md", "# Mine\n"),
            ("patterns/saga.md", "# Saga\n\n## Example\n\n## Example\n"),
            (
                "laws/README.md",
                "# The laws\n\n[1](law1/) [top](../) [up](README.md) <a href='./'>x</a>\n\n!!! note\n    x\n",
            ),
            ("laws/law1.md", "# Law 1\n\n## Deep & Dive 2\n"),
        ],
    );
    site.write("src/images/curve.png", "png");
    site.write("src/files/retry me.yaml", "yaml");
    site
}

const HEADINGS: &str = "\n## Back & Off\n\n## Über uns\n\n## 🏆\n\n## 🏆\n";

#[test]
fn every_form_of_link_works_in_the_book() {
    let mut page = "# Retry\n\n".to_owned();
    let mut expected = Vec::new();
    for (index, (form, href)) in FORMS.iter().enumerate() {
        let _ = writeln!(
            page,
            "- [a]({form}) [b](<{form}> 'c') [d][{index}] [{index}] <a class=x href=\"{form}\">e</a>\n\n[{index}]: {form}\n"
        );
        expected.extend([*href; 5]);
    }
    page.push_str("| a |\n|---|\n| [a](/laws/law1/#law-1) |\n\n!!! note\n    [a](../saga/)\n");
    expected.extend(["../../laws/law1.html#law-1", "../saga.html"]);
    page.push_str("\n![i](/images/curve.png)\n\n<p><img src=\"/images/curve.png\"></p>\n");
    page.push_str("\n<map><area href=\"/laws/law1/\" alt=a></map>\n");
    page.push_str(HEADINGS);
    let site = library(&page);
    assert!(site.build());
    let html = site.html("patterns/resilience/retry.md");
    let hrefs: Vec<&str> = html
        .match_indices("<a ")
        .map(|(at, _)| html[at..].split_once('>').unwrap().0)
        .filter(|tag| !tag.contains("class=\"header\""))
        .map(|tag| tag.split_once("href=\"").unwrap().1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    for (found, wanted) in hrefs.iter().zip(&expected) {
        assert_eq!(found, wanted);
    }
    assert_eq!(hrefs.len(), expected.len());
    assert_eq!(dead(&site), BTreeSet::new());
    let markdown = site.markdown("patterns/resilience/retry.md");
    assert!(markdown.contains("[a](../saga.md)"), "{markdown}");
    assert!(
        markdown.contains("[a](../../laws/index.md#the-laws)"),
        "{markdown}"
    );
}

#[test]
fn links_that_work_already_are_not_touched() {
    let page = "# Retry\n\n[a](breaker.md 'x') ![b](../../images/curve.png) [c](my%20page.md) [d](#retry)\n\n[d]: <../saga.html>\n";
    let site = library(page);
    assert!(site.build());
    assert_eq!(
        site.markdown("patterns/resilience/retry.md").trim(),
        page.trim()
    );
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_the_rules_deny_stays_as_it_is() {
    for form in DENIED {
        let site = library(&format!("# Retry\n\n[a]({form})\n{HEADINGS}"));
        assert!(site.build());
        let markdown = site.markdown("patterns/resilience/retry.md");
        assert!(markdown.contains(&format!("[a]({form})")), "{markdown}");
        let check = crate::support::check(site.path(), &["--format", "short"]);
        assert!(check.stdout.contains("broken-"), "{form}: {check:?}");
    }
    for (form, _) in FORMS {
        let site = library(&format!("# Retry\n\n[a]({form})\n{HEADINGS}"));
        let check = crate::support::check(site.path(), &["--format", "short"]);
        assert!(!check.stdout.contains("broken-"), "{form}: {check:?}");
    }
}

#[test]
fn what_quick_reference_repeats_works_too() {
    let page = "---\ntitle: Retry\ntype: pattern\n---\n\n# Retry\n\n## When to Use\n\n\
                | When | Why |\n|---|---|\n| [slow](/laws/law1/#deep-dive-2) | x |\n";
    let site = library(page);
    assert!(site.build());
    let html = site.html("patterns/resilience/retry.md");
    assert_eq!(
        html.matches("href=\"../../laws/law1.html#deep--dive-2\"")
            .count(),
        2,
        "{html}"
    );
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn fewer_links_of_real_pages_lead_nowhere() {
    let ours = libraries("profile = \"adopt\"");
    for (ours, plain) in ours.iter().zip(&libraries("renderers = []")) {
        for site in [ours, plain] {
            let chapters = crate::corpus::chapters(&site.path().join("src"));
            let other = chapters[1].to_str().unwrap().trim_end_matches(".md");
            // The example has no link that mdBook alone leaves dead.
            let page = format!("src/{}", chapters[0].display());
            site.write(&page, &format!("# A\n\n[b](/{other}/)\n"));
            assert!(site.build());
        }
        fewer_lead_nowhere(ours, plain);
    }
}

fn fewer_lead_nowhere(ours: &Site, plain: &Site) {
    let (with, without) = (dead(ours), dead(plain));
    assert!(with.len() < without.len(), "{with:#?} {without:#?}");
    // What is left is what the rules report.
    let check = crate::support::check(ours.path(), &["--format", "short"]);
    let unreported: Vec<&String> = with
        .iter()
        // The template's own placeholders are links to nowhere on purpose.
        .filter(|link| !link.starts_with("pattern-template"))
        .filter(|link| {
            let (page, dest) = link.split_once(": ").unwrap();
            let file = page.replace(".html", ".md");
            let dest = dest.split('#').next().unwrap().replace(".html", ".md");
            let mut said = check.stdout.lines();
            !said.any(|line| {
                line.contains("[broken-") && line.contains(&file) && line.contains(&dest)
            })
        })
        .collect();
    assert!(unreported.is_empty(), "{unreported:#?}");
}

#[test]
fn a_link_that_becomes_a_tag_leads_where_it_should() {
    let page = "# A\n\n[Go](../law1/){ .md-button } and [read](README.md){ title=x } and ![i](/img/x.png){ width=20 } and [out](https://example.org/a_b){ .x }\n";
    let site = Site::new(
        "profile = \"adopt\"",
        &[
            ("p/a.md", page),
            ("law1.md", "# L\n"),
            ("p/README.md", "# R\n"),
        ],
    );
    site.write("src/img/x.png", "");
    assert!(site.build());
    let html = site.html("p/a.md");
    for tag in [
        "<a href=\"../law1.html\" class=\"md-button\"",
        "<a href=\"index.html\" title=\"x\"",
        "<img src=\"../img/x.png\"",
        "<a href=\"https://example.org/a_b\" class=\"x\"",
    ] {
        assert!(html.contains(tag), "no {tag} in {html}");
    }
}
