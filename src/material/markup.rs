//! Material's inline markup as data: one file per construct finds it, here the findings are put
//! together. How it is written is the renderer's business.

use super::attributes::List;
use crate::icons::Icon;
use crate::material::math::{self, Formula, Place};
use crate::material::runs::Runs;
use crate::material::{abbreviations, attributes, critic, keys, marks, shortcodes};
use crate::text::span::{Out, Span, Text};
use mdbook_markdown::pulldown_cmark::Event;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// An element around running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// `==…==`
    Mark,
    /// `^^…^^`, `{++…++}`
    Insertion,
    /// `{--…--}`
    Deletion,
    /// `^…^`
    Superscript,
    /// `~…~`
    Subscript,
    /// What has an attribute list behind it.
    Span(List),
    /// A link with an attribute list.
    Link {
        /// Where it leads.
        dest: String,
        /// Its own title.
        title: String,
        /// The list.
        attributes: List,
    },
}

/// What stands for some bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Nothing: the bytes are markup that shows nothing by itself.
    Nothing,
    /// An element's beginning.
    Open {
        /// The element.
        element: Element,
        /// The bytes of its content.
        inner: Span<Out>,
    },
    /// An element's end.
    Close {
        /// The element.
        element: Element,
        /// An attribute list that belongs to it: without HTML only this goes.
        list: Option<Span<Out>>,
    },
    /// An image with an attribute list.
    Image {
        /// Where its file is.
        dest: String,
        /// What it says instead of itself.
        alt: String,
        /// Its own title.
        title: String,
        /// What the list says.
        attributes: List,
        /// The list's bytes.
        list: Span<Out>,
    },
    /// Keys, by what is written on them.
    Keys(Vec<String>),
    /// An icon.
    Icon {
        /// Its drawing.
        icon: Icon<'static>,
        /// Classes, separated by spaces.
        classes: String,
        /// What it is called where nothing else is.
        label: Option<String>,
        /// Whether a space stands behind it.
        space: bool,
    },
    /// An emoji.
    Emoji(&'static str),
    /// A word whose meaning the page gives.
    Abbreviation {
        /// The word.
        short: String,
        /// What it stands for.
        title: String,
    },
    /// A heading's attribute list, as far as it may stay.
    HeadingAttributes(String),
}

/// What replaces some bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes.
    pub span: Span<Out>,
    /// What stands for them.
    pub what: What,
    /// Whether it stands in an image's text, where there are no elements.
    pub in_image: bool,
}

impl Replacement {
    /// A change outside of images. Whoever looks for markup looks at the unfolded text.
    pub fn new(span: Range<usize>, what: What) -> Replacement {
        Replacement {
            span: Span::new(span),
            what,
            in_image: false,
        }
    }

    /// Deletes `span`.
    pub fn delete(span: Range<usize>) -> Replacement {
        Replacement::new(span, What::Nothing)
    }

    /// What readers see of it as text.
    fn shown(&self) -> Cow<'_, str> {
        match &self.what {
            What::Keys(labels) => labels.join("+").into(),
            What::Emoji(emoji) => Cow::Borrowed(emoji),
            What::Abbreviation { short, .. } => short.into(),
            What::Icon {
                label: Some(label), ..
            } if self.in_image => label.into(),
            _ => "".into(),
        }
    }
}

/// Changes that are made together or not at all, such as the two tags of an element.
pub type Group = Vec<Replacement>;

/// A shortcode that means nothing, but looks as if it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown<C = Text> {
    /// Its name, without colons: an icon's, or one like an emoji's.
    pub name: String,
    /// The emoji that it is like.
    pub emoji: Option<&'static str>,
    /// Its bytes.
    pub span: Span<C>,
}

impl Unknown<Out> {
    fn map(self, source: impl Fn(Span<Out>) -> Span<Text>) -> Unknown {
        Unknown {
            name: self.name,
            emoji: self.emoji,
            span: source(self.span),
        }
    }
}

/// The inline markup of a text.
#[derive(Debug, Default)]
pub struct Markup {
    /// The changes, in order; no two overlap.
    pub changes: Vec<Replacement>,
    /// Shortcodes that are not known.
    pub unknown: Vec<Unknown>,
    /// Lists that ask for annotations.
    pub annotations: Vec<Span<Text>>,
    /// Formulas, in order; no change reaches into one.
    pub formulas: Vec<Formula>,
}

