//! Blocks of all kinds inside one another, as they come: no word is lost, none comes twice, and
//! nothing of what unfolding writes shows.

use crate::properties::input;
use mdbook_markdown::pulldown_cmark::html::push_html;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use mdbook_patterns::engine::{self, Chapter};
use mdbook_patterns::material::{MARK, TEXT};
use mdbook_patterns::render::Target;
use mdbook_patterns::text::html::{State, visible_text};
use proptest::prelude::*;
use std::fmt::Write as _;

/// A piece of a page; each `%` is a word of its own that readers see, each `@` one that stands in an
/// attribute or is a remark's.
#[derive(Debug, Clone)]
enum Piece {
    Text(&'static str),
    /// What stands before the body, what begins each of its lines, and what follows.
    Around(&'static str, &'static str, &'static str, Vec<Piece>),
}

fn text() -> impl Strategy<Value = Piece> {
    prop::sample::select(vec![
        "%",
        "% *%* `%` ++ctrl++ [%](#@)",
        "- %\n- %",
        "| % | % |\n|---|---|\n| % | % |",
        "```text\n%\n!!! note\n    %\n```",
        "<p>%</p>",
        "<br>\n%",
        "%\n: %",
        "    %",
        "##### %",
        "%\n!!! note \"%\"\n    %\n%",
        "<p>%</p>\n!!! tip \"% %\"\n    %",
        "---",
        "1. %\n\n   %",
        "==%== ^^%^^ :smile: %",
        "!!! note \"- *%* [%](a.md) `%`\"",
        "{++%++} {--%--} {~~%~>%~~} {==%==}{>>@<<} %",
        "%\n[//]: # (@)\n%",
        "% [%][r]\n[r]: https://e.x/@",
        "%[^n] %\n\n[^n]: %",
        "<div class=\"mermaid\">\ngraph TD\n  % --> %\n</div>",
        "```mermaid\ngraph TD\n  A[%] --> B[\"<strong>%</strong> %\"]\n```",
        "$%$ and $$%$$ and \\(%\\)",
        "![@](a.png \"@\"){ width=1 } %",
        "<img src=\"@.png\"> %\n%",
        "###### % {%}",
        "## % { .x #@ }",
        "% { .x }\n%\n{: #@ }",
        "*[W]: @\n\nW %",
        "`#!python %` `:::python %`",
        "[%] (%) [%]: %",
        "~~%~~ x^2^ H~2~O %",
        "```python hl_lines=\"1\" linenums=\"1\" title=\"@\"\n%\n```",
        "| `%|%` | % |\n|---|---|\n| % | `a\\|%` |",
        "<!-- @ -->\n%",
        "%  \n% \\\n%",
        ":%: :: ::: % :::",
        "{{ % }} [=1\u{ff05} %] [[%]] %",
    ])
    .prop_map(Piece::Text)
}

fn piece() -> impl Strategy<Value = Piece> {
    let around = prop::sample::select(vec![
        ("!!! note \"%\"", "    ", ""),
        ("!!! warning", "    ", ""),
        ("??? tip \"\"", "    ", ""),
        ("???+ danger \"1. % *%*\"", "    ", ""),
        ("=== \"%\"", "    ", ""),
        ("- %\n", "    ", ""),
        ("1. %\n", "    ", ""),
        ("", "> ", ""),
        ("<div markdown>\n", "", "\n</div>"),
        ("<div class=\"grid cards\" markdown>", "", "</div>"),
        ("<details markdown>\n<summary>%</summary>", "", "</details>"),
        ("/// tip | %\n", "", "///"),
        ("/// details | %\n    open: True\n", "", "///"),
        ("//// tab | %\n", "", "////"),
        ("/// html | div.x\n", "", "///"),
        ("Term %\n", ":   ", ""),
        ("<div class=\"truth-box\">\n<h4>%</h4>", "", "</div>"),
    ]);
    text().prop_recursive(5, 40, 4, move |inner| {
        (around.clone(), prop::collection::vec(inner, 1..4))
            .prop_map(|((open, lead, close), inner)| Piece::Around(open, lead, close, inner))
    })
}

impl Piece {
    fn write(&self, count: &mut usize, out: &mut String) {
        let mut words = |text: &str| {
            let mut out = String::new();
            for c in text.chars() {
                let mark = match c {
                    '%' => 'w',
                    '@' => 'a',
                    c => {
                        out.push(c);
                        continue;
                    }
                };
                *count += 1;
                let _ = write!(out, "{mark}{count}{mark}");
            }
            out
        };
        match self {
            Piece::Text(text) => out.push_str(&words(text)),
            Piece::Around(open, lead, close, inner) => {
                let open = words(open);
                let close = words(close);
                let mut body = String::new();
                for (index, piece) in inner.iter().enumerate() {
                    body.push_str(if index == 0 { "" } else { "\n\n" });
                    piece.write(count, &mut body);
                }
                out.push_str(&open);
                for line in body.lines() {
                    out.push('\n');
                    let blank = line.is_empty();
                    out.push_str(if blank { lead.trim_end() } else { lead });
                    out.push_str(line);
                }
                if !close.is_empty() {
                    out.push('\n');
                    out.push_str(&close);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "takes seconds; `cargo xtask test` runs it"]
    fn no_word_is_lost_and_no_mark_shows(pieces in prop::collection::vec(piece(), 1..5), crlf in any::<bool>()) {
        let mut text = String::from("# T\n");
        let mut count = 0;
        for piece in &pieces {
            text.push('\n');
            piece.write(&mut count, &mut text);
            text.push('\n');
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let html = Target::Html { panel: false, stylesheet: false, script: false };
        for target in [html, Target::Markdown] {
            let path = Some("a.md".to_owned());
            let chapter = Chapter { name: "a".to_owned(), path: path.clone(), source_path: path, content: text.clone() };
            let rendered = engine::run(&input(Some(target)), vec![chapter]).texts().concat();
            for part in [MARK, TEXT.0, TEXT.1] {
                prop_assert!(!rendered.contains(part), "{part} in\n{rendered}\nof\n{text}");
            }
            let shown = match target {
                Target::Markdown => rendered.clone(),
                Target::Html { .. } => {
                    let parser = new_cmark_parser(&rendered, &MarkdownOptions::default());
                    let mut html = String::new();
                    push_html(&mut html, parser);
                    visible_text(&html, State::default())
                }
            };
            let words = (1..=count).map(|word| format!("w{word}w"));
            for word in words.filter(|word| text.contains(word)) {
                let found = shown.matches(&word).count();
                prop_assert_eq!(found, 1, "{} in\n{}\nof\n{}", word, rendered, text);
            }
        }
    }
}
