//! Diagrams in HTML, `<div class="mermaid">` and `<pre class="mermaid">`: read as fences, so that all
//! that is said of diagrams is said of them, too. Where they are not drawn, the author's tags are
//! written again.

use crate::text::edit::Edit;
use crate::text::events::Events;
use crate::text::html::{self, Attribute, Item};
use crate::text::indent::{continuation, is_prefix, line_end, line_start};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// So many bytes are looked through for closing tags, for each of the text.
const MOST_LOOKS: usize = 4;
const CLASS: &str = "mermaid";
/// The class stands so near to the beginning of its tag, in bytes.
const NEAR: usize = 200;
/// What HTML needs and Mermaid does not.
const ENTITIES: [(&str, &str); 6] = [
    ("&gt;", ">"),
    ("&lt;", "<"),
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", " "),
];

/// Up to where a text has to be parsed to find all of them; `None` where there are none.
pub(super) fn extent(text: &str) -> Option<usize> {
    if !may_occur(text) {
        return None;
    }
    let last = memchr::memmem::rfind(text.as_bytes(), CLASS.as_bytes())?;
    Some(line_end(text, last))
}

/// Whether a text may hold any: cheaper than to parse it.
fn may_occur(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, CLASS).any(|at| {
        let before = &bytes[at.saturating_sub(NEAR)..at];
        memchr::memchr_iter(b'<', before)
            .any(|open| before.get(open + 1..open + 4).is_some_and(is_element))
    })
}

fn is_element(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"div") || name.eq_ignore_ascii_case(b"pre")
}

/// The edits that make fences of all such elements.
pub(super) fn edits(text: &str, events: &Events<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !may_occur(text) {
        return edits;
    }
    let mut looks = MOST_LOOKS * text.len();
    let mut until = 0;
    for (event, range) in events {
        if !matches!(event, Event::Start(Tag::HtmlBlock)) || range.start < until {
            continue;
        }
        let piece = &text[range.clone()];
        let first = range.start + piece.len() - piece.trim_start().len();
        let Some((tag, name)) = opening(text, first) else {
            continue;
        };
        let Some(close) = closing(text, tag.end, name, &mut looks) else {
            continue;
        };
        until = close.end;
        fence(text, &tag, &close, &mut edits);
    }
    edits
}

fn opening(text: &str, at: usize) -> Option<(Range<usize>, &str)> {
    let item = html::item_at(text, at);
    let Some((
        Item::Open {
            span,
            name,
            attributes,
            self_closing: false,
        },
        _,
    )) = item
    else {
        return None;
    };
    (is_element(name.as_bytes()) && is_diagram(&attributes)).then_some((span, name))
}

fn is_diagram(attributes: &[Attribute<'_>]) -> bool {
    let class = attributes
        .iter()
        .find(|attribute| attribute.name.eq_ignore_ascii_case("class"));
    class.is_some_and(|class| class.value.split_whitespace().any(|word| word == CLASS))
}

/// The tag that closes an element whose content begins at `from`.
fn closing(text: &str, from: usize, name: &str, looks: &mut usize) -> Option<Range<usize>> {
    let mut depth = 0usize;
    for item in html::scan(&text[from..]) {
        let end = item.span().end;
        if end > *looks {
            break;
        }
        match item {
            Item::Open {
                name: other,
                self_closing: false,
                ..
            } if other.eq_ignore_ascii_case(name) => depth += 1,
            Item::Close { name: other, span } if other.eq_ignore_ascii_case(name) => {
                let Some(less) = depth.checked_sub(1) else {
                    *looks -= end;
                    return Some(from + span.start..from + span.end);
                };
                depth = less;
            }
            _ => {}
        }
    }
    *looks = 0;
    None
}

fn fence(text: &str, tag: &Range<usize>, close: &Range<usize>, edits: &mut Vec<Edit>) {
    let before = &text[line_start(text, tag.start)..tag.start];
    let content = &text[tag.end..close.start];
    let source = content.trim();
    if !is_prefix(before) || source.is_empty() || content.contains("```") {
        return;
    }
    let prefix = continuation(before);
    let first_line = &content[..content.find('\n').unwrap_or(content.len())];
    let open = if first_line.trim().is_empty() {
        Edit::replace(tag.clone(), "```mermaid")
    } else {
        Edit::replace(tag.clone(), format!("```mermaid\n{prefix}"))
    };
    edits.push(open);
    let end = tag.end + content.trim_end().len();
    for (at, _) in text[tag.end..end].match_indices('&') {
        let at = tag.end + at;
        let entity = ENTITIES
            .iter()
            .find(|(entity, _)| text[at..end].starts_with(entity));
        if let Some((entity, sign)) = entity {
            edits.push(Edit::replace(at..at + entity.len(), *sign));
        }
    }
    let behind = &text[close.end..line_end(text, close.end)];
    let behind = if behind.trim().is_empty() {
        String::new()
    } else {
        format!("\n{prefix}")
    };
    edits.push(Edit::replace(
        end..close.end,
        format!("\n{prefix}```{behind}"),
    ));
}
