//! Old addresses: those of MkDocs's pages, and those that the plugin redirects led on.

use crate::import::blog::Blog;
use crate::import::docs::{Docs, html_path, is_page, old_path};
use crate::import::pages::Facts;
use crate::import::settings::Settings;
use crate::import::value::Value;
use crate::text::link::{is_external, normal, relative_link};
use crate::text::maps::{HashMap, HashSet};
use std::collections::BTreeMap;

/// A page that leads on to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The file that is written, from the book's top: `/old/index.html`.
    pub from: String,
    /// Where it leads, from there: `../new.html`, or an address.
    pub to: String,
}

/// An entry of the plugin that leads nowhere in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The old name.
    pub old: String,
    /// Where it led.
    pub new: String,
    /// Where it is written.
    pub place: String,
    /// Why it is left out.
    pub why: &'static str,
}

/// All redirects of a book.
#[derive(Debug, Default)]
pub struct Redirects {
    /// Those that are written, by their old addresses.
    pub written: Vec<Redirect>,
    /// How many of them are MkDocs's addresses of pages.
    pub pages: usize,
    /// How many entries of the plugin were carried over.
    pub carried: usize,
    /// Those that were not.
    pub refused: Vec<Refused>,
}

/// The redirects of a book with these chapters; what is known of their pages tells MkDocs's ids from mdBook's.
pub(super) fn of(
    settings: &Settings,
    docs: &Docs,
    chapters: &[&str],
    facts: &HashMap<String, Facts>,
) -> Redirects {
    let anchor = |page: &str, id: &str| {
        let slug = facts.get(page).and_then(|facts| facts.slugs.get(id));
        slug.map_or_else(|| id.to_owned(), String::clone)
    };
    let blog = Blog::of(settings);
    let directory_urls = settings.is("use_directory_urls", true);
    let built: HashSet<String> = chapters.iter().map(|page| html_path(page)).collect();
    let is_file = |path: &str| built.contains(path) || docs.has(path);
    // mdBook refuses to write over a page and over what it has copied, and makes no folder where a file stands.
    let is_free =
        |path: &str| !is_file(path) && !docs.has_folder(path) && !folders_of(path).any(is_file);
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for page in chapters {
        let post = blog
            .as_ref()
            .and_then(|blog| blog.old_path(page, facts, directory_urls));
        let old = post.unwrap_or_else(|| old_path(&docs.name_of(page), directory_urls));
        let new = html_path(page);
        if old != new && is_free(&old) {
            let to = relative_link(&old, &new);
            all.entry(old).or_insert(to);
        }
    }
    let mut redirects = Redirects {
        pages: all.len(),
        ..Redirects::default()
    };
    let listed: HashSet<&str> = chapters.iter().copied().collect();
    let options = settings.plugin("redirects");
    let maps = options
        .and_then(|options| options.get("redirect_maps"))
        .map(Value::entries)
        .unwrap_or_default();
    let map: HashMap<&str, &str> = maps
        .iter()
        .filter_map(|entry| Some((entry.key.as_str(), entry.value.text()?)))
        .collect();
    for entry in maps {
        let old = entry.key.as_str();
        let outcome = target(old, &map, docs, &listed).and_then(|target| {
            let from = old_path(old, directory_urls);
            if !is_page(old) {
                return Err("the old name is no page");
            }
            if from.contains(char::is_control) {
                return Err("no address has a control character, such as a line break");
            }
            let is_there = docs.resolve(old).is_some_and(|page| listed.contains(page));
            let is_crossed = folders_of(&from).any(|folder| all.contains_key(folder))
                || all
                    .range(format!("{from}/")..)
                    .next()
                    .is_some_and(|(other, _)| {
                        other
                            .strip_prefix(&from)
                            .is_some_and(|rest| rest.starts_with('/'))
                    });
            if is_there || is_crossed || !is_free(&from) {
                return Err("another page or file stands there");
            }
            let to = match target {
                Target::Address(address) => address,
                Target::Page(page, id) => {
                    let id = id.map_or_else(String::new, |id| format!("#{}", anchor(&page, &id)));
                    format!("{}{id}", relative_link(&from, &html_path(&page)))
                }
            };
            Ok((from, to))
        });
        match outcome {
            Ok((from, to)) => {
                redirects.carried += 1;
                all.entry(from).or_insert(to);
            }
            Err(why) => redirects.refused.push(Refused {
                old: old.to_owned(),
                new: entry.value.text().unwrap_or("").to_owned(),
                place: entry.at.to_string(),
                why,
            }),
        }
    }
    let written = all.into_iter().map(|(from, to)| Redirect {
        from: format!("/{from}"),
        to,
    });
    redirects.written = written.collect();
    redirects
}

/// The folders that a path leads through, the outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

enum Target {
    Address(String),
    Page(String, Option<String>),
}

/// Where a chain of redirects ends.
fn target(
    old: &str,
    map: &HashMap<&str, &str>,
    docs: &Docs,
    listed: &HashSet<&str>,
) -> Result<Target, &'static str> {
    const LONGEST: usize = 20;
    let mut at = old;
    for _ in 0..LONGEST {
        let Some(next) = map.get(at).copied() else {
            return Err("the page that it leads to is not there");
        };
        let lower = next.to_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            return Ok(Target::Address(next.to_owned()));
        }
        if is_external(next) {
            return Err("it leads to no page and to no address of the web");
        }
        let (path, id) = match next.split_once('#') {
            Some((path, id)) => (path, Some(id.to_owned())),
            None => (next, None),
        };
        let path = normal(path);
        let page = docs.resolve(&path).unwrap_or(&path);
        if listed.contains(page) {
            return Ok(Target::Page(page.to_owned(), id));
        }
        if docs.has(page) && !map.contains_key(path.as_str()) {
            return Err("what it leads to is no page of the book");
        }
        at = map.get_key_value(path.as_str()).map_or("", |(key, _)| *key);
    }
    Err("it leads round in a circle")
}
