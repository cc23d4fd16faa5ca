//! Colons at the start of a line that begin no definition: those of shortcodes, such as
//! `:material-flask:` and `:rocket:`, and of mkdocstrings, such as `::: package.module`.
//!
//! Definition lists are on in mdBook, and a line that begins with a colon makes
//! a term of the paragraph above it, known shortcode or not; in MkDocs only a colon
//! with white space behind it does. So that colon is written as an entity before
//! anything else is parsed; what becomes of the shortcode is decided later.

use crate::text::edit::Edit;
use crate::text::events::Events;
use mdbook_markdown::pulldown_cmark::{Event, Tag};

/// The colon, where it would begin a definition.
pub const COLON: &str = "&#58;";

/// The colons of all such lines as entities. Whether one that stands inside of another's
/// definition still begins one is known once the outer one is an entity.
pub(super) fn edits(text: &str, events: &Events<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut behind = 0;
    for (event, range) in events {
        // What looks like a definition inside of one may be code once the outer one is none.
        if matches!(event, Event::Start(Tag::DefinitionListDefinition))
            && range.start >= behind
            && begins_none(&text[range.start..])
        {
            edits.push(Edit::replace(range.start..range.start + 1, COLON));
            behind = range.end;
        }
    }
    edits
}

/// The colon that a text begins with, if any: below a paragraph it would begin a definition.
pub(super) fn first(text: &str) -> Option<Edit> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let bare = line.trim_start_matches(' ');
    let at = text.find(line)? + line.len() - bare.len();
    // Further in, it is code.
    let begins = bare.starts_with(':') && line.len() - bare.len() < 4;
    begins.then(|| Edit::replace(at..at + 1, COLON))
}

/// The end of the last line that begins with such a colon, indentation and quote markers aside.
pub(super) fn last_candidate(text: &str) -> Option<usize> {
    let at = memchr::memrchr_iter(b':', text.as_bytes()).find(|at| {
        // Most stand behind a word.
        let before = text[..*at].trim_end_matches([' ', '\t', '>']);
        (before.is_empty() || before.ends_with('\n')) && begins_none(&text[*at..])
    })?;
    Some(at + text[at..].find('\n').unwrap_or(text.len() - at))
}

/// Whether the colon that a text begins with begins no definition in MkDocs. Of `:::` only those
/// are meant that name a piece of a program: others may be a further preprocessor's containers.
fn begins_none(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("::: ") {
        let name = rest.split_whitespace().next().unwrap_or("");
        return name.starts_with(char::is_alphabetic) && is_piece(name);
    }
    let name = text.strip_prefix(':').and_then(name);
    name.is_some_and(|name| name.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the name behind `:::` is a module's path, or that of a plugin that writes something there,
/// such as `mkdocs-click`.
pub fn is_piece(name: &str) -> bool {
    name.contains('.') || name.starts_with("mkdocs-")
}

/// The name at the start of what follows a colon, up to the next one.
pub fn name(text: &str) -> Option<&str> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+');
    let len = text.bytes().take_while(|b| is_name(b)).count();
    (len > 0 && text[len..].starts_with(':')).then(|| &text[..len])
}
