//! SUMMARY.md of a book's folders: what its author has arranged stays as it is, and what is missing is put beside it.

use crate::import::docs::{file_name, is_index};
use crate::import::nav::{natural, title_of_name};
use crate::import::pages::{self, Facts};
use crate::import::summary;
use crate::material::kinds::Kinds;
use crate::text::lines::Lines;
use crate::text::link::{normal, percent_decode};
use crate::text::maps::{HashMap, HashSet};
use mdbook_markdown::MarkdownOptions;
use mdbook_markdown::pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A page of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its file, relative to the source folder.
    pub path: String,
    /// Its title.
    pub title: String,
}

impl Listed {
    /// A page with the title that its text gives: of its frontmatter, else its first heading, else its file's name.
    pub fn of(path: &str, text: &str) -> Listed {
        let facts = Facts::of(text, &Kinds::default(), &MarkdownOptions::default());
        Listed {
            path: path.to_owned(),
            title: pages::title(path, Some(&facts)),
        }
    }
}

/// The files that a page puts in, relative to the source folder: they are parts, and no chapters.
pub fn included<'t>(path: &'t str, text: &'t str) -> impl Iterator<Item = String> + 't {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let directives = text.split("{{").skip(1);
    directives.filter_map(move |rest| {
        let rest = rest.trim_start();
        let kinds = ["#include", "#rustdoc_include", "#playground"];
        let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
        let name = name.split("}}").next()?.trim();
        let name = name.split([':', ' ']).next()?;
        Some(normal(format!("{folder}/{name}").trim_start_matches('/')))
    })
}

/// An entry of a list in SUMMARY.md.
#[derive(Debug)]
struct Entry {
    path: String,
    /// How far it is indented, with what.
    indent: String,
    /// What begins its line: `-`, `*`, `1.`.
    marker: String,
    /// The line behind it and all that stands in it.
    end: usize,
    /// How far what stands in it is indented.
    inner: Option<String>,
}

/// Where new entries go: behind which line, how far in, and with which marker.
#[derive(Debug, Clone)]
struct Anchor {
    line: usize,
    indent: String,
    marker: String,
}

/// Pages that are missing, by folders.
#[derive(Debug, Default)]
struct Folder<'p> {
    pages: Vec<&'p Listed>,
    folders: BTreeMap<String, Folder<'p>>,
}

/// What SUMMARY.md becomes, and which pages are new in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Completed {
    /// Its text.
    pub text: String,
    /// The pages that were added.
    pub added: Vec<String>,
}

/// SUMMARY.md with all these pages; `old` is what it is now, if it is there.
pub fn complete(old: Option<&str>, pages: &[Listed]) -> Completed {
    let text = old.unwrap_or("# Summary\n");
    let (entries, listed) = entries(text);
    let files: HashSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let is_missing = |page: &&Listed| {
        let has_index = file_name(&page.path) == "README.md"
            && files.contains(page.path.replace("README.md", "index.md").as_str());
        !listed.contains(&page.path) && !has_index
    };
    let missing: Vec<&Listed> = pages.iter().filter(is_missing).collect();
    let mut root = Folder::default();
    for page in &missing {
        let folders = page
            .path
            .rsplit_once('/')
            .map_or("", |(folders, _)| folders);
        let mut folder = &mut root;
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            folder = folder.folders.entry(name.to_owned()).or_default();
        }
        folder.pages.push(page);
    }
    let mut placing = Placing {
        anchors: anchors(&entries),
        insertions: BTreeMap::new(),
    };
    let last = end_of_lists(text, &entries);
    placing.place(&root, "", Some(last));
    Completed {
        text: placing.applied(text),
        added: missing.iter().map(|page| page.path.clone()).collect(),
    }
}

/// All entries of lists, and the files of all links.
fn entries(text: &str) -> (Vec<Entry>, HashSet<String>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut listed = HashSet::default();
    // The entries whose items are open, by their indices; `None` before an item's link.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let lines = Lines::new(text);
    let line_of = |at: usize| lines.line(at);
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => open.push((range.start, None)),
            Event::End(TagEnd::Item) => {
                if let Some((_, Some(index))) = open.pop() {
                    let body = text[range.clone()].trim_end();
                    entries[index].end = line_of(range.start + body.len()) + 1;
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let path = normal(percent_decode(&dest_url).trim_start_matches("./"));
                if !path.is_empty() {
                    listed.insert(path.clone());
                }
                let parents = open.len().saturating_sub(1);
                let parent = open
                    .get(parents.wrapping_sub(1))
                    .and_then(|(_, index)| *index);
                if let Some((start, index @ None)) = open.last_mut() {
                    let line = text[..*start].rfind('\n').map_or(0, |at| at + 1);
                    let marker = text[*start..].split_whitespace().next().unwrap_or("-");
                    let indent = text[line..*start].to_owned();
                    if let Some(parent) = parent {
                        entries[parent].inner.get_or_insert_with(|| indent.clone());
                    }
                    *index = Some(entries.len());
                    entries.push(Entry {
                        path,
                        indent,
                        marker: marker.to_owned(),
                        end: 0,
                        inner: None,
                    });
                }
            }
            _ => {}
        }
    }
    (entries, listed)
}

