//! The plugin awesome-pages: a file `.pages` in each folder, and `...` for the rest in `nav`.

use crate::import::docs::{Docs, Inclusion, file_name};
use crate::import::nav::awesome_meta::Meta;
use crate::import::nav::awesome_rest::{Order, Rest};
use crate::import::nav::glob::{MOST, too_many};
use crate::import::nav::{Entry, Written, once_each, title_of_name};
use crate::import::source::Source;
use crate::import::value::{At, Value};
use crate::text::link::is_external;
use crate::text::maps::{HashMap, HashSet};
use std::collections::VecDeque;
use std::fmt::Display;

/// What the plugin is told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the files in folders are called.
    pub file_name: String,
    /// Whether a section of one page is that page.
    pub collapse: bool,
    /// How a folder's pages are ordered where its own file does not say.
    pub order: Order,
}

impl Options {
    /// What stands in the configuration.
    pub fn read(value: &Value) -> Options {
        let name = value.get("filename").and_then(Value::text);
        let collapse = value.get("collapse_single_pages").and_then(Value::boolean);
        Options {
            file_name: name.unwrap_or(".pages").to_owned(),
            collapse: collapse == Some(true),
            order: Order::read(value),
        }
    }
}

/// A piece of the navigation while it is put together.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A page or a link as it is written.
    Leaf(Entry),
    /// A folder with all that is in it.
    Folder {
        path: String,
        title: String,
        nodes: Vec<Node>,
    },
    /// A section that somebody wrote: no folder stands for it.
    Section {
        title: String,
        nodes: Vec<Node>,
        at: At,
    },
    /// `...`: what else there is.
    Rest(Rest),
}

/// The navigation of a site with the plugin; `nav` is that of the configuration, if it has one.
pub fn entries(
    nav: Option<&[Entry]>,
    docs: &Docs,
    options: &Options,
    source: &dyn Source,
    docs_dir: &str,
    title: &dyn Fn(&str) -> String,
    at: &At,
) -> Written {
    let mut plugin = Plugin {
        options,
        source,
        docs,
        docs_dir,
        title,
        at,
        remarks: Vec::new(),
    };
    let tree = plugin.tree();
    let nodes = match nav {
        None => plugin.children("", tree, options.collapse),
        Some(entries) => {
            let mut nodes: Vec<Node> = entries.iter().map(node_of).collect();
            let mut named = HashSet::default();
            names(&nodes, docs, &mut named);
            let rests = plugin.rests(&nodes, at);
            let mut blocks = blocks(&tree, &rests, &named);
            insert(&mut nodes, &mut blocks);
            match common_folder(&nodes, docs) {
                Some(folder) => plugin.children(&folder, nodes, options.collapse),
                None => plugin.sections(nodes, options.collapse),
            }
        }
    };
    Written {
        entries: nodes
            .into_iter()
            .filter_map(|node| entry_of(node, at))
            .collect(),
        remarks: once_each(plugin.remarks),
    }
}

fn node_of(entry: &Entry) -> Node {
    match entry {
        Entry::Leaf {
            title: None,
            target,
            ..
        } if target.starts_with("...") => {
            Rest::read(target).map_or_else(|| Node::Leaf(entry.clone()), Node::Rest)
        }
        Entry::Leaf { .. } => Node::Leaf(entry.clone()),
        Entry::Section { title, entries, at } => Node::Section {
            title: title.clone(),
            nodes: entries.iter().map(node_of).collect(),
            at: at.clone(),
        },
    }
}

fn entry_of(node: Node, at: &At) -> Option<Entry> {
    let entries = |nodes: Vec<Node>| {
        nodes
            .into_iter()
            .filter_map(|node| entry_of(node, at))
            .collect()
    };
    match node {
        Node::Leaf(entry) => Some(entry),
        Node::Folder { title, nodes, .. } => Some(Entry::Section {
            title,
            entries: entries(nodes),
            at: at.clone(),
        }),
        Node::Section {
            title,
            nodes,
            at: own,
        } => Some(Entry::Section {
            title,
            entries: entries(nodes),
            at: own,
        }),
        Node::Rest(_) => None,
    }
}

/// The folder that all pages and folders of a navigation's top lie in: its file counts there, too.
fn common_folder(nodes: &[Node], docs: &Docs) -> Option<String> {
    let paths = nodes.iter().filter_map(|node| match node {
        Node::Leaf(Entry::Leaf { target, .. }) => docs.resolve(target),
        Node::Folder { path, .. } => Some(path.as_str()),
        _ => None,
    });
    let mut folders = paths.map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let first = folders.next()?;
    folders
        .all(|folder| folder == first)
        .then(|| first.to_owned())
}

