//! `[preprocessor.patterns.templates.NAME]`: the templates that are a team's own.

use crate::config::{Config, Edition, NamedGlob, PageGlobs, TemplateTable, Vocabulary};
use crate::diagnostic::LintLevel;
use crate::host::book_toml::{ConfigError, MOST_GLOBS, Reader, glob};
use crate::material::kinds::Kinds;
use crate::rules::settings::minutes_of;
use crate::schema::INVALID;
use crate::schema::seed::Seed;
use crate::template::fields::PATTERN_TYPE as SEED;
use crate::text::link::normal;
use serde_json::{Map, Value};
use std::sync::Arc;

const KEYS: [&str; 9] = [
    "file",
    "pages",
    "rules",
    "card",
    "extra-fields",
    "schema-type",
    "editions",
    "edition-field",
    "words",
];

/// What a table for the pattern template takes; its pages say `type: pattern`.
const PATTERN_KEYS: [&str; 2] = ["file", "rules"];

impl Reader {
    /// Takes the pattern template from the page that `templates` names, and says what it says.
    pub(super) fn pattern(
        &mut self,
        templates: Option<&Value>,
        read: impl FnOnce(&str, &Kinds) -> Option<Seed>,
    ) {
        let table = templates.and_then(|templates| templates.get(SEED));
        let Some(file) = table.and_then(|table| table.get("file")) else {
            return;
        };
        let file = self.path(&["templates", SEED, "file"], file);
        if file.is_empty() {
            return;
        }
        let config = &mut self.0.config;
        let seed = read(&file, &config.kinds);
        config.pattern_file = Some(file);
        let Some(seed) = seed else { return };
        config.vocabulary = Vocabulary::of(&seed.rows);
        self.0.rules.change(&minutes_of(&seed.rows));
        config.pattern = Some(Arc::new(seed));
    }

    fn edition_of_pattern(&mut self, table: &Map<String, Value>) {
        for (key, value) in table {
            let path = ["templates", SEED, key.as_str()];
            match key.as_str() {
                "file" => {}
                "rules" => {
                    let changes = self.rules(&path, value);
                    self.0.rules.change_template(SEED, changes);
                }
                "pages" | "extra-fields" => {
                    let message = format!("`{key}` does not stand under `templates.{SEED}`");
                    let help = format!(
                        "write it right below `[preprocessor.patterns]`, where it speaks of `{SEED}`"
                    );
                    self.error(&path, message, help);
                }
                _ => self.unknown(&path, &PATTERN_KEYS, "key"),
            }
        }
    }

    pub(super) fn templates(&mut self, value: &Value) {
        let Some(tables) = value.as_object() else {
            self.expected(
                &["templates"],
                value,
                "tables `[preprocessor.patterns.templates.NAME]`",
            );
            return;
        };
        for (name, value) in tables {
            let path = ["templates", name.as_str()];
            let Some(table) = value.as_object() else {
                self.expected(&path, value, "a table with `file` and `pages`");
                continue;
            };
            if name == SEED {
                self.edition_of_pattern(table);
                continue;
            }
            let mut own = TemplateTable::new(name.clone(), String::new());
            for (key, value) in table {
                let path = ["templates", name.as_str(), key.as_str()];
                match key.as_str() {
                    "file" => own.file = self.path(&path, value),
                    "pages" => {
                        own.pages = self.page_globs(&path, value);
                        own.folder = folder(value);
                    }
                    "rules" => {
                        let changes = self.rules(&path, value);
                        self.0.rules.change_template(name, changes);
                    }
                    "card" => own.card = Some(self.strings(&path, value)),
                    "schema-type" => own.schema_type = self.schema_type(&path, value),
                    "editions" => own.editions = self.editions(name, value),
                    "edition-field" => match value.as_str() {
                        Some(field) => own.edition_field = Some(field.to_owned()),
                        None => self.expected(&path, value, "a field's name, or `\"number\"`"),
                    },
                    "words" => own.words = self.labels(name, value),
                    "extra-fields" => own.extra_fields = self.strings(&path, value),
                    _ => self.unknown(&path, &KEYS, "key"),
                }
            }
            if !table.contains_key("file") {
                let help =
                    "`file` is the path of the page that authors copy, from the book's folder";
                self.error(
                    &path,
                    format!("the template `{name}` has no `file`"),
                    help.to_owned(),
                );
            }
            self.0.config.templates.push(own);
        }
    }

