//! Whether a kept drawing is one that could have been written: what is read from the cache is as
//! untrusted as the author's text.
//!
//! A drawing is written from lists of elements and attributes, in one form only: `<g class='a'>`.
//! Here the same lists and the same form are asked of it again, one pass over its bytes, which costs
//! a thousandth of drawing it. What is not certainly harmless is drawn anew.

use super::style::COLOURS;
use super::value::{is_page, is_plain_name};
use super::write::ELEMENTS;
use super::{Css, Drawing, ID};

/// The functions that CSS of ours calls, besides `url` of the drawing's own ids.
const FUNCTIONS: &[&str] = &["var", "light-dark", "color-mix", "rotate", "scale"];

/// Whether `kept` can do no more than show a picture and lead where `source` leads.
pub fn is_harmless(kept: &Drawing, source: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
    kept.view_box.chars().all(number)
        && kept.width.is_finite()
        && kept.height.is_finite()
        && kept.colours.iter().all(is_harmless_rule)
        && kept.rules.iter().all(|(_, rule)| is_harmless_rule(rule))
        && is_harmless_body(&kept.definitions, source)
        && is_harmless_body(&kept.body, source)
}

fn is_harmless_body(body: &str, source: &str) -> bool {
    let mut rest = body;
    loop {
        // Mostly, one tag stands directly behind the other.
        let open = if rest.starts_with('<') {
            Some(0)
        } else {
            memchr::memchr(b'<', rest.as_bytes())
        };
        let Some(open) = open else {
            return all(rest, TEXT);
        };
        if !all(&rest[..open], TEXT) {
            return false;
        }
        let Some(behind) = behind_tag(&rest[open + 1..], source) else {
            return false;
        };
        rest = behind;
    }
}

/// What stands behind a harmless tag, of which `rest` lacks the first sign.
fn behind_tag<'t>(rest: &'t str, source: &str) -> Option<&'t str> {
    if let Some(rest) = rest.strip_prefix('/') {
        let (element, rest) = word(rest);
        return rest.strip_prefix('>').filter(|_| is_element(element));
    }
    let (element, mut rest) = word(rest);
    if !is_element(element) {
        return None;
    }
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (name, behind) = word(attribute);
        let (value, behind) = Value::quoted(behind.strip_prefix("='")?)?;
        if !is_harmless_attribute(element, name, &value, source) {
            return None;
        }
        rest = behind;
    }
    rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>'))
}

/// A name, and what stands behind it.
fn word(text: &str) -> (&str, &str) {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().position(|byte| !is_name(&byte));
    text.split_at(length.unwrap_or(text.len()))
}

fn is_element(name: &str) -> bool {
    // What most tags are.
    matches!(name, "g" | "text" | "tspan" | "path" | "rect") || ELEMENTS.contains(&name)
}

/// An attribute's value, and the kinds of text that it can be.
struct Value<'t> {
    text: &'t str,
    kinds: u8,
}

impl<'t> Value<'t> {
    /// The value up to the quote that ends it, and what stands behind.
    fn quoted(text: &'t str) -> Option<(Value<'t>, &'t str)> {
        let mut kinds = u8::MAX;
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\'' {
                let value = Value {
                    text: &text[..at],
                    kinds,
                };
                return Some((value, &text[at + 1..]));
            }
            kinds &= KINDS[usize::from(byte)];
        }
        None
    }

    fn is(&self, kind: u8) -> bool {
        self.kinds & kind != 0
    }
}

fn is_harmless_attribute(element: &str, name: &str, value: &Value<'_>, source: &str) -> bool {
    let text = value.text;
    match name {
        // What most attributes are.
        "class" => value.is(CLASS),
        name if is_plain_name(name) => value.is(PLAIN) && loads_nothing(value),
        "href" if element == "a" => {
            value.is(VALUE)
                && unescaped(text).is_some_and(|dest| is_page(&dest) && source.contains(&dest))
        }
        "href" => text.strip_prefix('#').is_some_and(is_own_id),
        "rel" => text == "noopener noreferrer",
        "id" => is_own_id(text),
        "overflow" => text == "visible",
        "style" => is_harmless_css(text),
        "marker-end" | "marker-mid" | "marker-start" | "clip-path" => is_own_url(text),
        name if COLOURS.contains(&name) => is_own_url(text) || is_harmless_css(text),
        _ => false,
    }
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
    rule.selectors.iter().all(|text| all(text, SELECTOR)) && is_harmless_css(&rule.declarations)
}

