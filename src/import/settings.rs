//! A configuration as a whole: the file, what it inherits, and where its pages are.

use crate::import::source::Source;
use crate::import::value::{Data, Remark, Value};
use crate::import::{toml, yaml};
use crate::text::link::normal;

/// Configurations that inherit from one another; more is a circle.
const MOST_PARENTS: usize = 10;

/// What is known of a project before its pages are looked at.
#[derive(Debug)]
pub struct Settings {
    /// The configuration's file name.
    pub file: String,
    /// All it says, what it inherits among it.
    pub root: Value,
    /// What is to be told about the file.
    pub remarks: Vec<Remark>,
}

/// Where the book and its pages are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The pages' folder, relative to the configuration's.
    pub docs: String,
    /// The book's folder, relative to the configuration's; empty for the same.
    pub root: String,
    /// The pages' folder relative to the book's: `src` of book.toml.
    pub src: String,
}

impl Settings {
    /// Reads a configuration and all it inherits. The error names the place.
    pub fn read(file: &str, source: &dyn Source) -> Result<Settings, String> {
        let mut remarks = Vec::new();
        let root = read(file, source, &mut remarks, 0)?;
        Ok(Settings {
            file: file.to_owned(),
            root,
            remarks,
        })
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        let text = self.root.get(key)?.text()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Whether a key says yes, or is absent and that means so.
    pub fn is(&self, key: &str, default: bool) -> bool {
        let value = self.root.get(key).and_then(Value::boolean);
        value.unwrap_or(default)
    }

    /// The theme's name, and its table where it has one.
    pub fn theme(&self) -> (&str, Option<&Value>) {
        let theme = self.root.get("theme");
        let name = theme.and_then(|theme| theme.text().or_else(|| theme.get("name")?.text()));
        // Zensical needs no name: it is its own theme, which is Material's.
        let default = if self.is_zensical() {
            "material"
        } else {
            "mkdocs"
        };
        (
            name.unwrap_or(default),
            theme.filter(|theme| !theme.entries().is_empty()),
        )
    }

    /// Whether pages are written for Zensical.
    pub fn is_zensical(&self) -> bool {
        is_toml(&self.file)
            || self
                .file
                .rsplit('/')
                .next()
                .is_some_and(|name| name.starts_with("zensical."))
    }

    /// Whether the theme is Material or one made of it.
    pub fn is_material(&self) -> bool {
        let (name, _) = self.theme();
        matches!(name, "material" | "materialx" | "zensical")
    }

    /// Whether Material's feature is switched on.
    pub fn has_feature(&self, name: &str) -> bool {
        let (_, theme) = self.theme();
        let features = theme.and_then(|theme| theme.get("features"));
        self.is_material() && features.is_some_and(|list| list.texts().contains(&name))
    }

    /// The parts of `plugins` or `markdown_extensions`, a list or a mapping: the name and its options.
    pub fn parts(&self, key: &str) -> Vec<Part<'_>> {
        let Some(value) = self.root.get(key) else {
            return Vec::new();
        };
        let mut parts = Vec::new();
        for item in value.list() {
            if let Some(name) = item.text() {
                parts.push(Part {
                    name: short(name),
                    options: item,
                    at: &item.at,
                });
            }
            for entry in item.entries() {
                parts.push(Part {
                    name: short(&entry.key),
                    options: &entry.value,
                    at: &entry.at,
                });
            }
        }
        for entry in value.entries() {
            parts.push(Part {
                name: short(&entry.key),
                options: &entry.value,
                at: &entry.at,
            });
        }
        parts
    }

    /// The options of a plugin, its name where it has none; `None` where it is not switched on.
    pub fn plugin(&self, name: &str) -> Option<&Value> {
        self.part("plugins", name)
    }