    /// What readers see for fields.
    fn labels(&mut self, template: &str, value: &Value) -> Vec<(String, String)> {
        let path = ["templates", template, "words"];
        let Some(table) = value.as_object() else {
            self.expected(
                &path,
                value,
                "a table such as `{ deciders = \"Decided by\" }`",
            );
            return Vec::new();
        };
        let mut words = Vec::new();
        for (key, value) in table {
            if let Some(text) = value.as_str() {
                words.push((key.clone(), text.replace(char::is_control, " ")));
            } else {
                let path = ["templates", template, "words", key.as_str()];
                self.expected(&path, value, "a string");
            }
        }
        words
    }

    /// A type of schema.org.
    fn schema_type(&mut self, path: &[&str], value: &Value) -> String {
        let name = value.as_str().unwrap_or("");
        let is_type = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_type {
            self.expected(
                path,
                value,
                "a type of schema.org, such as `\"TechArticle\"`",
            );
            return "TechArticle".to_owned();
        }
        name.to_owned()
    }

    /// Older templates: `[{ file = "…", until = "2025-12-22" }]`.
    fn editions(&mut self, template: &str, value: &Value) -> Vec<Edition> {
        const TAKES: &str = "a list of tables with `file` and `until`";
        let path = ["templates", template, "editions"];
        let Some(items) = value.as_array() else {
            self.expected(&path, value, TAKES);
            return Vec::new();
        };
        let mut editions: Vec<Edition> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let index = index.to_string();
            let path = ["templates", template, "editions", index.as_str()];
            let Some(table) = item.as_object() else {
                self.expected(&path, item, TAKES);
                continue;
            };
            let text = |key: &str| match table.get(key) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                _ => String::new(),
            };
            for key in table
                .keys()
                .filter(|key| !["file", "until", "name"].contains(&key.as_str()))
            {
                let path = [
                    "templates",
                    template,
                    "editions",
                    index.as_str(),
                    key.as_str(),
                ];
                self.unknown(&path, &["file", "until", "name"], "key");
            }
            let until = text("until");
            if until.is_empty() {
                let help =
                    "`until` is the date or number from which on pages are held to the next one";
                self.error(
                    &path,
                    "an edition has no `until`".to_owned(),
                    help.to_owned(),
                );
            }
            let file = self.path(&path, table.get("file").unwrap_or(&Value::Null));
            let stem = file
                .rsplit('/')
                .next()
                .unwrap_or("")
                .trim_end_matches(".md");
            let own = stem
                .strip_prefix(template)
                .map_or(stem, |rest| rest.trim_start_matches(['-', '_', '.']));
            let name = match text("name") {
                name if name.is_empty() => own.to_owned(),
                name => name,
            };
            editions.push(Edition { name, file, until });
        }
        editions.sort_by(|a, b| rank(&a.until).cmp(&rank(&b.until)));
        editions
    }

    /// The path of a file that stays in the book's folder; empty where it is none.
    fn path(&mut self, path: &[&str], value: &Value) -> String {
        let Some(_) = value.as_str() else {
            self.expected(path, value, "a file's path, relative to the book's folder");
            return String::new();
        };
        let list = Value::Array(vec![value.clone()]);
        self.paths(path, &list).pop().unwrap_or_default()
    }

    /// Globs of pages, of which those that begin with `!` take others out.
    fn page_globs(&mut self, path: &[&str], value: &Value) -> PageGlobs {
        let written = self.strings(path, value);
        for (index, written) in written.iter().take(MOST_GLOBS).enumerate() {
            if let Ok(glob) = glob(written.trim_start_matches('!')) {
                let keys = path.iter().map(|key| (*key).to_owned());
                self.0.config.globs.push(NamedGlob {
                    path: keys.chain([index.to_string()]).collect(),
                    matcher: glob.compile_matcher(),
                });
            }
        }
        let (but, all): (Vec<String>, Vec<String>) =
            written.into_iter().partition(|glob| glob.starts_with('!'));
        let but: Vec<String> = but.iter().map(|glob| glob[1..].to_owned()).collect();
        PageGlobs {
            all: self.globs_of(path, &all),
            but: self.globs_of(path, &but),
        }
    }
}

