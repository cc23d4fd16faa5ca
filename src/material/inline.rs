//! Material's inline markup: one file per construct finds it, here the findings are put together.

use crate::material::runs::Runs;
use crate::material::{abbreviations, attributes, keys, marks, shortcodes};
use crate::page::Flavor;
use crate::page::tree::is_inline;
use crate::text::edit::Edit;
use crate::text::{edit, escape};
use mdbook_markdown::pulldown_cmark::{self, Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What replaces some bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The bytes.
    pub span: Range<usize>,
    /// What is written there.
    pub text: String,
    /// What readers see of that as text.
    pub shown: String,
}

impl Change {
    /// Replaces `span` by something that shows no text: a tag, a drawing.
    pub fn hidden(span: Range<usize>, text: impl Into<String>) -> Change {
        Change {
            span,
            text: text.into(),
            shown: String::new(),
        }
    }

    /// Deletes `span`.
    pub fn delete(span: Range<usize>) -> Change {
        Change::hidden(span, "")
    }
}

/// Changes that are made together or not at all, such as the two tags of an element.
pub type Group = Vec<Change>;

/// A shortcode that means nothing, but looks as if it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Its name, without colons: an icon's, or one like an emoji's.
    pub name: String,
    /// The emoji that it is like.
    pub emoji: Option<&'static str>,
    /// Its bytes.
    pub span: Range<usize>,
}

/// The inline markup of a text.
#[derive(Debug, Default)]
pub struct Inline {
    /// The changes, in order; no two overlap.
    pub changes: Vec<Change>,
    /// Shortcodes that are not known.
    pub unknown: Vec<Unknown>,
    /// Lists that ask for annotations.
    pub annotations: Vec<Range<usize>>,
}

impl Inline {
    /// Finds the markup in `text` by its events; those at which `skip` holds are left alone.
    pub fn find(
        text: &str,
        events: &[(Event<'_>, Range<usize>)],
        flavor: Flavor,
        skip: impl Fn(usize) -> bool,
    ) -> Inline {
        if !may_have_any(text) {
            return Inline::default();
        }
        let runs = Runs::of(events, skip);
        let (shortcodes, unknown) = shortcodes::find(text, &runs, flavor);
        let (attributes, annotations) = attributes::find(text, &runs, flavor);
        let [definitions, words] = abbreviations::find(text, &runs, flavor);
        let groups = [
            definitions,
            shortcodes,
            attributes,
            keys::find(text, &runs, flavor),
            marks::find(text, &runs, flavor),
            words,
        ];
        Inline {
            changes: compatible(groups.into_iter().flatten()),
            unknown,
            annotations,
        }
    }

    /// Puts what was found besides the changes into the coordinates of the page's text.
    pub fn lead_back(&mut self, source: impl Fn(Range<usize>) -> Range<usize>) {
        let unknown = self.unknown.iter_mut().map(|it| &mut it.span);
        for span in unknown.chain(&mut self.annotations) {
            *span = source(span.clone());
        }
    }

    /// Makes further changes, which must not overlap others.
    pub fn add(&mut self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.changes.extend(changes);
            self.changes
                .sort_by_key(|change| (change.span.start, change.span.end));
        }
    }

    /// Whether anything is drawn or styled.
    pub fn has_tags(&self) -> bool {
        self.changes.iter().any(|change| change.text.contains('<'))
    }

    /// The changes that begin inside `span`.
    fn inside(&self, span: &Range<usize>) -> &[Change] {
        let start = self.changes.partition_point(|c| c.span.start < span.start);
        let end = self.changes.partition_point(|c| c.span.start < span.end);
        &self.changes[start..end.max(start)]
    }

    /// The changes as edits.
    pub fn edits(&self) -> impl Iterator<Item = Edit> + '_ {
        let changes = self.changes.iter();
        changes.map(|change| Edit::replace(change.span.clone(), change.text.as_str()))
    }

    /// What readers see of a piece of text: `shown` is what the parser made of the bytes `span`.
    pub fn shown<'t>(&self, text: &str, span: &Range<usize>, shown: &'t str) -> Cow<'t, str> {
        let before = self.changes.partition_point(|c| c.span.start < span.start);
        let covered = before
            .checked_sub(1)
            .map_or(0, |last| self.changes[last].span.end);
        let inside = self.inside(span);
        if inside.is_empty() && covered <= span.start {
            return Cow::Borrowed(shown);
        }
        let as_written = text.get(span.clone()) == Some(shown);
        let mut out = String::new();
        let mut at = covered.max(span.start);
        for change in inside {
            if as_written {
                out.push_str(text.get(at..change.span.start).unwrap_or(""));
            }
            out.push_str(&change.shown);
            at = at.max(change.span.end);
        }
        if as_written {
            out.push_str(text.get(at..span.end).unwrap_or(""));
        } else if at < span.end {
            // A quote or a dash is one character; no change covers a part of it.
            out.push_str(shown);
        }
        Cow::Owned(out)
    }
}

