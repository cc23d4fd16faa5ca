//! From JSON to [`Config`], with an error for every mistake.

use crate::config::{Banner, Change, Config, ConfigError, Diagrams, OnServe, Override};
use crate::diagnostic::LintLevel;
use crate::diagram;
use crate::rules;
use crate::rules::rule::{OptionDefault, OptionValue};
use crate::template::Tier;
use crate::text::suggest::nearest;
use crate::words::Word;
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde_json::{Map, Value};

const KEYS: &[&str] = &[
    "pages",
    "exclude",
    "profile",
    "rules",
    "vocabulary",
    "words",
    "extra-fields",
    "on-serve",
    "banner",
    "card",
    "level-navigation",
    "quick-reference",
    "diagrams",
    "cache",
    "structured-data",
    "overrides",
    "baseline",
    "kinds",
];
/// mdBook's own keys of a preprocessor's table.
const MDBOOK_KEYS: &[&str] = &[
    "command",
    "before",
    "after",
    "renderers",
    "renderer",
    "optional",
];
const VOCABULARY_KEYS: &[&str] = &[
    "categories",
    "difficulties",
    "tiers-status",
    "statuses",
    "relevances",
    "laws",
    "pillars",
];

/// Reads the table `preprocessor.patterns`.
pub(super) fn config(table: &Value) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader {
        config: Config::default(),
        errors: Vec::new(),
    };
    match table {
        Value::Null => {}
        Value::Object(map) => reader.table(map),
        other => reader.expected(&[], other, "a table"),
    }
    (reader.config, reader.errors)
}

pub(super) struct Reader {
    pub(super) config: Config,
    pub(super) errors: Vec<ConfigError>,
}

impl Reader {
    pub(super) fn error(&mut self, path: &[&str], message: String, help: String) {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        self.errors.push(ConfigError {
            path,
            message,
            help,
            unknown_rule: false,
        });
    }

    pub(super) fn expected(&mut self, path: &[&str], found: &Value, takes: &str) {
        let key = path.last().copied().unwrap_or("patterns");
        let message = format!("`{key}` takes {takes}, not {}", kind(found));
        self.error(path, message, format!("`{}` takes {takes}", full(path)));
    }

