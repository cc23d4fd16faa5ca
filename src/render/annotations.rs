//! Annotations: links from markers to the list below, and back.

use super::format::Format;
use crate::page::{Kind, Page};
use crate::text::edit::Edit;
use crate::text::indent::{continuation, line_start};
use crate::text::maps::HashSet;
use crate::text::span::{Out, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// What becomes of a page's annotations.
#[derive(Debug, Default)]
pub struct Annotated {
    /// Links in text and in the lists, and code without markers.
    pub edits: Vec<Edit<Out>>,
    /// Markers in code, by its node.
    pub code: BTreeMap<usize, Vec<Mark>>,
}

/// A marker at the end of a line of code.
#[derive(Debug)]
pub struct Mark {
    /// The line, counted from 0.
    pub line: usize,
    /// The bytes of the line that go.
    pub cut: Range<usize>,
    /// The link.
    pub html: String,
}

/// Writes them.
pub fn edits(page: &Page<'_>, format: Format) -> Annotated {
    let annotations = &page.annotations;
    let mut annotated = Annotated::default();
    if format == Format::Markdown {
        // Elsewhere `(1)` stays where it is, in its comment; the sign that takes it away goes.
        let signs = annotations.markers.iter().filter(|marker| {
            let code = marker.code.as_ref();
            code.is_some_and(|code| code.takes_comment)
        });
        annotated.edits.extend(signs.map(|marker| {
            let end = marker.span.end;
            Edit::replace(Span::new(end..end + 1), "")
        }));
        return annotated;
    }
    // Of several markers of one item, the first is what its way back leads to.
    let mut first: HashSet<(usize, usize)> = HashSet::default();
    for marker in &annotations.markers {
        let item = annotations.lists[marker.list][marker.item];
        let Some(place) = place(page, item) else {
            continue;
        };
        let id = annotations.id(marker);
        let number = marker.item + 1;
        let is_first = first.insert((marker.list, marker.item));
        let own = if is_first {
            format!(" id=\"{id}-from\"")
        } else {
            String::new()
        };
        let html = format!(
            "<a class=\"patterns-mark\"{own} href=\"#{id}\" role=\"doc-noteref\">{number}</a>"
        );
        if is_first {
            let back = format!(
                "<a class=\"patterns-back\" id=\"{id}\" href=\"#{id}-from\" role=\"doc-backlink\">↩</a>"
            );
            annotated.edits.push(place.write(page, &back));
        }
        match &marker.code {
            None => annotated.edits.push(Edit::replace(marker.span, html)),
            Some(code) => {
                annotated.edits.push(Edit::replace(code.gone, ""));
                annotated.code.entry(code.node).or_default().push(Mark {
                    line: code.line,
                    cut: code.cut.clone(),
                    html,
                });
            }
        }
    }
    annotated
}

/// Where an item's way back stands.
enum Place {
    /// Behind its first words.
    Behind(usize),
    /// Before a block that it begins with.
    Before(usize),
}

impl Place {
    fn write(&self, page: &Page<'_>, link: &str) -> Edit<Out> {
        match *self {
            Place::Behind(at) => Edit::insert(at, format!(" {link}")),
            Place::Before(at) => {
                let text = page.unfolded();
                let prefix = continuation(&text[line_start(text, at)..at]);
                Edit::insert(at, format!("{link}\n{}\n{prefix}", prefix.trim_end()))
            }
        }
    }
}

/// Where the way back of an item stands; nowhere in an empty one.
fn place(page: &Page<'_>, item: usize) -> Option<Place> {
    let mut behind = None;
    for (_, node) in page.children(item) {
        let end = node.out.start + page[node.out].trim_end().len();
        match node.kind {
            Kind::Paragraph if behind.is_none() => return Some(Place::Behind(end)),
            Kind::Text
            | Kind::InlineCode
            | Kind::InlineHtml
            | Kind::Link { .. }
            | Kind::Image { .. }
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Other => behind = Some(end),
            Kind::Break => {}
            _ if behind.is_none() => return Some(Place::Before(node.out.start)),
            _ => break,
        }
    }
    behind.map(Place::Behind)
}
