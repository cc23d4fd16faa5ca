//! What stands word for word on several pages. That is known once all pages are read: each
//! leaves behind what may be repeated, with its diagnostic.

use crate::diagnostic::located::{Located, Origin};
use crate::engine::done::Done;
use crate::pattern::Reading;
use crate::rules::rule::Pieces;
use crate::text::suggest::and_list;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be said of pieces of a page that other pages may have, too.
#[derive(Debug, Clone)]
pub(super) struct Repeat {
    /// What is to be said.
    pub(super) diagnostic: Located,
    /// Of which pieces, and when.
    pub(super) pieces: Pieces,
    /// On how many pages a piece has to stand.
    pub(super) min: usize,
}

/// The pieces of a page, by their hashes.
#[derive(Debug, Clone)]
pub(super) struct OnPage {
    /// The page's file.
    file: String,
    keys: BTreeSet<u64>,
}

impl OnPage {
    /// The pieces that the page's own file holds: what pages include is meant to be the same.
    pub(super) fn of(pattern: &Reading<'_>, origin: Origin<'_>, file: &str) -> OnPage {
        let pieces = pattern.pieces().iter().filter(|piece| {
            let line = pattern.page.first_line(pattern.page.nodes[piece.node].span);
            origin.is_own(line)
        });
        OnPage {
            file: file.to_owned(),
            keys: pieces.map(|piece| piece.key).collect(),
        }
    }
}

/// On which pages pieces stand, by their hashes; those that stand on one page are left out.
pub(super) type Places = BTreeMap<u64, Vec<String>>;

/// Finds out on which pages the pieces stand, in the book's order.
pub(super) fn places(done: &[Done]) -> Places {
    let mut places = Places::new();
    for page in done.iter().filter_map(|page| page.pieces.as_ref()) {
        for key in &page.keys {
            places.entry(*key).or_default().push(page.file.clone());
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
        let Repeat {
            diagnostic,
            pieces,
            min,
        } = repeat;
        let stands_on = |key: &u64| places.get(key).filter(|files| files.len() >= min);
        match pieces {
            Pieces::Repeated(key) => stands_on(&key).map(|files| repeated(diagnostic, files)),
            Pieces::TooFew { keys, least } => {
                let pages: Vec<Option<usize>> = keys
                    .iter()
                    .map(|key| stands_on(key).map(Vec::len))
                    .collect();
                let own = pages.iter().filter(|pages| pages.is_none()).count();
                (own < least && own < keys.len()).then(|| too_few(diagnostic, &pages))
            }
        }
    });
    found.collect()
}

fn repeated(mut located: Located, files: &[String]) -> Located {
    located.message = format!("{} on {} pages", located.message, files.len());
    let others = files.iter().filter(|file| *file != located.file());
    let others: Vec<&str> = others.map(String::as_str).collect();
    let named = and_list(&others[..others.len().min(MAX_NAMED)]);
    let named = match others.len().saturating_sub(MAX_NAMED) {
        0 => named,
        more => format!("{named}, and in {more} more"),
    };
    located.help.insert(0, format!("it also stands in {named}"));
    located
}

/// The labels are those of the pieces; each is given the number of its pages, those of the page's own go.
fn too_few(mut located: Located, pages: &[Option<usize>]) -> Located {
    let labels = std::mem::take(&mut located.labels).into_iter().zip(pages);
    located.labels = labels
        .filter_map(|(mut label, pages)| {
            label.message = format!("stands on {} pages: does not count", (*pages)?);
            Some(label)
        })
        .collect();
    located
}
