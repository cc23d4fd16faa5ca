//! Whether a kept drawing is one that could have been written: what is read from the cache is as
//! untrusted as the author's text.
//!
//! A drawing is written from lists of elements and attributes. Here the same lists are asked of it
//! again, one pass over its text, which costs a hundredth of drawing it. What is not certainly
//! harmless is drawn anew.

use super::style::COLOURS;
use super::value::{PLAIN, is_page};
use super::write::ELEMENTS;
use super::{Css, Drawing, ID};
use crate::text::html::{self, Attribute, Item};

/// Whether `kept` can do no more than show a picture and lead where `source` leads.
pub fn is_harmless(kept: &Drawing, source: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
    kept.view_box.chars().all(number)
        && kept.width.is_finite()
        && kept.height.is_finite()
        && kept.colours.iter().all(is_harmless_rule)
        && kept.rules.iter().all(|(_, rule)| is_harmless_rule(rule))
        && is_harmless_body(&kept.body, source)
}

fn is_harmless_body(body: &str, source: &str) -> bool {
    let mut at = 0;
    for item in html::scan(body) {
        let span = item.span().clone();
        let known = match &item {
            Item::Open {
                name, attributes, ..
            } => {
                ELEMENTS.contains(name)
                    && attributes
                        .iter()
                        .all(|attribute| is_harmless_attribute(name, attribute, source))
            }
            Item::Close { name, .. } => ELEMENTS.contains(name),
            Item::Comment { .. } | Item::Declaration { .. } | Item::Raw { .. } => false,
        };
        if !known || !body.get(at..span.start).is_some_and(is_text) {
            return false;
        }
        at = span.end;
    }
    body.get(at..).is_some_and(is_text)
}

/// Text as it is written: no markup, on one line, nothing that mdBook expands.
fn is_text(text: &str) -> bool {
    // Bytes of other characters than ASCII are above all of these.
    let harmless = |byte: &u8| {
        !matches!(byte, b'<' | b'>' | b'{' | 0x7f) && (*byte >= b' ' || char::from(*byte) == ID)
    };
    text.as_bytes().iter().all(harmless)
}

fn is_harmless_attribute(element: &str, attribute: &Attribute<'_>, source: &str) -> bool {
    let (name, value) = (attribute.name, attribute.value);
    if !is_text(value) || value.contains(['"', '\\', '`']) {
        return false;
    }
    match name {
        "href" if element == "a" => {
            let dest = unescaped(value);
            dest.is_some_and(|dest| is_page(&dest) && source.contains(&dest))
        }
        "href" => value.strip_prefix('#').is_some_and(is_own_id),
        "rel" => value == "noopener noreferrer",
        "id" => is_own_id(value),
        "class" => value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')),
        "overflow" => value == "visible",
        "style" => is_harmless_css(value),
        "marker-end" | "marker-mid" | "marker-start" | "clip-path" => is_own_url(value),
        name if COLOURS.contains(&name) => is_own_url(value) || is_harmless_css(value),
        name => is_plain(value) && PLAIN.contains(&name),
    }
}

/// Numbers and words, which most attributes are made of.
fn is_plain(value: &str) -> bool {
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b' ' | b'.' | b',' | b'-' | b'+' | b'%' | b'(' | b')')
    };
    let bytes = value.as_bytes();
    bytes.iter().all(plain) && (!bytes.contains(&b'(') || is_harmless_css(value))
}

/// The id of a part of the drawing itself.
fn is_own_id(id: &str) -> bool {
    let number = id.strip_prefix(ID);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn is_own_url(value: &str) -> bool {
    let id = value
        .strip_prefix("url(#")
        .and_then(|id| id.strip_suffix(')'));
    id.is_some_and(is_own_id)
}

/// What is written as entities, as it was; `None` where others stand.
fn unescaped(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let (name, behind) = entity.split_once(';')?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#123" => '{',
            _ => return None,
        });
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}

fn is_harmless_rule(rule: &Css) -> bool {
    let selector = |text: &String| {
        text.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    ' ' | '.' | '-' | '_' | '>' | ':' | '*' | ',' | '(' | ')' | '+' | '~'
                )
        })
    };
    rule.selectors.iter().all(selector) && is_harmless_css(&rule.declarations)
}

/// Declarations that load nothing and end nothing.
fn is_harmless_css(css: &str) -> bool {
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '-'
                    | '_'
                    | ':'
                    | ';'
                    | ','
                    | '.'
                    | '('
                    | ')'
                    | '%'
                    | '#'
                    | '!'
                    | '+'
                    | '\''
                    | '&'
            )
            || c == ID
    };
    let lower = css.to_ascii_lowercase();
    let loads = lower
        .match_indices("url")
        .any(|(at, _)| !lower[at..].starts_with(&format!("url(#{ID}")));
    css.chars().all(plain)
        && !loads
        && !["image", "expression", "behavior", "binding"]
            .iter()
            .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{is_harmless_body, is_harmless_css};

    #[test]
    fn what_is_written_is_harmless() {
        let source = "click A \"https://x.y/?a=1&b=2\"";
        for body in [
            "<g class='m-node'><rect x='1' fill='url(#\u{1}3)'/><text>a &amp; b</text></g>",
            "<a href='https://x.y/?a=1&amp;b=2' rel='noopener noreferrer'><path d='M1,2L3,4'/></a>",
            "<use href='#\u{1}4'/><g id='\u{1}4' style='fill:#fff;font-family:&#39;x&#39;'></g>",
        ] {
            assert!(is_harmless_body(body, source), "{body}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for body in [
            "<script>alert(1)</script>",
            "<g onload='alert(1)'></g>",
            "<image href='https://x.y/z.png'/>",
            "<a href='javascript:alert(1)' rel='noopener noreferrer'></a>",
            "<a href='java&#115;cript:alert(1)'></a>",
            "<a href='https://evil.example'></a>",
            "<use href='https://x.y#a'/>",
            "<rect fill='url(https://x.y)'/>",
            "<rect style='background:url(//x.y)'/>",
            "<!-- x -->",
            "<g>\n\n# Heading</g>",
            "<g>{{#include x}}</g>",
            "<style>a{}</style>",
            "<g/><",
            "<path d='M1&quot;'/>",
            "<foreignObject></foreignObject>",
        ] {
            assert!(!is_harmless_body(body, ""), "{body}");
        }
        for css in [
            "a}b{",
            "</style>",
            "fill:u\\72l(x)",
            "@import x",
            "fill:url(x)",
        ] {
            assert!(!is_harmless_css(css), "{css}");
        }
    }
}
