//! All pages of the book, as far as one page needs to know about another.

pub mod facts;
mod keys;
pub mod leads;
mod names;

use crate::diagnostic::place::Place;
use crate::pattern::fields::Fields;
use crate::template::Tier;
use crate::template::fields::{ALIASES, CATEGORY, TITLE};
use crate::text::link::{page_url, target_path};
use crate::text::maps::HashMap;
use crate::text::suggest::{fewest, nearest};
use facts::Facts;
pub use keys::id_of;
use keys::{clipped, folded, folder_of, id_and_folders, title_key};
use names::Names;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What other pages and the renderer know about a page.
#[derive(Debug, Clone)]
pub struct PageInfo {
    /// The file relative to `src`, with `/`.
    pub source_path: String,
    /// The chapter's path as mdBook links to it: `index.md` for a `README.md`.
    pub path: String,
    /// The chapter's name in SUMMARY.md.
    pub name: String,
    /// The frontmatter's title.
    pub title: Option<String>,
    /// Where the title stands in the page's file, for other pages to refer to.
    pub title_place: Option<Place>,
    /// Whether it is a pattern page.
    pub is_pattern: bool,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Its category.
    pub category: Option<String>,
    /// The name of its template.
    pub template: Option<String>,
    /// All that its frontmatter says; nothing of a page without a template.
    pub facts: Facts,
}

impl PageInfo {
    /// Gathers what the frontmatter says.
    pub fn new(
        source_path: String,
        path: String,
        name: String,
        is_pattern: bool,
        fields: &Fields<'_>,
    ) -> PageInfo {
        PageInfo {
            source_path,
            path,
            name,
            title: fields.line(&TITLE).map(str::to_owned),
            title_place: None,
            is_pattern,
            tier: fields.tier(),
            category: fields.line(&CATEGORY).map(str::to_owned),
            template: None,
            facts: Facts::default(),
        }
    }

    /// Whether both say the same, wherever the title stands.
    pub fn says_the_same(&self, other: &PageInfo) -> bool {
        let all = |page: &PageInfo| {
            let PageInfo {
                source_path,
                path,
                name,
                title,
                title_place: _,
                is_pattern,
                tier,
                category,
                template,
                facts,
            } = page.clone();
            let place = (source_path, path, name, template);
            (place, title, is_pattern, tier, category, facts)
        };
        all(self) == all(other)
    }

    /// The title where there is one, else the chapter's name.
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

/// A law or a pillar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One of the fundamental laws.
    Law,
    /// One of the foundational pillars.
    Pillar,
}

/// All pages and how to find them.
#[derive(Debug, Default)]
pub struct Library {
    pages: Vec<PageInfo>,
    by_path: HashMap<String, usize>,
    /// By the name of the file, or of the folder whose index it is.
    by_id: HashMap<String, Vec<usize>>,
    /// By the folder of the file.
    by_folder: HashMap<String, Vec<usize>>,
    /// Pattern pages by the [`title_key`] of their titles and other names.
    by_title: HashMap<String, Vec<usize>>,
    /// The names of the fields that pages have.
    fields: BTreeSet<String>,
    /// The names in [`Library::by_title`] by their first letter.
    by_initial: HashMap<char, Vec<String>>,
    /// By all other names, once anybody asks.
    names: OnceLock<Names>,
}

/// In shorter names a slip makes another word.
const LEAST_NEAR: usize = 5;
/// What is longer is no name that an entry would repeat.
const MAX_TITLE: usize = 200;

