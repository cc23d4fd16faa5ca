//! `[preprocessor.patterns]` of book.toml.
//!
//! Read from JSON, the form in which mdBook hands it over. Every mistake names
//! the key, the nearest one and what it takes.

pub mod keys;
mod kinds;
mod place;
mod rules;
mod templates;
mod unmatched;
mod words;

use crate::config::{
    Banner, Config, DiagramMode, Layout, MOST_FOLDERS, MathMode, NamedGlob, OnServe,
};
use crate::diagnostic::LintLevel;
use crate::diagram;
use crate::formula;
use crate::material::kinds::Kinds;
use crate::rules::settings::BookRules;
use crate::schema::seed::Seed;
use crate::text::link::normal;
use crate::text::suggest::nearest;
use globset::{Glob, GlobSet, GlobSetBuilder};
pub use place::located;
use serde_json::{Map, Value};
pub use templates::{TemplateFile, template_faults};
pub use unmatched::{RULE as UNMATCHED, unmatched};

/// mdBook's own keys of a preprocessor's table.
const MDBOOK_KEYS: &[&str] = &[
    "command",
    "before",
    "after",
    "renderers",
    "renderer",
    "optional",
];

/// What the table says.
#[derive(Debug, Default)]
pub struct BookToml {
    /// What is switched on and off.
    pub config: Config,
    /// The rules' levels and options.
    pub rules: BookRules,
    /// Its mistakes; what is right in the table holds all the same.
    pub errors: Vec<ConfigError>,
}

/// A mistake in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The keys that lead to it, below `preprocessor.patterns`.
    pub path: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The rule that it breaks, if it is a finding about the book and no failure to run.
    pub rule: Option<(&'static str, LintLevel)>,
}

impl BookToml {
    /// Reads the table `preprocessor.patterns` without any file.
    pub fn read(table: &Value) -> BookToml {
        BookToml::with_pattern(table, |_, _| None)
    }

    /// Reads the table. The words of fields, and how many levels there are, are said by the pattern
    /// template; `pattern` reads the page that the table names as the book's own edition of it.
    pub fn with_pattern(
        table: &Value,
        pattern: impl FnOnce(&str, &Kinds) -> Option<Seed>,
    ) -> BookToml {
        let mut reader = Reader(BookToml::default());
        match table {
            Value::Null => {}
            Value::Object(map) => {
                // What the others are read by comes first, wherever it stands.
                if let Some(profile) = map.get("profile") {
                    reader.profile(profile);
                }
                if let Some(kinds) = map.get("kinds") {
                    reader.kinds(kinds);
                }
                reader.pattern(map.get("templates"), pattern);
                reader.table(map);
            }
            other => reader.expected(&[], other, "a table"),
        }
        reader.0
    }
}

struct Reader(BookToml);

impl Reader {
    fn error(&mut self, path: &[&str], message: String, help: String) {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        self.0.errors.push(ConfigError {
            path,
            message,
            help,
            rule: None,
        });
    }

    fn expected(&mut self, path: &[&str], found: &Value, takes: &str) {
        let key = path.last().copied().unwrap_or("patterns");
        let message = format!("`{key}` takes {takes}, not {}", kind(found));
        self.error(path, message, format!("`{}` takes {takes}", full(path)));
    }

