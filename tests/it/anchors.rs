//! The ids that anchors are checked against are those that mdBook writes.

use crate::corpus::chapters;
use crate::site::{Site, corpus};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::text::html;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// All kinds of headings and of ids, in an order that makes them collide.
const PAGE: &str = r#"# `--passes`: add *more* [links](x.md) ![alt](x.png) & <b>HTML</b>

# 🏆

# 🏆

# A {#b}

# B

# A

# A-1

# A

# A

<h2>C</h2>

# C

## D {id=named .class}

## Über 中文標題 -- "quoted"... it's

Two
lines
-----

Hard\
break
-----

Closed ## {#closed}
======

## Closed again ##

## Empty below

##

## Foot[^1][^two] note[^1]

[^1]: One

    ### Inside a footnote

[^two]: Two
[^three]: Never used
[^four]: Of a title

Term *one*
: Means one

Term *one*
: Means another

> [!NOTE]
> ## In a note

- ## In a list
- item

!!! tip "Title[^four] and[^1]"
    ## In an admonition {#inside}

    ??? note
        ### Nested

        <p id="deep">x</p>

<div id="box" class="x"><a name="old">x</a>

### In the box

</div>

<!-- <p id="no"> ## No -->

```html
<p id="code">
## Code
```

<script>let x = '<p id="script">';</script>

Text with <span ID='in&amp;line'>an id</span> and `<b id="tick">`.

## :material-flask:{ .lg .middle } Icons :octicons-arrow-right-24:

<!-- TEMPLATE INSTRUCTIONS -->

## Icons

<p id="instructions">

<!-- END TEMPLATE INSTRUCTIONS -->

## Icons
"#;

fn decoded(value: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(value.to_owned(), |text, (entity, plain)| {
            text.replace(entity, plain)
        })
}

/// The ids of rendered HTML.
fn rendered(html: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (name, attributes) in html::elements(html::scan(html)) {
        for attribute in attributes {
            if attribute.name == "id" || name == "a" && attribute.name == "name" {
                ids.insert(decoded(attribute.value));
            }
        }
    }
    ids
}

#[track_caller]
fn compare(site: &Site) {
    assert!(site.build());
    let folder = site.path().join("src");
    let mut compared = 0;
    for path in chapters(&folder) {
        let text = fs::read_to_string(folder.join(&path)).unwrap();
        let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
        let mut ours: BTreeSet<String> = page.ids.iter().cloned().collect();
        let mut theirs = rendered(&site.html(path.to_str().unwrap()));
        // Injected below the pages that have no such section.
        ours.remove("quick-reference");
        theirs.remove("quick-reference");
        assert_eq!(ours, theirs, "{}", path.display());
        compared += ours.len();
    }
    assert!(compared > 0);
}

#[test]
fn ids_are_those_of_mdbook() {
    compare(&Site::new("profile = \"adopt\"", &[("page.md", PAGE)]));
    let crlf = PAGE.replace('\n', "\r\n");
    compare(&Site::new("profile = \"adopt\"", &[("page.md", &crlf)]));
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn ids_of_real_pages_are_those_of_mdbook() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    for folder in [example, corpus()] {
        if let Some(site) = Site::copy(&folder, "profile = \"adopt\"\ndiagrams = \"code\"") {
            compare(&site);
        }
    }
}

/// What a link to the quick-reference tables leads to is there, and what is not there is denied.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn links_to_the_tables_lead_somewhere() {
    let page = |front: &str, body: &str| {
        format!("---\ntype: pattern\n{front}---\n\n# T\n\n[to it](#quick-reference)\n\n{body}\n")
    };
    let table = "## When to Use\n\n| Scenario |\n|---|\n| x |\n";
    let fronts = [
        "",
        "category: scaling\n",
        "best_for: ['']\n",
        "best_for: x\n",
        "production_checklist: [a]\n",
        "trade_offs: {pros: [], cons: []}\n",
        "trade_offs: {pros: [a]}\n",
        "modern_examples: [{company: A}]\n",
        "modern_examples: [{}]\n",
        "excellence_tier: gold\n",
        "excellence_tier: brass\n",
        "reading_time: 5 min\n",
        "category: [\n",
    ];
    let bodies = [
        "",
        "{{#quick-reference}}",
        "## Quick Reference",
        "## Quick Reference {#other}",
        "## Other {#quick-reference}",
        table,
        "<a id=\"quick-reference\"></a>",
    ];
    let mut chapters = Vec::new();
    for (f, front) in fronts.iter().enumerate() {
        for (b, body) in bodies.iter().enumerate() {
            chapters.push((format!("p{f}-{b}.md"), page(front, body)));
        }
    }
    chapters.push((
        "plain.md".to_owned(),
        "# T\n\n[x](#quick-reference)\n\n{{#quick-reference}}\n".to_owned(),
    ));
    let listed: Vec<(&str, &str)> = chapters
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    for switch in ["", "quick-reference = false"] {
        let site = Site::new(&format!("profile = \"adopt\"\n{switch}"), &listed);
        assert!(site.build());
        let run = crate::support::check(site.path(), &["--format", "json"]);
        let report = run.json();
        let found = report["diagnostics"].as_array().unwrap();
        for (path, text) in &chapters {
            let denied = found.iter().any(|found| {
                found["rule"] == "broken-anchor" && found["file"] == format!("src/{path}")
            });
            let is_there = rendered(&site.html(path)).contains("quick-reference");
            assert_eq!(denied, !is_there, "{switch} {path}: {text}");
        }
    }
}

