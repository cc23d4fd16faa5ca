//! Two tokenizers of HTML, ours and html5gum's, and what both read alike. Tests and a fuzz target use it.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{State, Token};
use mdbook_patterns::text::html::{self, Item};
use proptest::prelude::*;

/// What both tokenizers say of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A tag: its name, its attributes, whether it closes itself.
    Open(String, Vec<(String, String)>, bool),
    /// A closing tag.
    Close(String),
    /// A comment.
    Comment(String),
}

/// What our tokenizer finds.
pub fn ours(html: &str) -> Vec<Seen> {
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

/// What html5gum finds, told of raw texts as a browser tells its tokenizer.
pub fn theirs(html: &str) -> Vec<Seen> {
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
pub fn piece() -> impl Strategy<Value = String> {
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

/// Whatever the text: items in order, none beyond the end, each at its own bytes; else the one that is not.
pub fn in_order(html: &str) -> Result<(), String> {
    let mut at = 0;
    for item in html::scan(html) {
        let span = item.span().clone();
        let source = html.get(span.clone()).unwrap_or("");
        let own = match &item {
            Item::Open {
                name, attributes, ..
            } => {
                let own = |attribute: &html::Attribute<'_>| {
                    html.get(attribute.span.clone()) == Some(attribute.value)
                        && html
                            .get(attribute.whole.clone())
                            .is_some_and(|whole| whole.starts_with(attribute.name))
                };
                let named = source.get(1..).is_some_and(|rest| rest.starts_with(name));
                named && source.ends_with('>') && attributes.iter().all(own)
            }
            Item::Close { name, .. } => source.get(2..).is_some_and(|rest| rest.starts_with(name)),
            Item::Comment { text, .. } => source.starts_with("<!--") && source.contains(text),
            Item::Declaration { .. } | Item::Raw { .. } => !source.is_empty(),
        };
        if !own || span.start < at || span.end <= span.start {
            return Err(format!("{item:?}"));
        }
        at = span.end;
    }
    Ok(())
}
