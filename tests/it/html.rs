//! Tags, comments and raw texts in HTML: as html5gum finds them, as browsers do.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{State, Token};
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
        let html = part.repeat(1_000_000 / part.len());
        let start = Instant::now();
        for cut in ["", ">", "\">", "'>", "-->"] {
            let html = format!("{html}{cut}");
            assert!(html::scan(&html).count() <= html.len());
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{part}");
    }
}
