//! mdBook's preprocessor protocol: `[context, book]` as JSON in, the book out.
//!
//! The JSON stays a [`Value`] and only `content` is written, so that whatever a
//! newer mdBook adds passes through untouched.

use crate::config::Links;
use crate::engine::{Chapter, Markdown};
use crate::host::files::Disk;
use crate::host::install::ASSETS;
use crate::host::json;
use crate::host::order;
use crate::render::rope::Rope;
use crate::text::link::normal;
use semver::Version;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

/// What is known of a book besides its chapters, from its configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The source folder relative to the root, with `/`.
    pub src: String,
    /// The folder that the book is built into, relative to the root.
    pub build_dir: String,
    /// Whether mdBook makes the files that SUMMARY.md names and that are not there.
    pub makes_missing: bool,
    /// The table `preprocessor.patterns`; null where there is none.
    pub table: Value,
    /// The book's language, as `book.language` has it.
    pub language: String,
    /// How mdBook reads Markdown.
    pub markdown: Markdown,
    /// When mdBook puts in what pages include.
    pub links: Links,
    /// The addresses that the book leads on; see [`Config::redirects`](crate::config::Config::redirects).
    pub redirects: BTreeSet<String>,
    /// Whether this is `mdbook serve`.
    pub serving: bool,
    /// What the book serves as files.
    pub installed: Installed,
    /// The renderers that will run, in mdBook's order.
    pub renderers: Vec<String>,
}

/// Which of our files the book's configuration names.
#[derive(Debug, Clone, Copy)]
pub struct Installed {
    /// `additional-css` names `patterns.css`.
    pub css: bool,
    /// `additional-js` names `patterns.js`.
    pub js: bool,
}

impl Settings {
    /// The files of the book at `root`.
    pub fn files(&self, root: &Path) -> Disk {
        Disk::new(root, &self.src, &self.build_dir)
    }

    /// Reads the configuration as mdBook serialises it.
    pub fn from_json(config: &Value) -> Settings {
        let html = &config["output"]["html"];
        let names = |key: &str| {
            let mut assets = ASSETS.iter().filter(|asset| asset.key == key);
            assets.any(|asset| asset.path(config).is_some())
        };
        let mut renderers: Vec<String> = config["output"]
            .as_object()
            .map_or_else(Vec::new, |outputs| outputs.keys().cloned().collect());
        renderers.sort();
        Settings {
            src: normal(
                &config["book"]["src"]
                    .as_str()
                    .unwrap_or("src")
                    .replace('\\', "/"),
            ),
            build_dir: config["build"]["build-dir"]
                .as_str()
                .unwrap_or("book")
                .to_owned(),
            makes_missing: config["build"]["create-missing"] != Value::Bool(false),
            table: config["preprocessor"]["patterns"].clone(),
            language: config["book"]["language"]
                .as_str()
                .unwrap_or("en")
                .to_owned(),
            markdown: markdown(html),
            links: order::links(config),
            redirects: redirects(html),
            serving: html["live-reload-endpoint"].is_string(),
            installed: Installed {
                css: names("additional-css"),
                js: names("additional-js"),
            },
            renderers: if renderers.is_empty() {
                vec!["html".to_owned()]
            } else {
                renderers
            },
        }
    }
}

/// The switches of `output.html` that its renderer hands to the parser.
fn markdown(html: &Value) -> Markdown {
    let on = |key: &str| html[key].as_bool().unwrap_or(true);
    Markdown {
        smart_punctuation: on("smart-punctuation"),
        definition_lists: on("definition-lists"),
        admonitions: on("admonitions"),
    }
}

/// A book as mdBook handed it over.
#[derive(Debug)]
pub struct Call {
    /// The book's folder.
    pub root: String,
    /// The renderer that will get the book.
    pub renderer: String,
    /// The configuration.
    pub settings: Settings,
    /// A word of caution about mdBook's version.
    pub warning: Option<String>,
    book: Value,
}

/// The versions of mdBook whose JSON is known.
const KNOWN: &str = "0.4 and 0.5";

/// Reads a call. The error is one sentence for the terminal.
pub fn parse(input: &[u8]) -> Result<Call, String> {
    const EXPECTED: &str = "expected `[context, book]` as mdBook writes it to a preprocessor; \
                            to check a book, run `mdbook-patterns check`";
    if input.iter().all(u8::is_ascii_whitespace) {
        return Err(format!("nothing on standard input: {EXPECTED}"));
    }
    let value: Value = serde_json::from_slice(input)
        .map_err(|error| match error.to_string() {
            // mdBook reads what comes back no deeper either.
            why if why.starts_with("recursion limit exceeded") => format!(
                "standard input is nested too deeply: {why}; a list of chapters in SUMMARY.md may stand \
                 some 40 lists deep, nest it less"
            ),
            why => format!("standard input is not JSON: {why}; {EXPECTED}"),
        })?;
    let Value::Array(parts) = value else {
        return Err(format!("standard input is not a list; {EXPECTED}"));
    };
    let Ok([context, book]) = <[Value; 2]>::try_from(parts) else {
        return Err(format!("standard input is not a list of two; {EXPECTED}"));
    };
    let text = |key: &str| {
        let value = context[key].as_str().map(str::to_owned);
        value.ok_or_else(|| format!("the context has no text `{key}`; {EXPECTED}"))
    };
    let warning = check_version(&text("mdbook_version")?)?;
    if items_key(&book).is_none() {
        return Err(format!(
            "the book has neither `items` nor `sections`; {EXPECTED}"
        ));
    }
    let settings = Settings::from_json(&context["config"]);
    Ok(Call {
        root: text("root")?,
        renderer: text("renderer")?,
        settings,
        warning,
        book,
    })
}

