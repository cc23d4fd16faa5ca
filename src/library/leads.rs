//! Where the links of a page lead, found out before rules and renderers look at it.

use crate::text::link::path_of;
use crate::text::maps::HashMap;

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// A file that mdBook copies into the built book, relative to `src`.
    File(String),
    /// A chapter, by its position in the library.
    Chapter(usize),
    /// A page that mdBook writes besides the chapters.
    Generated(&'static str),
    /// An old address that `[output.html.redirect]` leads on.
    Redirect,
    /// A file of the book that does not get into the built one, such as a page that
    /// SUMMARY.md does not list.
    Unbuilt,
    /// Nothing of the book.
    Nowhere,
}

/// The links of a page and what each leads to.
#[derive(Debug, Default)]
pub struct Leads(HashMap<String, Lead>);

impl Leads {
    /// Finds out where each destination leads; those with the same path lead to the same.
    pub fn new<'d>(dests: impl Iterator<Item = &'d str>, lead: impl Fn(&str) -> Lead) -> Leads {
        let mut leads = HashMap::default();
        for path in dests.map(path_of).filter(|path| !path.is_empty()) {
            if !leads.contains_key(path) {
                leads.insert(path.to_owned(), lead(path));
            }
        }
        Leads(leads)
    }

    /// Where a destination leads; nowhere for one that is no link of the page.
    pub fn of(&self, dest: &str) -> &Lead {
        self.0.get(path_of(dest)).unwrap_or(&Lead::Nowhere)
    }
}
