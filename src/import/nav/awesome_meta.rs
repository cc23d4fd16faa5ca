//! What `.pages` of awesome-pages says.

use crate::import::nav::Entry;
use crate::import::nav::awesome_pages::{Node, Plugin};
use crate::import::nav::awesome_rest::{Order, Rest};
use crate::import::value::{At, Data, Value};
use crate::import::yaml;
use crate::text::link::normal;

/// What `.pages` says.
#[derive(Default)]
pub(super) struct Meta {
    /// The folder's title.
    pub(super) title: Option<String>,
    /// The order of its pages.
    pub(super) nav: Option<Vec<Node>>,
    /// Whether this folder of one page is that page.
    pub(super) collapse: Option<bool>,
    /// The same for it and those in it.
    pub(super) collapse_single: Option<bool>,
    /// Whether it stands in no navigation.
    pub(super) hide: bool,
    /// How its pages are ordered.
    pub(super) order: Order,
}

impl Plugin<'_> {
    /// Reads the file of a folder; what is odd in it is told.
    pub(super) fn meta(&mut self, folder: &str) -> Meta {
        let file = format!("{folder}/{}", self.options.file_name);
        let file = file.trim_start_matches('/');
        if !self.docs.has(file) {
            return Meta::default();
        }
        let path = normal(format!("{}/{file}", self.docs_dir).trim_start_matches('/'));
        let read = self.source.text(&path).map_err(|why| format!("it {why}"));
        let read = read.and_then(|text| yaml::parse(&text, file, &|_| None));
        match read {
            Ok(document) if matches!(document.root.data, Data::Map(_) | Data::Null) => {
                self.meta_of(&document.root, folder, file)
            }
            Ok(document) => {
                let words = format!(
                    "{} stands where a mapping is expected; the file is left out of account",
                    document.root.kind()
                );
                self.remarks.push((file.to_owned(), words));
                Meta::default()
            }
            Err(why) => {
                self.remarks.push((
                    file.to_owned(),
                    format!("{why}; the file is left out of account"),
                ));
                Meta::default()
            }
        }
    }

    fn meta_of(&mut self, root: &Value, folder: &str, file: &str) -> Meta {
        const KNOWN: [&str; 10] = [
            "title",
            "nav",
            "arrange",
            "collapse",
            "collapse_single_pages",
            "hide",
            "order",
            "sort_type",
            "order_by",
            "ignore_case",
        ];
        for entry in root.entries() {
            if !KNOWN.contains(&entry.key.as_str()) {
                let words = format!("`{}` is no key of awesome-pages", entry.key);
                self.remarks
                    .push((format!("{file}:{}", entry.at.line), words));
            }
        }
        let is = |key: &str| root.get(key).and_then(Value::boolean);
        let nav = root.get("nav").map(|nav| self.nav(nav, file));
        let nav = nav.or_else(|| {
            let mut nav = self.nav(root.get("arrange")?, file);
            if !nav
                .iter()
                .any(|node| matches!(node, Node::Rest(rest) if rest.is_all()))
            {
                nav.extend(Rest::read("...").map(Node::Rest));
            }
            Some(nav)
        });
        if is("hide") == Some(true) && !folder.is_empty() {
            self.remarks.push((
                file.to_owned(),
                "`hide` keeps the folder out of the navigation".to_owned(),
            ));
        }
        Meta {
            title: root
                .get("title")
                .and_then(Value::text)
                .map(str::to_owned)
                .filter(|_| !folder.is_empty()),
            nav,
            collapse: is("collapse"),
            collapse_single: is("collapse_single_pages"),
            hide: is("hide") == Some(true) && !folder.is_empty(),
            order: Order::read(root),
        }
    }

    /// `nav` of a folder's file; names in it are those of its own files and folders.
    fn nav(&mut self, nav: &Value, file: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        for value in nav.list() {
            match (&value.data, value.entries()) {
                (Data::Text { text, .. }, _) => match Rest::read(text) {
                    Some(rest) => {
                        if rest.is_unread() {
                            let words = format!(
                                "`{text}`: this pattern is not read; what it means stands behind all else. Look-around and back references are not known here"
                            );
                            self.remarks
                                .push((format!("{file}:{}", value.at.line), words));
                        }
                        nodes.push(Node::Rest(rest));
                    }
                    None => nodes.push(named(None, text, &value.at)),
                },
                (_, [entry]) => match &entry.value.data {
                    Data::Text { text, .. } => nodes.push(named(Some(&entry.key), text, &entry.at)),
                    Data::List(_) => {
                        let inner = self.nav(&entry.value, file);
                        nodes.push(Node::Section {
                            title: entry.key.clone(),
                            nodes: inner,
                            at: entry.at.clone(),
                        });
                    }
                    _ => self.remarks.push((
                        format!("{file}:{}", entry.at.line),
                        format!("`{}` names no page", entry.key),
                    )),
                },
                _ => self.remarks.push((
                    format!("{file}:{}", value.at.line),
                    "this is no entry of a navigation".to_owned(),
                )),
            }
        }
        nodes
    }
}

fn named(title: Option<&str>, target: &str, at: &At) -> Node {
    Node::Leaf(Entry::Leaf {
        title: title.map(str::to_owned),
        target: target.to_owned(),
        at: at.clone(),
    })
}
