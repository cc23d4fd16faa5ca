//! Tags, comments and raw texts in HTML: as html5gum finds them, as browsers do.

use crate::tokenizers::{in_order, ours, piece, theirs};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::engine::{self, Chapter};
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::pattern::Reading;
use mdbook_patterns::render::Target;
use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::text::html::{self, Item, Tokenizer};
use proptest::prelude::*;
use std::time::{Duration, Instant};

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tags_and_comments_are_what_a_browser_finds(pieces in prop::collection::vec(piece(), 0..12)) {
        let html = pieces.concat();
        prop_assert_eq!(ours(&html), theirs(&html), "{:?}", html);
    }

    /// Whatever the text: items in order, none beyond the end, each at its own bytes.
    #[test]
    #[ignore = "takes seconds; `cargo xtask test` runs it"]
    fn items_stand_in_order(html in "([<>/!?='\"-]|a|script|[ \néx]|<!--|-->|</script>|<a b=|<!\\[CDATA\\[|\\]\\]>){0,40}") {
        prop_assert_eq!(in_order(&html), Ok(()), "{:?}", html);
    }

    /// HTML in two pieces, cut between two items, is read as in one.
    #[test]
    fn a_piece_begins_in_the_state_the_last_one_ends_in(pieces in prop::collection::vec(piece(), 0..12), cut in 0usize..12) {
        let html = pieces.concat();
        let whole: Vec<_> = html::scan(&html).map(|item| (item.span().clone(), format!("{item:?}"))).collect();
        let Some((span, _)) = whole.get(cut) else { return Ok(()) };
        let first = &html[..span.end];
        let state = html::state_behind(first, html::State::default());
        let rest = Tokenizer::new(&html[span.end..], state).count();
        prop_assert_eq!(html::scan(first).count() + rest, whole.len(), "{:?}", html);
    }
}

#[test]
fn raw_text_holds_no_tags() {
    for (html, seen) in [
        (
            "<script>'<a href=x><!-- y -->'</script><b>",
            "script /script b",
        ),
        ("<TEXTAREA><b></textarea >", "TEXTAREA /textarea"),
        ("<style><a></styles></style", "style"),
        ("<title><a></title x='y'><b>", "title /title b"),
        ("<plaintext></plaintext><a>", "plaintext"),
        ("<svg><title/><a>", "svg title a"),
        ("<pre><a></pre>", "pre a /pre"),
        ("<noscript><a></noscript>", "noscript a /noscript"),
        ("<?php '<a>' ?><!DOCTYPE html><![CDATA[<a>]]><b>", "b"),
        ("<? <a>", "a"),
    ] {
        let names = html::scan(html).filter_map(|item| match item {
            Item::Open { name, .. } => Some(name.to_owned()),
            Item::Close { name, .. } => Some(format!("/{name}")),
            _ => None,
        });
        assert_eq!(names.collect::<Vec<_>>().join(" "), seen, "{html}");
    }
}

/// Whatever is looked for in vain is looked for once.
#[test]
fn broken_html_takes_linear_time() {
    for part in [
        "<a x=\"<a x='\" y='",
        "<a x=\"",
        "<a x='<b y=\"",
        "<!--",
        "<!-- -",
        "<?",
        "<!x",
        "<![CDATA[",
        "<script></script x='",
        "<script>",
        "</script ",
        "<a b c d e f g ",
        "<a b=c=\"d=",
    ] {
        let html = part.repeat(300_000 / part.len());
        let start = Instant::now();
        for cut in ["", "\">"] {
            let html = format!("{html}{cut}");
            assert!(html::scan(&html).count() <= html.len());
        }
        assert!(start.elapsed() < Duration::from_secs(5), "{part}");
    }
}

/// What stands in a script, a text field or code is the author's: nothing in it is a comment,
/// a tag or a block of ours.
#[test]
fn what_an_author_shows_as_it_stands_stays_so() {
    let untouched = [
        "<script>var s = \"<!-- GOAL: x -->kept\"</script>",
        "<textarea><!-- GOAL: x -->kept</textarea>",
        "<style>/* <!-- GOAL: x --> */</style>",
        "<div><title><!-- GOAL: x --></title></div>",
        "a <script>\"<!-- GOAL: x -->\"</script> b",
        "a <textarea><!-- patterns: allow(page-length) --></textarea> b",
        "<script>\n\n<!-- TEMPLATE INSTRUCTIONS -->\n\n</script>",
        "<pre>\n<div markdown>\n\n**x**\n\n</div>\n</pre>",
        "<pre>\n<div class=\"truth-box\">\n**x**\n</div>\n</pre>",
        "<pre><code>\n<p markdown=\"span\">**x**</p>\n</code></pre>",
        "<code><p markdown=\"span\">**x**</p></code>",
        "<textarea>\n<div markdown>\n\n**x**\n\n</div>\n</textarea>",
        "<script>\n`<div markdown>**x**</div>`\n\n!!! note\n    x\n\n{ .x } :smile:\n</script>",
        "<style>\n\n!!! note\n    x\n\n</style>",
        "<pre>\n!!! note\n    x\n\n=== \"T\"\n    x\n</pre>",
        "a <textarea>:smile: ++ctrl++ ==x==</textarea> b",
        "a <code>:smile: *x*{ .y }</code> b",
        "<div markdown>\n\n<script>\nvar s = \"</div>\", t = `<div>`;\n\n!!! note\n    x\n</script>\n\n</div>",
    ];
    for text in untouched {
        let (found, _) = run(&format!("# T\n\n{text}\n"));
        let text = text.strip_prefix("<div markdown>").unwrap_or(text);
        assert!(found.contains(text.trim()), "{text}\n{found}");
    }
}

