//! The plugin literate-nav: a list of links in a Markdown file, `SUMMARY.md` unless it is told otherwise.

use crate::import::docs::{Docs, is_index, is_page};
use crate::import::nav::glob::{Patterns, folder_of, glob};
use crate::import::nav::{Entry, Written, title_of_name};
use crate::import::source::Source;
use crate::import::value::{At, Value};
use crate::text::lines::Lines;
use crate::text::link::{is_external, normal};
use crate::text::maps::HashSet;
use mdbook_markdown::pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};
use std::sync::Arc;

/// Files that lead to one another; more is a circle.
const MAX_DEPTH: usize = 16;

/// What the plugin is told.
#[derive(Debug, Clone)]
pub struct Literate {
    /// What the files are called.
    pub file_name: String,
    /// Whether a folder's index comes first by itself.
    pub implicit_index: bool,
}

impl Literate {
    /// What stands in the configuration.
    pub fn read(value: &Value) -> Literate {
        let name = value.get("nav_file").and_then(Value::text);
        let index = value.get("implicit_index").and_then(Value::boolean);
        Literate {
            file_name: name.unwrap_or("SUMMARY.md").to_owned(),
            implicit_index: index == Some(true),
        }
    }
}

/// A node as its file has it.
enum Node {
    Leaf {
        title: Option<String>,
        target: String,
        at: At,
    },
    Section {
        title: Option<String>,
        head: Option<String>,
        nodes: Vec<Node>,
        at: At,
    },
}

struct Reader<'a> {
    docs: &'a Docs,
    options: &'a Literate,
    source: &'a dyn Source,
    docs_dir: &'a str,
    seen: HashSet<String>,
    wildcards: Patterns,
    at: &'a At,
    remarks: Vec<(String, String)>,
}

/// The navigation of a site with the plugin; that of the configuration, if it has one, counts
/// where the root has no file.
pub fn entries(
    nav: Option<&[Entry]>,
    docs: &Docs,
    options: &Literate,
    source: &dyn Source,
    docs_dir: &str,
    at: &At,
) -> Written {
    let mut reader = Reader {
        docs,
        options,
        source,
        docs_dir,
        seen: HashSet::default(),
        wildcards: Patterns::default(),
        at,
        remarks: Vec::new(),
    };
    let has_root = docs.has(&options.file_name);
    let entries = match nav.filter(|nav| !has_root && !nav.is_empty()) {
        Some(nav) => {
            let nodes = nav.iter().map(node_of).collect();
            reader.resolve(nodes, "", &mut vec![String::new()])
        }
        None => reader.folder("", &mut vec![String::new()]),
    };
    Written {
        entries,
        remarks: reader.remarks,
    }
}

fn node_of(entry: &Entry) -> Node {
    match entry {
        Entry::Leaf { title, target, at } => Node::Leaf {
            title: title.clone(),
            target: target.clone(),
            at: at.clone(),
        },
        Entry::Section { title, entries, at } => Node::Section {
            title: Some(title.clone()),
            head: None,
            nodes: entries.iter().map(node_of).collect(),
            at: at.clone(),
        },
    }
}

