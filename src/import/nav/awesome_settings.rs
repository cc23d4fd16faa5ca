//! What `.nav.yml` of awesome-nav says besides the navigation: titles, what is ignored, the order.

use crate::import::docs::{file_name, stem};
use crate::import::nav::glob::glob;
use crate::import::nav::natural;
use crate::import::value::Value;
use globset::GlobMatcher;
use std::cmp::Ordering;
use std::sync::Arc;

/// How many patterns say what is ignored: each path that a pattern matches is held against all of them.
const MOST_IGNORED: usize = 100;

/// What holds for a folder and for those in it, unless they say otherwise.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in `.nav.yml`"
)]
pub(super) struct Inherited {
    /// Whether a section of one page is that page.
    pub(super) flatten: bool,
    /// Whether folders are called as they are.
    pub(super) keep_names: bool,
    /// Whether a folder has the title of its index.
    pub(super) index_titles: bool,
    /// Whether what no entry names stands behind all others.
    pub(super) append: bool,
    /// Patterns from the pages' folder; what they match no other pattern finds.
    ignored: Arc<[Arc<GlobMatcher>]>,
    by: By,
    descending: bool,
    alphabetical: bool,
    ignore_case: bool,
    sections: Sections,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum By {
    #[default]
    Path,
    FileName,
    Title,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Sections {
    First,
    #[default]
    Last,
    Mixed,
}

impl Inherited {
    /// The same with what a mapping says.
    pub(super) fn with(
        &self,
        value: &Value,
        folder: &str,
        remarks: &mut Vec<(String, String)>,
    ) -> Inherited {
        let is = |key: &str, old: bool| value.get(key).and_then(Value::boolean).unwrap_or(old);
        let sort = |key: &str| value.at_path(&["sort", key]).and_then(Value::text);
        let ignored = match value.get("ignore") {
            None => Arc::clone(&self.ignored),
            Some(patterns) => {
                if patterns.list().len() > MOST_IGNORED {
                    let words = format!(
                        "of these patterns the first {MOST_IGNORED} count; let one stand for several"
                    );
                    remarks.push((patterns.at.to_string(), words));
                }
                let patterns = patterns.texts().into_iter().take(MOST_IGNORED);
                let patterns = patterns.flat_map(|pattern| match pattern.strip_prefix('/') {
                    _ if pattern == "$inherit" => self.ignored.to_vec(),
                    Some(own) => matcher(&format!("{folder}{own}")),
                    None => matcher(&format!("{folder}**/{pattern}")),
                });
                patterns.take(MOST_IGNORED).collect()
            }
        };
        Inherited {
            flatten: is("flatten_single_child_sections", self.flatten),
            keep_names: is("preserve_directory_names", self.keep_names),
            index_titles: is("use_index_title", self.index_titles),
            append: is("append_unmatched", self.append),
            ignored,
            by: match sort("by") {
                Some("path") => By::Path,
                Some("filename") => By::FileName,
                Some("title") => By::Title,
                _ => self.by,
            },
            descending: sort("direction").map_or(self.descending, |word| word == "desc"),
            alphabetical: sort("type").map_or(self.alphabetical, |word| word == "alphabetical"),
            ignore_case: value
                .at_path(&["sort", "ignore_case"])
                .and_then(Value::boolean)
                .unwrap_or(self.ignore_case),
            sections: match sort("sections") {
                Some("first") => Sections::First,
                Some("last") => Sections::Last,
                Some("mixed") => Sections::Mixed,
                _ => self.sections,
            },
        }
    }

    /// Whether no pattern finds a path.
    pub(super) fn ignores(&self, path: &str) -> bool {
        self.ignored.iter().any(|ignored| ignored.is_match(path))
    }

    /// Whether titles count, and no paths.
    pub(super) fn by_title(&self) -> bool {
        self.by == By::Title
    }

    /// Sorts what a pattern found.
    pub(super) fn sort<T>(&self, nodes: &mut [T], named: impl Fn(&T) -> Named) {
        let key = |node: &T| {
            let Named {
                path,
                title,
                is_section,
            } = named(node);
            let kind = match (self.sections, is_section) {
                (Sections::Mixed, _) => 0,
                (Sections::First, true) | (Sections::Last, false) => 1,
                _ => 2,
            };
            let key = match self.by {
                By::Path => path,
                By::FileName => file_name(&path).to_owned(),
                By::Title => title,
            };
            let key = if self.ignore_case {
                key.to_lowercase()
            } else {
                key
            };
            (kind, key)
        };
        nodes.sort_by(|a, b| {
            let ((kind, key), (other_kind, other)) = (key(a), key(b));
            let order = if self.alphabetical {
                key.cmp(&other)
            } else {
                by_parts(&key, &other)
            };
            let order = if self.descending {
                order.reverse()
            } else {
                order
            };
            kind.cmp(&other_kind).then(order)
        });
    }
}

fn matcher(pattern: &str) -> Vec<Arc<GlobMatcher>> {
    let found = glob(pattern.trim_end_matches('/'));
    found.map(Arc::new).into_iter().collect()
}

/// What a page or a section is sorted by.
pub(super) struct Named {
    /// Its path.
    pub(super) path: String,
    /// Its title.
    pub(super) title: String,
    /// Whether it is a section.
    pub(super) is_section: bool,
}

/// Paths part by part.
fn by_parts(a: &str, b: &str) -> Ordering {
    let mut others = b.split('/');
    for part in a.split('/') {
        let Some(other) = others.next() else {
            return Ordering::Greater;
        };
        // A file's ending counts behind its name: `a.md` comes before `a-b.md`.
        let order = natural(stem(part), stem(other)).then_with(|| natural(part, other));
        if order.is_ne() {
            return order;
        }
    }
    if others.next().is_some() {
        Ordering::Less
    } else {
        Ordering::Equal
    }
}
