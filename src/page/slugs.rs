//! The ids that MkDocs would give to a page's headings: what `#…` in a link
//! written for it leads to.
//!
//! This repeats what python-markdown's `toc` extension does by default (`slugify`, `unique`).

use super::Heading;
use crate::material::Block;
use crate::text::slug::slugify;
use std::collections::{HashMap, HashSet};

/// Gathers the slugs of a page's headings.
#[derive(Debug, Default)]
pub struct Slugs {
    /// The ids that the author gave; no slug repeats one.
    given: HashSet<String>,
    /// Slugs before they are made unique, with the headings' ids.
    headings: Vec<(String, String)>,
}

impl Slugs {
    /// An id that the author gave.
    pub fn given(&mut self, id: &str) {
        self.given.insert(id.to_owned());
    }

    /// A heading's text and the id that mdBook makes of it.
    pub fn heading(&mut self, text: &str, id: &str) {
        self.headings.push((slugify(text), id.to_owned()));
    }

    /// Each slug that differs from its heading's id, with that id.
    pub fn finish(self) -> HashMap<String, String> {
        let mut used = self.given;
        used.reserve(self.headings.len());
        // The number to try next behind each stem, so that a thousand headings of one name take no time.
        let mut next: HashMap<String, u64> = HashMap::new();
        let mut found = HashMap::new();
        for (slug, id) in self.headings {
            let slug = unique(slug, &mut used, &mut next);
            // mdBook makes an empty id of a heading without letters: that is no place to go to.
            if slug != id && !id.is_empty() {
                found.insert(slug, id);
            }
        }
        found
    }
}

/// The slugs by which links written for MkDocs lead to tabs, each with the tab's id: the number, and,
/// where a site is configured so, the title's slug, alone or behind that of the heading above.
pub fn of_tabs<'b>(
    tabs: impl Iterator<Item = &'b Block>,
    headings: &[Heading],
) -> Vec<(String, String)> {
    let mut used = HashSet::new();
    let mut next = HashMap::new();
    let mut found = Vec::new();
    for tab in tabs {
        let Some(id) = tab.id() else {
            continue;
        };
        let title = slugify(tab.title.as_deref().unwrap_or(""));
        let before = headings.partition_point(|heading| heading.span.start < tab.header.start);
        let heading = before.checked_sub(1).map(|at| &headings[at]);
        found.push((id.clone(), id.clone()));
        if title.is_empty() {
            continue;
        }
        let combined = heading.map(|heading| format!("{}-{title}", slugify(&heading.text)));
        for slug in [Some(title), combined].into_iter().flatten() {
            let slug = unique(slug, &mut used, &mut next);
            found.push((slug, id.clone()));
        }
    }
    found
}

/// The slug, or the first of `stem_1`, `stem_2` … that is not used; an empty one is. It is used now.
fn unique(slug: String, used: &mut HashSet<String>, next: &mut HashMap<String, u64>) -> String {
    if !slug.is_empty() && used.insert(slug.clone()) {
        return slug;
    }
    let (stem, number) = match slug.rsplit_once('_') {
        Some((stem, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            match digits.parse::<u32>() {
                Ok(number) => (stem, u64::from(number) + 1),
                Err(_) => (slug.as_str(), 1),
            }
        }
        _ => (slug.as_str(), 1),
    };
    let mut number = number.max(next.get(stem).copied().unwrap_or(0));
    let mut unique = format!("{stem}_{number}");
    while used.contains(&unique) {
        number += 1;
        unique = format!("{stem}_{number}");
    }
    used.insert(unique.clone());
    next.insert(stem.to_owned(), number + 1);
    unique
}

#[cfg(test)]
mod tests {
    use super::Slugs;
    use std::collections::BTreeMap;

    #[track_caller]
    fn check(headings: &[(&str, &str)], expected: &[(&str, &str)]) {
        let mut slugs = Slugs::default();
        slugs.given("given");
        for (text, id) in headings {
            slugs.heading(text, id);
        }
        let found = slugs.finish();
        let found: BTreeMap<_, _> = found.iter().map(|(s, id)| (&**s, &**id)).collect();
        assert_eq!(found, expected.iter().copied().collect());
    }

    // The expectations are what Python-Markdown 3.11 renders.
    #[test]
    fn slugs_are_those_of_python_markdown() {
        check(
            &[
                ("Monitoring & Observability", "a"),
                ("Über  uns – 中文", "b"),
                ("-- x_y --", "c"),
                ("ﬁne½", "d"),
                ("same", "same"),
                ("Given", "e"),
                ("🏆", ""),
                ("🏆", "-1"),
            ],
            &[
                ("monitoring-observability", "a"),
                ("uber-uns", "b"),
                ("-x_y-", "c"),
                ("fine12", "d"),
                ("given_1", "e"),
                ("_2", "-1"),
            ],
        );
    }

    #[test]
    fn repeated_slugs_are_numbered() {
        check(
            &[("A", "1"), ("A", "2"), ("A_1", "3"), ("A", "4")],
            &[("a", "1"), ("a_1", "2"), ("a_2", "3"), ("a_3", "4")],
        );
    }

    #[test]
    fn a_thousand_of_a_kind() {
        let mut slugs = Slugs::default();
        for _ in 0..50_000 {
            slugs.heading("🏆", "x");
        }
        assert!(slugs.finish().contains_key("_50000"));
    }
}
