//! The ids of a page, and what an anchor on another page means among them.

use crate::pattern::Reading;
use crate::render::links::Anchor;
use std::collections::{HashMap, HashSet};

/// What `#…` can lead to on a page, in two texts rather than thousands.
#[derive(Default, Clone)]
pub(super) struct PageIds {
    /// One a line.
    ids: String,
    /// A slug, a tab and the id that it stands for, one a line.
    slugs: String,
}

impl PageIds {
    pub(super) fn of(pattern: &Reading<'_>) -> PageIds {
        let page = pattern.page;
        let slugs = page.slugs.iter();
        let lines: Vec<String> = slugs.map(|(slug, id)| format!("{slug}\t{id}")).collect();
        let own = page.ids.iter().map(String::as_str);
        let ids: Vec<&str> = own.chain(pattern.generated_ids.iter().copied()).collect();
        PageIds {
            ids: ids.join("\n"),
            slugs: lines.join("\n"),
        }
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.split('\n')
    }

    /// The same, to be asked often.
    pub(super) fn lookup(&self) -> Lookup<'_> {
        let slugs = self.slugs.lines().filter_map(|line| line.split_once('\t'));
        Lookup {
            all: self.ids().collect(),
            ids: self.ids().collect(),
            slugs: slugs.collect(),
        }
    }
}

/// What `#…` can lead to on a page that others link to.
pub(super) struct Lookup<'a> {
    /// In order, to suggest one.
    pub(super) all: Vec<&'a str>,
    pub(super) ids: HashSet<&'a str>,
    /// Slugs and the ids that they stand for.
    pub(super) slugs: HashMap<&'a str, &'a str>,
}

/// The id on its page that an anchor means where it is no id itself.
pub(super) fn id_of(targets: &HashMap<usize, Lookup<'_>>, anchor: &Anchor) -> Option<String> {
    let id = targets.get(&anchor.target)?.slugs.get(anchor.id.as_str())?;
    Some((*id).to_owned())
}