/// The pages that entries name.
fn names(nodes: &[Node], docs: &Docs, found: &mut HashSet<String>) {
    for node in nodes {
        match node {
            Node::Leaf(Entry::Leaf { target, .. }) => {
                found.extend(docs.resolve(target).map(str::to_owned));
            }
            Node::Section { nodes, .. } | Node::Folder { nodes, .. } => names(nodes, docs, found),
            Node::Leaf(_) | Node::Rest(_) => {}
        }
    }
}

/// All rests, in order; those in the tree are numbered by it.
fn collect(nodes: &[Node], rests: &mut Vec<Rest>) {
    for node in nodes {
        match node {
            Node::Rest(rest) => rests.push(rest.clone()),
            Node::Section { nodes, .. } | Node::Folder { nodes, .. } => collect(nodes, rests),
            Node::Leaf(_) => {}
        }
    }
}

/// What belongs to each rest: patterns come before `...`, and the first that matches takes a page.
fn blocks(tree: &[Node], rests: &[Rest], named: &HashSet<String>) -> VecDeque<Vec<Node>> {
    let mut out = vec![Vec::new(); rests.len()];
    for node in tree {
        match node {
            Node::Leaf(Entry::Leaf { target, .. }) if !named.contains(target) => {
                if let Some(index) = Rest::that_takes(rests, target) {
                    out[index].push(node.clone());
                }
            }
            Node::Folder { path, title, nodes } => {
                for (index, inner) in blocks(nodes, rests, named).into_iter().enumerate() {
                    if inner.is_empty() {
                        continue;
                    }
                    if rests[index].is_flat() {
                        out[index].extend(inner);
                    } else {
                        out[index].push(Node::Folder {
                            path: path.clone(),
                            title: title.clone(),
                            nodes: inner,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    out.into()
}

fn insert(nodes: &mut Vec<Node>, blocks: &mut VecDeque<Vec<Node>>) {
    let mut out = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        match &mut node {
            Node::Rest(_) => out.extend(blocks.pop_front().unwrap_or_default()),
            Node::Section { nodes, .. } => {
                insert(nodes, blocks);
                out.push(node);
            }
            _ => out.push(node),
        }
    }
    *nodes = out;
}

pub(super) struct Plugin<'a> {
    pub(super) options: &'a Options,
    pub(super) source: &'a dyn Source,
    pub(super) docs: &'a Docs,
    pub(super) docs_dir: &'a str,
    title: &'a dyn Fn(&str) -> String,
    at: &'a At,
    pub(super) remarks: Vec<(String, String)>,
}

impl Plugin<'_> {
    /// All pages in MkDocs's order, folders as nodes.
    fn tree(&self) -> Vec<Node> {
        let mut root: Vec<Node> = Vec::new();
        for page in self.docs.that_are(Inclusion::Included) {
            let leaf = Node::Leaf(Entry::Leaf {
                title: None,
                target: page.to_owned(),
                at: self.at.clone(),
            });
            grow(&mut root, page, 0, leaf);
        }
        root
    }

    fn sections(&mut self, nodes: Vec<Node>, collapse: bool) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Folder { path, title, nodes } => {
                    out.extend(self.folder(path, title, nodes, collapse));
                }
                Node::Section { title, nodes, at } => {
                    let nodes = self.sections(nodes, collapse);
                    out.push(Node::Section { title, nodes, at });
                }
                node => out.push(node),
            }
        }
        out
    }

    fn folder(
        &mut self,
        path: String,
        title: String,
        nodes: Vec<Node>,
        collapse: bool,
    ) -> Option<Node> {
        let meta = self.meta(&path);
        if meta.hide {
            return None;
        }
        let collapse = meta.collapse_single.unwrap_or(collapse);
        let title = meta.title.clone().unwrap_or(title);
        let single = meta.collapse.unwrap_or(collapse);
        let mut nodes = self.children_with(&path, nodes, collapse, meta);
        match nodes.len() {
            0 => None,
            1 if single => nodes.pop(),
            _ => Some(Node::Folder { path, title, nodes }),
        }
    }

    /// Gives folders the titles of their own files, by which they are sorted.
    fn name_folders(&mut self, nodes: &mut [Node]) {
        for node in nodes {
            if let Node::Folder { path, title, .. } = node
                && let Some(own) = self.meta(path).title
            {
                *title = own;
            }
        }
    }

    /// The nodes of the top: what its file says of single pages does not count.
    fn children(&mut self, path: &str, nodes: Vec<Node>, collapse: bool) -> Vec<Node> {
        let meta = self.meta(path);
        self.children_with(path, nodes, collapse, meta)
    }

    fn children_with(
        &mut self,
        path: &str,
        mut nodes: Vec<Node>,
        collapse: bool,
        meta: Meta,
    ) -> Vec<Node> {
        let order = meta.order.or(&self.options.order);
        if order.is_given() {
            if order.is_by_title() {
                self.name_folders(&mut nodes);
            }
            self.sort(&mut nodes, &order);
        }
        if let Some(mut wanted) = meta.nav {
            nodes = self.arrange(&mut wanted, nodes, path);
        }
        self.sections(nodes, collapse)
    }

    /// Puts a folder's nodes in the order that its file wants.
    fn arrange(&mut self, wanted: &mut Vec<Node>, nodes: Vec<Node>, folder: &str) -> Vec<Node> {
        let names = nodes
            .iter()
            .enumerate()
            .map(|(index, node)| (base(node).to_owned(), index));
        let names: HashMap<String, usize> = names.collect();
        let mut pool: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
        take_named(wanted, &names, &mut pool, folder);
        let file = format!("{folder}/{}", self.options.file_name);
        let rests = self.rests(wanted, &file.trim_start_matches('/'));
        let mut blocks = vec![Vec::new(); rests.len()];
        for slot in &mut pool {
            let Some(node) = slot else { continue };
            let name = base(node).to_owned();
            if let Some(index) = Rest::that_takes(&rests, &name) {
                blocks[index].extend(slot.take());
            }
        }
        insert(wanted, &mut blocks.into());
        std::mem::take(wanted)
    }

    /// The rests of a file's navigation, as many as are taken into account.
    fn rests(&mut self, nodes: &[Node], file: &dyn Display) -> Vec<Rest> {
        let mut rests = Vec::new();
        collect(nodes, &mut rests);
        if rests.len() > MOST {
            self.remarks.push(too_many(file));
            rests.truncate(MOST);
        }
        rests
    }

    fn sort(&self, nodes: &mut [Node], order: &Order) {
        nodes.sort_by_cached_key(|node| {
            order.key(match node {
                Node::Folder { title, .. } if order.is_by_title() => title.clone(),
                Node::Leaf(Entry::Leaf { target, .. }) if order.is_by_title() => {
                    (self.title)(target)
                }
                node => base(node).to_owned(),
            })
        });
    }
}

/// Puts a page below its folders; `from` is where the rest of its path begins. Pages come in order,
/// so that a folder that is there already is the last one.
fn grow(branch: &mut Vec<Node>, page: &str, from: usize, leaf: Node) {
    let Some(slash) = page[from..].find('/') else {
        branch.push(leaf);
        return;
    };
    let path = &page[..from + slash];
    let is_known = matches!(branch.last(), Some(Node::Folder { path: known, .. }) if known == path);
    if !is_known {
        branch.push(Node::Folder {
            path: path.to_owned(),
            title: title_of_name(&page[from..from + slash]),
            nodes: Vec::new(),
        });
    }
    if let Some(Node::Folder { nodes, .. }) = branch.last_mut() {
        grow(nodes, page, from + slash + 1, leaf);
    }
}

/// What a node is called in its folder.
fn base(node: &Node) -> &str {
    match node {
        Node::Leaf(Entry::Leaf { target, .. }) => file_name(target),
        Node::Folder { path, .. } => file_name(path),
        _ => "",
    }
}

/// Puts what entries name in their place; what they name and the folder has not is looked for from there.
fn take_named(
    wanted: &mut [Node],
    names: &HashMap<String, usize>,
    pool: &mut [Option<Node>],
    folder: &str,
) {
    for node in wanted {
        match node {
            Node::Section { nodes, .. } => take_named(nodes, names, pool, folder),
            Node::Leaf(Entry::Leaf {
                title: own, target, ..
            }) => {
                let found = names
                    .get(target)
                    .and_then(|index| pool.get_mut(*index)?.take());
                let Some(mut found) = found else {
                    if !is_external(target) && !folder.is_empty() {
                        *target = format!("{folder}/{target}");
                    }
                    continue;
                };
                match (&mut found, own.take()) {
                    (Node::Leaf(Entry::Leaf { title, .. }), Some(own)) => *title = Some(own),
                    (Node::Folder { title, .. }, Some(own)) => *title = own,
                    _ => {}
                }
                *node = found;
            }
            _ => {}
        }
    }
}
