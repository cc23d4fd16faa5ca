//! Tags, comments and raw texts in HTML: as html5gum finds them, as browsers do.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{State, Token};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::engine::{self, Chapter};
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::pattern::Reading;
use mdbook_patterns::render::Target;
use mdbook_patterns::text::html::{self, Item, Tokenizer};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What both tokenizers say of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Open(String, Vec<(String, String)>, bool),
    Close(String),
    Comment(String),
}

fn ours(html: &str) -> Vec<Seen> {
    let items = html::scan(html).filter_map(|item| match item {
        Item::Open {
            name,
            attributes,
            self_closing,
            ..
        } => {
            let mut seen: Vec<(String, String)> = Vec::new();
            for attribute in attributes {
                let name = attribute.name.to_ascii_lowercase();
                // HTML takes the first of two.
                if seen.iter().all(|(other, _)| *other != name) {
                    seen.push((name, attribute.value.to_owned()));
                }
            }
            seen.sort();
            Some(Seen::Open(name.to_ascii_lowercase(), seen, self_closing))
        }
        Item::Close { name, .. } => Some(Seen::Close(name.to_ascii_lowercase())),
        Item::Comment { text, .. } => Some(Seen::Comment(text.to_owned())),
        Item::Declaration { .. } | Item::Raw { .. } => None,
    });
    items.collect()
}

fn theirs(html: &str) -> Vec<Seen> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut tokenizer =
        html5gum::Tokenizer::new_with_emitter(html, DefaultEmitter::<()>::default());
    let mut found = Vec::new();
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let state = match name.as_str() {
                    _ if tag.self_closing => None,
                    "textarea" | "title" => Some(State::RcData),
                    "plaintext" => Some(State::PlainText),
                    // Of a script's own states only the first: CommonMark ends it at the first tag.
                    _ => html::raw_text(&name).map(|_| State::RawText),
                };
                if let Some(state) = state {
                    tokenizer.set_state(state);
                }
                let attributes = tag.attributes.iter();
                let mut attributes: Vec<_> = attributes
                    .map(|(name, value)| (text(name), text(value)))
                    .collect();
                attributes.sort();
                found.push(Seen::Open(name, attributes, tag.self_closing));
            }
            Token::EndTag(tag) => found.push(Seen::Close(text(&tag.name))),
            Token::Comment(comment) => found.push(Seen::Comment(text(&comment))),
            _ => {}
        }
    }
    found
}

/// Pieces of which every sequence is read alike by both. Left out, as the two differ on purpose:
/// - a tag with `<` in it outside of quotes, or that does not end: no tag to CommonMark;
/// - `</1>`, `</>`, `<!x`, `<?x?>`, `<![CDATA[x]]>`: comments up to `>` to HTML, text or
///   declarations to CommonMark;
/// - `<script/>` and the like, which its author takes for closed;
/// - a `<script>` in a comment in a script, which keeps HTML from closing it;
/// - entities, which stay as they are written, and line ends and null bytes likewise.
fn piece() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "a", "B", "div", "h1", "x-y", "svg", "br", "pre", "code", "x:y", "x_y",
    ]);
    let raw = prop::sample::select(vec![
        "script", "STYLE", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]);
    let value = prop::sample::select(vec![
        "",
        "=x",
        "=\"x y\"",
        "='x\"y'",
        " = \"<b>\"",
        "=\"<!-- x -->\"",
        "='</script>'",
        "=a/b",
        "=\"é\"",
        "=x=y",
        "=\"\"",
        "=\n'x'",
        "=&",
    ]);
    let attribute_name = prop::sample::select(vec!["a", "ID", "data-x", "é", ":x", "b'c", "{"]);
    let attribute = (
        prop::sample::select(vec![" ", "\n", " /", "\t "]),
        attribute_name,
        value,
    )
        .prop_map(|(space, name, value)| format!("{space}{name}{value}"));
    let attribute = prop_oneof![9 => attribute, 1 => Just(" =y".to_owned())];
    let attributes = prop::collection::vec(attribute, 0..4).prop_map(|all| all.concat());
    let end = prop::sample::select(vec![">", " >", "/ >", " />"]);
    let open = (
        prop::sample::select(vec!["<", "</"]),
        name,
        attributes.clone(),
        end,
    )
        .prop_map(|(start, name, attributes, end)| format!("{start}{name}{attributes}{end}"));
    let raw = (prop::sample::select(vec!["<", "</"]), raw, attributes)
        .prop_map(|(start, name, attributes)| format!("{start}{name}{attributes} >"));
    let text = prop::sample::select(vec![
        "text", " ", "\n", "é", "< ", "<1", "&amp;", "&", "\"", "'", ">", "--", "-", "!", "</ ",
        "<<a>", "`", "=",
    ]);
    let text = text.prop_filter("a comment to HTML", |text| *text != "</ ");
    let comment = prop::sample::select(vec![
        "<!---->",
        "<!-->",
        "<!--->",
        "<!--x-->",
        "<!--x--!>",
        "<!-- <a href='x'> -->",
        "<!----!>",
        "<!---!>-->",
        "<!--a--b-->",
        "<!-- -- > -->",
        "<!--x--->",
        "<!--\"-->",
        "<!--x<!--y-->",
        "<!-->-->",
        "<!--é-->",
    ]);
    prop_oneof![
        4 => open,
        2 => raw,
        3 => text.prop_map(str::to_owned),
        2 => comment.prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tags_and_comments_are_what_a_browser_finds(pieces in prop::collection::vec(piece(), 0..12)) {
        let html = pieces.concat();
        prop_assert_eq!(ours(&html), theirs(&html), "{:?}", html);
    }

    /// Whatever the text: items in order, none beyond the end, each at its own bytes.
    #[test]
    fn items_stand_in_order(html in "([<>/!?='\"-]|a|script|[ \néx]|<!--|-->|</script>|<a b=|<!\\[CDATA\\[|\\]\\]>){0,40}") {
        let mut at = 0;
        for item in html::scan(&html) {
            let span = item.span();
            prop_assert!(at <= span.start && span.start < span.end, "{:?}", html);
            at = span.end;
            let source = &html[span.clone()];
            match item {
                Item::Open { name, attributes, .. } => {
                    prop_assert!(source[1..].starts_with(name) && source.ends_with('>'));
                    for attribute in attributes {
                        prop_assert_eq!(&html[attribute.span], attribute.value);
                        prop_assert!(html[attribute.whole].starts_with(attribute.name));
                    }
                }
                Item::Close { name, .. } => prop_assert!(source[2..].starts_with(name)),
                Item::Comment { text, .. } => prop_assert!(source.starts_with("<!--") && source.contains(text)),
                Item::Declaration { .. } | Item::Raw { .. } => {}
            }
        }
        prop_assert!(at <= html.len());
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
    (outcome.rendered[0].clone(), rules.collect())
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
        assert!(Reading::of(&page).stories().is_empty(), "{text}");
    }
    let (_, rules) = run(&page_with_link(id));
    assert!(!rules.contains(&"broken-anchor"), "{rules:?}");
    let page = Page::parse(story, &Kinds::default(), &MarkdownOptions::default());
    assert!(!Reading::of(&page).stories().is_empty());
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
