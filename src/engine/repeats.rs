//! What stands word for word on several pages. That is known once all pages are read: each
//! leaves behind what may be repeated, with its diagnostic.

use crate::diagnostic::located::{Located, Origin};
use crate::engine::done::Done;
use crate::pattern::Reading;
use crate::rules::rule::Pieces;
use crate::text::suggest::and_list;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    file: Arc<str>,
    /// In order, each once.
    keys: Vec<u64>,
}

impl OnPage {
    /// The pieces that the page's own file holds: what pages include is meant to be the same.
    pub(super) fn of(pattern: &Reading<'_>, origin: Origin<'_>, file: &str) -> OnPage {
        let pieces = pattern.pieces().iter();
        let own = pieces.filter(|piece| origin.is_own(piece.line));
        let mut keys: Vec<u64> = own.map(|piece| piece.key).collect();
        keys.sort_unstable();
        keys.dedup();
        OnPage {
            file: file.into(),
            keys,
        }
    }
}

/// On which pages pieces stand, by their hashes; those that stand on one page are left out.
pub(super) type Places = BTreeMap<u64, Vec<Arc<str>>>;

/// Finds out on which pages the pieces stand, in the book's order.
pub(super) fn places(done: &[Done]) -> Places {
    let pages = done.iter().filter_map(|page| page.pieces.as_ref());
    let pages: Vec<&OnPage> = pages.collect();
    let places = pages.iter().enumerate();
    let places = places.flat_map(|(page, on)| on.keys.iter().map(move |key| (*key, page)));
    let mut places: Vec<(u64, usize)> = places.collect();
    places.sort_unstable();
    let several = places
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|same| same.len() > 1);
    several
        .map(|same| {
            let files = same.iter().map(|(_, page)| Arc::clone(&pages[*page].file));
            (same[0].0, files.collect())
        })
        .collect()
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

/// The page itself is one of those files.
fn repeated(mut located: Located, files: &[Arc<str>]) -> Located {
    located.message = format!("{} on {} pages", located.message, files.len());
    let others = files.iter().filter(|file| ***file != *located.file());
    let named: Vec<&str> = others.map(AsRef::as_ref).take(MAX_NAMED).collect();
    let more = files.len().saturating_sub(1 + named.len());
    let named = match (and_list(&named), more) {
        (named, 0) => named,
        (named, more) => format!("{named}, and in {more} more"),
    };
    located.help.reserve_exact(1);
    let help = format!("it also stands in {named}");
    located.help.insert(0, help.into());
    located
}

/// The labels are those of the pieces; each is given the number of its pages, those of the page's own go.
fn too_few(mut located: Located, pages: &[Option<usize>]) -> Located {
    let labels = std::mem::take(&mut located.labels).into_iter().zip(pages);
    located.labels = labels
        .filter_map(|(mut label, pages)| {
            let message = format!("stands on {} pages: does not count", (*pages)?);
            label.message = message.into();
            Some(label)
        })
        .collect();
    located
}
