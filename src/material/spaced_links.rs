//! Blanks in links where CommonMark has none: in a destination, `![x](img/Team Plan.png)`, and
//! between a link's text and its reference, `[text] [ref]`.

use super::signs;
use crate::material::markup::is_escaped;
use crate::text::edit::Edit;
use crate::text::indent::line_start;
use crate::text::maps::HashSet;
use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// How far the bracket that opens a link's text and the one that closes its destination are looked for.
const LONGEST: usize = 500;

/// The edits that a text with these events needs; `page` is the page's text that it came from.
pub(super) fn edits(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    page: &str,
    edits: &mut Vec<Edit>,
) {
    if !may_occur(text) {
        return;
    }
    let words = words(events, Links::Counted);
    let is_text = |at: usize| {
        let before = words.partition_point(|span| span.end <= at);
        words.get(before).is_some_and(|span| span.contains(&at))
    };
    for close in memchr::memmem::find_iter(text.as_bytes(), "](") {
        let link = is_text(close + 1) && opening(text, close, is_text).is_some();
        if let Some(dest) = link.then(|| destination(text, close + 2)).flatten() {
            edits.push(Edit::insert(dest.start, "<"));
            edits.push(Edit::insert(dest.end, ">"));
        }
    }
    let mut alone = HashSet::default();
    let mut found = Vec::new();
    for (event, range) in events {
        let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) =
            event
        else {
            continue;
        };
        if !matches!(link_type, LinkType::Shortcut | LinkType::Collapsed) {
            continue;
        }
        let label = id.to_lowercase();
        let is_link = text.as_bytes()[range.start] == b'[';
        let space = Some(range.start)
            .filter(|_| is_link)
            .and_then(|at| space_before(text, at));
        match space.filter(|space| opening(text, space.start - 1, is_text).is_some()) {
            Some(space) => found.push((label, space)),
            None => drop(alone.insert(label)),
        }
    }
    // Two words in brackets may also just stand beside one another: `[breaking] [#12]`.
    let is_id = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let is_reference = |label: &str| !alone.contains(label) && label.bytes().all(is_id);
    if found.is_empty() {
        return;
    }
    let is_material = signs::shown(page);
    let found = found
        .into_iter()
        .filter(|(label, _)| is_material || is_reference(label));
    edits.extend(found.map(|(_, space)| Edit::delete(space)));
}

/// Whether a text may need any: cheaper than to look for them.
fn may_occur(text: &str) -> bool {
    memchr::memchr_iter(b']', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        if let Some(rest) = rest.strip_prefix('(') {
            let inside = rest
                .bytes()
                .take(LONGEST)
                .take_while(|b| !matches!(b, b')' | b'\n'));
            return inside.clone().any(|b| b == b' ');
        }
        let bare = rest.trim_start_matches([' ', '\t', '\r', '\n', '>']);
        bare.len() < rest.len() && bare.starts_with('[')
    })
}

/// Whether the text of links and images counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Counted,
    Aside,
}

/// The running text, code and HTML aside, in order.
pub(super) fn words(events: &[(Event<'_>, Range<usize>)], links: Links) -> Vec<Range<usize>> {
    let mut opaque = 0usize;
    let mut words = Vec::new();
    for (event, range) in events {
        let (tag, opens) = match event {
            Event::Start(tag) => (tag.to_end(), true),
            Event::End(tag) => (*tag, false),
            Event::Text(_) if opaque == 0 => {
                words.push(range.clone());
                continue;
            }
            _ => continue,
        };
        let is_opaque = match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock => true,
            TagEnd::Link | TagEnd::Image => links == Links::Aside,
            _ => false,
        };
        match (is_opaque, opens) {
            (true, true) => opaque += 1,
            (true, false) => opaque = opaque.saturating_sub(1),
            (false, _) => {}
        }
    }
    words
}

/// The bracket that opens the link text which ends at `close`.
pub(super) fn opening(text: &str, close: usize, is_text: impl Fn(usize) -> bool) -> Option<usize> {
    if text.as_bytes().get(close) != Some(&b']') || !is_text(close) || is_escaped(text, close) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut open = 0usize;
    for at in (close.saturating_sub(LONGEST)..close).rev() {
        match bytes[at] {
            b']' if !is_escaped(text, at) => open += 1,
            b'[' if !is_escaped(text, at) => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return (is_text(at) && bytes.get(at + 1) != Some(&b'^')).then_some(at),
            },
            b'\n' if bytes[..at].trim_ascii_end().len() + 1 < at && bytes[at - 1] == b'\n' => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// The blank space before a reference, if a bracket stands before it.
fn space_before(text: &str, reference: usize) -> Option<Range<usize>> {
    let before = &text[..reference];
    if before.ends_with("] ") {
        return Some(reference - 1..reference);
    }
    let line = line_start(text, reference);
    let prefix = &text[line..reference];
    let above = text[..line].trim_end_matches(['\n', '\r']);
    let is_bare = prefix.bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'));
    let breaks = text[above.len()..line].matches('\n').count();
    (is_bare && breaks == 1 && above.ends_with(']')).then_some(above.len()..reference)
}

/// A destination with blanks in it, from behind the bracket on.
fn destination(text: &str, start: usize) -> Option<Range<usize>> {
    let line = &text[start..];
    let mut open = 0usize;
    let end = line
        .bytes()
        .take(LONGEST)
        .take_while(|b| *b != b'\n')
        .position(|b| match b {
            b'(' => {
                open += 1;
                false
            }
            b')' if open > 0 => {
                open -= 1;
                false
            }
            b => b == b')',
        })?;
    let inside = &line[..end];
    let bare = without_title(inside).trim_end();
    let dest = bare.trim_start();
    let from = start + bare.len() - dest.len();
    let plain = !dest.contains(['<', '>', '\\', '\t', '"', '|', '{', '}']) && dest.contains(' ');
    (plain && is_path(dest)).then(|| from..from + dest.len())
}

/// What stands before a title in quotes.
fn without_title(inside: &str) -> &str {
    let bare = inside.trim_end();
    let Some(quote) = bare.chars().next_back().filter(|c| matches!(c, '"' | '\'')) else {
        return inside;
    };
    let open = bare[..bare.len() - 1].find([' ', '\t']).and_then(|_| {
        let marks = bare[..bare.len() - 1].match_indices(quote);
        let mut opens = marks.filter(|(at, _)| bare[..*at].ends_with([' ', '\t']));
        opens.next()
    });
    open.map_or(inside, |(at, _)| &inside[..at])
}

/// Whether words with blanks between them are a path all the same: brackets behind brackets may
/// also be text.
fn is_path(dest: &str) -> bool {
    let path = dest.split(['#', '?']).next().unwrap_or(dest);
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let is_file = extension.is_some_and(|extension| {
        (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let begins = ["#", "./", "../", "http://", "https://"];
    is_file
        || begins.iter().any(|begin| dest.starts_with(begin))
        || path.ends_with('/')
        || dest.starts_with('/') && !dest.starts_with("/ ")
}
