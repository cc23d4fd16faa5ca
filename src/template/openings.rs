//! Which of the sections that code names a heading opens: one search for all of their names.

use crate::template::sections::{Name, SECTIONS, Section};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// The sections of [`SECTIONS`] that a heading opens, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Openings(u32);

const _: () = assert!(SECTIONS.len() <= u32::BITS as usize);

/// All names of all sections, each with its section's place in [`SECTIONS`].
struct Names {
    names: Vec<(usize, Name<'static>)>,
    words: AhoCorasick,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let sections = SECTIONS.iter().enumerate();
    let names: Vec<_> = sections
        .flat_map(|(place, section)| section.all_names().map(move |name| (place, name)))
        .collect();
    // The fastest form would take longer to make than most books take to be searched.
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::NoncontiguousNFA));
    let words = builder.build(names.iter().map(|(_, name)| name.words()));
    Names {
        words: words.unwrap_or_else(|_| unreachable!("the names are few and short")),
        names,
    }
});

impl Openings {
    /// Those of a heading in normal form.
    pub fn of(normal: &str) -> Openings {
        let Names { names, words } = &*NAMES;
        let mut openings = 0;
        for found in words.find_overlapping_iter(normal) {
            let (place, name) = names[found.pattern().as_usize()];
            if name.fits_at(normal, found.range()) {
                openings |= 1 << place;
            }
        }
        Openings(openings)
    }

    /// Whether the heading opens any of them.
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether it opens the one of that place in [`SECTIONS`].
    pub fn has(self, place: usize) -> bool {
        self.0 & 1 << place != 0
    }
}

/// The place of a section in [`SECTIONS`]; `None` of one that only another file of the code names.
pub fn place(section: &Section) -> Option<usize> {
    SECTIONS.iter().position(|other| *other == section)
}

#[cfg(test)]
mod tests {
    use super::{Openings, SECTIONS};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_search_finds_what_each_section_says(parts in proptest::collection::vec(0..90_usize, 1..4), joined in "[ xs]{0,2}") {
            let names = SECTIONS.iter().flat_map(|section| section.all_names().chain(section.near.iter().copied()));
            let words: Vec<&str> = names.map(super::Name::words).collect();
            let parts: Vec<&str> = parts.iter().map(|at| words[at % words.len()]).collect();
            let normal = format!("{joined}{}", parts.join(&joined));
            let openings = Openings::of(&normal);
            let mut any = false;
            for (place, section) in SECTIONS.iter().enumerate() {
                let opens = section.is_opened_by(&normal);
                any |= opens;
                prop_assert_eq!(openings.has(place), opens, "{} by {}", section.title, &normal);
            }
            prop_assert_eq!(openings.any(), any);
        }
    }
}
