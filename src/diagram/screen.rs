//! Whether a kept drawing is one that could have been written: what is read from the cache is as
//! untrusted as the author's text.
//!
//! A drawing is written from lists of elements and attributes, in one form only: `<g class='a'>`.
//! Here the same lists and the same form are asked of it again, one pass over its bytes, which costs
//! a thousandth of drawing it. What is not certainly harmless is drawn anew.

use super::sheet::{Rule, Rules};
use super::style::COLOURS;
use super::value::{is_page, is_plain_name};
use super::write::ELEMENTS;
use super::{Drawing, ID};
use crate::text::maps::HashSet;
use std::sync::{Mutex, PoisonError};

/// The functions that CSS of ours calls, besides `url` of the drawing's own ids.
const FUNCTIONS: &[&str] = &["var", "light-dark", "color-mix", "rotate", "scale"];

/// Asks the drawings of one run.
#[derive(Debug, Default)]
pub struct Screen {
    /// Rules that passed: most drawings of a book have the same.
    harmless: Mutex<HashSet<Rules>>,
}

impl Screen {
    /// Whether `kept` can do no more than show a picture and lead where `source` leads.
    pub fn passes(&self, kept: &Drawing, source: &str) -> bool {
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
        kept.view_box.chars().all(number)
            && kept.width.is_finite()
            && kept.height.is_finite()
            && self.passes_rules(&kept.colours)
            && self.passes_rules(&kept.rules)
            && is_harmless_body(&kept.definitions, source)
            && is_harmless_body(&kept.body, source)
    }

    fn passes_rules(&self, rules: &Rules) -> bool {
        // A poisoned lock guards a set that is whole all the same.
        let known = || self.harmless.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(rules) {
            return true;
        }
        let passes = rules.iter().all(is_harmless_rule);
        if passes {
            known().insert(rules.clone());
        }
        passes
    }
}

fn is_harmless_body(body: &str, source: &str) -> bool {
    let mut scan = Scan {
        text: body.as_bytes(),
        at: 0,
    };
    while scan.at < scan.text.len() {
        let passes = if scan.take(b'<') {
            scan.passes_tag(source)
        } else {
            scan.until(b'<').is(TEXT)
        };
        if !passes {
            return false;
        }
    }
    true
}

/// A drawing's body, and how far it is read.
struct Scan<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Scan<'t> {
    /// Whether `byte` comes next; then it is read.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    /// Reads a harmless tag, of which the first sign is read; false where it is none.
    fn passes_tag(&mut self, source: &str) -> bool {
        if self.take(b'/') {
            return is_element(self.word()) && self.take(b'>');
        }
        let element = self.word();
        if !is_element(element) {
            return false;
        }
        while self.take(b' ') {
            let name = self.word();
            let passes = self.take(b'=')
                && self.take(b'\'')
                && self
                    .value(name)
                    .is_some_and(|value| is_harmless_attribute(element, name, &value, source));
            if !passes {
                return false;
            }
        }
        self.take(b'/');
        self.take(b'>')
    }

    /// Reads a name, which may be empty.
    fn word(&mut self) -> &'t [u8] {
        let rest = &self.text[self.at..];
        let ends = |byte: &u8| KINDS[usize::from(*byte)] & NAME == 0;
        let len = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// Reads the value of the attribute `name` up to the quote that ends it, that quote included.
    fn value(&mut self, name: &[u8]) -> Option<Piece<'t>> {
        let value = if name == b"d" {
            self.path()?
        } else {
            self.until(b'\'')
        };
        self.take(b'\'').then_some(value)
    }

    /// Reads up to the quote behind a path. Paths are long: there a search of its own for the end pays.
    fn path(&mut self) -> Option<Piece<'t>> {
        let rest = &self.text[self.at..];
        let text = &rest[..memchr::memchr(b'\'', rest)?];
        self.at += text.len();
        let kinds = kinds_of(text);
        Some(Piece { text, kinds })
    }

    /// Reads up to `end` or the text's end. What is looked at are mostly a few bytes: a search of its own
    /// for the end would cost more than it saves.
    fn until(&mut self, end: u8) -> Piece<'t> {
        let rest = &self.text[self.at..];
        let mut kinds = u8::MAX;
        let mut len = 0;
        for byte in rest {
            if *byte == end {
                break;
            }
            kinds &= KINDS[usize::from(*byte)];
            len += 1;
        }
        self.at += len;
        let text = &rest[..len];
        Piece { text, kinds }
    }
}

