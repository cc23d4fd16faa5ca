//! A navigation made of folders, where nobody wrote one: MkDocs's own order.

use crate::import::docs::{Docs, Inclusion};
use crate::import::nav::{Entry, title_of_name};
use crate::import::value::At;

/// All pages that may stand in the navigation, each folder a section behind the files beside it.
pub fn entries(docs: &Docs, at: &At) -> Vec<Entry> {
    let mut root = Vec::new();
    for page in docs.that_are(Inclusion::Included) {
        let mut branch = &mut root;
        let folders = page.rsplit_once('/').map_or("", |(folders, _)| folders);
        for folder in folders.split('/').filter(|part| !part.is_empty()) {
            branch = section(branch, &title_of_name(folder), at);
        }
        branch.push(Entry::Leaf {
            title: None,
            target: page.to_owned(),
            at: at.clone(),
        });
    }
    root
}

/// The section of that title, made where there is none; MkDocs puts folders of one title together.
fn section<'e>(branch: &'e mut Vec<Entry>, wanted: &str, at: &At) -> &'e mut Vec<Entry> {
    let known = branch
        .iter()
        .rposition(|entry| matches!(entry, Entry::Section { title, .. } if title == wanted));
    let index = known.unwrap_or_else(|| {
        branch.push(Entry::Section {
            title: wanted.to_owned(),
            entries: Vec::new(),
            at: at.clone(),
        });
        branch.len() - 1
    });
    match &mut branch[index] {
        Entry::Section { entries, .. } => entries,
        Entry::Leaf { .. } => unreachable!("a section was found or made"),
    }
}
