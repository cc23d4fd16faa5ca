//! Definitions of link references, and remarks written as such, where only Python-Markdown sees
//! them: directly below running text.
//!
//! A blank line above makes CommonMark see them. In lists and quotes it would change how these
//! come out, so there a definition moves above the outermost of them: it counts for the whole page.

use crate::text::edit::Edit;
use crate::text::events::Events;
use crate::text::indent::{columns_behind_quotes, line_end, line_start};
use crate::text::maps::HashMap;
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

/// Longer labels are text, as CommonMark has it.
const LONGEST: usize = 999;

/// How the references of a page name a definition: as nothing but a reference can, or as a
/// bracketed word of the text may, too.
pub(super) type References = HashMap<String, bool>;

/// The references in a page's text.
pub(super) fn references(text: &str) -> References {
    let mut found = References::default();
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let Some(label) = label(&text[open..]) else {
            continue;
        };
        let behind = &text[open + label.len() + 2..];
        if behind.starts_with([':', '(']) {
            continue;
        }
        let is_certain = text[..open].ends_with(']') || behind.starts_with("[]");
        *found.entry(folded(label)).or_default() |= is_certain;
    }
    found
}

/// The text between brackets at the start of `text`.
fn label(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let bytes = inside.as_bytes();
    let end = bytes
        .iter()
        .take(LONGEST)
        .position(|b| matches!(b, b'[' | b']'))?;
    (bytes[end] == b']' && !inside[..end].trim().is_empty()).then(|| &inside[..end])
}

fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// A line that Python-Markdown takes for a definition.
struct Definition<'t> {
    label: &'t str,
    dest: &'t str,
    /// The title with what stands around it; empty where there is none.
    title: &'t str,
}

impl<'t> Definition<'t> {
    fn parse(line: &'t str) -> Option<Definition<'t>> {
        let label = label(line).filter(|label| !label.starts_with('^'))?;
        let rest = line[label.len() + 2..].strip_prefix(':')?.trim();
        let (dest, title) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
        let title = title.trim();
        let closed = |open, close| {
            let inside = title.strip_prefix(open);
            inside.is_some_and(|inside: &str| inside.ends_with(close))
        };
        let is_title =
            title.is_empty() || closed('"', '"') || closed('\'', '\'') || closed('(', ')');
        (!dest.is_empty() && is_title).then_some(Definition { label, dest, title })
    }

    /// Whether it leads nowhere: its title is a remark that no reader is to see.
    fn is_remark(&self) -> bool {
        matches!(self.dest, "#" | "<>" | "<#>") && !self.title.is_empty()
    }

    /// Whether it is certainly meant as a definition.
    fn is_meant(&self, references: &References, is_material: bool) -> bool {
        let number = self.label.bytes().all(|b| b.is_ascii_digit());
        self.is_remark()
            || is_material
            || references
                .get(&folded(self.label))
                .is_some_and(|is_certain| *is_certain || !number)
    }

    /// The places in its title at which CommonMark needs a backslash, from the title's start.
    fn unescaped(&self) -> Vec<usize> {
        let bytes = self.title.as_bytes();
        let marks: &[u8] = match bytes.first() {
            Some(b'(') => b"()",
            Some(mark) => std::slice::from_ref(mark),
            None => b"",
        };
        let inside = 1..bytes.len().saturating_sub(1);
        let is_bare = |at: &usize| marks.contains(&bytes[*at]) && bytes[at - 1] != b'\\';
        inside.filter(is_bare).collect()
    }
}

/// Whether a text may hold any: cheaper than to parse it.
pub(super) fn may_occur(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"]:") {
        let end = at + found;
        let line = text[line_start(text, end)..end].trim_start_matches([' ', '\t', '>']);
        if line.starts_with('[') && !line.starts_with("[^") {
            return true;
        }
        at = line_end(text, end);
    }
    false
}

/// Makes definitions of all lines that are meant as such and are text to CommonMark.
pub(super) fn edits(
    text: &str,
    events: &Events<'_>,
    references: &References,
    is_material: bool,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Where the outermost block begins, and whether it is a paragraph or a table.
    let mut outermost = (0, false);
    let (mut depth, mut lists, mut opaque) = (0usize, 0usize, 0usize);
    let mut paragraph = 0;
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    outermost = (range.start, matches!(tag, Tag::Paragraph | Tag::Table(_)));
                }
                depth += 1;
                match tag {
                    Tag::Paragraph | Tag::Table(_) => paragraph = range.start,
                    Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition => {
                        lists += 1;
                    }
                    Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Heading { .. } => opaque += 1,
                    _ => {}
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                match tag {
                    TagEnd::Item
                    | TagEnd::FootnoteDefinition
                    | TagEnd::DefinitionListDefinition => {
                        lists = lists.saturating_sub(1);
                    }
                    TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Heading(_) => {
                        opaque = opaque.saturating_sub(1);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        let begins = matches!(event, Event::Text(_) | Event::Start(Tag::Link { .. }));
        if !begins || opaque > 0 || text.as_bytes().get(range.start) != Some(&b'[') {
            continue;
        }
        let at = range.start;
        // A line may hold as many brackets as it has letters: it is not looked at for each of them.
        let line = text[..at].trim_end_matches([' ', '\t', '>']).len();
        let before = &text[line..at];
        let is_bare = line == 0 || text[..line].ends_with('\n');
        if !is_bare || columns_behind_quotes(before) >= 4 * (lists + 1) {
            continue;
        }
        let bare = text[at..line_end(text, at)].trim_end();
        let Some(found) = Definition::parse(bare) else {
            continue;
        };
        if !found.is_meant(references, is_material) {
            continue;
        }
        let escapes = found.unescaped();
        let title = at + bare.len() - found.title.len();
        let inner = escapes
            .iter()
            .map(|escape| Edit::insert(title + escape, "\\"));
        if paragraph == at {
            // CommonMark sees it, but for what stands in its title.
            edits.extend(inner);
        } else if outermost.1 {
            edits.push(Edit::insert(line, "\n"));
            edits.extend(inner);
        } else if line > 0 {
            let mut moved = text[at..at + bare.len()].to_owned();
            for escape in escapes.iter().rev() {
                moved.insert(title - at + escape, '\\');
            }
            let target = line_start(text, outermost.0);
            let above = if target == 0 { "" } else { "\n" };
            edits.push(Edit::insert(target, format!("{above}{moved}\n\n")));
            let break_before = if text[..line].ends_with("\r\n") { 2 } else { 1 };
            edits.push(Edit::delete(line - break_before..at + bare.len()));
        }
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits
}