/// Declarations that load nothing and end nothing.
fn is_harmless_css(css: &str) -> bool {
    let calls = memchr::memchr_iter(b'(', css.as_bytes());
    let mut entities = memchr::memchr_iter(b'&', css.as_bytes());
    all(css, DECLARATIONS)
        // Of what stands in attributes only quotes are entities; any other could be a bracket.
        && entities.all(|at| css[at..].starts_with("&#39;"))
        && calls.into_iter().all(|at| {
            let name = css[..at].rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            let name = &css[name.map_or(0, |before| before + 1)..at];
            let is_own = || css[at..].starts_with(&format!("(#{ID}"));
            FUNCTIONS.contains(&name) || name == "url" && is_own()
        })
}

/// Whether nothing in a value asks for a file.
fn loads_nothing(value: &Value<'_>) -> bool {
    // Letters and digits alone call nothing, and most values are these.
    value.is(BARE)
        || value.text.match_indices('(').all(|(at, _)| {
            let name = at.checked_sub(3).and_then(|from| value.text.get(from..at));
            !name.is_some_and(|name| name.eq_ignore_ascii_case("url"))
        })
}

/// Text as it is written: no markup, on one line, nothing that mdBook expands.
const TEXT: u8 = 1;
/// Text that ends no value.
const VALUE: u8 = 1 << 1;
/// Numbers and words, which most attributes are made of.
const PLAIN: u8 = 1 << 2;
/// The same without brackets.
const BARE: u8 = 1 << 6;
/// Names of classes.
const CLASS: u8 = 1 << 3;
/// A selector.
const SELECTOR: u8 = 1 << 4;
/// Declarations.
const DECLARATIONS: u8 = 1 << 5;

/// In which kinds of text a byte may stand.
static KINDS: [u8; 256] = kinds();

/// Whether a text is made of what its kind allows.
fn all(text: &str, kind: u8) -> bool {
    let bytes = text.bytes();
    bytes.fold(kind, |kinds, byte| kinds & KINDS[usize::from(byte)]) != 0
}

const fn kinds() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0u8;
    loop {
        let letter = byte.is_ascii_alphanumeric();
        // Other characters than ASCII are letters wherever letters may stand.
        let far = byte >= 0x80;
        let mut kinds = 0;
        if (byte >= b' ' || byte == ID as u8) && !matches!(byte, b'<' | b'>' | b'{' | 0x7f) {
            kinds |= TEXT;
            if !matches!(byte, b'"' | b'\\' | b'`') {
                kinds |= VALUE;
            }
        }
        if letter || matches!(byte, b' ' | b'.' | b',' | b'-' | b'+' | b'%' | b'(' | b')') {
            kinds |= PLAIN;
            if !matches!(byte, b'(' | b')') {
                kinds |= BARE;
            }
        }
        if letter || far || matches!(byte, b' ' | b'-' | b'_') {
            kinds |= CLASS | SELECTOR | DECLARATIONS;
        }
        if matches!(
            byte,
            b'.' | b'>' | b':' | b'*' | b',' | b'(' | b')' | b'+' | b'~'
        ) {
            kinds |= SELECTOR;
        }
        if byte == ID as u8
            || matches!(
                byte,
                b':' | b';' | b',' | b'.' | b'(' | b')' | b'%' | b'#' | b'!' | b'+' | b'\'' | b'&'
            )
        {
            kinds |= DECLARATIONS;
        }
        table[byte as usize] = kinds;
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
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
            "<g class=\"a\"></g>",
            "<g class=a></g>",
            "<g class='a'onload='b'></g>",
            "<g class='a' ></g>",
            "<g\n class='a'></g>",
            "</g onload='x'>",
            "<rect transform='url(x)'/>",
            "<rect fill='u&#114;l(x)'/>",
            "<g class='a",
            "<g",
            "<",
        ] {
            assert!(!is_harmless_body(body, ""), "{body}");
        }
        for css in [
            "a}b{",
            "</style>",
            "fill:u\\72l(x)",
            "@import x",
            "fill:url(x)",
            "fill:URL(x)",
            "fill:url&#40;x)",
            "fill:image-set(x)",
            "fill:url(#x)",
        ] {
            assert!(!is_harmless_css(css), "{css}");
        }
    }
}