/// What dates and numbers are ordered by.
fn rank(until: &str) -> (u64, &str) {
    (until.parse().unwrap_or(0), until)
}

/// The folders of the first glob up to the first sign of a glob.
fn folder(globs: &Value) -> String {
    let first = globs.as_array().and_then(|globs| globs.first()?.as_str());
    let folders = first
        .and_then(|glob| glob.rsplit_once('/'))
        .map_or("", |(folders, _)| folders);
    let bare = |folder: &&str| !folder.contains(['*', '?', '[', '{', '!']);
    let bare: Vec<&str> = folders.split('/').take_while(bare).collect();
    bare.join("/")
}

/// What stands where a template's file should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateFile {
    /// A text in the book.
    Readable,
    /// A file in the book that is no UTF-8.
    NoText,
    /// What is no file, in words, such as `a pipe`.
    NoFile(&'static str),
    /// Nothing, or nothing inside the book.
    Missing,
}

/// The templates whose files cannot be read, and the first page that two of them claim, for each
/// two. `pages` are paths relative to the source folder `src`.
pub fn template_faults(
    config: &Config,
    src: &str,
    pages: &[&str],
    level: LintLevel,
    state: impl Fn(&str) -> TemplateFile,
) -> Vec<ConfigError> {
    let error = |name: &str, key: &str, message: String, help: String| ConfigError {
        path: vec!["templates".to_owned(), name.to_owned(), key.to_owned()],
        message,
        help,
        rule: Some((INVALID, level)),
    };
    let mut errors = Vec::new();
    let of_pattern = config.pattern_file.iter().map(|file| (SEED, "file", file));
    let files = config.templates.iter().flat_map(|own| {
        let editions = own
            .editions
            .iter()
            .map(|edition| ("editions", &edition.file));
        let all = std::iter::once(("file", &own.file)).chain(editions);
        all.map(|(key, file)| (own.name.as_str(), key, file))
    });
    for (name, key, file) in files.chain(of_pattern) {
        let what = match state(file) {
            _ if file.is_empty() => continue,
            TemplateFile::Readable => continue,
            TemplateFile::NoText => "is no UTF-8 text".to_owned(),
            TemplateFile::NoFile(what) => format!("is {what}, no file"),
            TemplateFile::Missing => "is not there, or lies outside the book".to_owned(),
        };
        let message = format!("the template `{file}` {what}");
        let help = "`file` names the page that authors copy, by its path from the book's folder";
        errors.push(error(name, key, message, help.to_owned()));
    }
    let is_template = |page: &str| {
        let own = config.templates.iter();
        let files = own.flat_map(|own| {
            let editions = own.editions.iter().map(|edition| normal(&edition.file));
            editions.chain([normal(&own.file)])
        });
        let of_pattern = config.pattern_file.as_deref().map(normal);
        let mut files = files.chain(of_pattern);
        files.any(|file| file.strip_prefix(src).and_then(|it| it.strip_prefix('/')) == Some(page))
    };
    for (index, own) in config.templates.iter().enumerate() {
        for other in &config.templates[..index] {
            let both = |page: &&&str| own.pages.is_match(page) && other.pages.is_match(page);
            let mut claimed = pages.iter().filter(both).filter(|page| !is_template(page));
            let Some(first) = claimed.next() else {
                continue;
            };
            let more = match claimed.count() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let message = format!(
                "`{first}`{more} belongs to `{}` and to `{}`",
                other.name, own.name
            );
            let help = "take it out of one of the two with a glob that begins with `!`";
            errors.push(error(&own.name, "pages", message, help.to_owned()));
        }
    }
    errors
}
