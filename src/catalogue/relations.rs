//! How all pages relate: what each says of others, and what others say of it.

use crate::catalogue::said::{Naming, Said};
use crate::template::relations::Bond;
use crate::text::maps::HashSet;

/// How the pages of a library relate, by their positions.
#[derive(Debug, Default)]
pub struct Relations {
    /// For each page, those that name it, with the place in what they say.
    named_by: Vec<Vec<(usize, usize)>>,
}

/// What stands at the end of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// Pages by how they relate to it; groups without pages are left out.
    pub groups: Vec<(Bond, Vec<usize>)>,
    /// Other pages that name it, with the section.
    pub named_by: Vec<(usize, Naming)>,
}

impl Related {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.named_by.is_empty()
    }
}

impl Relations {
    /// Turns round what the pages say.
    pub fn of(said: &[Said]) -> Relations {
        let mut named_by = vec![Vec::new(); said.len()];
        for (page, said) in said.iter().enumerate() {
            for (at, naming) in said.namings.iter().enumerate() {
                if let Some(named) = named_by.get_mut(naming.target) {
                    named.push((page, at));
                }
            }
        }
        Relations { named_by }
    }

    /// The pages that name this one.
    pub fn named_by(&self, page: usize) -> impl Iterator<Item = (usize, usize)> {
        let named = self.named_by.get(page).into_iter().flatten();
        named.copied()
    }

    /// What a page works with, needs and gives way to, and what names it; none twice.
    pub fn related(&self, page: usize, said: &[Said]) -> Related {
        let mut related = Related::default();
        let own = said.get(page).map_or(&[][..], |said| &said.namings);
        for bond in Bond::ALL.into_iter().filter(|bond| *bond != Bond::Names) {
            let pages = own.iter().filter(|naming| naming.bond == bond);
            let pages: Vec<usize> = pages.map(|naming| naming.target).collect();
            if !pages.is_empty() {
                related.groups.push((bond, pages));
            }
        }
        let shown = related.groups.iter().flat_map(|(_, pages)| pages);
        let shown: HashSet<usize> = shown.copied().collect();
        let others = self.named_by(page);
        let others = others.filter(|(other, _)| !shown.contains(other));
        let others = others
            .filter_map(|(other, at)| Some((other, said.get(other)?.namings.get(at)?.clone())));
        related.named_by = others.collect();
        related
    }
}
