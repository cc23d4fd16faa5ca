//! Diagnostics and lists for people and machines: lines, columns and colours live here.

pub mod diff;
mod excerpt;
pub mod fingerprint;
mod fix_preview;
pub mod github;
pub mod human;
pub mod json;
pub mod rules;
pub mod sarif;
pub mod short;
pub mod status;
pub mod steps;
pub mod table;
pub mod terminal;
pub mod tier;
pub mod tone;
mod window;

use std::fmt::Write as _;

/// Text for a terminal: control characters and direction overrides shown as `�`
/// or as a space of the same length, so that spans stay right.
pub fn harmless(text: &str) -> String {
    if !text.chars().any(is_harmful) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match (is_harmful(c), c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 3) => out.push('\u{fffd}'),
            (true, len) => out.extend(std::iter::repeat_n('?', len)),
        }
    }
    out
}

/// JSON may hold what JSON need not escape but a terminal would obey.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut from = 0;
    for (at, c) in json.char_indices().filter(|(_, c)| is_harmful(*c)) {
        out.push_str(&json[from..at]);
        let _ = write!(out, "\\u{:04x}", u32::from(c));
        from = at + c.len_utf8();
    }
    out.push_str(&json[from..]);
    out
}

/// A path as a URI reference: what a URI does not hold as it is gets escaped.
pub fn percent(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn is_harmful(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