/// The same where a blank line ends CommonMark's block of HTML and the element is still open.
#[test]
fn what_goes_on_behind_a_blank_line_stays_too() {
    for name in ["pre", "code", "textarea", "kbd"] {
        let text = format!(
            "# T\n\n<div>\n<{name}>\n\n!!! note\n    x\n\n<p markdown>*x*</p>\n\n:smile: ++ctrl++ ==x==\n\n</{name}>\n</div>\n"
        );
        assert_eq!(run(&text).0, text);
        // Behind it, and where it is never closed, all is as ever.
        for text in [
            format!("{text}\n!!! note\n    x\n"),
            format!("<p><{name}>x</p>\n\n!!! note\n    x\n"),
        ] {
            let (rendered, _) = run(&text);
            assert!(rendered.contains("patterns-admonition"), "{rendered}");
        }
    }
}

/// A page's rendered text and the rules that report something of it.
fn run(text: &str) -> (String, Vec<&'static str>) {
    let target = Target::Html {
        panel: false,
        stylesheet: false,
        script: false,
    };
    let path = Some("a.md".to_owned());
    let chapter = Chapter {
        name: "a".to_owned(),
        path: path.clone(),
        source_path: path,
        content: text.to_owned(),
    };
    let input = crate::properties::input(Some(target));
    let outcome = engine::run(&input, vec![chapter]);
    let rules = outcome.diagnostics.iter().map(|d| d.rule);
    (outcome.texts().concat(), rules.collect())
}

/// Rules do not take what stands there for the page's.
#[test]
fn what_stands_in_raw_text_counts_for_nothing() {
    let wraps: [fn(&str) -> String; 5] = [
        |html| format!("<script>\nvar s = '{html}'\n</script>"),
        |html| format!("<textarea>\n\n{html}\n\n</textarea>"),
        |html| format!("x <script>'{html}'</script>"),
        |html| format!("x <textarea>{html}</textarea>"),
        |html| format!("<xmp>\n\nx {html}\n\n</xmp>"),
    ];
    for (html, rule) in [
        ("<!-- TODO: x -->", "todo-comment"),
        (
            "<!-- patterns: allow(no-such-rule) -->",
            "suppression-unknown",
        ),
        ("<a href=\"nowhere.md\">x</a>", "broken-link"),
        ("<img src=\"nowhere.png\">", "broken-link"),
        ("<p style=\"width: 900px\">x</p>", "mobile-friendly"),
    ] {
        let page = |html: &str| format!("---\ntype: pattern\n---\n# T\n\n{html}\n");
        let (_, rules) = run(&page(html));
        assert!(rules.contains(&rule), "{html}: {rules:?}");
        for wrap in wraps {
            let (_, rules) = run(&page(&wrap(html)));
            assert!(!rules.contains(&rule), "{}: {rules:?}", wrap(html));
        }
    }
    let story = "<div class=\"failure-vignette\">x</div>";
    let id = "<b id=\"there\">x</b>";
    for wrap in wraps {
        let (_, rules) = run(&page_with_link(&wrap(id)));
        assert!(rules.contains(&"broken-anchor"), "{}: {rules:?}", wrap(id));
        let text = wrap(story);
        let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
        assert!(
            Reading::of(&page, &Seed::embedded().rows)
                .stories()
                .is_empty(),
            "{text}"
        );
    }
    let (_, rules) = run(&page_with_link(id));
    assert!(!rules.contains(&"broken-anchor"), "{rules:?}");
    let page = Page::parse(story, &Kinds::default(), &MarkdownOptions::default());
    assert!(
        !Reading::of(&page, &Seed::embedded().rows)
            .stories()
            .is_empty()
    );
}

fn page_with_link(html: &str) -> String {
    format!("# T\n\n[x](#there)\n\n{html}\n")
}

/// A raw text ends with the block around it, as mdBook closes what is left open there.
#[test]
fn an_unclosed_tag_in_running_text_hides_only_its_paragraph() {
    let (found, _) = run("# T\n\nThe <title> tag. <!-- GOAL: x -->\n\nThe <!-- GOAL: y --> end.\n");
    assert!(
        found.contains("GOAL: x") && !found.contains("GOAL: y"),
        "{found}"
    );
}
