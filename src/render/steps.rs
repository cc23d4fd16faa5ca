//! Which transform changed what: edits with the names of those that made them.

use crate::page::Page;
use crate::text::edit::{Edit, OffsetMap};
use crate::text::span::{Local, Out, Span, Text};
use std::iter::repeat_n;

/// One change of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The transform: a file of `src/render/`, or `unfold` in `src/material/`.
    pub by: &'static str,
    /// The bytes of the page's text that it replaces.
    pub place: Span<Text>,
    /// What stands there.
    pub before: String,
    /// What is written instead.
    pub after: String,
}

/// Edits of one text, each with the transform that made it.
#[derive(Debug)]
pub(super) struct Edits<C> {
    pub(super) all: Vec<Edit<C>>,
    by: Vec<&'static str>,
}

impl<C> Edits<C> {
    pub(super) const fn none() -> Edits<C> {
        Edits {
            all: Vec::new(),
            by: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, by: &'static str, edits: impl IntoIterator<Item = Edit<C>>) {
        self.all.extend(edits);
        self.by.resize(self.all.len(), by);
    }

    /// Each before all others that stand at the same place.
    pub(super) fn add_first(&mut self, by: &'static str, edits: impl IntoIterator<Item = Edit<C>>) {
        let edits: Vec<_> = edits.into_iter().collect();
        self.by.splice(0..0, repeat_n(by, edits.len()));
        self.all.splice(0..0, edits.into_iter().rev());
    }
}

impl Edits<Out> {
    /// The steps that these edits of the unfolded text are.
    pub(super) fn steps(&self, page: &Page<'_>) -> Vec<Step> {
        let edits = self.all.iter().zip(&self.by);
        edits
            .filter_map(|(edit, by)| step(page, by, edit, edit.span))
            .collect()
    }
}

impl Edits<Local> {
    /// The same for edits of a text from which `map` leads back to the unfolded one.
    pub(super) fn steps_through(&self, page: &Page<'_>, map: &OffsetMap) -> Vec<Step> {
        let edits = self.all.iter().zip(&self.by);
        edits
            .filter_map(|(edit, by)| {
                let out = map.source_range(edit.span.range());
                step(page, by, edit, Span::new(out))
            })
            .collect()
    }
}

fn step<C>(page: &Page<'_>, by: &'static str, edit: &Edit<C>, out: Span<Out>) -> Option<Step> {
    let place = page.source_range(out);
    let before = place.of(page.text).unwrap_or("").to_owned();
    (before != edit.text).then(|| Step {
        by,
        place,
        before,
        after: edit.text.clone(),
    })
}

/// What stands above all that is on the page.
pub(super) fn at_top(page: &Page<'_>, by: &'static str, text: &str) -> Option<Step> {
    let edit = Edit::insert(0, text);
    step(page, by, &edit, edit.span)
}

/// What unfolding wrote so that CommonMark reads what Python-Markdown does; the marks of
/// blocks and their indentation aside.
pub(super) fn of_unfolding(page: &Page<'_>) -> impl Iterator<Item = Step> {
    page.rewrites().map(|(place, text)| Step {
        by: "unfold",
        before: place.of(page.text).unwrap_or("").to_owned(),
        place,
        after: text.to_owned(),
    })
}