impl Library {
    /// Indexes the pages; of two with the same path the first is found.
    pub fn new(pages: Vec<PageInfo>) -> Library {
        let mut by_path = HashMap::default();
        let mut by_id: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_folder: HashMap<String, Vec<usize>> = HashMap::default();
        let mut by_title: HashMap<String, Vec<usize>> = HashMap::default();
        for (index, page) in pages.iter().enumerate() {
            by_path.entry(page.source_path.clone()).or_insert(index);
            by_path.entry(page.path.clone()).or_insert(index);
            let (id, _) = id_and_folders(&page.source_path);
            if !id.is_empty() {
                by_id.entry(id.to_owned()).or_default().push(index);
            }
            by_folder
                .entry(folder_of(&page.source_path).to_owned())
                .or_default()
                .push(index);
            let aliases = page.facts.all(ALIASES.name).iter().map(String::as_str);
            let names = page.title.as_deref().into_iter().chain(aliases);
            for name in names.filter(|_| page.is_pattern).map(title_key) {
                if (1..=MAX_TITLE).contains(&name.len()) {
                    let pages = by_title.entry(name).or_default();
                    if pages.last() != Some(&index) {
                        pages.push(index);
                    }
                }
            }
        }
        let mut by_initial: HashMap<char, Vec<String>> = HashMap::default();
        for name in by_title.keys() {
            let initial = name.chars().next().unwrap_or(' ');
            by_initial.entry(initial).or_default().push(name.clone());
        }
        for names in by_initial.values_mut() {
            names.sort();
        }
        let mut fields = BTreeSet::new();
        for (name, _) in pages.iter().flat_map(|page| page.facts.iter()) {
            if !fields.contains(name) {
                fields.insert(name.to_owned());
            }
        }
        Library {
            pages,
            by_path,
            by_id,
            by_folder,
            by_title,
            fields,
            by_initial,
            names: OnceLock::new(),
        }
    }

    /// All pages, in the book's order.
    pub fn pages(&self) -> &[PageInfo] {
        &self.pages
    }