/// MkDocs has all of these ids; where mdBook makes others, links are led to them.
#[test]
fn ids_of_attribute_lists_and_those_of_mkdocs() {
    let text = "# T\n\ntext\n{: #p .c }\n\n- item\n{: #i }\n- other { #o }\n\n\
        | a { #h } | b |\n|---|---|\n| d {: #c } | **e**{ #s } |\n\n\
        ![i](https://e.x/x.png){ id=\"9.7.0\" } [l](https://e.x/){ #l } `c`{ #k }\n\n\
        A[^n] and again[^n].\n\n[^n]: Note\n\n=== \"A\"\n    x\n\n    === \"In\"\n        y\n\n=== \"B\"\n    z\n\n";
    let links = [
        ("p", "p"),
        ("i", "i"),
        ("o", "o"),
        ("h", "h"),
        ("c", "c"),
        ("s", "s"),
        ("9.7.0", "9.7.0"),
        ("l", "l"),
        ("k", "k"),
        ("fn:n", "footnote-n"),
        ("fnref:n", "fr-n-1"),
        ("fnref2:n", "fr-n-2"),
        ("__tabbed_1_2", "__tabbed_1_2"),
        ("__tabbed_2_1", "__tabbed_2_1"),
    ];
    let all: Vec<String> = links.iter().map(|(id, _)| format!("[x](#{id})")).collect();
    let text = format!("{text}{}\n", all.join(" "));
    let site = Site::new("rules.broken-anchor = \"deny\"", &[("page.md", &text)]);
    assert!(site.build(), "an id is denied");
    let html = site.html("page.md");
    for (_, id) in links {
        assert_eq!(
            html.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{id}\n{html}"
        );
        assert!(html.contains(&format!("href=\"#{id}\"")), "{id}\n{html}");
    }
    let lacking = format!("{text}[x](#fn:m) ");
    let site = Site::new("rules.broken-anchor = \"deny\"", &[("page.md", &lacking)]);
    assert!(!site.build());
}

/// Material gives a tab its title's slug as an id where `slugify` is set, behind the slug of the heading above
/// where `combine_header_slug` is, and its number without. Links from other pages know none of that.
#[test]
fn tabs_of_other_pages_can_be_linked_to() {
    let tabs = "# T\n\n## Set up & run\n\n=== \"On Linux\"\n    x\n\n=== \"On `Mac`\"\n    y\n\n## Again\n\n=== \"On Linux\"\n    z\n";
    let links = [
        ("__tabbed_1_2", "__tabbed_1_2"),
        ("on-linux", "__tabbed_1_1"),
        ("on-mac", "__tabbed_1_2"),
        ("set-up-run-on-linux", "__tabbed_1_1"),
        ("on-linux_1", "__tabbed_2_1"),
        ("again-on-linux", "__tabbed_2_1"),
    ];
    let all: Vec<String> = links
        .iter()
        .map(|(id, _)| format!("[x](tabs.md#{id})"))
        .collect();
    let page = format!("# L\n\n{}\n", all.join(" "));
    let chapters = [("page.md", page.as_str()), ("tabs.md", tabs)];
    let site = Site::new("rules.broken-anchor = \"deny\"", &chapters);
    assert!(site.build(), "an id is denied");
    let (html, target) = (site.html("page.md"), site.html("tabs.md"));
    for (link, id) in links {
        assert!(
            html.contains(&format!("href=\"tabs.html#{id}\"")),
            "{link}: {html}"
        );
        assert_eq!(
            target.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{target}"
        );
    }
    let page = page.replace("on-mac", "on-windows");
    let site = Site::new(
        "rules.broken-anchor = \"deny\"",
        &[("page.md", &page), ("tabs.md", tabs)],
    );
    assert!(!site.build());
}
