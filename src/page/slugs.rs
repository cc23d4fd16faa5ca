//! The ids that MkDocs would give to a page's headings: what `#…` in a link
//! written for it leads to.
//!
//! This repeats what python-markdown's `toc` extension does by default (`slugify`, `unique`).

use super::Heading;
use crate::material::Block;
use crate::text::maps::{HashMap, HashSet};
use crate::text::slug::slugify;
use std::sync::OnceLock;

/// The slugs of a page. Most pages are never asked for one: they are made when the first is wanted.
#[derive(Debug, Default, Clone)]
pub struct Slugs {
    /// The ids that the author gave; no slug repeats one.
    given: Vec<String>,
    /// The headings, one a line: the id that mdBook makes and, behind a tab, the text.
    headings: String,
    /// The slugs of footnotes and their ids.
    footnotes: Vec<(String, String)>,
    made: OnceLock<HashMap<String, String>>,
}

impl Slugs {
    /// An id that the author gave.
    pub fn given(&mut self, id: &str) {
        self.given.push(id.to_owned());
    }

    /// A heading's text and the id that mdBook makes of it, which has no white space.
    pub fn heading(&mut self, text: &str, id: &str) {
        self.headings.extend([id, "\t"]);
        for line in text.split('\n') {
            self.headings.extend([line, " "]);
        }
        self.headings.push('\n');
    }

    /// The slug of a footnote or of a reference to one, with its id.
    pub fn footnote(&mut self, slug: String, id: String) {
        self.footnotes.push((slug, id));
    }

    /// Each slug that differs from its heading's id and is no id of the page, with that id. Only the
    /// first to ask says what is an id.
    pub fn all(&self, is_id: impl Fn(&str) -> bool) -> &HashMap<String, String> {
        self.made.get_or_init(|| self.make(is_id))
    }

    /// Adds a slug to those that are made.
    pub fn add(&mut self, slug: String, id: &str) {
        if let Some(made) = self.made.get_mut() {
            made.entry(slug).or_insert_with(|| id.to_owned());
        }
    }

    /// The id that a slug stands for.
    pub fn id_of(&self, slug: &str, is_id: impl Fn(&str) -> bool) -> Option<&str> {
        // Links of the page to its own headings make none.
        if self.made.get().is_none() && is_id(slug) {
            return None;
        }
        self.all(is_id).get(slug).map(String::as_str)
    }

    fn make(&self, is_id: impl Fn(&str) -> bool) -> HashMap<String, String> {
        let mut used: HashSet<String> = self.given.iter().cloned().collect();
        // The number to try next behind each stem, so that a thousand headings of one name take no time.
        let mut next: HashMap<String, u64> = HashMap::default();
        let mut found = HashMap::default();
        let headings = self.headings.lines();
        for (id, text) in headings.filter_map(|line| line.split_once('\t')) {
            let slug = unique(slugify(text), &mut used, &mut next);
            // mdBook makes an empty id of a heading without letters: that is no place to go to.
            if slug != id && !id.is_empty() {
                found.insert(slug, id.to_owned());
            }
        }
        found.extend(self.footnotes.iter().cloned());
        found.retain(|slug, _| !is_id(slug));
        found
    }
}

/// The slugs by which links written for MkDocs lead to tabs, each with the tab's id: the number, and,
/// where a site is configured so, the title's slug, alone or behind that of the heading above.
pub fn of_tabs<'b>(
    tabs: impl Iterator<Item = &'b Block>,
    headings: &[Heading],
) -> Vec<(String, String)> {
    let mut used = HashSet::default();
    let mut next = HashMap::default();
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
        let found = slugs.all(|_| false);
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
        assert!(slugs.all(|_| false).contains_key("_50000"));
    }
}