impl Reader<'_> {
    /// A folder's navigation; `stack` are the folders that lead to it.
    fn folder(&mut self, folder: &str, stack: &mut Vec<String>) -> Vec<Entry> {
        let name = join(folder, &self.options.file_name);
        let index = self.index(folder);
        let text = self.docs.has(&name).then(|| {
            let path = normal(format!("{}/{name}", self.docs_dir).trim_start_matches('/'));
            self.source.text(&path)
        });
        let nodes = match text {
            Some(Ok(text)) => {
                self.seen.insert(name.clone());
                self.list(&text, &Arc::from(name))
            }
            Some(Err(why)) => {
                self.remarks.push((name, why));
                None
            }
            None => None,
        };
        let Some(mut nodes) = nodes else {
            let all = Node::Leaf {
                title: None,
                target: "*".to_owned(),
                at: self.at.clone(),
            };
            return self.resolve(vec![all], folder, stack);
        };
        for node in &nodes {
            self.see(node, folder);
        }
        let index = index.filter(|_| self.options.implicit_index);
        if let Some(index) = index.filter(|index| !self.seen.contains(index)) {
            let name = index.rsplit('/').next().unwrap_or("").to_owned();
            let at = self.at.clone();
            nodes.insert(
                0,
                Node::Leaf {
                    title: None,
                    target: name,
                    at,
                },
            );
        }
        self.resolve(nodes, folder, stack)
    }

    fn index(&self, folder: &str) -> Option<String> {
        let indexes = ["index.md", "README.md"].map(|name| join(folder, name));
        indexes.into_iter().find(|path| self.docs.has(path))
    }

    /// The last list of a file, or the first behind `<!--nav-->`.
    fn list(&mut self, text: &str, file: &Arc<str>) -> Option<Vec<Node>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = &stars_as_text(text);
        let marked = text.find("<!--nav-->");
        let lines = Lines::new(text);
        let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
        let mut last = None;
        while let Some((event, range)) = events.next() {
            if let Event::Start(Tag::List(_)) = event {
                let nodes = self.items(&mut events, &lines, file, 0);
                if marked.is_none_or(|mark| range.start > mark) {
                    last = Some(nodes);
                    if marked.is_some() {
                        break;
                    }
                }
            }
        }
        last
    }

    /// The items of a list whose start has been read.
    fn items(
        &mut self,
        events: &mut OffsetIter<'_>,
        lines: &Lines,
        file: &Arc<str>,
        depth: usize,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut title = String::new();
        let mut link: Option<String> = None;
        let mut inner: Option<Vec<Node>> = None;
        let mut at = self.at.clone();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    title.clear();
                    link = None;
                    inner = None;
                    at = At {
                        file: Arc::clone(file),
                        line: lines.line(range.start) + 1,
                        column: 1,
                    };
                }
                Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.into_string()),
                Event::Start(Tag::List(_)) => {
                    let found = self.items(events, lines, file, depth + 1);
                    inner = (depth < MAX_DEPTH).then_some(found);
                }
                Event::Text(words) | Event::Code(words) if inner.is_none() => {
                    title.push_str(&words);
                }
                // `*.md` is emphasis to nobody, but two of them on a line would be.
                Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => title.push('*'),
                Event::SoftBreak | Event::HardBreak => title.push(' '),
                Event::End(TagEnd::Item) => {
                    let words = title.trim().to_owned();
                    let own = Some(words.clone()).filter(|words| !words.is_empty());
                    match (link.take(), inner.take()) {
                        (head, Some(nodes_in)) => nodes.push(Node::Section {
                            title: own,
                            head,
                            nodes: nodes_in,
                            at: at.clone(),
                        }),
                        (Some(target), None) => nodes.push(Node::Leaf {
                            title: own,
                            target,
                            at: at.clone(),
                        }),
                        (None, None) if words.contains('*') => nodes.push(Node::Leaf {
                            title: None,
                            target: words,
                            at: at.clone(),
                        }),
                        (None, None) => self.remarks.push((
                            at.to_string(),
                            format!("`{words}` leads nowhere; literate-nav refuses it"),
                        )),
                    }
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        nodes
    }

    fn resolve(&mut self, nodes: Vec<Node>, folder: &str, stack: &mut Vec<String>) -> Vec<Entry> {
        for node in &nodes {
            self.see(node, folder);
        }
        let mut entries = Vec::new();
        for node in nodes {
            match node {
                Node::Section {
                    title,
                    head,
                    nodes,
                    at,
                } => {
                    let mut below = Vec::new();
                    if let Some(head) = head {
                        below.extend(self.leaf(None, &head, folder, &at, stack));
                    }
                    below.extend(self.resolve(nodes, folder, stack));
                    entries.push(Entry::Section {
                        title: title.unwrap_or_default(),
                        entries: below,
                        at,
                    });
                }
                Node::Leaf { title, target, at } => {
                    entries.extend(self.leaf(title, &target, folder, &at, stack));
                }
            }
        }
        entries
    }

    /// Notes what is named, so that no wildcard finds it again.
    fn see(&mut self, node: &Node, folder: &str) {
        match node {
            Node::Leaf { target, .. } => self.see_target(target, folder),
            Node::Section { head, nodes, .. } => {
                if let Some(head) = head {
                    self.see_target(head, folder);
                }
                for node in nodes {
                    self.see(node, folder);
                }
            }
        }
    }

    fn see_target(&mut self, target: &str, folder: &str) {
        if !target.contains('*') && !is_external(target) {
            self.seen.insert(join(folder, target));
        }
    }

    fn leaf(
        &mut self,
        title: Option<String>,
        target: &str,
        folder: &str,
        at: &At,
        stack: &mut Vec<String>,
    ) -> Vec<Entry> {
        if is_external(target) {
            return vec![Entry::Leaf {
                title,
                target: target.to_owned(),
                at: at.clone(),
            }];
        }
        let path = join(folder, target);
        if target.contains('*') {
            return self.wildcard(&path, target.ends_with('/'), at, stack);
        }
        if target.ends_with('/')
            && self.docs.has_folder(&path)
            && !stack.contains(&path)
            && stack.len() < MAX_DEPTH
        {
            stack.push(path.clone());
            let entries = self.folder(&path, stack);
            stack.pop();
            let name = path.rsplit('/').next().unwrap_or("");
            let title = title.unwrap_or_else(|| title_of_name(name));
            return vec![Entry::Section {
                title,
                entries,
                at: at.clone(),
            }];
        }
        let target = if target.starts_with('/') {
            target.to_owned()
        } else {
            path
        };
        vec![Entry::Leaf {
            title,
            target,
            at: at.clone(),
        }]
    }

    /// Files first, then folders, each in MkDocs's order, without what is named elsewhere.
    fn wildcard(
        &mut self,
        pattern: &str,
        only_folders: bool,
        at: &At,
        stack: &mut Vec<String>,
    ) -> Vec<Entry> {
        // A folder without a file has a wildcard by itself.
        if at != self.at && !self.wildcards.has_room(at, &mut self.remarks) {
            return Vec::new();
        }
        let Some(matcher) = glob(pattern) else {
            return Vec::new();
        };
        let mut entries = Vec::new();
        let mut folders: Vec<String> = Vec::new();
        for page in self.docs.built_below(folder_of(pattern)) {
            if !only_folders && matcher.is_match(page) && self.seen.insert(page.to_owned()) {
                entries.push(Entry::Leaf {
                    title: None,
                    target: page.to_owned(),
                    at: at.clone(),
                });
            }
            for (slash, _) in page.match_indices('/') {
                let folder = &page[..slash];
                if folders.last().is_none_or(|last| last != folder) && matcher.is_match(folder) {
                    folders.push(folder.to_owned());
                }
            }
        }
        let mut known = HashSet::default();
        folders.retain(|folder| known.insert(folder.clone()));
        for folder in folders {
            if stack.contains(&folder)
                || stack.len() >= MAX_DEPTH
                || !self.seen.insert(folder.clone())
            {
                continue;
            }
            stack.push(folder.clone());
            let inner = self.folder(&folder, stack);
            stack.pop();
            if !inner.is_empty() {
                let name = folder.rsplit('/').next().unwrap_or("");
                entries.push(Entry::Section {
                    title: title_of_name(name),
                    entries: inner,
                    at: at.clone(),
                });
            }
        }
        entries
    }
}

/// A file whose wildcards are text: CommonMark takes the second star of `* *` for another list.
fn stars_as_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let item = ["* ", "- ", "+ "]
            .iter()
            .find_map(|marker| bare.strip_prefix(marker));
        match item
            .map(str::trim_start)
            .filter(|item| item.starts_with('*'))
        {
            Some(item) => {
                out.push_str(&line[..line.len() - item.len()]);
                out.push('\\');
                out.push_str(item);
            }
            None => out.push_str(line),
        }
    }
    out
}

/// Whether a page is navigation and no page: one of the plugin's files.
pub fn is_navigation(page: &str, options: &Literate) -> bool {
    is_page(page) && page.rsplit('/').next() == Some(options.file_name.as_str()) && !is_index(page)
}

fn join(folder: &str, path: &str) -> String {
    normal(format!("{folder}/{}", path.trim_start_matches('/')).trim_start_matches('/'))
}
