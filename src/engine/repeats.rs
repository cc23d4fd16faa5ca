//! What stands word for word on several pages. That is known once all pages are read: each
//! leaves behind what may be repeated, with its diagnostic.

use crate::diagnostic::located::Located;
use crate::engine::page::Done;
use crate::text::suggest::and_list;
use std::collections::{BTreeMap, BTreeSet};

/// A piece of a page that other pages may have, too.
#[derive(Debug, Clone)]
pub(super) struct Repeat {
    /// What is to be said if they have.
    pub(super) diagnostic: Located,
    /// A hash of the piece.
    pub(super) key: u64,
    /// On how many pages it has to stand.
    pub(super) min: usize,
}

/// On which pages pieces stand, by their hashes; those that stand on one page are left out.
pub(super) type Places = BTreeMap<u64, Vec<String>>;

/// Finds out on which pages the pieces stand, in the book's order.
pub(super) fn places(done: &[Done]) -> Places {
    let mut places = Places::new();
    for page in done {
        let keys: BTreeSet<u64> = page.repeats.iter().map(|repeat| repeat.key).collect();
        for key in keys {
            let file = page
                .repeats
                .first()
                .map_or("", |repeat| repeat.diagnostic.file());
            places.entry(key).or_default().push(file.to_owned());
        }
    }
    places.retain(|_, files| files.len() > 1);
    places
}

/// So many other pages are named.
const MAX_NAMED: usize = 3;

/// The diagnostics of pieces that stand on enough pages.
pub(super) fn found(repeats: Vec<Repeat>, places: &Places) -> Vec<Located> {
    let found = repeats.into_iter().filter_map(|repeat| {
        let files = places.get(&repeat.key)?;
        if files.len() < repeat.min {
            return None;
        }
        let mut located = repeat.diagnostic;
        located.message = format!("{} on {} pages", located.message, files.len());
        let others = files.iter().filter(|file| *file != located.file());
        let others: Vec<&str> = others.map(String::as_str).collect();
        let named = and_list(&others[..others.len().min(MAX_NAMED)]);
        let named = match others.len().saturating_sub(MAX_NAMED) {
            0 => named,
            more => format!("{named}, and in {more} more"),
        };
        located.help.insert(0, format!("it also stands in {named}"));
        Some(located)
    });
    found.collect()
}
