//! The plugin awesome-nav: a file `.nav.yml` in each folder, patterns and all.

use crate::import::docs::{Docs, Inclusion, file_name};
use crate::import::nav::awesome_settings::{Inherited, Named};
use crate::import::nav::glob::{Patterns, glob};
use crate::import::nav::{Entry, Written, once_each, title_of_name};
use crate::import::source::Source;
use crate::import::value::{At, Data, Value};
use crate::import::yaml;
use crate::text::link::{is_external, normal};
use std::collections::BTreeSet;

/// Folders within folders; no site nests deeper.
const MAX_DEPTH: usize = 32;

/// A node that is found already.
#[derive(Debug, Clone)]
enum Node {
    Leaf {
        title: Option<String>,
        target: String,
        at: At,
    },
    Section {
        title: String,
        path: String,
        nodes: Vec<Node>,
        at: At,
    },
}

/// A node that is still to be found.
enum Sought {
    Page {
        title: Option<String>,
        path: String,
        at: At,
    },
    Folder {
        title: Option<String>,
        path: String,
        at: At,
    },
    Pattern {
        glob: String,
        settings: Inherited,
        at: At,
    },
    Link {
        title: String,
        target: String,
        at: At,
    },
    Section {
        title: String,
        sought: Vec<Sought>,
        at: At,
    },
}

/// A folder's file.
struct Config {
    title: Option<String>,
    hide: bool,
    nav: Option<Value>,
    settings: Inherited,
}

struct Plugin<'a> {
    docs: &'a Docs,
    source: &'a dyn Source,
    docs_dir: &'a str,
    name: &'a str,
    /// The title that a page's frontmatter gives.
    front: &'a dyn Fn(&str) -> Option<String>,
    /// Pages and folders, these with a `/` behind, that stand nowhere yet.
    unvisited: BTreeSet<String>,
    folders: BTreeSet<String>,
    patterns: Patterns,
    remarks: Vec<(String, String)>,
    at: &'a At,
}

/// The navigation of a site with the plugin.
pub fn entries(
    docs: &Docs,
    name: &str,
    source: &dyn Source,
    docs_dir: &str,
    front: &dyn Fn(&str) -> Option<String>,
    at: &At,
) -> Written {
    let mut unvisited = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for page in docs.that_are(Inclusion::Included) {
        unvisited.insert(page.to_owned());
        for (slash, _) in page.match_indices('/') {
            folders.insert(page[..=slash].to_owned());
        }
    }
    unvisited.extend(folders.iter().cloned());
    let mut plugin = Plugin {
        docs,
        source,
        docs_dir,
        name,
        front,
        unvisited,
        folders,
        patterns: Patterns::default(),
        remarks: Vec::new(),
        at,
    };
    let config = plugin.config("", &Inherited::default());
    let nodes = plugin.nodes("", &config, 0);
    Written {
        entries: nodes.into_iter().map(entry_of).collect(),
        remarks: once_each(plugin.remarks),
    }
}

fn entry_of(node: Node) -> Entry {
    match node {
        Node::Leaf { title, target, at } => Entry::Leaf { title, target, at },
        Node::Section {
            title, nodes, at, ..
        } => Entry::Section {
            title,
            entries: nodes.into_iter().map(entry_of).collect(),
            at,
        },
    }
}