    /// The names of the fields that pages have.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str)
    }

    /// Whether any page has a field of this name.
    pub fn has_field(&self, name: &str) -> bool {
        self.fields.contains(name)
    }

    /// The page at a path relative to `src`.
    pub fn page(&self, path: &str) -> Option<&PageInfo> {
        self.by_path.get(path).map(|index| &self.pages[*index])
    }

    /// The place of the page at `path` among [`Library::pages`].
    pub fn position(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The first pattern page with this title, case and white space aside.
    pub fn titled(&self, title: &str) -> Option<&PageInfo> {
        let folded = folded(title);
        let pages = self.by_title.get(&title_key(title))?.iter();
        let mut pages = pages.map(|index| &self.pages[*index]);
        pages.find(|page| page.title.as_deref().map(self::folded).as_ref() == Some(&folded))
    }

    /// The page that a path which leads nowhere may mean: one of the same name in
    /// another folder, else one of a similar name in the same folder.
    pub fn meant(&self, path: &str) -> Option<&PageInfo> {
        const MOST: usize = 40;
        let path = path.trim_matches('/');
        let path = match path.strip_suffix(".html") {
            Some(stem) => format!("{stem}.md"),
            None => path.to_owned(),
        };
        if path
            .rsplit_once('.')
            .is_some_and(|(_, ending)| ending != "md")
        {
            return None;
        }
        let (id, _) = id_and_folders(&path);
        let same = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        let folder = folder_of(&path);
        let strangeness = |index: &&usize| {
            let own = folder_of(&self.pages[**index].source_path);
            let shared = own.split('/').zip(folder.split('/'));
            std::cmp::Reverse(shared.take_while(|(a, b)| a == b).count())
        };
        if let Some(index) = same.iter().take(MOST).min_by_key(strangeness) {
            return Some(&self.pages[*index]);
        }
        let own_id = |index: &usize| id_and_folders(&self.pages[*index].source_path).0;
        let neighbours = self.by_folder.get(folder)?;
        let near = nearest(&clipped(id), neighbours.iter().take(MOST).map(own_id))?;
        let index = neighbours.iter().find(|index| own_id(index) == near)?;
        Some(&self.pages[*index])
    }

    /// The page that a link on the page `from` leads to, in any of the forms
    /// real pages use: `x.md`, `x.html`, `x/` (`x.md`, `x/index.md`), `x`. Links
    /// begin at the page's file; one that leads nowhere from there, at its [`page_url`].
    pub fn resolve(&self, from: &str, dest: &str) -> Option<&PageInfo> {
        let position = self.position_of_link(from, dest)?;
        self.pages.get(position)
    }

    /// The same page's place among [`Library::pages`].
    pub fn position_of_link(&self, from: &str, dest: &str) -> Option<usize> {
        let at = |from: &str| self.position_of_target(&target_path(from, dest)?);
        at(from).or_else(|| at(&page_url(from, dest)?))
    }

    /// The place of the page that a path relative to `src` means, in any of those forms.
    pub fn position_of_target(&self, path: &str) -> Option<usize> {
        let bare = path.trim_end_matches('/');
        let stem = bare.strip_suffix(".html").unwrap_or(bare);
        let mut form = String::with_capacity(path.len() + "/README.md".len());
        let starts = [bare, stem, bare, bare].into_iter();
        let mut forms = starts.zip(["", ".md", "/index.md", "/README.md"]);
        forms.find_map(|(start, end)| {
            form.clear();
            form.extend([start, end]);
            self.position(form.trim_start_matches('/'))
        })
    }

    /// The place of the pattern page that has this title or this other name, case, white space and a
    /// trailing "Pattern" aside.
    pub fn called(&self, name: &str) -> Option<usize> {
        if name.len() > MAX_TITLE {
            return None;
        }
        self.by_title.get(&title_key(name))?.first().copied()
    }

    /// The place of the pattern page whose title or other name is all but the same: another ending, or
    /// a slip in a long name. Other words are other patterns: `hashing` is no slip for `caching`.
    pub fn nearly_called(&self, name: &str) -> Option<usize> {
        let key = title_key(name);
        let letters = key.chars().count();
        if !(LEAST_NEAR..=MAX_TITLE).contains(&letters) {
            return None;
        }
        let most = if letters < 10 { 1 } else { 2 };
        let names = self.by_initial.get(&key.chars().next()?)?.iter();
        let near = names.filter(|other| other.len().abs_diff(key.len()) <= most);
        // Most have too many other letters, which is soon counted.
        let near = near.filter(|other| fewest(other, &key) <= most);
        let distances = near.map(|other| (strsim::osa_distance(other, &key), other));
        let (distance, near) = distances.min()?;
        let page = self.by_title.get(near)?.first().copied();
        page.filter(|_| (1..=most).contains(&distance))
    }

    /// The pattern page whose title an entry of `modern_alternatives` is or begins
    /// with, case and a trailing "Pattern" of the title aside; of several the one with
    /// the longest title. Not the page at `from`, its path or source path, itself.
    pub fn named_pattern(&self, entry: &str, from: &str) -> Option<&PageInfo> {
        let entry = entry.trim().to_lowercase();
        let ends = |end: &usize| {
            let rest = entry.get(*end..);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let mut named = (1..=entry.len().min(MAX_TITLE))
            .rev()
            .filter(ends)
            .filter_map(|end| self.by_title.get(&entry[..end]))
            .flatten()
            .map(|index| &self.pages[*index]);
        named.find(|page| page.source_path != from && page.path != from)
    }

    /// The pattern page whose file, or whose folder, is called `id`. Not the page at `from` itself.
    pub fn pattern_by_id(&self, id: &str, from: &str) -> Option<&PageInfo> {
        let mut pages = self.by_id.get(id)?.iter().map(|index| &self.pages[*index]);
        pages.find(|page| page.is_pattern && page.source_path != from && page.path != from)
    }

    /// The page about a law or a pillar, by its id: a file or a folder of that name.
    pub fn relation_page(&self, relation: Relation, id: &str) -> Option<&PageInfo> {
        let mut pages = self.by_id.get(id)?.iter().map(|index| &self.pages[*index]);
        pages.find(|page| {
            // `state` and `control` are everyday names: only a pillar's folder makes them pillars.
            relation == Relation::Law || id_and_folders(&page.source_path).1.contains("pillar")
        })
    }
}

/// Whether a link leads to a law or a pillar, by the folders it names; the page need not exist.
pub fn relation_of(dest: &str) -> Option<Relation> {
    let path = dest.split(['#', '?']).next().unwrap_or("").to_lowercase();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.find_map(|part| {
        let words = || part.split(['-', '_', '.', ' ']);
        let numbered = part
            .strip_prefix("law")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if numbered || words().any(|word| matches!(word, "law" | "laws" | "axiom" | "axioms")) {
            Some(Relation::Law)
        } else if words().any(|word| matches!(word, "pillar" | "pillars")) || numbered_pillar(part)
        {
            Some(Relation::Pillar)
        } else {
            None
        }
    })
}

fn numbered_pillar(part: &str) -> bool {
    part.strip_prefix("pillar")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::link::relative_link;

    #[test]
    fn links_resolve_in_every_form() {
        let page = |path: &str| PageInfo {
            source_path: path.to_owned(),
            path: path.replace("README", "index"),
            name: path.to_owned(),
            title: None,
            title_place: None,
            is_pattern: false,
            tier: None,
            category: None,
            template: None,
            facts: Facts::default(),
        };
        let library = Library::new(vec![
            page("a/b.md"),
            page("a/README.md"),
            page("laws/law1.md"),
            page("x/index.md"),
        ]);
        for (from, dest, expected) in [
            ("a/c.md", "b.md#x", Some("a/b.md")),
            ("a/c.md", "b/", Some("a/b.md")),
            ("a/c.md", "../laws/law1/", Some("laws/law1.md")),
            ("a/c.md", "../x/", Some("x/index.md")),
            ("a/c.md", "b.html", Some("a/b.md")),
            ("c.md", "a/index.md", Some("a/README.md")),
            ("c.md", "/a/b.md", Some("a/b.md")),
            ("c.md", "../b.md", None),
            ("a/c.md", "../../laws/law1/", Some("laws/law1.md")),
            ("a/c.md", "../b/", Some("a/b.md")),
            ("a/c.md", "../../laws/law1.md", None),
            ("a/README.md", "../../laws/law1/", None),
            ("c.md", "https://e.org/a/b.md", None),
            ("c.md", "#a", None),
        ] {
            assert_eq!(
                library.resolve(from, dest).map(|p| p.source_path.as_str()),
                expected,
                "{from} {dest}"
            );
        }
        assert_eq!(relative_link("a/c.md", "laws/law1.md"), "../laws/law1.md");
        assert_eq!(relative_link("c.md", "c2.md"), "c2.md");
        assert_eq!(relative_link("a/b/c.md", "a/d.md"), "../d.md");
    }

    #[test]
    fn alternatives_begin_with_a_title() {
        let library = Library::new(vec![PageInfo {
            source_path: "a.md".to_owned(),
            path: "a.md".to_owned(),
            name: String::new(),
            title: Some("Saga Pattern".to_owned()),
            title_place: None,
            is_pattern: true,
            tier: None,
            category: None,
            template: None,
            facts: Facts::default(),
        }]);
        let named = |entry, from| library.named_pattern(entry, from).is_some();
        assert!(named("Saga", "b.md") && named("saga pattern for checkouts", "b.md"));
        assert!(named("Saga: local transactions", "b.md"));
        assert!(!named("Sagas", "b.md") && !named("A Saga", "b.md") && !named("", "b.md"));
        assert!(!named("Saga", "a.md"), "a page is no alternative to itself");
    }

    #[test]
    fn relations_are_told_by_folder() {
        assert_eq!(relation_of("../../part1-axioms/law1/"), Some(Relation::Law));
        assert_eq!(relation_of("../laws/failure.md#x"), Some(Relation::Law));
        assert_eq!(
            relation_of("../part2-pillars/state/"),
            Some(Relation::Pillar)
        );
        assert_eq!(relation_of("../flaws/outlaw.md"), None);
    }
}