/// By folders, where their pages go: into the entry of their index, else behind the last page of the folder.
fn anchors(entries: &[Entry]) -> HashMap<String, Anchor> {
    let mut anchors: HashMap<String, (bool, Anchor)> = HashMap::default();
    for entry in entries.iter().filter(|entry| !entry.path.is_empty()) {
        let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        let own = is_index(name) && !folder.is_empty();
        let indent = if own {
            let deeper = || format!("{}{}", entry.indent, " ".repeat(entry.marker.len() + 1));
            entry.inner.clone().unwrap_or_else(deeper)
        } else {
            entry.indent.clone()
        };
        let anchor = Anchor {
            line: entry.end,
            indent,
            marker: written(&entry.marker),
        };
        match anchors.get(folder) {
            Some((true, _)) => {}
            _ => {
                anchors.insert(folder.to_owned(), (own, anchor));
            }
        }
    }
    anchors
        .into_iter()
        .map(|(folder, (_, anchor))| (folder, anchor))
        .collect()
}

/// Behind the last list of the file, where no chapter of its end stands yet.
fn end_of_lists(text: &str, entries: &[Entry]) -> Anchor {
    let line = entries.iter().map(|entry| entry.end).max();
    let marker = entries.first().map_or("-", |entry| entry.marker.as_str());
    let outer = entries
        .iter()
        .map(|entry| &entry.indent)
        .min_by_key(|indent| indent.len());
    Anchor {
        line: line.unwrap_or(text.lines().count()),
        indent: outer.cloned().unwrap_or_default(),
        marker: written(marker),
    }
}

/// A marker for new entries: a list that begins with another number than 1 begins nowhere below text.
fn written(marker: &str) -> String {
    match marker.strip_suffix(['.', ')']) {
        Some(_) => format!("1{}", &marker[marker.len() - 1..]),
        None => marker.to_owned(),
    }
}

struct Placing {
    anchors: HashMap<String, Anchor>,
    /// Lines by the line that they stand behind.
    insertions: BTreeMap<usize, String>,
}

impl Placing {
    /// Places a folder's pages at its anchor, else at the one that is given.
    fn place(&mut self, folder: &Folder<'_>, path: &str, given: Option<Anchor>) {
        let anchor = self.anchors.get(path).cloned().or(given);
        let Some(anchor) = anchor else { return };
        let mut lines = String::new();
        for page in in_order(&folder.pages) {
            line(&mut lines, &anchor, 0, &page.title, Some(&page.path));
        }
        self.insertions
            .entry(anchor.line)
            .or_default()
            .push_str(&lines);
        for (name, inner) in by_number(&folder.folders) {
            let path = join(path, name);
            if self.anchors.contains_key(&path) {
                self.place(inner, &path, None);
            } else {
                let mut block = String::new();
                self.section(inner, &path, name, &anchor, 0, &mut block);
                self.insertions
                    .entry(anchor.line)
                    .or_default()
                    .push_str(&block);
            }
        }
    }

    /// A folder of which nothing is listed, as a chapter with its pages in it.
    fn section(
        &mut self,
        folder: &Folder<'_>,
        path: &str,
        name: &str,
        anchor: &Anchor,
        depth: usize,
        out: &mut String,
    ) {
        let index = folder.pages.iter().find(|page| is_index(&page.path));
        let title = index.map_or_else(|| title_of_name(name), |index| index.title.clone());
        let mut inner = String::new();
        for page in in_order(&folder.pages)
            .into_iter()
            .filter(|page| !is_index(&page.path))
        {
            line(&mut inner, anchor, depth + 1, &page.title, Some(&page.path));
        }
        for (name, below) in by_number(&folder.folders) {
            let path = join(path, name);
            if self.anchors.contains_key(&path) {
                self.place(below, &path, None);
            } else {
                self.section(below, &path, name, anchor, depth + 1, &mut inner);
            }
        }
        if index.is_some() || !inner.is_empty() {
            line(
                out,
                anchor,
                depth,
                &title,
                index.map(|index| index.path.as_str()),
            );
            out.push_str(&inner);
        }
    }

    /// The text with all new lines.
    fn applied(&self, text: &str) -> String {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::with_capacity(text.len() + 1024);
        let old: Vec<&str> = text.split_inclusive('\n').collect();
        for index in 0..=old.len() {
            if let Some(lines) = self
                .insertions
                .get(&index)
                .filter(|lines| !lines.is_empty())
            {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push_str(end);
                }
                let begins_a_list = !last_line(out.trim_end()).is_some_and(is_item);
                if begins_a_list && !out.ends_with(&format!("{end}{end}")) {
                    out.push_str(end);
                }
                out.push_str(&lines.replace('\n', end));
            }
            out.push_str(old.get(index).copied().unwrap_or(""));
        }
        out
    }
}

fn last_line(text: &str) -> Option<&str> {
    text.rsplit('\n').next()
}

/// Whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let marker = line.split(' ').next().unwrap_or("");
    matches!(marker, "-" | "*" | "+") || marker.trim_end_matches(['.', ')']).parse::<u32>().is_ok()
}

fn line(out: &mut String, anchor: &Anchor, depth: usize, title: &str, path: Option<&str>) {
    let mut bare = String::new();
    summary::entry(&mut bare, title, path, 0);
    let bare = bare.strip_prefix('-').unwrap_or(&bare);
    let step = " ".repeat((anchor.marker.len() + 1) * depth);
    out.extend([&anchor.indent, &step, &anchor.marker, bare]);
}

/// The index first, then names as people count.
fn in_order<'p>(pages: &[&'p Listed]) -> Vec<&'p Listed> {
    let mut pages = pages.to_vec();
    pages.sort_by(|a, b| {
        let first = is_index(&b.path).cmp(&is_index(&a.path));
        first.then_with(|| natural(&a.path, &b.path))
    });
    pages
}

fn by_number<'f, 'p>(
    folders: &'f BTreeMap<String, Folder<'p>>,
) -> Vec<(&'f String, &'f Folder<'p>)> {
    let mut folders: Vec<_> = folders.iter().collect();
    folders.sort_by(|(a, _), (b, _)| -> Ordering { natural(a, b) });
    folders
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
