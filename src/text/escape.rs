//! Text from books made harmless: for HTML and for Markdown.

use mdbook_markdown::pulldown_cmark::{CowStr, Event};
use std::borrow::Cow;

/// Text for HTML content and quoted attributes. It stays on one line, since a
/// blank line would end the HTML block around it, and mdBook's `{{` is text.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| MAY_BE_NO_TEXT[byte as usize]) {
        let (plain, behind) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = behind.chars();
        match chars.next().unwrap_or_default() {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '{' => out.push_str("&#123;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// The bytes for which [`html`] may write something else: every one is asked for it.
const MAY_BE_NO_TEXT: [bool; 256] = {
    // Some characters of several bytes that begin with this one are controls.
    const FAR_CONTROLS: u8 = 0xc2;
    let mut bytes = [false; 256];
    let mut byte: u8 = 0;
    while byte < u8::MAX {
        bytes[byte as usize] = byte.is_ascii_control()
            || matches!(
                byte,
                b'&' | b'<' | b'>' | b'"' | b'\'' | b'{' | FAR_CONTROLS
            );
        byte += 1;
    }
    bytes
};

/// Text whose invisible signs can be seen: a no-break space is `U+00A0`.
pub fn visible(text: String) -> String {
    // Joiners are part of words and of emoji.
    let is_invisible = |c: char| {
        matches!(
            c,
            '\u{a0}'
                | '\u{ad}'
                | '\u{2007}'
                | '\u{200b}'
                | '\u{202f}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{feff}'
        )
    };
    if text.is_ascii() || !text.contains(is_invisible) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            out.extend(["U+", &format!("{:04X}", u32::from(c))]);
        } else {
            out.push(c);
        }
    }
    out
}

/// Text for an attribute of a tag that stands in Markdown, also in a table's cell.
pub fn attribute(text: &str) -> String {
    html(text).replace('|', "&#124;")
}

/// Text that is exactly that text in Markdown and in HTML: all that could mean something is an entity.
pub fn entities(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            let _ = write!(out, "&#{};", u32::from(c));
        } else if !c.is_control() {
            out.push(c);
        }
    }
    out
}

/// Text as events whose Markdown reads as exactly that text. Escaping is
/// pulldown-cmark-to-cmark's business; what mdBook changes on top of Markdown
/// (curly quotes, dashes, `{{`) is written as entities.
pub fn markdown(text: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    let mut plain = String::new();
    let mut previous = ' ';
    for c in text.trim().chars() {
        let entity = match c {
            '"' => Some("&quot;"),
            '\'' => Some("&#39;"),
            '{' => Some("&#123;"),
            // At the end of a cell it would escape the cell's border.
            '\\' => Some("&#92;"),
            '-' if previous == '-' => Some("&#45;"),
            '.' if previous == '.' => Some("&#46;"),
            _ => None,
        };
        previous = c;
        match entity {
            Some(entity) => {
                if !plain.is_empty() {
                    events.push(Event::Text(CowStr::from(std::mem::take(&mut plain))));
                }
                events.push(Event::InlineHtml(CowStr::from(entity)));
            }
            None if c.is_control() => plain.push(' '),
            None => plain.push(c),
        }
    }
    if !plain.is_empty() {
        events.push(Event::Text(CowStr::from(plain)));
    }
    events
}

/// An id as words: `data-management` is `Data management`.
pub fn words(id: &str) -> Cow<'_, str> {
    let mut chars = id.chars();
    match chars.next() {
        Some(first) if id.contains(['-', '_']) || first.is_lowercase() => {
            let rest = chars.as_str().replace(['-', '_'], " ");
            Cow::Owned(first.to_uppercase().chain(rest.chars()).collect())
        }
        _ => Cow::Borrowed(id),
    }
}
