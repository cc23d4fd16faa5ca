//! What is left of a page that was checked and rendered.

use crate::catalogue::said::Said;
use crate::diagnostic::Applicability;
use crate::diagnostic::located::Located;
use crate::engine::gate::Gate;
use crate::engine::ids::PageIds;
use crate::engine::repeats::{OnPage, Repeat};
use crate::engine::scores::Measured;
use crate::engine::templates::Belongs;
use crate::engine::told::Untold;
use crate::engine::{Chapter, OfTemplate};
use crate::render::links::Anchor;
use crate::render::rope::Rope;
use crate::render::steps::Step;

/// What a page leaves behind.
#[derive(Clone, Default)]
pub(super) struct Done {
    /// The page's file, as diagnostics name it.
    pub(super) file: String,
    pub(super) diagnostics: Vec<Located>,
    /// Those of which no more is needed than to count them.
    pub(super) untold: Vec<Untold>,
    /// Those that depend on ids of other pages.
    pub(super) pending: Vec<PendingLocated>,
    /// Those that depend on what other pages have, too.
    pub(super) repeats: Vec<Repeat>,
    /// What other pages may have, too.
    pub(super) pieces: Option<OnPage>,
    /// The page's position in the library and its ids.
    pub(super) ids: Option<(usize, PageIds)>,
    /// Its links to ids of other pages.
    pub(super) anchors: Vec<Anchor>,
    /// The chapter with the text that is rendered, where that may have to be done again once all
    /// ids are known.
    pub(super) again: Option<Chapter>,
    pub(super) gate: Gate,
    /// The chapter's new text, where there is to be one.
    pub(super) rendered: Option<Rope>,
    /// How it was rendered, if that is to be said.
    pub(super) steps: Vec<Step>,
    pub(super) is_pattern: bool,
    /// The team's own template that it belongs to.
    pub(super) template: Option<Belongs>,
    /// The same by its name.
    pub(super) template_name: Option<OfTemplate>,
    pub(super) measured: Option<Measured>,
    /// What it lacks of its template's newest edition, or why that cannot be added.
    pub(super) upgrade: Option<Result<Located, &'static str>>,
    /// What was left out for the time it takes, a sentence each.
    pub(super) warnings: Vec<String>,
    /// Its position in the library, unless an earlier chapter has the same file.
    pub(super) position: Option<usize>,
    /// Whether what relates it to others stands at its end.
    pub(super) relates: bool,
    /// What it says of other pages, by its position in the library, where anybody asks.
    pub(super) said: Option<(usize, Said)>,
    /// Diagnostics that go where the page of that position names this one, too.
    pub(super) one_sided: Vec<(Located, usize)>,
    /// Where directives begin on it that had a backslash before them in the file.
    pub(super) escaped: Vec<usize>,
    /// What closes a block of code that the page leaves open at its end; empty for most pages.
    pub(super) closing: String,
    /// Whether it has markers: such a page is rendered last of all.
    pub(super) is_marked: bool,
}

impl Done {
    /// What would take away an id that another page links to is not safe to apply.
    pub(super) fn spare_ids(&mut self, linked: &[String]) {
        let is_taken = |taken: &[String]| {
            let takes = |id: &String| taken.iter().any(|start| id.starts_with(start));
            linked.iter().any(takes)
        };
        let fixes = self.diagnostics.iter_mut();
        for fix in fixes.filter_map(|located| located.fix.as_mut()) {
            if is_taken(&fix.takes_ids) {
                fix.applicability = Applicability::Unsafe;
            }
        }
        for untold in &mut self.untold {
            untold.spare_ids(is_taken);
        }
    }
}

/// A diagnostic that holds where another page lacks an id.
#[derive(Clone)]
pub(super) struct PendingLocated {
    pub(super) diagnostic: Located,
    pub(super) target: usize,
    pub(super) id: String,
}