fn is_element(name: &[u8]) -> bool {
    // What most tags are.
    matches!(name, b"g" | b"text" | b"tspan" | b"path" | b"rect") || is_one_of(ELEMENTS, name)
}

fn is_one_of(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|known| known.as_bytes() == name)
}

/// A piece of a drawing's body, and the kinds of text that it can be.
struct Piece<'t> {
    text: &'t [u8],
    kinds: u8,
}

impl Piece<'_> {
    fn is(&self, kind: u8) -> bool {
        self.kinds & kind != 0
    }
}

fn is_harmless_attribute(element: &[u8], name: &[u8], value: &Piece<'_>, source: &str) -> bool {
    // These are most attributes.
    if name == b"class" {
        return value.is(CLASS);
    }
    if is_plain_name(name) {
        return value.is(PLAIN) && loads_nothing(value);
    }
    let Ok(text) = std::str::from_utf8(value.text) else {
        return false;
    };
    match name {
        b"href" if element == b"a" => {
            value.is(VALUE)
                && unescaped(text).is_some_and(|dest| is_page(&dest) && source.contains(&dest))
        }
        b"href" => text.strip_prefix('#').is_some_and(is_own_id),
        b"rel" => text == "noopener noreferrer",
        b"id" => is_own_id(text),
        b"overflow" => text == "visible",
        b"style" => is_harmless_css(text),
        b"marker-end" | b"marker-mid" | b"marker-start" | b"clip-path" => is_own_url(text),
        name if is_one_of(COLOURS, name) => is_own_url(text) || is_harmless_css(text),
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

/// Whether a rule is one, and its parts are what they should be.
fn is_harmless_rule(rule: Option<Rule<'_>>) -> bool {
    rule.is_some_and(|rule| {
        rule.selectors().all(|text| all(text, SELECTOR)) && is_harmless_css(rule.declarations)
    })
}

/// Declarations that load nothing and end nothing.
fn is_harmless_css(css: &str) -> bool {
    let mut entities = css.match_indices('&');
    let mut calls = css.match_indices('(');
    all(css, DECLARATIONS)
        // Of what stands in attributes only quotes are entities; any other could be a bracket.
        && entities.all(|(at, _)| css[at..].starts_with("&#39;"))
        && calls.all(|(at, _)| {
            let mut names = css[..at].rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            let name = names.next().unwrap_or("");
            let is_own = || css[at..].starts_with(&format!("(#{ID}"));
            FUNCTIONS.contains(&name) || name == "url" && is_own()
        })
}

/// Whether nothing in a value asks for a file.
fn loads_nothing(value: &Piece<'_>) -> bool {
    // Letters and digits alone call nothing, and most values are these.
    value.is(BARE)
        || value
            .text
            .windows(4)
            .all(|part| part[3] != b'(' || !part[..3].eq_ignore_ascii_case(b"url"))
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
/// Names of elements and attributes.
const NAME: u8 = 1 << 7;

/// In which kinds of text a byte may stand.
static KINDS: [u8; 256] = kinds();

/// What kinds of text a text can be.
fn kinds_of(text: &[u8]) -> u8 {
    let kinds = text.iter().map(|byte| KINDS[usize::from(*byte)]);
    kinds.fold(u8::MAX, |all, kinds| all & kinds)
}

/// Whether a text is made of what its kind allows.
fn all(text: &str, kind: u8) -> bool {
    kinds_of(text.as_bytes()) & kind != 0
}

const fn kinds() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0u8;
    loop {
        let letter = byte.is_ascii_alphanumeric();
        // Other characters than ASCII are letters wherever letters may stand.
        let far = byte >= 0x80;
        let mut kinds = 0;
        if letter || byte == b'-' {
            kinds |= NAME;
        }
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
        // No comma: what stands behind one is not inside the drawing.
        if matches!(byte, b'.' | b'>') {
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
            "fill:\u{feff}(--fg)",
            "fill:url(#x)",
        ] {
            assert!(!is_harmless_css(css), "{css}");
        }
    }
}