    fn unknown(&mut self, path: &[&str], known: &[&str], what: &str) {
        let key = path.last().copied().unwrap_or("");
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? known: {}", known.join(", ")),
            None => format!("known: {}", known.join(", ")),
        };
        self.error(path, format!("unknown {what} `{key}`"), help);
    }

    fn table(&mut self, map: &Map<String, Value>) {
        for (key, value) in map {
            let path = [key.as_str()];
            match key.as_str() {
                "profile" | "kinds" => {}
                "pages" => self.0.config.pages = self.globs(&path, value),
                "exclude" => self.0.config.exclude = self.globs(&path, value),
                "rules" => {
                    for change in self.rules(&path, value) {
                        self.0.rules.change(&change);
                    }
                }
                "overrides" => self.overrides(value),
                "templates" => self.templates(value),
                "baseline" => match value.as_str() {
                    Some(file) => self.0.config.baseline = Some(file.to_owned()),
                    None => {
                        self.expected(&path, value, "a file's path, relative to the book's folder");
                    }
                },
                "vocabulary" => self.vocabulary(value),
                "words" => self.own_words(value),
                "extra-fields" => self.0.config.extra_fields = self.strings(&path, value),
                "on-serve" => {
                    self.0.config.on_serve = self.choice(
                        &path,
                        value,
                        &[("show", OnServe::Show), ("fail", OnServe::Fail)],
                        OnServe::Show,
                    );
                }
                "banner" => {
                    let choices = [("author", Banner::Author), ("generate", Banner::Generate)];
                    self.0.config.banner = self.choice(&path, value, &choices, Banner::Author);
                }
                "layout" => {
                    let choices = [("summary", Layout::Summary), ("card", Layout::Card)];
                    self.0.config.layout = self.choice(&path, value, &choices, Layout::Summary);
                }
                "card" => self.0.config.card = self.boolean(&path, value),
                "level-navigation" => {
                    self.0.config.level_navigation = self.boolean(&path, value);
                }
                "quick-reference" => self.0.config.quick_reference = self.boolean(&path, value),
                "related" => self.0.config.related = self.boolean(&path, value),
                "diagrams" => self.diagrams(value),
                "math" => self.math(value),
                "cache" => self.0.config.cache = self.boolean(&path, value),
                "snippets" => self.0.config.snippets = self.folders(&path, value),
                "append" => self.0.config.append = self.paths(&path, value),
                "titles-from-summary" => {
                    self.0.config.titles_from_summary = self.boolean(&path, value);
                }
                "style-all-pages" => self.0.config.style_all_pages = self.boolean(&path, value),
                "autorefs" => self.0.config.autorefs = self.boolean(&path, value),
                "structured-data" => self.0.config.structured_data = self.boolean(&path, value),
                key if MDBOOK_KEYS.contains(&key) => {}
                _ => self.unknown(&path, &keys::names().collect::<Vec<_>>(), "key"),
            }
        }
    }

    fn diagrams(&mut self, value: &Value) {
        let choices = [
            ("svg", DiagramMode::Svg),
            ("client", DiagramMode::Client),
            ("code", DiagramMode::Code),
        ];
        let default = self.0.config.diagrams;
        let chosen = self.choice(&["diagrams"], value, &choices, default);
        if chosen == DiagramMode::Svg && !diagram::AVAILABLE {
            self.error(
                &["diagrams"],
                "this build of mdbook-patterns cannot draw diagrams".to_owned(),
                "install it with its feature `diagrams`, or choose `client` or `code`".to_owned(),
            );
        }
        self.0.config.diagrams = chosen;
    }

    fn math(&mut self, value: &Value) {
        let choices = [
            ("mathml", MathMode::Mathml),
            ("client", MathMode::Client),
            ("text", MathMode::Text),
        ];
        let chosen = self.choice(&["math"], value, &choices, MathMode::Text);
        if chosen == MathMode::Mathml && !formula::AVAILABLE {
            self.error(
                &["math"],
                "this build of mdbook-patterns cannot draw formulas".to_owned(),
                "install it with its feature `math`, or choose `client` or `text`".to_owned(),
            );
        }
        self.0.config.math = chosen;
    }

    fn choice<T: Copy>(
        &mut self,
        path: &[&str],
        value: &Value,
        choices: &[(&str, T)],
        fallback: T,
    ) -> T {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let takes = names
            .iter()
            .map(|name| format!("`\"{name}\"`"))
            .collect::<Vec<_>>()
            .join(" or ");
        let Some(word) = value.as_str() else {
            self.expected(path, value, &takes);
            return fallback;
        };
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
            return *choice;
        }
        let near =
            nearest(word, names).map_or(String::new(), |near| format!("did you mean `{near}`? "));
        let key = path.last().copied().unwrap_or("");
        self.error(
            path,
            format!("`{key}` cannot be `{word}`"),
            format!("{near}`{}` takes {takes}", full(path)),
        );
        fallback
    }

    fn boolean(&mut self, path: &[&str], value: &Value) -> bool {
        value.as_bool().unwrap_or_else(|| {
            self.expected(path, value, "`true` or `false`");
            true
        })
    }

    fn strings(&mut self, path: &[&str], value: &Value) -> Vec<String> {
        const TAKES: &str = "a list of strings";
        let Some(items) = value.as_array() else {
            self.expected(path, value, TAKES);
            return Vec::new();
        };
        let mut words = Vec::new();
        for item in items {
            match item.as_str() {
                Some(word) => words.push(word.to_owned()),
                None => self.expected(path, item, TAKES),
            }
        }
        words
    }

    /// Paths that stay in the book's folder.
    fn paths(&mut self, path: &[&str], value: &Value) -> Vec<String> {
        let mut paths = self.strings(path, value);
        paths.retain_mut(|name| {
            *name = name.replace('\\', "/");
            let whole = normal(name);
            let is_inside = whole != ".." && !whole.starts_with(['/']) && !whole.starts_with("../");
            if !is_inside {
                let key = path.last().copied().unwrap_or("");
                self.error(
                    path,
                    format!("`{key}` names `{name}`, which leaves the book"),
                    "names begin in the book's folder and stay below it".to_owned(),
                );
            }
            is_inside
        });
        paths
    }

    /// The folders of snippets.
    fn folders(&mut self, path: &[&str], value: &Value) -> Vec<String> {
        let mut folders = self.paths(path, value);
        if folders.len() > MOST_FOLDERS {
            let help = format!("write at most {MOST_FOLDERS}: names may have folders of their own");
            self.error(path, "these folders are too many".to_owned(), help);
            folders.truncate(MOST_FOLDERS);
        }
        folders
    }

    /// Globs of pages.
    fn globs(&mut self, path: &[&str], value: &Value) -> GlobSet {
        let patterns = self.strings(path, value);
        for (index, pattern) in patterns.iter().take(MOST_GLOBS).enumerate() {
            if let Ok(glob) = glob(pattern) {
                let keys = path.iter().map(|key| (*key).to_owned());
                self.0.config.globs.push(NamedGlob {
                    path: keys.chain([index.to_string()]).collect(),
                    matcher: glob.compile_matcher(),
                });
            }
        }
        self.globs_of(path, &patterns)
    }

    /// The globs as one set; those that are none are mistakes.
    fn globs_of(&mut self, path: &[&str], patterns: &[String]) -> GlobSet {
        let mut set = GlobSetBuilder::new();
        let is_many = patterns.len() > MOST_GLOBS;
        for pattern in patterns.iter().take(MOST_GLOBS) {
            match glob(pattern) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => {
                    let help = "globs are relative to the book's `src` folder: `patterns/**/*.md`";
                    self.error(
                        path,
                        format!("`{pattern}` is not a glob: {error}"),
                        help.to_owned(),
                    );
                }
            }
        }
        let set = set.build().ok().filter(|_| !is_many);
        set.unwrap_or_else(|| {
            let help =
                format!("write at most {MOST_GLOBS}, or fewer long ones: `**` stands for many");
            self.error(path, "these globs are too many".to_owned(), help);
            GlobSet::empty()
        })
    }
}

/// What is read of a list of globs: each becomes a machine of some kilobytes.
const MOST_GLOBS: usize = 1000;

/// A glob, or why it is none. The crate that holds it against paths ends the program at one that is too
/// large for it.
fn glob(pattern: &str) -> Result<Glob, String> {
    const LONGEST: usize = 1000;
    if pattern.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    Glob::new(pattern).map_err(|error| error.kind().to_string())
}

/// `preprocessor.patterns.rules.code-share`
fn full(path: &[&str]) -> String {
    ["preprocessor", "patterns"]
        .iter()
        .chain(path)
        .copied()
        .collect::<Vec<_>>()
        .join(".")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a table",
    }
}
