//! Tags and comments in a piece of HTML, as CommonMark delimits HTML.
//!
//! Not an HTML parser: it finds where tags and comments begin and end and what
//! their attributes say. No crate does only this with byte spans; an HTML5
//! tokenizer would also decode entities and switch states on `<script>`, which
//! a Markdown page's fragments give it no chance to do right.

use std::ops::Range;

/// A tag or a comment; spans are relative to the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// `<name …>`, also self-closing.
    Open {
        /// The whole tag.
        span: Range<usize>,
        /// The name as written.
        name: &'a str,
        /// The attributes.
        attributes: Vec<Attribute<'a>>,
        /// Whether it ends in `/>`.
        self_closing: bool,
    },
    /// `</name>`
    Close {
        /// The whole tag.
        span: Range<usize>,
        /// The name as written.
        name: &'a str,
    },
    /// `<!-- … -->`; one that is not closed reaches to the end.
    Comment {
        /// The whole comment.
        span: Range<usize>,
        /// What stands between the dashes.
        text: &'a str,
    },
}

/// One attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value without quotes; empty where there is none.
    pub value: &'a str,
    /// The value's bytes, without quotes.
    pub span: Range<usize>,
    /// The whole attribute's bytes.
    pub whole: Range<usize>,
}

/// All tags and comments of `html`, in order.
pub fn scan(html: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        if let Some((item, end)) = item_at(html, start) {
            items.push(item);
            at = end;
        } else {
            at = start + 1;
        }
    }
    items
}

/// The tag or comment that the `<` at `start` opens, and where it ends.
pub fn item_at(html: &str, start: usize) -> Option<(Item<'_>, usize)> {
    if html[start..].starts_with("<!--") {
        return Some(comment(html, start));
    }
    tag(html, start)
}

/// What a reader sees of a piece of HTML as text: all but tags, comments,
/// scripts and styles. Entities stay as they are written.
pub fn visible_text(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut hidden: Option<&str> = None;
    for item in scan(html) {
        let span = match &item {
            Item::Open { span, .. } | Item::Close { span, .. } | Item::Comment { span, .. } => span,
        };
        if hidden.is_none() {
            text.push_str(&html[at..span.start]);
            text.push(' ');
        }
        at = span.end;
        match item {
            Item::Open { name, .. } if hidden.is_none() && is_hidden(name) => hidden = Some(name),
            Item::Close { name, .. } if hidden.is_some_and(|h| h.eq_ignore_ascii_case(name)) => {
                hidden = None;
            }
            _ => {}
        }
    }
    if hidden.is_none() {
        text.push_str(&html[at..]);
    }
    text
}

/// All opening tags with their attributes, but for those in scripts and styles.
pub fn elements(html: &str) -> Vec<(&str, Vec<Attribute<'_>>)> {
    let mut found = Vec::new();
    let mut hidden: Option<&str> = None;
    for item in scan(html) {
        match item {
            Item::Open {
                name, attributes, ..
            } if hidden.is_none() => {
                hidden = is_hidden(name).then_some(name);
                found.push((name, attributes));
            }
            Item::Close { name, .. } if hidden.is_some_and(|h| h.eq_ignore_ascii_case(name)) => {
                hidden = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether an element's content is no HTML.
pub fn is_hidden(name: &str) -> bool {
    name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")
}

fn comment(html: &str, start: usize) -> (Item<'_>, usize) {
    let inner = start + 4;
    let (text_end, end) = match html[inner..].find("-->") {
        Some(found) => (inner + found, inner + found + 3),
        None => (html.len(), html.len()),
    };
    (
        Item::Comment {
            span: start..end,
            text: &html[inner..text_end],
        },
        end,
    )
}

fn tag(html: &str, start: usize) -> Option<(Item<'_>, usize)> {
    let bytes = html.as_bytes();
    let closing = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(closing);
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let name_len = html[name_start..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
        .count();
    let name = &html[name_start..name_start + name_len];
    let mut attributes = Vec::new();
    let mut at = name_start + name_len;
    loop {
        at += html[at..]
            .bytes()
            .take_while(u8::is_ascii_whitespace)
            .count();
        match *bytes.get(at)? {
            b'>' => {
                let span = start..at + 1;
                let item = if closing {
                    Item::Close { span, name }
                } else {
                    Item::Open {
                        span,
                        name,
                        attributes,
                        self_closing: false,
                    }
                };
                return Some((item, at + 1));
            }
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                let item = Item::Open {
                    span: start..at + 2,
                    name,
                    attributes,
                    self_closing: true,
                };
                return Some((item, at + 2));
            }
            b'/' => at += 1,
            b'<' => return None,
            _ => {
                let (attribute, end) = attribute(html, at)?;
                attributes.push(attribute);
                at = end;
            }
        }
    }
}

fn attribute(html: &str, start: usize) -> Option<(Attribute<'_>, usize)> {
    let bytes = html.as_bytes();
    let ends_name = |b: &u8| !(b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/' | b'<'));
    let len = bytes[start..].iter().take_while(|b| ends_name(b)).count();
    // A stray `=` is skipped as an attribute of one byte.
    let len = len.max(1);
    let name = html.get(start..start + len)?;
    let mut at = start + len;
    let spaces = bytes[at..]
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    if bytes.get(at + spaces) != Some(&b'=') {
        return Some((
            Attribute {
                name,
                value: "",
                span: at..at,
                whole: start..at,
            },
            at,
        ));
    }
    at += spaces + 1;
    at += bytes[at..]
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    let quote = *bytes.get(at)?;
    if quote == b'"' || quote == b'\'' {
        let inner = at + 1;
        let len = html[inner..].find(char::from(quote))?;
        let span = inner..inner + len;
        return Some((
            Attribute {
                name,
                value: &html[span.clone()],
                span,
                whole: start..inner + len + 1,
            },
            inner + len + 1,
        ));
    }
    let len = bytes[at..]
        .iter()
        .take_while(|b| !b.is_ascii_whitespace() && !matches!(**b, b'<' | b'>'))
        .count();
    let span = at..at + len;
    Some((
        Attribute {
            name,
            value: &html[span.clone()],
            span,
            whole: start..at + len,
        },
        at + len,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_comments() {
        let items = scan("a < b <!-- <p> --><div class=\"x y\" hidden id=z>t</div><br/>");
        assert_eq!(items.len(), 4);
        assert!(matches!(&items[0], Item::Comment { text: " <p> ", .. }));
        let Item::Open {
            attributes,
            name: "div",
            ..
        } = &items[1]
        else {
            panic!("{items:?}")
        };
        assert_eq!(
            attributes
                .iter()
                .map(|a| (a.name, a.value))
                .collect::<Vec<_>>(),
            [("class", "x y"), ("hidden", ""), ("id", "z")]
        );
    }

    #[test]
    fn broken_tags_are_text() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href='x",
            "</",
            "<1>",
            "<a <b",
        ] {
            assert!(
                scan(html)
                    .iter()
                    .all(|item| !matches!(item, Item::Open { name: "a", .. })),
                "{html}"
            );
        }
    }

    #[test]
    fn visible_text_is_what_is_read() {
        let html = "<p class=\"x\">a <b>b</b><!-- c --></p><style>d{}</style> e <br>";
        let words: Vec<_> = super::visible_text(html)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(words, ["a", "b", "e"]);
        assert_eq!(super::visible_text("<script>x"), " ");
        assert_eq!(super::visible_text("1 < 2"), "1 < 2");
    }
}