impl Markup {
    /// The ids that attribute lists give to anything but headings.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter_map(|change| match &change.what {
            What::Open {
                element: Element::Span(list),
                ..
            }
            | What::Open {
                element: Element::Link {
                    attributes: list, ..
                },
                ..
            }
            | What::Image {
                attributes: list, ..
            } => list.id.as_deref(),
            _ => None,
        })
    }

    /// Finds the markup in `text` by its events; those at which `skip` holds are left alone;
    /// `source` leads back from the unfolded text, which `text` is; the page may show that it
    /// `is_material`.
    pub fn find(
        text: &str,
        events: &[(Event<'_>, Range<usize>)],
        skip: impl Fn(usize) -> bool,
        source: impl Fn(Span<Out>) -> Span<Text>,
        is_material: impl Fn() -> bool,
    ) -> Markup {
        if !may_have_any(text) && !math::may_have_any(text) {
            return Markup::default();
        }
        let mut runs = Runs::of(events, &skip);
        let mut formulas = math::find(text, events, &runs, &skip);
        let holes: Vec<_> = formulas.iter().map(|it| it.span.range()).collect();
        runs.cut(&holes);
        let (shortcodes, unknown) = shortcodes::find(text, &runs);
        let (attributes, annotations) = attributes::find(text, &runs);
        let [definitions, words] = abbreviations::find(text, &runs);
        // What an abbreviation stands for is no running text, and goes with its line.
        let gone: Vec<_> = definitions.iter().flatten().map(|it| it.span).collect();
        formulas.retain(|formula| {
            let start = formula.span.start;
            let behind = gone.partition_point(|line| line.end <= start);
            !gone.get(behind).is_some_and(|line| line.contains(start))
        });
        let groups = [
            definitions,
            critic::find(text, &runs),
            shortcodes,
            attributes,
            keys::find(text, &runs),
            marks::find(text, &runs, is_material),
            words,
        ];
        Markup {
            changes: compatible(&formulas, groups.into_iter().flatten()),
            unknown: unknown.into_iter().map(|it| it.map(&source)).collect(),
            annotations: annotations
                .into_iter()
                .map(|it| source(Span::new(it)))
                .collect(),
            formulas,
        }
    }

    /// The changes that begin inside `span`.
    pub fn inside(&self, span: &Range<usize>) -> &[Replacement] {
        let start = self.changes.partition_point(|c| c.span.start < span.start);
        let end = self.changes.partition_point(|c| c.span.start < span.end);
        &self.changes[start..end.max(start)]
    }

    /// What readers see of a piece of text: `shown` is what the parser made of the bytes `span`.
    pub fn shown<'t>(&self, text: &str, span: &Range<usize>, shown: &'t str) -> Cow<'t, str> {
        if self.changes.is_empty() {
            return Cow::Borrowed(shown);
        }
        let first = self.changes.partition_point(|c| c.span.start < span.start);
        let (before, behind) = self.changes.split_at(first);
        let covered = before.last().map_or(0, |last| last.span.end);
        let inside = behind.iter().take_while(|c| c.span.start < span.end);
        let inside = &behind[..inside.count()];
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
            out.push_str(&change.shown());
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

/// Of an element or image with an attribute list, the list's removal.
fn list_only(group: Group) -> Option<Replacement> {
    let list = match group.into_iter().next_back()?.what {
        What::Close { list, .. } => list?,
        What::Image { list, .. } => list,
        _ => return None,
    };
    Some(Replacement::delete(list.range()))
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

/// All groups that overlap no formula and none before them, their changes in order.
fn compatible(formulas: &[Formula], groups: impl IntoIterator<Item = Group>) -> Vec<Replacement> {
    // An image is changed with its text.
    let formulas = formulas.iter().filter(|it| it.place != Place::Image);
    // Ends by starts; what is inserted takes no room.
    let mut taken: BTreeMap<usize, usize> =
        formulas.map(|it| (it.span.start, it.span.end)).collect();
    let mut changes = Vec::new();
    for group in groups {
        let free = |change: &Replacement| {
            let Range { start, end } = change.span.range();
            let before = taken.range(..=start).next_back();
            let overlaps_before =
                before.is_some_and(|(from, to)| *to > start && (*from < start || end > start));
            let overlaps_behind = taken.range(start..end).next().is_some();
            !overlaps_before && !overlaps_behind
        };
        // A list never shows, also where what it stands behind is something else already.
        let group: Group = if group.iter().all(free) {
            group
        } else {
            list_only(group).into_iter().filter(free).collect()
        };
        let taking = group.iter().filter(|change| !change.span.is_empty());
        taken.extend(taking.map(|change| (change.span.start, change.span.end)));
        changes.extend(group);
    }
    // What is inserted at one place keeps its order, outer before inner.
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    changes
}

#[cfg(test)]
mod tests {
    use super::{Replacement, compatible};

    #[test]
    fn groups_are_made_whole_or_not_at_all() {
        let change = |start, end| Replacement::delete(start..end);
        let changes = compatible(
            &[],
            [
                vec![change(2, 4), change(8, 10)],
                vec![change(3, 5), change(12, 13)],
                vec![change(4, 4), change(10, 11)],
                vec![change(3, 3)],
            ],
        );
        let spans: Vec<_> = changes.iter().map(|c| (c.span.start, c.span.end)).collect();
        assert_eq!(spans, [(2, 4), (4, 4), (8, 10), (10, 11)]);
    }
}
