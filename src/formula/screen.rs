//! MathML made harmless: only elements, attributes and styles that draw, and text that is text
//! wherever it stands, in Markdown too.

use crate::text::html::{self, Attribute, Item, is_one_of};
use std::fmt::Write as _;

/// Larger drawings are not shown.
const LARGEST: usize = 256 << 10;
/// Nor deeper ones: browsers stop at some hundred elements inside one another.
const DEEPEST: usize = 100;

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "b", "code", "em", "i", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover",
    "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "s", "span", "u",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "accent", "accentunder", "class", "columnspan", "depth", "displaystyle", "form", "height",
    "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits",
    "notation", "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset",
    "width",
];

/// Where a property's name begins thus, it is about sizes, lines and colours.
#[rustfmt::skip]
const STYLES: &[&str] = &[
    "background-color", "border", "color", "font-size", "font-variant-caps", "height",
    "justify-items", "margin", "padding", "text-align", "vertical-align", "width",
];

/// What stands inside the outermost element of `mathml`. Other elements go, their content
/// stays: nothing in a formula is a link, and labels are no ids of the page.
pub fn screen(mathml: &str) -> Option<String> {
    let mut out = String::with_capacity(2 * mathml.len());
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    for item in html::scan(mathml) {
        text(&mathml[at..item.span().start], &mut out);
        at = item.span().end;
        match item {
            Item::Open {
                name,
                attributes,
                self_closing,
                ..
            } => {
                if is_one_of(ELEMENTS, name) {
                    let _ = write!(out, "<{name}");
                    for it in &attributes {
                        attribute(it, &mut out);
                    }
                    out.push('>');
                    if self_closing {
                        let _ = write!(out, "</{name}>");
                    }
                }
                if !self_closing {
                    open.push(name);
                }
            }
            Item::Close { name, .. } => {
                if open.pop() != Some(name) {
                    return None;
                }
                if is_one_of(ELEMENTS, name) {
                    let _ = write!(out, "</{name}>");
                }
            }
            Item::Comment { .. } | Item::Declaration { .. } | Item::Raw { .. } => return None,
        }
        if open.len() > DEEPEST || out.len() > LARGEST {
            return None;
        }
    }
    text(&mathml[at..], &mut out);
    (open.is_empty() && out.len() <= LARGEST).then_some(out)
}

/// Writes text whose entities stay; whatever else could mean something becomes one.
fn text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entity = entity(rest);
        if entity > 0 {
            out.push_str(&rest[..entity]);
            rest = &rest[entity..];
            continue;
        }
        if c.is_ascii_punctuation() || c == '\n' {
            let _ = write!(out, "&#{};", u32::from(c));
        } else if !c.is_control() {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// The length of the entity that a text begins with.
fn entity(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('&') else {
        return 0;
    };
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let len = rest.bytes().take(12).take_while(is_name).count();
    if len > 0 && rest[len..].starts_with(';') {
        len + 2
    } else {
        0
    }
}

fn attribute(attribute: &Attribute<'_>, out: &mut String) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '%' | '-' | '#');
    let value = attribute.value;
    if attribute.name == "style" {
        let declarations = value.split(';').map(str::trim).filter(|it| {
            it.split_once(':').is_some_and(|(name, value)| {
                let known = STYLES.iter().any(|known| name.starts_with(known));
                known && name.chars().all(plain) && value.chars().all(plain)
            })
        });
        let style = declarations.collect::<Vec<_>>().join(";");
        if !style.is_empty() {
            let _ = write!(out, " style=\"{style}\"");
        }
    } else if is_one_of(ATTRIBUTES, attribute.name) && value.chars().all(plain) {
        let _ = write!(out, " {}=\"{value}\"", attribute.name);
    }
}