/// The keys of `[output.html.redirect]`.
fn redirects(html: &Value) -> BTreeSet<String> {
    let table = html["redirect"].as_object();
    let keys = table.into_iter().flatten().map(|(key, _)| key);
    let paths = keys.map(|key| key.split('#').next().unwrap_or(""));
    let paths = paths.map(|path| path.trim_start_matches('/').to_owned());
    paths.filter(|path| !path.is_empty()).collect()
}

/// A word of caution for a newer mdBook, an error for an older one.
pub(crate) fn check_version(found: &str) -> Result<Option<String>, String> {
    let ours = env!("CARGO_PKG_VERSION");
    let version = Version::parse(found).map_err(|_| {
        format!(
            "`{found}` is no version of mdBook; mdbook-patterns {ours} works with mdBook {KNOWN}"
        )
    })?;
    match (version.major, version.minor) {
        (0, 4 | 5) => Ok(None),
        (0, 0..4) => Err(format!(
            "mdBook {found} is too old: mdbook-patterns {ours} works with mdBook {KNOWN}"
        )),
        _ => Ok(Some(format!(
            "mdBook {found} is newer than what mdbook-patterns {ours} was made for (mdBook {KNOWN}); \
             if anything looks wrong, update mdbook-patterns"
        ))),
    }
}

/// `items` since mdBook 0.5, `sections` before.
fn items_key(book: &Value) -> Option<&'static str> {
    ["items", "sections"]
        .into_iter()
        .find(|key| book[*key].is_array())
}

impl Call {
    /// Takes the chapters' texts out of the book, in order.
    pub fn take_chapters(&mut self) -> Vec<Chapter> {
        let mut chapters = Vec::new();
        for_each_chapter(&mut self.book, &mut |chapter| {
            let text = |key: &str| {
                chapter[key]
                    .as_str()
                    .map(|path| normal(&path.replace('\\', "/")))
            };
            let taken = Chapter {
                name: chapter["name"].as_str().unwrap_or("").to_owned(),
                path: text("path"),
                // Early 0.4 has no `source_path`.
                source_path: text("source_path").or_else(|| text("path")),
                // A string stays behind: it is what marks the chapter as one with a text.
                content: match &mut chapter["content"] {
                    Value::String(content) => std::mem::take(content),
                    _ => String::new(),
                },
            };
            chapters.push(taken);
        });
        chapters
    }

    /// Writes the book with the chapters' texts, in the order in which they were taken. Each is let go of
    /// when it is written.
    pub fn write(&self, contents: Vec<Rope>, out: &mut impl Write) -> io::Result<()> {
        let mut contents = contents.into_iter();
        match (&self.book, items_key(&self.book)) {
            (Value::Object(fields), Some(key)) => {
                json::object(fields, out, |name, value, out| match value {
                    Value::Array(items) if name == key => write_items(items, &mut contents, out),
                    value => json::write(value, out),
                })
            }
            (book, _) => json::write(book, out),
        }
    }
}

fn write_items<W: Write>(
    items: &[Value],
    contents: &mut impl Iterator<Item = Rope>,
    out: &mut W,
) -> io::Result<()> {
    json::array(items, out, |item, out| match item {
        Value::Object(fields) => json::object(fields, out, |name, value, out| match value {
            Value::Object(chapter) if name == "Chapter" => write_chapter(chapter, contents, out),
            value => json::write(value, out),
        }),
        item => json::write(item, out),
    })
}

fn write_chapter<W: Write>(
    chapter: &Map<String, Value>,
    contents: &mut dyn Iterator<Item = Rope>,
    out: &mut W,
) -> io::Result<()> {
    let content = has_text(chapter).then(|| contents.next().unwrap_or_default());
    json::object(chapter, out, |name, value, out| match (value, &content) {
        (Value::Array(items), _) if name == "sub_items" => {
            write_items(items, &mut &mut *contents, out)
        }
        (_, Some(content)) if name == "content" => {
            out.write_all(b"\"")?;
            content.write(|piece| json::escaped(piece, out))?;
            out.write_all(b"\"")
        }
        (value, _) => json::write(value, out),
    })
}

/// Whether a chapter has a text. A draft, without a path, has none; its sub-chapters may.
fn has_text(chapter: &Map<String, Value>) -> bool {
    let is_text = |key: &str| chapter.get(key).is_some_and(Value::is_string);
    is_text("path") && is_text("content")
}

/// Visits every chapter that has a text, outer before inner, as [`Call::write`] does.
fn for_each_chapter(book: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    if let Some(key) = items_key(book)
        && let Some(items) = book[key].as_array_mut()
    {
        for_each_item(items, visit);
    }
}

/// Recursion is bounded: `serde_json` refuses input nested deeper than 128.
fn for_each_item(items: &mut [Value], visit: &mut impl FnMut(&mut Value)) {
    for item in items {
        let Some(chapter) = item.get_mut("Chapter") else {
            continue;
        };
        if chapter.as_object().is_some_and(has_text) {
            visit(chapter);
        }
        if let Some(items) = chapter.get_mut("sub_items").and_then(Value::as_array_mut) {
            for_each_item(items, visit);
        }
    }
}
