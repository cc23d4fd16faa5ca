//! Mermaid diagrams: drawn, screened, named, kept, or left alone.
#![cfg(feature = "diagrams")]

use crate::metadata::search;
use crate::site::{Site, files};
use crate::support::{Book, command, run};
use mdbook_patterns::diagram::Diagrams;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Builds one page without any rule and returns its HTML.
fn page(text: &str) -> String {
    let site = Site::new(&table(""), &[("page.md", text)]);
    assert!(site.build());
    site.html("page.md")
}

/// No rule at work, and these lines.
fn table(lines: &str) -> String {
    let mut table = format!("{lines}\n");
    for rule in mdbook_patterns::rules::ALL {
        let _ = writeln!(table, "rules.{} = \"allow\"", rule.name);
    }
    table
}

fn fence(source: &str) -> String {
    format!("# Retry\n\n```mermaid\n{source}\n```\n")
}

/// What stands between `<figure` and `</figure>`.
#[track_caller]
fn figures(html: &str) -> Vec<&str> {
    let starts = html.match_indices("<figure class=\"patterns-diagram");
    let cut = |at: usize| &html[at..at + html[at..].find("</figure>").unwrap()];
    let found = starts.map(|(at, _)| cut(at));
    found
        .filter(|figure| !figure.contains("patterns-undrawn"))
        .collect()
}

#[test]
fn a_diagram_is_drawn_wherever_it_stands() {
    let fence = |indent: &str, label: &str| {
        format!("{indent}```mermaid\n{indent}graph LR\n{indent}  A --> {label}\n{indent}```\n")
    };
    let text = format!(
        "# Retry\n\nBefore.\n{}After.\n\n- item\n\n{}  more\n\n> quote\n>\n{}> more\n\n!!! tip\n\n{}\n=== \"Tab\"\n\n{}\n<details>\n<summary>x</summary>\n\n{}\n</details>\n\nLast.\n",
        fence("", "One"),
        fence("  ", "Two"),
        fence("> ", "Three"),
        fence("    ", "Four"),
        fence("    ", "Five"),
        fence("", "Six"),
    );
    let html = page(&text);
    let figures = figures(&html);
    assert_eq!(figures.len(), 6, "{html}");
    for (figure, label) in figures
        .iter()
        .zip(["One", "Two", "Three", "Four", "Five", "Six"])
    {
        assert!(figure.contains(&format!(">{label}<")), "{figure}");
        assert!(figure.contains("role=\"img\""), "{figure}");
        assert!(
            figure.contains("aria-label=\"Flowchart: Retry, 2 steps\""),
            "{figure}"
        );
    }
    for words in ["<p>After.</p>", "<p>Last.</p>", "more</p>"] {
        assert!(html.contains(words), "no {words} in {html}");
    }
    assert!(!html.contains("language-mermaid"), "{html}");
}