    /// The same of a Markdown extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.part("markdown_extensions", name)
    }

    fn part(&self, key: &str, name: &str) -> Option<&Value> {
        let part = self
            .parts(key)
            .into_iter()
            .rfind(|part| part.name == name)?;
        let is_off = part.options.get("enabled").and_then(Value::boolean) == Some(false);
        (!is_off).then_some(part.options)
    }

    /// Whether a Markdown extension is switched on, by itself or as a part of a bundle.
    pub fn has_extension(&self, name: &str) -> bool {
        /// What `extra` and `pymdownx.extra` switch on.
        const EXTRA: [&str; 7] = [
            "abbr",
            "attr_list",
            "def_list",
            "fenced_code",
            "footnotes",
            "md_in_html",
            "tables",
        ];
        let bundles = ["extra", "pymdownx.extra"];
        self.extension(name).is_some()
            || EXTRA.contains(&name)
                && bundles
                    .iter()
                    .any(|bundle| self.extension(bundle).is_some())
    }

    /// Where the pages are and where the book goes. The error says what to do.
    pub fn place(&self, source: &dyn Source) -> Result<Place, String> {
        let given = self.text("docs_dir").unwrap_or("docs");
        if given.starts_with('/') || given.contains(':') || given.contains('\\') {
            return Err(format!(
                "`docs_dir` is `{given}`, a path of this machine only: write it relative to `{}`",
                self.file
            ));
        }
        let docs = normal(given);
        if !source.is_folder(&docs) {
            return Err(format!(
                "`docs_dir` is `{given}`, and there is no such folder: a script may make it; run that first"
            ));
        }
        let ups = docs.split('/').take_while(|part| *part == "..").count();
        let up = |count: usize| vec![".."; count].join("/");
        let below = docs.split('/').skip(ups).collect::<Vec<_>>().join("/");
        if !below.is_empty() {
            return Ok(Place {
                root: up(ups),
                src: below,
                docs,
            });
        }
        // The configuration stands among the pages.
        let is_repository = source.is_folder(&normal(&format!("{docs}/.git")));
        match source.folder_name(&docs) {
            Some(name) if ups > 0 && !is_repository => Ok(Place {
                root: up(ups + 1),
                src: name,
                docs,
            }),
            _ => Ok(Place {
                root: docs.clone(),
                src: ".".to_owned(),
                docs,
            }),
        }
    }
}

/// A plugin or an extension that is switched on.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its short name: `search` for `material/search`, `toc` for `markdown.extensions.toc`.
    pub name: &'a str,
    /// What it is given; its name where that is nothing.
    pub options: &'a Value,
    /// Where it stands.
    pub at: &'a crate::import::value::At,
}

fn is_toml(file: &str) -> bool {
    let ending = file.rsplit('.').next();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn short(name: &str) -> &str {
    let name = name.strip_prefix("markdown.extensions.").unwrap_or(name);
    name.strip_prefix("material/").unwrap_or(name)
}

fn read(
    file: &str,
    source: &dyn Source,
    remarks: &mut Vec<Remark>,
    depth: usize,
) -> Result<Value, String> {
    let text = source.text(file).map_err(|why| format!("`{file}` {why}"))?;
    let mut root = if is_toml(file) {
        toml::parse(&text, file)?
    } else {
        let document = yaml::parse(&text, file, &|name| source.variable(name))?;
        remarks.extend(document.remarks);
        document.root
    };
    if !matches!(root.data, Data::Map(_)) {
        return Err(format!(
            "`{file}`:{}: {} stands where a mapping is expected, such as `site_name: My handbook`",
            root.at.line,
            root.kind()
        ));
    }
    let parent = root.get("INHERIT").and_then(Value::text).map(str::to_owned);
    let Some(parent) = parent else {
        return Ok(root);
    };
    if let Data::Map(entries) = &mut root.data {
        entries.retain(|entry| entry.key != "INHERIT");
    }
    if depth >= MOST_PARENTS {
        return Err(format!("`{file}`: `INHERIT` goes round in a circle"));
    }
    if parent.starts_with('/') {
        return Err(format!(
            "`{file}`: `INHERIT` is `{parent}`, a path of this machine only: write it relative to the file"
        ));
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parent = normal(format!("{folder}/{parent}").trim_start_matches('/'));
    let mut base = read(&parent, source, remarks, depth + 1)?;
    base.merge(root);
    Ok(base)
}
