//! From a navigation as it is written to one that mdBook can have; what it cannot have is left out and told.

use crate::import::docs::{Docs, Inclusion, is_index, is_page};
use crate::import::nav::{Entry, Item};
use crate::import::value::At;
use crate::text::link::{is_external, normal, percent_decode};
use crate::text::maps::HashSet;

/// Deeper than any navigation; mdBook's own parser of SUMMARY.md recurses.
const MAX_DEPTH: usize = 32;

/// Why an entry is no chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It leads out of the site.
    External,
    /// It stands in the navigation already.
    Repeat,
    /// It leads to a place on a page.
    Anchor,
    /// It leads out of `docs_dir`, or begins at the site's root.
    Outside,
    /// It is a folder.
    Folder,
    /// It is a file and no Markdown.
    NoMarkdown,
    /// There is no such file.
    Missing,
    /// MkDocs does not build it.
    Excluded,
    /// `index.md` is built in its place.
    Shadowed,
    /// Its name holds a `#`.
    Unreachable,
    /// It nests too deep.
    Deep,
}

/// An entry that is no chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its title, if it had one.
    pub title: Option<String>,
    /// Where it leads.
    pub target: String,
    /// Why it was left out.
    pub reason: Reason,
    /// Where it is written.
    pub at: At,
}

/// A navigation for mdBook.
#[derive(Debug, Default)]
pub struct Settled {
    /// Its items.
    pub items: Vec<Item>,
    /// What was left out.
    pub left: Vec<Left>,
}

/// Takes the entries whose pages are there. `title` gives a page's own title; with `indexes` a
/// section's title leads to its index.
pub fn settle(
    entries: &[Entry],
    docs: &Docs,
    indexes: bool,
    title: &dyn Fn(&str) -> String,
) -> Settled {
    let mut settling = Settling {
        docs,
        indexes,
        title,
        seen: HashSet::default(),
        left: Vec::new(),
    };
    let items = settling.items(entries, 0);
    Settled {
        items,
        left: settling.left,
    }
}

struct Settling<'a> {
    docs: &'a Docs,
    indexes: bool,
    title: &'a dyn Fn(&str) -> String,
    seen: HashSet<String>,
    left: Vec<Left>,
}

impl Settling<'_> {
    fn items(&mut self, entries: &[Entry], depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        for entry in entries {
            match entry {
                Entry::Leaf { title, target, at } => {
                    items.extend(self.page(title.as_deref(), target, at));
                }
                Entry::Section { title, at, .. } if depth >= MAX_DEPTH => self.left.push(Left {
                    title: None,
                    target: title.clone(),
                    reason: Reason::Deep,
                    at: at.clone(),
                }),
                Entry::Section { title, entries, .. } => {
                    items.extend(self.section(title, entries, depth));
                }
            }
        }
        items
    }

    fn section(&mut self, title: &str, entries: &[Entry], depth: usize) -> Option<Item> {
        let mut items = self.items(entries, depth + 1);
        let is_own = |item: &Item| matches!(item, Item::Page { path, .. } if is_index(path));
        let index = items.iter().position(is_own).filter(|_| self.indexes);
        let index = index.map(|index| items.remove(index));
        let (own_title, index) = match index {
            Some(Item::Page { title, path }) => (title, Some(path)),
            _ => (String::new(), None),
        };
        if items.is_empty() && index.is_none() {
            return None;
        }
        let title = match title.trim() {
            "" if own_title.is_empty() => "…".to_owned(),
            "" => own_title,
            title => title.to_owned(),
        };
        Some(match index {
            Some(path) if items.is_empty() => Item::Page { title, path },
            index => Item::Section {
                title,
                index,
                items,
            },
        })
    }

    fn page(&mut self, title: Option<&str>, target: &str, at: &At) -> Option<Item> {
        match self.chapter(target) {
            Ok(path) => {
                self.seen.insert(path.clone());
                let title = title.map(str::trim).filter(|title| !title.is_empty());
                let title = title.map_or_else(|| (self.title)(&path), str::to_owned);
                Some(Item::Page { title, path })
            }
            Err(reason) => {
                self.left.push(Left {
                    title: title.map(str::to_owned),
                    target: target.to_owned(),
                    reason,
                    at: at.clone(),
                });
                None
            }
        }
    }

    /// The chapter that an entry means, or why it is none.
    fn chapter(&self, target: &str) -> Result<String, Reason> {
        let target = target.trim();
        if is_external(target) {
            return Err(Reason::External);
        }
        let name = normal(target.trim_start_matches("./"));
        let file = self.docs.resolve(&name).map(str::to_owned).or_else(|| {
            let decoded = percent_decode(&name);
            self.docs.resolve(&decoded).map(str::to_owned)
        });
        let Some(file) = file.filter(|file| !file.ends_with('/')) else {
            let page = target.split(['#', '?']).next().unwrap_or("");
            return Err(if target.starts_with('/') || name.starts_with("..") {
                Reason::Outside
            } else if page != target && self.docs.resolve(&normal(page)).is_some() {
                Reason::Anchor
            } else if target.ends_with('/') || self.docs.has_folder(&name) {
                Reason::Folder
            } else {
                Reason::Missing
            });
        };
        if !is_page(&file) {
            return Err(Reason::NoMarkdown);
        }
        match self.docs.inclusion(&file) {
            _ if self.seen.contains(&file) => Err(Reason::Repeat),
            Inclusion::Included | Inclusion::NotInNav | Inclusion::Foreign => Ok(file),
            Inclusion::Excluded => Err(Reason::Excluded),
            Inclusion::Shadowed => Err(Reason::Shadowed),
            Inclusion::Unreachable => Err(Reason::Unreachable),
        }
    }
}
