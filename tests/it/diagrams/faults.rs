//! Which diagrams parse, and what is said of those that do not.

use super::fence;
use crate::site::Site;
use crate::support::{Book, command, run};
use mdbook_patterns::diagram::Diagrams;

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
