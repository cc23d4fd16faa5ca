//! Diagnostics and lists for people and machines: lines, columns and colours live here.

pub mod diff;
pub mod due;
mod excerpt;
pub mod export;
pub mod fingerprint;
mod fix_preview;
pub mod github;
pub mod human;
pub mod import;
pub mod json;
pub mod merge;
pub mod rules;
pub mod sarif;
pub mod short;
pub mod shown;
pub mod statistics;
pub mod status;
pub mod steps;
pub mod table;
pub mod template;
pub mod terminal;
pub mod tier;
pub mod tone;
mod window;

use std::fmt::Write as _;
use std::path::Path;
use unicode_general_category::{GeneralCategory, get_general_category};

/// A file's path from where `prefix` leads to the book's folder; one that begins at the root stays as it is.
pub fn path(prefix: &str, file: &str) -> String {
    if Path::new(file).is_absolute() {
        file.to_owned()
    } else {
        format!("{prefix}{file}")
    }
}

/// Text for a terminal: what is obeyed or hides instead of showing stands as `�` or as
/// `?` of the same length, so that spans stay right.
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

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// JSON may hold what JSON need not escape but a terminal would obey.
pub fn escaped(json: String) -> String {
    // The controls of ASCII but one are escaped in all JSON.
    let next = |from: usize| {
        let mut passed = 0;
        for block in json.as_bytes()[from..].chunks(BLOCK) {
            if block.iter().fold(0, |most, byte| *byte.max(&most)) >= 0x7f {
                let at = block.iter().position(|byte| *byte >= 0x7f)?;
                return Some(passed + at);
            }
            passed += block.len();
        }
        None
    };
    let Some(mut at) = next(0) else {
        return json;
    };
    let mut out = String::new();
    let mut from = 0;
    while let Some(c) = json[at..].chars().next() {
        let end = at + c.len_utf8();
        if is_harmful(c) {
            out.push_str(&json[from..at]);
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
            from = end;
        }
        at = next(end).map_or(json.len(), |length| end + length);
    }
    if from == 0 {
        return json;
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

/// Whether a terminal would obey the character or show nothing: controls, everything that
/// turns the direction of text, separators of lines, and whatever else has no width.
fn is_harmful(c: char) -> bool {
    // Letters with accents, punctuation, arrows, boxes and signs that most texts have, besides ASCII.
    if matches!(c, ' '..='~' | '\n' | '\t' | '\r' | '\u{c0}'..='\u{24f}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{27bf}')
    {
        return false;
    }
    // Emoji and the letters of Persian and Hindi need joiners; they move nothing and hide no text.
    let joins = matches!(c, '\u{200c}' | '\u{200d}');
    // These show: signs that stand above or around the digits behind them.
    let shows = matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    );
    let category = get_general_category(c);
    !joins
        && !shows
        && matches!(
            category,
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
        )
}