    pub(super) fn unknown(&mut self, path: &[&str], known: &[&str], what: &str) {
        let key = path.last().copied().unwrap_or("");
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? known: {}", known.join(", ")),
            None => format!("known: {}", known.join(", ")),
        };
        self.error(path, format!("unknown {what} `{key}`"), help);
    }

    fn table(&mut self, map: &Map<String, Value>) {
        // The profile comes first: single levels override it wherever they stand.
        if let Some(profile) = map.get("profile") {
            self.profile(profile);
        }
        for (key, value) in map {
            let path = [key.as_str()];
            match key.as_str() {
                "profile" => {}
                "pages" => self.config.pages = self.globs(&path, value),
                "exclude" => self.config.exclude = self.globs(&path, value),
                "rules" => {
                    for change in self.rules(&path, value) {
                        change.apply(&mut self.config.rules);
                    }
                }
                "overrides" => self.overrides(value),
                "baseline" => match value.as_str() {
                    Some(file) => self.config.baseline = Some(file.to_owned()),
                    None => {
                        self.expected(&path, value, "a file's path, relative to the book's folder");
                    }
                },
                "vocabulary" => self.vocabulary(value),
                "words" => self.own_words(value),
                "extra-fields" => self.config.extra_fields = self.strings(&path, value),
                "on-serve" => {
                    self.config.on_serve = self.choice(
                        &path,
                        value,
                        &[("show", OnServe::Show), ("fail", OnServe::Fail)],
                        OnServe::Show,
                    );
                }
                "banner" => {
                    let choices = [("author", Banner::Author), ("generate", Banner::Generate)];
                    self.config.banner = self.choice(&path, value, &choices, Banner::Author);
                }
                "card" => self.config.card = self.boolean(&path, value),
                "kinds" => self.kinds(value),
                "level-navigation" => {
                    self.config.level_navigation = self.boolean(&path, value);
                }
                "quick-reference" => self.config.quick_reference = self.boolean(&path, value),
                "diagrams" => self.diagrams(value),
                "cache" => self.config.cache = self.boolean(&path, value),
                "structured-data" => self.config.structured_data = self.boolean(&path, value),
                key if MDBOOK_KEYS.contains(&key) => {}
                _ => self.unknown(&path, KEYS, "key"),
            }
        }
    }

    fn diagrams(&mut self, value: &Value) {
        let choices = [
            ("svg", Diagrams::Svg),
            ("client", Diagrams::Client),
            ("code", Diagrams::Code),
        ];
        let default = self.config.diagrams;
        let chosen = self.choice(&["diagrams"], value, &choices, default);
        if chosen == Diagrams::Svg && !diagram::AVAILABLE {
            self.error(
                &["diagrams"],
                "this build of mdbook-patterns cannot draw diagrams".to_owned(),
                "install it with its feature `diagrams`, or choose `client` or `code`".to_owned(),
            );
        }
        self.config.diagrams = chosen;
    }

    fn overrides(&mut self, value: &Value) {
        let Some(items) = value.as_array() else {
            self.expected(
                &["overrides"],
                value,
                "tables `[[preprocessor.patterns.overrides]]`",
            );
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let index = index.to_string();
            let path = ["overrides", index.as_str()];
            let Some(table) = item.as_object() else {
                self.expected(&path, item, "a table with `pages` and `rules`");
                continue;
            };
            let mut pages = GlobSet::empty();
            let mut changes = Vec::new();
            for (key, value) in table {
                let path = ["overrides", index.as_str(), key.as_str()];
                match key.as_str() {
                    "pages" => pages = self.globs(&path, value),
                    "rules" => changes = self.rules(&path, value),
                    _ => self.unknown(&path, &["pages", "rules"], "key"),
                }
            }
            for key in ["pages", "rules"] {
                if !table.contains_key(key) {
                    let message = format!("an override has no `{key}`");
                    self.error(
                        &path,
                        message,
                        "an override takes `pages`, a list of globs, and `rules`".to_owned(),
                    );
                }
            }
            self.config.overrides.push(Override { pages, changes });
        }
    }

    fn profile(&mut self, value: &Value) {
        let choices = [
            ("default", None),
            ("strict", Some(LintLevel::Warn)),
            ("adopt", Some(LintLevel::Deny)),
        ];
        let changed = self.choice(&["profile"], value, &choices, None);
        for settings in &mut self.config.rules {
            if Some(settings.level) == changed {
                settings.level = match settings.level {
                    LintLevel::Warn => LintLevel::Deny,
                    _ => LintLevel::Warn,
                };
            }
        }
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

    fn globs(&mut self, path: &[&str], value: &Value) -> GlobSet {
        let mut set = GlobSetBuilder::new();
        for pattern in self.strings(path, value) {
            match Glob::new(&pattern) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => {
                    let help = "globs are relative to the book's `src` folder: `patterns/**/*.md`";
                    self.error(
                        path,
                        format!("`{pattern}` is not a glob: {}", error.kind()),
                        help.to_owned(),
                    );
                }
            }
        }
        set.build().unwrap_or_else(|_| GlobSet::empty())
    }

    fn rules(&mut self, path: &[&str], value: &Value) -> Vec<Change> {
        let mut changes = Vec::new();
        let Some(map) = value.as_object() else {
            self.expected(path, value, "a table of rules");
            return changes;
        };
        for (name, value) in map {
            let path = [path, &[name.as_str()]].concat();
            let Some(index) = rules::ALL.iter().position(|rule| rule.name == name) else {
                self.unknown_rule(&path, name);
                continue;
            };
            match value {
                Value::String(_) => changes.extend(self.level(&path, value, index)),
                Value::Object(options) => {
                    for (key, value) in options {
                        let path = [path.as_slice(), &[key.as_str()]].concat();
                        changes.extend(if key == "level" {
                            self.level(&path, value, index)
                        } else {
                            self.option(&path, value, index)
                        });
                    }
                }
                other => self.expected(
                    &path,
                    other,
                    "a level (`\"allow\"`, `\"warn\"`, `\"deny\"`) or a table",
                ),
            }
        }
        changes
    }

    fn unknown_rule(&mut self, path: &[&str], name: &str) {
        let help = match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mdbook-patterns rules` lists all rules".to_owned(),
        };
        self.error(path, format!("unknown rule `{name}`"), help);
        if let Some(error) = self.errors.last_mut() {
            error.unknown_rule = true;
        }
    }

    fn level(&mut self, path: &[&str], value: &Value, index: usize) -> Option<Change> {
        let choices = LintLevel::ALL.map(|level| (level.name(), Some(level)));
        let level = self.choice(path, value, &choices, None)?;
        Some(Change::Level(index, level))
    }

    fn option(&mut self, path: &[&str], value: &Value, index: usize) -> Option<Change> {
        let rule = rules::ALL[index];
        let key = path.last().copied().unwrap_or("");
        let Some(spec) = rule.options.iter().find(|option| option.name == key) else {
            let mut known: Vec<&str> = vec!["level"];
            known.extend(rule.options.iter().map(|option| option.name));
            self.unknown(path, &known, "option");
            return None;
        };
        let parsed = match spec.default {
            OptionDefault::Count(_) => value
                .as_u64()
                .map(OptionValue::Count)
                .ok_or("a whole number".to_owned()),
            OptionDefault::Number(_) => value
                .as_f64()
                .filter(|n| *n >= 0.0)
                .map(OptionValue::Number)
                .ok_or("a number that is not negative".to_owned()),
            OptionDefault::Counts(default) => value
                .as_array()
                .and_then(|items| items.iter().map(Value::as_u64).collect::<Option<Vec<_>>>())
                .filter(|items| items.len() == default.len())
                .map(OptionValue::Counts)
                .ok_or(format!("a list of {} whole numbers", default.len())),
        };
        match parsed {
            Ok(parsed) => Some(Change::Option(index, spec.name, parsed)),
            Err(takes) => {
                self.expected(path, value, &takes);
                None
            }
        }
    }

    fn own_words(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["words"], value, "a table of words");
            return;
        };
        for (key, value) in map {
            let path = ["words", key.as_str()];
            match (Word::from_key(key), value.as_str()) {
                (Some(word), Some(text)) => self.config.words.set(word, text),
                (Some(_), None) => self.expected(&path, value, "a string"),
                (None, _) => {
                    let known: Vec<&str> = Word::ALL.iter().map(|word| word.key()).collect();
                    let help = match nearest(key, known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known: {}", known.join(", ")),
                    };
                    self.error(&path, format!("unknown word `{key}`"), help);
                }
            }
        }
    }

    fn vocabulary(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["vocabulary"], value, "a table of word lists");
            return;
        };
        for (key, value) in map {
            let path = ["vocabulary", key.as_str()];
            let mut vocabulary = self.config.vocabulary.clone();
            match key.as_str() {
                "categories" => self.extend(&path, value, &mut vocabulary.categories),
                "difficulties" => self.extend(&path, value, &mut vocabulary.difficulties),
                "statuses" => self.extend(&path, value, &mut vocabulary.statuses),
                "relevances" => self.extend(&path, value, &mut vocabulary.relevances),
                "laws" => self.extend(&path, value, &mut vocabulary.laws),
                "pillars" => self.extend(&path, value, &mut vocabulary.pillars),
                "tiers-status" => {
                    let Some(tiers) = value.as_object() else {
                        self.expected(&path, value, "a table with a word list per tier");
                        continue;
                    };
                    for (name, value) in tiers {
                        let path = ["vocabulary", "tiers-status", name.as_str()];
                        match Tier::from_name(name) {
                            Some(tier) => self.extend(
                                &path,
                                value,
                                vocabulary.tiers_status.entry(tier).or_default(),
                            ),
                            None => self.unknown(&path, &Tier::ALL.map(Tier::name), "tier"),
                        }
                    }
                }
                _ => self.unknown(&path, VOCABULARY_KEYS, "vocabulary"),
            }
            self.config.vocabulary = vocabulary;
        }
    }

    /// A list replaces the words, `{ extend = […] }` adds to them.
    fn extend(&mut self, path: &[&str], value: &Value, words: &mut Vec<String>) {
        match value {
            Value::Array(_) => *words = self.strings(path, value),
            Value::Object(map) if map.len() == 1 && map.contains_key("extend") => {
                words.extend(self.strings(path, &map["extend"]));
            }
            other => self.expected(path, other, "a list of strings, or `{ extend = […] }`"),
        }
    }
}

/// `preprocessor.patterns.rules.code-share`
pub(super) fn full(path: &[&str]) -> String {
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