/// Whether a text can have any of this; most pages have none.
fn may_have_any(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |needle: &str| memchr::memmem::find(bytes, needle.as_bytes()).is_some();
    memchr::memchr3(b'{', b'^', b'~', bytes).is_some()
        || ["++", "==", "*["].into_iter().any(has)
        || shortcodes::any(text)
}

/// Whether the byte at `at` is escaped by a backslash.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev();
    before.take_while(|b| **b == b'\\').count() % 2 == 1
}

/// All groups that overlap none before them, their changes in order.
fn compatible(groups: impl IntoIterator<Item = Group>) -> Vec<Change> {
    // Ends by starts; what is inserted takes no room.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut changes = Vec::new();
    for group in groups {
        let free = |change: &Change| {
            let Range { start, end } = change.span;
            let before = taken.range(..=start).next_back();
            let overlaps_before =
                before.is_some_and(|(from, to)| *to > start && (*from < start || end > start));
            let overlaps_behind = taken.range(start..end).next().is_some();
            !overlaps_before && !overlaps_behind
        };
        if group.iter().all(free) {
            let taking = group.iter().filter(|change| !change.span.is_empty());
            taken.extend(taking.map(|change| (change.span.start, change.span.end)));
            changes.extend(group);
        }
    }
    // What is inserted at one place keeps its order, outer before inner.
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    changes
}

/// One line of Markdown as HTML: its inline markup works, its HTML is text, and
/// nothing of it starts a block.
pub fn line(text: &str) -> String {
    paragraph(text, false).unwrap_or_else(|text| escape::html(&text))
}

/// A paragraph of the author's as HTML, their own HTML included; `None` for anything else.
pub fn running_text(text: &str) -> Option<String> {
    paragraph(text, true).ok()
}

/// What the one paragraph that a text is holds; else the text. Where the author's HTML is
/// HTML, it may stand beside and between paragraphs.
fn paragraph(text: &str, with_html: bool) -> Result<String, String> {
    let options = MarkdownOptions::default();
    let events: Vec<_> = new_cmark_parser(text, &options)
        .into_offset_iter()
        .collect();
    let found = Inline::find(text, &events, Flavor::Html, |_| false);
    let (text, map) = edit::apply_mapped(text, found.edits().collect());
    let events: Vec<_> = new_cmark_parser(&text, &options)
        .into_offset_iter()
        .collect();
    let flows = |tag: TagEnd| {
        tag == TagEnd::Paragraph || with_html && tag == TagEnd::HtmlBlock || is_inline(tag)
    };
    let starts = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    let paragraphs = events.iter().filter(|(event, _)| starts(event)).count();
    let others = events.iter().any(|(event, _)| {
        matches!(event, Event::Start(tag) if !flows(tag.to_end())) || *event == Event::Rule
    });
    if others || paragraphs == 0 || paragraphs > 1 && !with_html {
        return Err(text);
    }
    let inline = events.into_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Paragraph | Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
        Event::End(TagEnd::Paragraph) => Some(Event::SoftBreak),
        // Tags that were written for the author's markup are tags.
        Event::InlineHtml(html) if !with_html && !map.is_inserted(range.start) => {
            Some(Event::Text(html))
        }
        Event::Html(html) if !with_html => Some(Event::Text(html)),
        event => Some(event),
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, inline);
    let html = html.trim_end();
    if with_html && html.contains("\n\n") {
        return Err(text);
    }
    Ok(if with_html {
        html.to_owned()
    } else {
        html.replace('\n', " ").replace("{{", "&#123;&#123;")
    })
}

/// The shortcodes in one line of Markdown that are not known.
pub fn unknown(text: &str) -> Vec<Unknown> {
    if !shortcodes::any(text) {
        return Vec::new();
    }
    let options = MarkdownOptions::default();
    let events: Vec<_> = new_cmark_parser(text, &options)
        .into_offset_iter()
        .collect();
    Inline::find(text, &events, Flavor::Html, |_| false).unknown
}

#[cfg(test)]
mod tests {
    use super::Change;
    use super::compatible;

    #[test]
    fn groups_are_made_whole_or_not_at_all() {
        let change = |start, end| Change::hidden(start..end, "x");
        let changes = compatible([
            vec![change(2, 4), change(8, 10)],
            vec![change(3, 5), change(12, 13)],
            vec![change(4, 4), change(10, 11)],
            vec![change(3, 3)],
        ]);
        let spans: Vec<_> = changes.iter().map(|c| (c.span.start, c.span.end)).collect();
        assert_eq!(spans, [(2, 4), (4, 4), (8, 10), (10, 11)]);
    }
}
