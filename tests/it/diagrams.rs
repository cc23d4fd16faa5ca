//! Mermaid diagrams: drawn, screened, named, kept, or left alone.
#![cfg(feature = "diagrams")]

mod cache;
mod faults;
mod limits;

use crate::metadata::search;
use crate::site::Site;
use crate::support::{Book, command, run};
use mdbook_patterns::diagram::Diagrams;
use proptest::prelude::*;
use std::fmt::Write as _;

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
#[ignore = "takes seconds; `cargo xtask test` runs it"]
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