#[test]
fn each_id_occurs_once_in_the_book() {
    let text = fence("sequenceDiagram\n  actor A\n  A->>B: x\n  B-->>A: y");
    let text = format!("{text}\n{text}");
    let site = Site::new(&table(""), &[("a.md", &text), ("b.md", &text)]);
    assert!(site.build());
    let print = std::fs::read_to_string(site.html_folder().join("print.html")).unwrap();
    assert_eq!(figures(&print).len(), 4);
    let all = &print[print.find("<main>").unwrap()..];
    let mut ids: Vec<&str> = all
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let count = ids.len();
    assert!(count >= 4, "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for used in all.split("url(#").skip(1) {
        let id = used.split(')').next().unwrap();
        assert!(ids.contains(&id), "{id} leads nowhere: {ids:?}");
    }
    for used in all.split("<use href=\"#").skip(1) {
        let id = used.split('"').next().unwrap();
        assert!(ids.contains(&id), "{id} leads nowhere: {ids:?}");
    }
}

#[test]
fn no_arrow_is_drawn_over_the_title_of_a_group() {
    let html = page(&fence(
        "graph TD\n  A --> B\n  subgraph Outer\n    subgraph Inner\n      B --> C\n    end\n  end\n  A --> C",
    ));
    let last_arrow = html.rfind("m-flowchart-link\"").unwrap();
    let first_box = html.find("class=\"m-node").unwrap();
    for title in [">Outer<", ">Inner<"] {
        let at = html.find(title).unwrap();
        assert!(last_arrow < at && at < first_box, "{title}: {html}");
    }
}

#[test]
fn search_finds_labels_in_the_order_of_the_flow() {
    let body = |source: &str| {
        let site = Site::new(&table(""), &[("page.md", &fence(source))]);
        assert!(site.build());
        let docs = search(&site);
        docs["page.html#retry"]["body"].as_str().unwrap().to_owned()
    };
    for (source, words) in [
        (
            "graph TD\n  A[Ask] -->|no| B[Stop]\n  B -->|again| C[Rest]\n  C -->|done| D[End]",
            "Ask no Stop again Rest done End",
        ),
        (
            "flowchart LR\n  subgraph S1[One]\n    A[Ask] -->|no| B[Stop]\n  end\n  subgraph S2[Two]\n    B -->|again| C[Rest]\n  end",
            "One Two Ask no Stop again Rest",
        ),
        (
            "stateDiagram-v2\n  Idle --> Busy: start\n  Busy --> Failed: error\n  state Busy {\n    Loading --> Running: loaded\n  }",
            "Idle start Busy Loading loaded Running error Failed",
        ),
        (
            "sequenceDiagram\n  Alice->>Bob: first\n  Note over Alice,Bob: then\n  Bob-->>Alice: last",
            "Alice Bob first then last Alice Bob",
        ),
    ] {
        assert_eq!(body(source), words, "{source}");
    }
}

#[test]
fn a_drawing_that_a_page_has_twice_is_written_once() {
    let html = page(&fence("graph LR\n  A[Once only] --> B").repeat(3));
    let found = figures(&html);
    assert_eq!(found.len(), 3);
    assert_eq!(html.matches(">Once only<").count(), 1, "{html}");
    assert_eq!(html.matches("<marker").count(), 1, "{html}");
    let (id, _) = found[0]
        .split_once("<g id=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap();
    for again in &found[1..] {
        assert!(
            again.ends_with(&format!("><use href=\"#{id}\" /></svg>")),
            "{again}"
        );
        assert!(
            again.contains("aria-label=\"Flowchart: Retry, 2 steps\""),
            "{again}"
        );
        assert!(
            again.contains("aria-description=\"Once only → B\""),
            "{again}"
        );
    }
    // What it refers to shows nowhere by itself, and also where the first of them is folded.
    assert!(!found[0].contains("<marker"), "{html}");
    let linked = "graph LR\n  A --> B\n  click A \"https://example.org\"";
    let html = page(&fence(linked).repeat(2));
    assert_eq!(
        html.matches("href=\"https://example.org/\"").count(),
        2,
        "a reader can follow both"
    );
}

/// The width of a page's only drawing by its height.
fn shape(source: &str) -> f32 {
    let html = page(&fence(source));
    let found = figures(&html)[0].split("--r:").nth(1).unwrap();
    found[..found.find('"').unwrap()].parse().unwrap()
}

#[test]
fn a_flow_that_no_page_holds_is_turned_unless_its_author_has_thought_of_it() {
    let steps: Vec<String> = (0..9).map(|n| format!("S{n}[a long step {n}]")).collect();
    let chain = steps.join(" --> ");
    for header in ["graph LR", "flowchart  LR;", "\n graph LR"] {
        assert!(shape(&format!("{header}\n  {chain}")) < 1.0, "{header}");
    }
    for header in [
        "graph TB",
        "graph LR\n  %% as it is",
        "%%{init: {'theme': 'forest'}}%%\ngraph LR",
        "---\ntitle: x\n---\ngraph LR",
        "graph RL",
    ] {
        let turned = shape(&format!("{header}\n  {chain}")) < 1.0;
        assert_eq!(turned, header == "graph TB", "{header}");
    }
    assert!(shape("graph LR\n  A --> B --> C --> D") > 1.0, "it fits");
    // Groups that no arrow joins stand side by side where the whole flows down.
    let groups = (0..4).map(|n| {
        let group = steps[..5].join(" --> ").replace('S', &format!("G{n}"));
        format!("  subgraph g{n}\n  {group}\n  end\n")
    });
    let groups: String = groups.collect();
    for header in ["graph TB", "flowchart TD;"] {
        assert!(shape(&format!("{header}\n{groups}")) < 1.0, "{header}");
        let kept = format!("{header}\n  %% as it is\n{groups}");
        assert!(shape(&kept) > 2.0, "{kept}");
    }
}

#[test]
fn the_author_may_name_a_diagram() {
    let html = page(&fence(
        "flowchart LR\n  accTitle: Retry & wait\n  accDescr: Waits <b>grow</b>\n  A --> B",
    ));
    let figure = figures(&html)[0].to_owned();
    assert!(figure.contains("aria-labelledby=\""), "{figure}");
    assert!(figure.contains(">Retry &amp; wait</title>"), "{figure}");
    assert!(figure.contains("aria-describedby=\""), "{figure}");
    assert!(!figure.contains("<b>"), "{figure}");
}

#[test]
fn colours_follow_the_theme_and_an_authors_theme_has_its_own_ground() {
    let html = Site::new(&table(""), &[("page.md", &fence("graph LR\n  A --> B"))]);
    assert!(html.build());
    let file = std::fs::read_to_string(html.html_folder().join("page.html")).unwrap();
    assert!(file.contains(".m-node rect{fill:var(--dn);stroke:var(--db)"));
    assert!(!file.contains("#ececff") && !file.contains("#9370db"));
    let fixed = page(&fence(
        "%%{init: {'theme': 'forest'}}%%\ngraph LR\n  A --> B",
    ));
    assert!(fixed.contains("patterns-diagram patterns-paper"), "{fixed}");
}

#[test]
fn text_can_be_read_on_an_authors_fill() {
    let html = page(&fence(
        "graph LR\n  A[light] --> B[dark]\n  style A fill:#ffc\n  style B fill:#012\n  C[own]\n  style C fill:#ffc,color:#300",
    ));
    let style_of = |label: &str| {
        let at = html.find(&format!(">{label}<")).unwrap();
        let text = html[..at].rfind("<text").unwrap();
        html[text..at].to_owned()
    };
    assert!(style_of("light").contains("fill:#111!important"), "{html}");
    assert!(style_of("dark").contains("fill:#fff!important"), "{html}");
    assert!(style_of("own").contains("#300"), "{html}");
}

#[test]
fn other_choices_leave_the_fence_alone() {
    let text = fence("graph LR\n  A --> B");
    for choice in ["client", "code"] {
        let site = Site::new(
            &table(&format!("diagrams = \"{choice}\"")),
            &[("page.md", &text)],
        );
        assert!(site.build());
        let html = site.html("page.md");
        assert!(html.contains("language-mermaid"), "{choice}: {html}");
        assert!(!html.contains("<svg"), "{choice}: {html}");
    }
    let site = Site::new(&table(""), &[("page.md", &text)]);
    assert!(site.build());
    assert!(site.markdown("page.md").contains("```mermaid\ngraph LR"));
    Book::new(&[("page.md", &text)]).check(&[]);
    let book = Book::new(&[("page.md", &text)]);
    book.write("book.toml", "[preprocessor.patterns]\ndiagrams = \"png\"\n");
    book.check(&[])
        .is_refused_for(&["`diagrams`", "svg"], "diagrams = \"png\"");
}

const HOSTILE: &[&str] = &[
    "graph LR\n  A[\"<script>alert(1)</script>\"] --> B[\"<img src=x onerror=alert(1)>\"]",
    "graph LR\n  A --> B\n  click A \"javascript:alert(1)\"\n  click B href \"data:text/html,x\"",
    "graph LR\n  A --> B\n  click A call alert(1)",
    "graph LR\n  A --> B\n  style A fill:url(http://evil.example/x)\n  classDef x fill:red;}body{display:none\n  class A x",
    "%%{init: {\"themeCSS\": \"} body{background:url(http://evil.example)} @import url(http://evil.example/a.css); .node{position:fixed}\"}}%%\ngraph LR\n  A --> B",
    "%%{init: {\"themeVariables\": {\"primaryColor\": \"red;}</style><script>alert(1)</script>\"}}}%%\ngraph LR\n  A --> B",
    "%%{init: {\"fontFamily\": \"x;}</style><script>alert(1)</script>\"}}%%\ngraph LR\n  A --> B",
    "flowchart LR\n  A@{ img: \"https://evil.example/x.png\", label: \"x\" }",
    "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true}}%%\ngraph LR\n  A[\"<a href='javascript:alert(1)'>x</a><iframe src='//evil.example'></iframe>\"]",
    "sequenceDiagram\n  participant A as <style>*{display:none}</style>\n  links A: {\"x\": \"javascript:alert(1)\"}\n  A->>A: {{#include /etc/passwd}}",
    "mindmap\n  root((<script>x</script>))\n    a[\"<img src=x onerror=y>\"]",
    "pie\n  \"<script>\" : 1\n  \"</svg><script>\" : 2",
];

/// Without the rules of the stylesheet, which has icons in it.
fn without_ours(text: &str) -> String {
    let ours: Vec<&str> = mdbook_patterns::render::STYLESHEET.lines().collect();
    let ours = |line: &&str| ours.contains(line);
    let lines: Vec<&str> = text.lines().filter(|line| !ours(line)).collect();
    lines.join("\n")
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn nothing_in_a_diagram_does_harm() {
    let mut drawn = 0;
    for source in HOSTILE {
        let site = Site::new(&table(""), &[("page.md", &fence(source))]);
        assert!(site.build());
        let file = std::fs::read_to_string(site.html_folder().join("page.html")).unwrap();
        let main = &file[file.find("<main>").unwrap()..file.find("</main>").unwrap()];
        let figures = figures(main);
        drawn += figures.len();
        let sheets = main.split("<style>").skip(1);
        let sheets: Vec<String> = sheets
            .map(|rest| rest.split("</style>").next().unwrap())
            .map(without_ours)
            .collect();
        for text in figures
            .iter()
            .copied()
            .chain(sheets.iter().map(String::as_str))
        {
            let lower = text.to_lowercase();
            for bad in [
                "<script",
                "<img",
                "<image",
                "<iframe",
                "<foreignobject",
                "<style",
                "javascript:",
                "data:text",
                "evil.example",
                "@import",
                "position:fixed",
                "body{",
                "passwd}}",
            ] {
                assert!(!lower.contains(bad), "{bad} in {text}\nof {source}");
            }
            assert!(
                !lower.contains(" on"),
                "an event handler in {text}\nof {source}"
            );
        }
    }
    assert!(drawn >= 8, "only {drawn} of them were drawn");
}

#[test]
fn what_does_not_parse_says_so_with_its_source_folded_and_under_serve_says_why() {
    let text = fence("graph LR\n  A[x (y)] --> <B>");
    let table = "profile = \"adopt\"";
    let site = Site::new(table, &[("page.md", &text)]);
    assert!(site.build());
    let html = site.html("page.md");
    assert!(
        html.contains("<details><summary>This diagram could not be drawn</summary>"),
        "{html}"
    );
    assert!(html.contains("A[x (y)] --&gt; &lt;B&gt;"), "{html}");
    assert!(!html.contains("<figcaption>"), "{html}");
    let serving = Site::new("", &[("page.md", &text)]);
    let toml = std::fs::read_to_string(serving.path().join("book.toml")).unwrap();
    let toml = toml.replace(
        "[output.html]",
        "[output.html]\nlive-reload-endpoint = \"__livereload\"",
    );
    serving.write("book.toml", &toml);
    assert!(serving.build());
    let html = serving.html("page.md");
    assert!(html.contains("patterns-undrawn\"><details open"), "{html}");
    assert!(html.contains("<figcaption>"), "{html}");
    assert!(html.contains("A[x (y)] --&gt; &lt;B&gt;"), "{html}");
}

#[test]
fn blank_space_at_line_ends_does_no_harm_and_places_stay_right() {
    let source = "graph LR  \n  A --> B   \n  B --> C[x (y)] \n";
    let book = Book::new(&[("page.md", &fence(source.trim_end()))]);
    book.write("book.toml", "");
    let run = book.check(&["--only", "diagram-syntax", "--format", "short"]);
    assert!(run.stdout.contains("page.md:6:11:"), "{run:?}");
}

/// Python-Markdown leaves these elements as they are, and mermaid.js draws what stands in them.
#[test]
fn a_diagram_in_html_is_drawn() {
    let text = "# Retry\n\n<div class=\"mermaid\">\ngraph TD\n  A --&gt; B\n\n  B --> C[\"x<br/>y &amp; z\"]\n</div>\n\n\
        - item\n\n  <pre class='mermaid wide'>\n    graph LR\n      X --> Y\n    </pre>\n\n  more\n\n\
        <div class=\"mermaid\">graph TD; P-->Q</div>\n\n!!! note\n    <div class=\"mermaid\">\n    graph TD\n      R --> S\n    </div>\n\n    x\n";
    let html = page(text);
    let found = figures(&html);
    assert_eq!(found.len(), 4, "{html}");
    for (figure, label) in found.iter().zip([">y &amp; z<", ">Y<", ">Q<", ">S<"]) {
        assert!(figure.contains(label), "no {label} in {figure}");
    }
    assert!(
        html.contains("<p>more</p>") && html.contains("<p>x</p>"),
        "{html}"
    );
    assert!(
        !html.contains("```") && !html.contains("class=\"mermaid"),
        "{html}"
    );
    let book = Book::new(&[("page.md", &text.replace("R --> S", "R -->"))]);
    book.write("book.toml", "");
    let run = book.check(&["--only", "diagram-syntax", "--format", "short"]);
    assert!(run.stdout.contains("page.md:24:"), "{run:?}");
}

#[test]
fn a_diagram_in_html_that_is_not_drawn_stays_as_it_is() {
    let text = "# Retry\n\n<div class=\"mermaid\">graph TD\n  A --&gt; B\n\n  B --> C[\"x &lt; y\"]</div> \n\nText.\n";
    {
        let table = table("diagrams = \"client\"");
        let site = Site::new(&table, &[("page.md", text)]);
        assert!(site.build());
        let source = &text["# Retry\n\n".len()..text.find(" \n\nText").unwrap()];
        let chapter = site.markdown("page.md");
        assert!(chapter.contains(source), "no {source} in {chapter}");
        let html = site.html("page.md");
        assert!(html.contains("<div class=\"mermaid\">graph TD"), "{html}");
    }
}

/// Whether `diagram-syntax` has nothing to say of a diagram, and what it says.
fn verdict(source: &str) -> Result<(), String> {
    let book = Book::new(&[("page.md", &fence(source))]);
    book.write("book.toml", "");
    let run = book.check(&["--only", "diagram-syntax", "--format", "short"]);
    let found = run
        .stdout
        .lines()
        .find(|line| line.contains("diagram-syntax"));
    found.map_or(Ok(()), |line| Err(line.to_owned()))
}

/// The verdicts are those of mermaid.js 11.17, `mermaid.parse`.
#[test]
fn verdicts_are_those_of_mermaid_js() {
    for source in [
        "sequenceDiagram\n  User/Controller->>A: hi",
        "sequenceDiagram\n  A->>C\\D: hi\n  Note over A,C\\D: x/y\n  activate C\\D",
        "sequenceDiagram\n  participant A/B as X\n  A/B->>+C/D: 1; C/D-->>-A/B: 2",
        "sequenceDiagram\n  A-//B: x",
        "flowchart TD\n  A -->|x| B -->|y|C\n  class A,B x\n  A[user@host] --> D@{ shape: rect }",
        "flowchart TD  \n  A[\"|x|  y\"] -->  B  \n  style A fill:#fff  \n  click A \"https://x.y\";",
        "flowchart TD\n  subgraph \"x y\"  \n  A\n  end  ",
        "flowchart TD\n  %% A -->|x|  B\n  A[\"one\n  click |x|  two \n three\"] --> B",
        "---\ntitle: click  x \n---\nflowchart TD\n  A --> B",
        "sequenceDiagram\n  %% A->>/x: w\n  A->>B: x",
        "stateDiagram-v2\n  A : one : two\n  note right of A: x; y: z",
        "stateDiagram-v2\n  A\n  note right of A\n  one : two\n  end note",
    ] {
        assert_eq!(verdict(source), Ok(()), "{source}");
    }
    for (source, place) in [
        ("sequenceDiagram\n  A->>/etc/x: w", "page.md:5:7:"),
        ("sequenceDiagram\n  A->>B: x\n  A-)+ \\x: w", "page.md:6:8:"),
        ("sequenceDiagram\n  Note over /x: w", "page.md:5:13:"),
        ("flowchart TD\n  A\n  class A x  ", "page.md:6:11:"),
        ("flowchart TD\n  A\n  class A, B x", "page.md:6:9:"),
        ("flowchart TD\n  A -->|\"x|y\"|  B", "page.md:5:14:"),
        (
            "flowchart TD\n  A\n  click A href \"https://x.y\" ",
            "page.md:6:16:",
        ),
        (
            "flowchart TD\n  subgraph A[\"x\"] \n  B\n  end",
            "page.md:5:12:",
        ),
        (
            "stateDiagram-v2\n  A\n  note left of A: http://x.y",
            "page.md:6:23:",
        ),
    ] {
        let said = verdict(source).expect_err(source);
        assert!(said.contains(place), "{said}: {source}");
    }
}

#[test]
fn html_in_labels_says_how_they_look_and_is_never_shown() {
    let html = page(&fence(
        "flowchart TD\n  A[\"<b>Gate</b><br/><i>routes</i> <span style='color:red'>x</span>\"] -->|<em>a</em> < b| B",
    ));
    for words in [
        "<tspan font-weight=\"bold\">Gate</tspan>",
        "<tspan font-style=\"italic\">routes</tspan> x",
        "<tspan font-style=\"italic\">a</tspan> &lt; b",
    ] {
        assert!(html.contains(words), "no {words} in {html}");
    }
    assert!(
        !html.contains("&lt;b&gt;") && !html.contains("span style"),
        "{html}"
    );
    let html = page(&fence(
        "sequenceDiagram\n  participant A as <b>Bold</b> words\n  User/X->>A: <i>hi</i>",
    ));
    assert!(
        html.contains("<tspan font-weight=\"bold\">Bold</tspan> words"),
        "{html}"
    );
    assert!(html.contains(">User/X<"), "{html}");
}

/// Runs the preprocessor on one page with this cache folder.
fn preprocess(cache: &Path, config: &serde_json::Value) -> String {
    let call = serde_json::json!([
        { "root": "/nonexistent", "renderer": "html", "mdbook_version": "0.5.4",
          "config": { "book": { "src": "src" }, "preprocessor": { "patterns": config } } },
        { "items": [{ "Chapter": { "name": "x", "content": fence("graph LR\n  A --> Cached"),
          "number": null, "sub_items": [], "path": "x.md", "source_path": "x.md", "parent_names": [] } }] }
    ]);
    let done = run(command().env("XDG_CACHE_HOME", cache), call.to_string());
    assert_eq!(done.code, Some(0), "{done:?}");
    done.stdout
}

#[test]
fn what_is_said_to_be_undrawable_is() {
    let huge = format!("graph LR\n{}", "  A --> B\n".repeat(12_000));
    for source in [
        "architecture-beta\n  service db(database)[Database]\n",
        "graph LR\n  A[\"$$2^n$$\"] --> B\n",
        &huge,
    ] {
        assert!(mdbook_patterns::diagram::obstacle(source).is_some());
        let drawn = Diagrams::new(false, true).draw(source);
        assert!(drawn.is_err_and(|fault| !fault.syntax), "{source:.40}");
    }
}

#[test]
fn the_cache_only_saves_time() {
    let cache = tempfile::tempdir().unwrap();
    let none = serde_json::json!({ "profile": "adopt", "cache": false });
    let some = serde_json::json!({ "profile": "adopt" });
    let first = preprocess(cache.path(), &none);
    assert!(first.contains("Cached"), "{first}");
    assert_eq!(files(cache.path()), Vec::<std::path::PathBuf>::new());
    assert_eq!(preprocess(cache.path(), &some), first);
    let kept = files(cache.path());
    assert!(!kept.is_empty());
    assert_eq!(preprocess(cache.path(), &some), first, "from the cache");
    // What stands in the cache is really used: a changed entry shows.
    let drawing = kept
        .iter()
        .find(|path| path.to_string_lossy().contains("draw-"))
        .unwrap();
    let file = cache.path().join(drawing);
    let text = std::fs::read_to_string(&file).unwrap();
    let body = text.replacen(">Cached<", ">Known<", 1);
    assert_ne!(body, text);
    std::fs::write(&file, &body).unwrap();
    assert!(preprocess(cache.path(), &some).contains(">Known<"));
    for broken in ["", "{", "<svg>", &text[..text.len() / 2]] {
        std::fs::write(&file, broken).unwrap();
        assert_eq!(preprocess(cache.path(), &some), first, "{broken:.40}");
    }
    // A folder in its place, and a cache that is a file.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(preprocess(cache.path(), &some), first);
    let blocked = cache.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    assert_eq!(preprocess(&blocked, &some), first);
}

/// What stands in the cache is as untrusted as what is drawn.
#[test]
fn a_changed_entry_of_the_cache_does_no_harm() {
    let cache = tempfile::tempdir().unwrap();
    let config = serde_json::json!({ "profile": "adopt" });
    let first = preprocess(cache.path(), &config);
    let kept = files(cache.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    let file = cache.path().join(&kept[0]);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut shown = 0;
    for (from, to) in [
        ("<g", "<script>alert(1)</script><g"),
        ("<g", "<g onload='alert(1)'"),
        ("<g", "<image href='https://evil.example/x.png'/><g"),
        ("<g", "<a href='https://evil.example'>x</a><g"),
        (
            "<g",
            "<foreignObject><iframe src='//evil.example'/></foreignObject><g",
        ),
        (
            "\"rules\":\"",
            "\"rules\":\"1}</style><style>body{position:fixed}",
        ),
        ("\"rules\":\"", "\"rules\":\"1,body{position:fixed}"),
        (
            "\"rules\":\"",
            "\"rules\":\"1{fill:url(https://evil.example/x.css)}",
        ),
        (">Cached<", "></text><script>alert(1)</script><"),
        (
            "\"view_box\":\"",
            "\"view_box\":\"'><script>alert(1)</script>",
        ),
    ] {
        let body = text.replace(from, to);
        assert_ne!(body, text);
        std::fs::write(&file, &body).unwrap();
        let page = preprocess(cache.path(), &config);
        let page = without_ours(&page);
        shown += usize::from(page.contains("patterns-diagram"));
        for bad in [
            "<script>alert",
            "onload",
            "evil.example",
            "body{position",
            "<image",
            "iframe",
        ] {
            assert!(!page.contains(bad), "{bad} of {to}");
        }
    }
    assert_eq!(
        shown, 10,
        "a diagram that is in order is drawn, whatever the cache says"
    );
    #[cfg(unix)]
    {
        std::fs::remove_file(&file).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&file).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(preprocess(cache.path(), &config), first);
        }
    }
}

/// What was found out is kept, and believed only of a diagram that still does not parse.
#[test]
fn a_fault_that_is_kept_denies_no_diagram_that_is_in_order() {
    let cache = tempfile::tempdir().unwrap();
    let check = |source: &str| {
        let book = Book::new(&[("page.md", &fence(source))]);
        let mut command = command();
        let command = command.args(["check", "--only", "diagram-syntax", "--format", "json"]);
        let command = command.arg(book.path()).env("XDG_CACHE_HOME", cache.path());
        run(command, "").json()["diagnostics"]
            .as_array()
            .unwrap()
            .clone()
    };
    let bad = "graph LR\n  A[x (y)] --> B";
    let first = check(bad);
    assert_eq!(first.len(), 1);
    let kept = files(cache.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(check(bad), first);
    // A changed entry has other words, and no fix that does not help.
    let entry = cache.path().join(&kept[0]);
    let text = std::fs::read_to_string(&entry).unwrap();
    std::fs::write(&entry, text.replace(r#""\"x (y)\"""#, r#""x [y""#)).unwrap();
    let changed = check(bad);
    assert_eq!(changed[0]["fix"], serde_json::Value::Null, "{changed:?}");
    // The fault of another diagram.
    let good = "graph LR\n  A --> B";
    assert!(check(good).is_empty());
    let sound = files(cache.path())
        .into_iter()
        .find(|name| *name != kept[0]);
    let sound = cache.path().join(sound.unwrap());
    let name = sound
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .replace("check-", "fault-");
    std::fs::remove_file(&sound).unwrap();
    std::fs::write(sound.with_file_name(name), text).unwrap();
    assert!(check(good).is_empty());
}

#[test]
fn a_fault_that_is_kept_hides_no_drawing_that_is_checked() {
    let cache = tempfile::tempdir().unwrap();
    let config = serde_json::json!({ "profile": "adopt" });
    let good = preprocess(cache.path(), &config);
    let kept = files(cache.path());
    let drawing = cache.path().join(&kept[0]);
    let name = drawing.file_name().unwrap().to_str().unwrap();
    let fault = drawing.with_file_name(name.replace("draw-", "fault-"));
    std::fs::remove_file(&drawing).unwrap();
    let lie = r#"{"message":"a lie","at":null,"help":null,"syntax":true,"repair":null}"#;
    std::fs::write(fault, lie).unwrap();
    assert_eq!(preprocess(cache.path(), &config), good);
    assert_eq!(files(cache.path()), kept, "what does not hold is forgotten");
}

#[test]
fn what_a_drawing_shows_is_said_to_who_does_not_see_it() {
    for (source, steps, words) in [
        (
            "flowchart TD\n  A[Start here] --> B_1{All well?}\n  B_1 -->|yes & no| C[Done]\n  D[Left<br>alone]",
            ", 4 steps",
            "Start here → All well?; All well? → Done (yes &amp; no); Left alone",
        ),
        (
            "sequenceDiagram\n  participant A as Alice\n  A->>Bob: Hello\n  Bob-->>A: Hi",
            "",
            "Alice → Bob: Hello; Bob → Alice: Hi",
        ),
        (
            "classDiagram\n  class Duck\n  Animal <|-- Duck : is a",
            "",
            "Animal → Duck (is a)",
        ),
        (
            "stateDiagram-v2\n  [*] --> Closed\n  Closed --> Open: fails",
            "",
            "Closed; Open",
        ),
    ] {
        let book = Book::new(&[("page.md", &fence(source))]);
        let page = run(
            command().arg("render").arg(book.path().join("src/page.md")),
            "",
        )
        .stdout;
        let svg = &page[page.find("<svg").unwrap()..];
        let svg = &svg[..svg.find('>').unwrap()];
        assert!(
            svg.contains(&format!("{steps}\" aria-description")),
            "{svg}"
        );
        assert!(
            svg.contains(&format!(" aria-description=\"{words}\"")),
            "{svg}"
        );
    }
    // Of a long one, as much as anybody listens to.
    let long = (0..200).map(|n| format!("  N{n}[Step {n}] --> N{}\n", n + 1));
    let drawing =
        Diagrams::new(false, true).draw(&format!("graph TD\n{}", long.collect::<String>()));
    let outline = drawing.unwrap().outline.clone();
    assert!(
        outline.len() < 1600 && outline.ends_with("; …"),
        "{outline}"
    );
    // An author's own description stands.
    let own = "graph TD\n  accDescr: My words\n  A --> B";
    let book = Book::new(&[("page.md", &fence(own))]);
    let page = run(
        command().arg("render").arg(book.path().join("src/page.md")),
        "",
    )
    .stdout;
    assert!(
        page.contains("My words") && !page.contains("aria-description"),
        "{page}"
    );
}

/// What people mistake, the line, what is said in words that are no parser's, and whether it is repaired.
const MISTAKES: &[(&str, u64, &str, bool)] = &[
    (
        "graph LR\n  A[Call (sync)] --> B",
        2,
        "the label `Call (sync)` holds signs",
        true,
    ),
    (
        "graph LR\n  A[\"f()\"] --> B\n  C[g()]",
        3,
        "the label `g()` holds signs",
        true,
    ),
    (
        "graph LR\n  A -->|f(x)| B\n  B -->|g(x)| C",
        2,
        "quotes only, and so does one more",
        true,
    ),
    (
        "graph LR\n  A --> B[Open\n  B --> C",
        2,
        "`[` is not closed",
        true,
    ),
    (
        "graph LR\n  A[/dev/null] --> B",
        2,
        "the label `/dev/null`",
        true,
    ),
    ("graph LR\n  A -> B", 2, "`->` is no arrow", true),
    ("graph LR\n  A → B", 2, "`→` is a sign", true),
    ("graph LR\n  A --> end", 2, "`end` is a word", true),
    (
        "graph LR\n  subgraph X\n  A --> B",
        2,
        "this `subgraph` has no `end`",
        false,
    ),
    (
        "graph LR\n  A --> B : text",
        2,
        "is not a node, an arrow or a subgraph",
        false,
    ),
    ("graph XX\n  A --> B", 1, "`XX` is no direction", false),
    (
        "graph LR\n  A --> B\n```mermaid\ngraph TD",
        3,
        "stands inside of it",
        false,
    ),
    (
        "sequenceDiagram\n  A->B text",
        2,
        "is not a message, a note or a block",
        false,
    ),
    (
        "sequenceDiagram\n  A - B: hi",
        2,
        "is not a message, a note or a block",
        false,
    ),
    (
        "sequenceDiagram\n  loop a\n  A->>B: hi",
        2,
        "this `loop` has no `end`",
        false,
    ),
    (
        "classDiagram\n  class A {\n    +f()\n  A <|-- B",
        2,
        "this `{` has no `}`",
        false,
    ),
    (
        "classDiagram\n  A < B",
        2,
        "is not a class, a member or a relation",
        false,
    ),
    ("stateDiagram-v2\n  A -> B", 2, "`->` is no arrow", true),
    (
        "stateDiagram-v2\n  state X {\n  A --> B",
        2,
        "this `{` has no `}`",
        false,
    ),
    (
        "erDiagram\n  A - B : has",
        2,
        "is not an entity, an attribute or a relation",
        false,
    ),
    (
        "gantt\n  title X\n  Task one, 3d",
        3,
        "is not a task, a section or a setting",
        false,
    ),
    ("pie\n  Dogs : 3", 2, "is not a slice", false),
    (
        "gitGraph\n  comit\n  branch x",
        2,
        "is not a commit, a branch or a merge",
        false,
    ),
    ("mindmap\nroot\n  A[x", 3, "`[` is not closed", true),
    (
        "timeline\n  title T\n  : x : y :",
        3,
        "is not a section or a time",
        false,
    ),
    (
        "quadrantChart\n  A: 0.3, 0.4",
        2,
        "is not an axis, a quadrant or a point",
        false,
    ),
    (
        "xychart-beta\n  bar 1, 2, 3",
        2,
        "is not an axis, a line or bars",
        false,
    ),
    (
        "flowchat TD\n  A --> B",
        1,
        "`flowchat` is no kind of diagram",
        false,
    ),
];

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn mistakes_are_told_in_the_words_of_diagrams() {
    for (source, line, says, repaired) in MISTAKES {
        let text = format!("# T\n\n````mermaid\n{source}\n````\n");
        let book = Book::new(&[("page.md", &text)]);
        book.write("book.toml", "");
        let check =
            |arguments: &[&str]| book.check(&[&["--only", "diagram-syntax"], arguments].concat());
        let found = check(&["--format", "json"]).json()["diagnostics"].clone();
        assert_eq!(found.as_array().unwrap().len(), 1, "{source}: {found:?}");
        let found = &found[0];
        let message = found["message"].as_str().unwrap();
        assert!(message.contains(says), "{source}: {message}");
        assert_eq!(
            found["span"]["start"]["line"],
            line + 3,
            "{source}: {found:?}"
        );
        assert_eq!(found["fix"].is_object(), *repaired, "{source}: {found:?}");
        assert!(found["help"].is_string(), "{source}");
        if *repaired {
            let done = run(command().arg("fix").arg(book.path()), "");
            assert!(matches!(done.code, Some(0 | 1)), "{done:?}");
            assert_eq!(check(&[]).code, Some(0), "{source}");
        }
    }
}

/// Days that the drawer counts one by one, without a look at the clock.
fn endless(days: usize) -> String {
    format!(
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  section x\n  y :a1, 2020-01-01, {days}d"
    )
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_diagram_that_takes_too_long_is_left_out_in_time_and_named() {
    let text = fence(&endless(90_000_000)) + "\n" + &fence("graph LR\n  A --> Drawn");
    let book = Book::new(&[("page.md", &text)]);
    for (arguments, what) in [
        (&["render", "src/page.md"][..], "is shown as code"),
        (
            &["check", "--quiet", "--only", "diagram-syntax"],
            "is not checked",
        ),
    ] {
        let start = Instant::now();
        let mut command = command();
        let done = run(command.current_dir(book.path()).args(arguments), "");
        assert!(start.elapsed() < Duration::from_secs(5), "{arguments:?}");
        assert_eq!(done.code, Some(0), "{done:?}");
        let warning = format!(
            "warning: src/page.md:3:1: this diagram {what}: it takes longer than two seconds; "
        );
        assert_eq!(done.stderr.matches(&warning).count(), 1, "{done:?}");
        assert_eq!(done.stderr.lines().count(), 1, "{done:?}");
        if arguments[0] == "render" {
            assert!(done.stdout.contains(">Drawn<"), "{done:?}");
            assert!(done.stdout.contains("<pre><code>gantt"), "{done:?}");
        }
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn many_diagrams_that_take_too_long_do_not_add_up() {
    let pages: Vec<(String, String)> = (0..40)
        .map(|n| (format!("p{n}.md"), fence(&endless(80_000_000 + n))))
        .collect();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let book = Book::new(&pages);
    let start = Instant::now();
    let mut command = command();
    command
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(book.path());
    let done = run(command.args(["render", "src/p0.md"]), "");
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(done.code, Some(0), "{done:?}");
    for (name, _) in pages {
        let place = format!("warning: src/{name}:3:1: this diagram is shown as code: ");
        assert_eq!(done.stderr.matches(&place).count(), 1, "{name}: {done:?}");
    }
    done.says(&["other diagrams of the book have taken too long; make those smaller"]);
}

#[test]
fn the_cache_lies_where_the_platform_says_and_nowhere_else() {
    let text = fence("graph LR\n  A --> B");
    for (xdg, home, expected) in [
        (None, Some("relative"), None),
        (Some("relative"), Some("relative"), None),
        (Some("relative"), Some("/HOME"), Some("HOME/.cache")),
        (Some("/CACHE"), Some("relative"), Some("CACHE")),
        (Some(""), Some(""), None),
    ] {
        let place = tempfile::tempdir().unwrap();
        let book = Book::new(&[("page.md", &text)]);
        let before = files(book.path());
        let mut command = command();
        command
            .current_dir(book.path())
            .args(["render", "src/page.md"]);
        for (name, value) in [("XDG_CACHE_HOME", xdg), ("HOME", home)] {
            match value {
                Some(path) if path.starts_with('/') => {
                    command.env(name, place.path().join(&path[1..]));
                }
                Some(path) => {
                    command.env(name, path);
                }
                None => {
                    command.env_remove(name);
                }
            }
        }
        let run = run(&mut command, "");
        assert!(run.stdout.contains("<svg"), "{run:?}");
        assert_eq!(files(book.path()), before, "{xdg:?} {home:?}");
        let kept = expected.map(|path| place.path().join(path).join("mdbook-patterns"));
        assert!(kept.is_none_or(|path| path.is_dir()), "{xdg:?} {home:?}");
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn sources_that_grow_without_end_are_refused_in_time() {
    let repeated = |count: usize, line: fn(usize) -> String| {
        let lines: Vec<String> = (0..count).map(line).collect();
        format!("graph LR\n{}", lines.join("\n"))
    };
    let nested = repeated(3000, |n| format!("subgraph s{n}")) + &"\nend".repeat(3000);
    let wide = repeated(4000, |n| format!("  A{n} --> A{}", (n * 7) % 4001));
    let brackets = format!("graph LR\n  A{}", "[".repeat(50_000));
    let huge = format!("graph LR\n  A[{}]", "x".repeat(200_000));
    for source in [nested, wide, brackets, huge] {
        let start = Instant::now();
        let _ = Diagrams::new(false, true).draw(&source);
        assert!(start.elapsed() < Duration::from_secs(20), "{source:.40}");
    }
}

/// Parts of diagrams, put together without sense.
fn scrambled() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "graph LR",
        "flowchart TD",
        "sequenceDiagram",
        "stateDiagram-v2",
        "classDiagram",
        "erDiagram",
        "gantt",
        "pie",
        "mindmap",
        "timeline",
        "gitGraph",
        "journey",
        "%%{init: {}}%%",
        "---\ntitle: x\n---",
        "",
    ]);
    let line = prop::sample::select(vec![
        "A --> B",
        "A[x (y)]",
        "A->>B: hi",
        "subgraph x",
        "end",
        "[*] --> S",
        "loop",
        "alt x",
        "else",
        "state S {",
        "}",
        "note right of A: n",
        "class A { +x() }",
        "A ||--o{ B : has",
        "section S",
        "task :a1, 2026-01-01, 3d",
        "\"x\" : 3",
        "  root((x))",
        "    child",
        "commit",
        "style A fill:#f00",
        "classDef c fill:red",
        "A:::c",
        "click A \"javascript:x\"",
        "A@{ shape: cyl }",
        "accTitle: t",
        "é🏆[\"ü\"]",
        "]]]",
        "-->",
        ";",
    ]);
    (
        head,
        prop::collection::vec(line, 0..8),
        any::<prop::sample::Index>(),
        any::<bool>(),
    )
        .prop_map(|(head, lines, at, cut)| {
            let mut text = format!("{head}\n  {}\n", lines.join("\n  "));
            if cut {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let at = places[at.index(places.len())];
                text.remove(at);
            }
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// No panic, nothing unbalanced, and what is drawn was accepted.
    #[test]
    fn drawing_never_fails_badly(source in scrambled()) {
        let checked = Diagrams::new(false, false).check(&source);
        match Diagrams::new(false, true).draw(&source) {
            Ok(drawing) => {
                prop_assert_eq!(checked, Ok(()));
                let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", drawing.body.replace('\u{1}', "x"));
                prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{}", svg);
            }
            Err(fault) => {
                prop_assert!(!fault.message.contains("failed"), "{:?} of {}", fault, source);
                if let Some(at) = fault.at {
                    prop_assert!(source.get(at.clone()).is_some(), "{:?} of {}", at, source);
                }
            }
        }
    }
}