impl Plugin<'_> {
    fn config(&mut self, folder: &str, parent: &Inherited) -> Config {
        let plain = || Config {
            title: None,
            hide: false,
            nav: None,
            settings: parent.clone(),
        };
        let file = format!("{folder}{}", self.name);
        if !self.docs.has(&file) {
            return plain();
        }
        let path = normal(format!("{}/{file}", self.docs_dir).trim_start_matches('/'));
        let text = self.source.text(&path).map_err(|why| format!("it {why}"));
        let root = text
            .and_then(|text| yaml::parse(&text, &file, &|_| None))
            .map(|document| document.root);
        let root = match root {
            Ok(root) if matches!(root.data, Data::Map(_) | Data::Null) => root,
            Ok(root) => {
                let words = format!(
                    "{} stands where a mapping is expected; the file is left out of account",
                    root.kind()
                );
                self.remarks.push((file, words));
                return plain();
            }
            Err(why) => {
                self.remarks
                    .push((file, format!("{why}; the file is left out of account")));
                return plain();
            }
        };
        Config {
            title: root.get("title").and_then(Value::text).map(str::to_owned),
            hide: root.get("hide").and_then(Value::boolean) == Some(true),
            settings: parent.with(&root, folder, &mut self.remarks),
            nav: root.get("nav").cloned(),
        }
    }

    /// What stands in a folder, which ends in `/` or is empty.
    fn nodes(&mut self, folder: &str, config: &Config, depth: usize) -> Vec<Node> {
        let pattern = |glob: &str| Sought::Pattern {
            glob: glob.to_owned(),
            settings: config.settings.clone(),
            at: self.at.clone(),
        };
        let last = config.settings.append.then(|| pattern("*"));
        let mut sought = match &config.nav {
            None => vec![pattern("@(index.md|README.md)"), pattern("*")],
            Some(nav) => self.sought(nav, folder, config),
        };
        sought.extend(last);
        self.resolve(sought, folder, config, depth)
    }

    fn sought(&mut self, nav: &Value, folder: &str, config: &Config) -> Vec<Sought> {
        let mut sought = Vec::new();
        for value in nav.list() {
            match (&value.data, value.entries()) {
                (Data::Text { text, .. }, _) => {
                    let pattern = || Sought::Pattern {
                        glob: text.clone(),
                        settings: config.settings.clone(),
                        at: value.at.clone(),
                    };
                    sought.push(
                        self.named(None, text, folder, &value.at)
                            .unwrap_or_else(pattern),
                    );
                }
                (_, _) if value.get("glob").is_some() => {
                    if let Some(glob) = value.get("glob").and_then(Value::text) {
                        let settings = config.settings.with(value, folder, &mut self.remarks);
                        sought.push(Sought::Pattern {
                            glob: glob.to_owned(),
                            settings,
                            at: value.at.clone(),
                        });
                    }
                }
                (_, [entry]) => match &entry.value.data {
                    Data::Text { text, .. } => {
                        let link = || Sought::Link {
                            title: entry.key.clone(),
                            target: if is_external(text) {
                                text.clone()
                            } else {
                                format!("{folder}{text}")
                            },
                            at: entry.at.clone(),
                        };
                        sought.push(
                            self.named(Some(&entry.key), text, folder, &entry.at)
                                .unwrap_or_else(link),
                        );
                    }
                    Data::List(_) => {
                        let inner = self.sought(&entry.value, folder, config);
                        sought.push(Sought::Section {
                            title: entry.key.clone(),
                            sought: inner,
                            at: entry.at.clone(),
                        });
                    }
                    _ => self.odd(&entry.at, format!("`{}` names no page", entry.key)),
                },
                _ => self.odd(&value.at, "this is no entry of a navigation".to_owned()),
            }
        }
        sought
    }

    fn odd(&mut self, at: &At, words: String) {
        self.remarks.push((at.to_string(), words));
    }

    /// A page or a folder of that name.
    fn named(&self, title: Option<&str>, name: &str, folder: &str, at: &At) -> Option<Sought> {
        let path = normal(&format!("{folder}{name}"));
        let title = title.map(str::to_owned);
        if let Some(file) = self.docs.resolve(&path)
            && self.docs.inclusion(file) == Inclusion::Included
        {
            return Some(Sought::Page {
                title,
                path: file.to_owned(),
                at: at.clone(),
            });
        }
        let path = format!("{path}/");
        self.folders.contains(&path).then(|| Sought::Folder {
            title,
            path,
            at: at.clone(),
        })
    }

    /// Pages come first, then folders, deep ones before others, then patterns: these find what is left.
    fn resolve(
        &mut self,
        sought: Vec<Sought>,
        folder: &str,
        config: &Config,
        depth: usize,
    ) -> Vec<Node> {
        let mut found: Vec<Vec<Node>> = vec![Vec::new(); sought.len()];
        let mut order: Vec<usize> = (0..sought.len()).collect();
        order.sort_by_key(|index| match &sought[*index] {
            Sought::Section { .. } | Sought::Page { .. } | Sought::Link { .. } => (1, 0),
            Sought::Folder { path, .. } => (2, usize::MAX - path.matches('/').count()),
            Sought::Pattern { .. } => (3, 0),
        });
        let mut sought: Vec<Option<Sought>> = sought.into_iter().map(Some).collect();
        // What a section names is taken before any folder or pattern takes it.
        for slot in sought.iter().flatten() {
            self.visit_named(slot);
        }
        for index in order {
            let Some(one) = sought[index].take() else {
                continue;
            };
            found[index] = match one {
                Sought::Page { title, path, at } => {
                    self.unvisited.remove(&path);
                    vec![Node::Leaf {
                        title,
                        target: path,
                        at,
                    }]
                }
                Sought::Link { title, target, at } => vec![Node::Leaf {
                    title: Some(title),
                    target,
                    at,
                }],
                Sought::Section { title, sought, at } => {
                    let nodes = self.resolve(sought, folder, config, depth);
                    vec![Node::Section {
                        title,
                        path: folder.to_owned(),
                        nodes,
                        at,
                    }]
                }
                Sought::Folder { title, path, at } => {
                    self.folder(&path, title, &config.settings, &at, depth)
                }
                Sought::Pattern { glob, settings, at } => {
                    self.matching(&glob, folder, &settings, &at, depth)
                }
            };
        }
        found.into_iter().flatten().collect()
    }

    fn visit_named(&mut self, sought: &Sought) {
        match sought {
            Sought::Page { path, .. } | Sought::Folder { path, .. } => {
                self.unvisited.remove(path);
            }
            Sought::Section { sought, .. } => sought.iter().for_each(|one| self.visit_named(one)),
            Sought::Pattern { .. } | Sought::Link { .. } => {}
        }
    }

    fn folder(
        &mut self,
        path: &str,
        title: Option<String>,
        parent: &Inherited,
        at: &At,
        depth: usize,
    ) -> Vec<Node> {
        if depth >= MAX_DEPTH {
            return Vec::new();
        }
        self.unvisited.remove(path);
        let config = self.config(path, parent);
        let title = title.or_else(|| config.title.clone());
        let title = title.unwrap_or_else(|| self.folder_title(path, &config.settings));
        let nodes = self.nodes(path, &config, depth + 1);
        if nodes.is_empty() || nodes.len() == 1 && config.settings.flatten {
            return nodes;
        }
        vec![Node::Section {
            title,
            path: path.to_owned(),
            nodes,
            at: at.clone(),
        }]
    }

    fn folder_title(&self, path: &str, settings: &Inherited) -> String {
        let name = file_name(path.trim_end_matches('/'));
        if settings.keep_names {
            return name.to_owned();
        }
        let index = settings.index_titles.then(|| format!("{path}index.md"));
        let own = index.and_then(|index| (self.front)(&index));
        own.unwrap_or_else(|| title_of_name(name))
    }

    fn matching(
        &mut self,
        pattern: &str,
        folder: &str,
        settings: &Inherited,
        at: &At,
        depth: usize,
    ) -> Vec<Node> {
        // A folder has patterns by itself, too.
        if at != self.at && !self.patterns.has_room(at, &mut self.remarks) {
            return Vec::new();
        }
        let pattern = format!("{}{pattern}", globset::escape(folder));
        let only_folders = pattern.ends_with('/');
        let Some(matcher) = glob(pattern.trim_end_matches('/')) else {
            self.odd(at, format!("`{pattern}` is no pattern"));
            return Vec::new();
        };
        let fits = |path: &&String| {
            let bare = path.trim_end_matches('/');
            (path.ends_with('/') || !only_folders)
                && matcher.is_match(bare)
                && !settings.ignores(bare)
        };
        let below = self
            .unvisited
            .range(folder.to_owned()..)
            .take_while(|path| path.starts_with(folder));
        let found: Vec<String> = below.filter(fits).cloned().collect();
        let mut nodes = Vec::new();
        let (pages, mut folders): (Vec<String>, Vec<String>) =
            found.into_iter().partition(|path| !path.ends_with('/'));
        for page in pages {
            self.unvisited.remove(&page);
            nodes.push(Node::Leaf {
                title: None,
                target: page,
                at: at.clone(),
            });
        }
        folders.sort_by_key(|path| std::cmp::Reverse(path.matches('/').count()));
        for path in folders {
            if self.unvisited.remove(&path) && !self.config(&path, settings).hide {
                nodes.extend(self.folder(&path, None, settings, at, depth));
            }
        }
        self.sort(&mut nodes, settings);
        nodes
    }

    fn sort(&self, nodes: &mut [Node], settings: &Inherited) {
        settings.sort(nodes, |node| match node {
            Node::Leaf { target, .. } => Named {
                path: target.clone(),
                title: if settings.by_title() {
                    // The plugin knows no title but that of the frontmatter.
                    (self.front)(target).unwrap_or_else(|| file_name(target).to_owned())
                } else {
                    String::new()
                },
                is_section: false,
            },
            Node::Section { path, title, .. } => Named {
                path: path.trim_end_matches('/').to_owned(),
                title: title.clone(),
                is_section: true,
            },
        });
    }
}
