//! Braces at the end of a heading: an attribute list, or text.
//!
//! mdBook takes all of them for attributes, whatever stands inside, and takes no escapes
//! there. In MkDocs a list has a blank before it and says something, and escapes are resolved.

use super::attributes::List;
use super::respell::EDGE;
use crate::text::edit::Edit;

/// With what icons and inline elements end: a list directly behind one is its own.
const ENDS: [char; 10] = [':', '`', ')', ']', '*', '_', '~', '=', '+', '^'];

/// What the heading that begins at `start` needs so that braces that are text stay text, and
/// escapes in a list's id are resolved.
pub(super) fn edits(heading: &str, start: usize, edits: &mut Vec<Edit>) {
    if !heading.contains('{') {
        return;
    }
    let content = content(heading);
    let Some(open) = content.rfind('{').filter(|_| content.ends_with('}')) else {
        return;
    };
    let list = &content[open..];
    let inside = &list[1..list.len() - 1];
    let escapes = escapes_in_id(list);
    let mut plain = list.to_owned();
    for at in escapes.iter().rev() {
        plain.remove(*at);
    }
    let is_title = content[..open].trim_matches(['#', ' ', '\t']).is_empty();
    let says = |list: List| list.len == plain.len() && !(is_title && list.has_only_words());
    let parsed = List::parse(&plain).is_some_and(says);
    let is_list = parsed || is_id(inside);
    if is_list && (content[..open].ends_with([' ', '\t']) || open == 0 || is_bare_id(list)) {
        let at = |at: usize| start + open + at;
        edits.extend(escapes.iter().map(|e| Edit::delete(at(*e)..at(*e + 1))));
    } else if parsed && content[..open].ends_with(ENDS) {
        edits.push(Edit::insert(start + content.len(), EDGE));
    } else if !inside.contains(['\\', '<', '>', '}', '\n', '\r']) {
        // With one of these inside, mdBook takes them for text, too.
        edits.push(Edit::insert(start + content.len() - 1, "\\"));
    }
}

/// Whether braces hold one id alone, whatever signs are in it: to MkDocs as to mdBook that is one.
fn is_id(inside: &str) -> bool {
    let id = inside.trim().trim_start_matches(':').trim_start();
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '{' | '}' | '=');
    id.strip_prefix('#')
        .is_some_and(|id| !id.is_empty() && !id.contains(ends))
}

/// Whether a text may need any.
pub(super) fn may_occur(text: &str) -> bool {
    memchr::memchr_iter(b'}', text.as_bytes()).any(|at| {
        let rest = &text.as_bytes()[at + 1..];
        let behind = rest
            .iter()
            .find(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'#'));
        behind.is_none_or(|b| *b == b'\n')
    })
}

/// A heading without its underline or its closing signs.
fn content(heading: &str) -> &str {
    let heading = heading.trim_end();
    let (above, last) = heading.rsplit_once('\n').unwrap_or(("", heading));
    let last = last.trim_start_matches([' ', '\t', '>']);
    let underlines = |sign: char| last.trim_end_matches(sign).is_empty();
    if !above.is_empty() && (underlines('=') || underlines('-')) {
        return above.trim_end();
    }
    let open = heading.trim_end_matches('#');
    if heading.starts_with('#') && open.ends_with([' ', '\t']) {
        return open.trim_end();
    }
    heading
}

/// The backslashes that escape something in a list's id.
fn escapes_in_id(list: &str) -> Vec<usize> {
    let Some(id) = list
        .find('#')
        .filter(|at| list[1..*at].trim_matches([':', ' ']).is_empty())
    else {
        return Vec::new();
    };
    let bytes = list.as_bytes();
    let end = list[id..]
        .find([' ', '}'])
        .map_or(list.len(), |len| id + len);
    let mut escapes = Vec::new();
    let mut at = id;
    while at + 1 < end {
        if bytes[at] == b'\\' && bytes[at + 1].is_ascii_punctuation() {
            escapes.push(at);
            at += 1;
        }
        at += 1;
    }
    escapes
}

/// `{#id}` directly behind a word is mdBook's own way to write an id.
fn is_bare_id(list: &str) -> bool {
    let id = list
        .strip_prefix("{#")
        .and_then(|rest| rest.strip_suffix('}'));
    let is_id = |id: &str| {
        id.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    id.is_some_and(|id| id.starts_with(char::is_alphabetic) && is_id(id))
}
