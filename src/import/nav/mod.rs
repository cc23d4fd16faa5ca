//! What a site's navigation says, whoever says it: the key `nav`, the folders, or one of the plugins.

mod awesome_meta;
pub mod awesome_nav;
pub mod awesome_pages;
mod awesome_rest;
mod awesome_settings;
mod config;
pub mod folders;
pub mod glob;
pub mod literate;
mod natural;
mod settle;

pub use config::of_key;
pub use natural::{natural, natural_by_case};
pub use settle::{Left, Reason, Settled, settle};

use crate::import::value::At;
use crate::text::maps::HashSet;

/// A navigation as it is written, before anybody has looked whether its pages are there.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A page, a link, or what else an author wrote.
    Leaf {
        /// Its title, if it has one.
        title: Option<String>,
        /// Where it leads, as written; relative to `docs_dir`.
        target: String,
        /// Where it is written.
        at: At,
    },
    /// Entries below a title.
    Section {
        /// The title; empty where Material takes that of the section's index.
        title: String,
        /// What stands in it.
        entries: Vec<Entry>,
        /// Where it is written.
        at: At,
    },
}

/// A navigation as mdBook can have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A page.
    Page {
        /// Its title in the navigation.
        title: String,
        /// Its file.
        path: String,
    },
    /// Pages below a title.
    Section {
        /// The title.
        title: String,
        /// The page that the title itself leads to.
        index: Option<String>,
        /// What stands in it.
        items: Vec<Item>,
    },
}

impl Item {
    /// The files of all pages, in the order in which they are read.
    pub fn pages<'i>(items: &'i [Item], found: &mut Vec<&'i str>) {
        for item in items {
            match item {
                Item::Page { path, .. } => found.push(path),
                Item::Section { index, items, .. } => {
                    found.extend(index.as_deref());
                    Item::pages(items, found);
                }
            }
        }
    }
}

/// A navigation and what there is to say about it.
#[derive(Debug, Default)]
pub struct Written {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// What was odd in files that it was read from: place and words.
    pub remarks: Vec<(String, String)>,
}

/// Remarks in their order, without those that were made before.
fn once_each(mut remarks: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut seen = HashSet::default();
    remarks.retain(|remark| seen.insert(remark.clone()));
    remarks
}

/// A title made of a file's or a folder's name, as MkDocs makes it.
pub fn title_of_name(name: &str) -> String {
    let title = name.replace(['-', '_'], " ");
    if title.to_lowercase() != title {
        return title;
    }
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => title,
    }
}
