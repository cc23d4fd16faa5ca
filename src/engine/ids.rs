//! The ids of a page, and what an anchor on another page means among them.

use crate::page::slugs::Slugs;
use crate::pattern::Reading;
use crate::render::links::Anchor;
use crate::text::maps::{HashMap, HashSet};

/// What `#…` can lead to on a page, in a few texts rather than thousands.
#[derive(Default, Clone)]
pub(super) struct PageIds {
    /// One a line.
    ids: String,
    /// How many of them, the last ones, will be written into it.
    generated: usize,
    slugs: Slugs,
}

impl PageIds {
    pub(super) fn of(pattern: &Reading<'_>) -> PageIds {
        let page = pattern.page;
        let own = page.ids.iter().map(String::as_str);
        let ids: Vec<&str> = own.chain(pattern.generated_ids.iter().copied()).collect();
        PageIds {
            ids: ids.join("\n"),
            generated: pattern.generated_ids.len(),
            slugs: page.slugs.clone(),
        }
    }

    /// The same, to be asked often.
    pub(super) fn lookup(&self) -> Lookup<'_> {
        let all: Vec<&str> = self.ids.split('\n').collect();
        let own = all.len() - self.generated;
        let own: HashSet<&str> = all[..own].iter().copied().collect();
        Lookup {
            ids: all.iter().copied().collect(),
            all,
            slugs: self.slugs.all(|id| own.contains(id)),
        }
    }
}

/// What `#…` can lead to on a page that others link to.
pub(super) struct Lookup<'a> {
    /// In order, to suggest one.
    pub(super) all: Vec<&'a str>,
    pub(super) ids: HashSet<&'a str>,
    /// Slugs and the ids that they stand for.
    pub(super) slugs: &'a HashMap<String, String>,
}

/// The id on its page that an anchor means where it is no id itself.
pub(super) fn id_of(targets: &HashMap<usize, Lookup<'_>>, anchor: &Anchor) -> Option<String> {
    let target = targets.get(&anchor.target)?;
    target.slugs.get(&anchor.id).cloned()
}
