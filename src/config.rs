//! `[preprocessor.patterns]` of book.toml.
//!
//! Read from JSON, the form in which mdBook hands it over. Every mistake names
//! the key, the nearest one and what it takes.

use crate::diagnostic::LintLevel;
use crate::rule::{OptionDefault, OptionValue, Rule, nearest};
use crate::rules;
use crate::template::{self, Tier};
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Where the tier banner comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    /// The author writes it.
    Author,
    /// Where the author wrote none, it is made from the frontmatter.
    Generate,
}

/// What a deny does under `mdbook serve`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnServe {
    /// The page shows its diagnostics and the build goes on.
    Show,
    /// The build fails.
    Fail,
}

/// A rule's level and options in this book.
#[derive(Debug, Clone)]
pub struct RuleSettings {
    /// The level.
    pub level: LintLevel,
    options: Vec<(&'static str, OptionValue)>,
}

impl RuleSettings {
    fn of(rule: &Rule) -> RuleSettings {
        let options = rule.options.iter().map(|option| {
            let value = match option.default {
                OptionDefault::Count(n) => OptionValue::Count(n),
                OptionDefault::Number(n) => OptionValue::Number(n),
                OptionDefault::Counts(list) => OptionValue::Counts(list.to_vec()),
            };
            (option.name, value)
        });
        RuleSettings {
            level: rule.level,
            options: options.collect(),
        }
    }

    /// The value of an option.
    pub fn option(&self, name: &str) -> Option<&OptionValue> {
        self.options
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

/// The words that fields may take.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// `category`
    pub categories: Vec<String>,
    /// `difficulty`
    pub difficulties: Vec<String>,
    /// `pattern_status`
    pub statuses: Vec<String>,
    /// `current_relevance`
    pub relevances: Vec<String>,
    /// `related_laws`
    pub laws: Vec<String>,
    /// `related_pillars`
    pub pillars: Vec<String>,
    /// The statuses that fit each tier.
    pub tiers_status: BTreeMap<Tier, Vec<String>>,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        let owned = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        Vocabulary {
            categories: owned(template::CATEGORIES),
            difficulties: owned(template::DIFFICULTIES),
            statuses: owned(template::STATUSES),
            relevances: owned(template::RELEVANCES),
            laws: owned(template::LAWS),
            pillars: owned(template::PILLARS),
            tiers_status: template::TIER_STATUSES
                .iter()
                .map(|(tier, words)| (*tier, owned(words)))
                .collect(),
        }
    }
}

/// The configuration of a book.
#[derive(Debug, Clone)]
pub struct Config {
    pages: GlobSet,
    exclude: GlobSet,
    rules: Vec<RuleSettings>,
    /// Keys besides the template's that frontmatter may have.
    pub extra_fields: Vec<String>,
    /// The words that fields may take.
    pub vocabulary: Vocabulary,
    /// What a deny does under `mdbook serve`.
    pub on_serve: OnServe,
    /// Where the tier banner comes from.
    pub banner: Banner,
    /// Whether the pattern card is shown.
    pub card: bool,
    /// Whether the quick-reference tables are injected.
    pub quick_reference: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            pages: GlobSet::empty(),
            exclude: GlobSet::empty(),
            rules: rules::ALL
                .iter()
                .map(|rule| RuleSettings::of(rule))
                .collect(),
            extra_fields: Vec::new(),
            vocabulary: Vocabulary::default(),
            on_serve: OnServe::Show,
            banner: Banner::Author,
            card: true,
            quick_reference: true,
        }
    }
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
    /// Whether it is a rule that does not exist: a finding about the book, not a failure to run.
    pub unknown_rule: bool,
}

const KEYS: &[&str] = &[
    "pages",
    "exclude",
    "profile",
    "rules",
    "vocabulary",
    "extra-fields",
    "on-serve",
    "banner",
    "card",
    "quick-reference",
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

impl Config {
    /// Reads the table `preprocessor.patterns`; what is right in it holds even where something else is wrong.
    pub fn from_json(table: &Value) -> (Config, Vec<ConfigError>) {
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

    /// Whether a path relative to `src` is left alone altogether.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.is_match(path)
    }

    /// Whether `pages` makes a path relative to `src` a pattern page.
    pub fn is_listed(&self, path: &str) -> bool {
        self.pages.is_match(path)
    }

    /// The settings of [`rules::ALL`]'s rules, in that order.
    pub fn rules(&self) -> &[RuleSettings] {
        &self.rules
    }

    /// Only this rule, at its own level or `deny` where that is `allow`: for its examples.
    pub fn only(&mut self, rule: &str) {
        for (settings, other) in self.rules.iter_mut().zip(rules::ALL) {
            if other.name != rule {
                settings.level = LintLevel::Allow;
            } else if settings.level == LintLevel::Allow {
                settings.level = LintLevel::Deny;
            }
        }
    }
}

struct Reader {
    config: Config,
    errors: Vec<ConfigError>,
}

impl Reader {
    fn error(&mut self, path: &[&str], message: String, help: String) {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        self.errors.push(ConfigError {
            path,
            message,
            help,
            unknown_rule: false,
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
                "rules" => self.rules(value),
                "vocabulary" => self.vocabulary(value),
                "extra-fields" => self.config.extra_fields = self.words(&path, value),
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
                "quick-reference" => self.config.quick_reference = self.boolean(&path, value),
                key if MDBOOK_KEYS.contains(&key) => {}
                _ => self.unknown(&path, KEYS, "key"),
            }
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

    fn words(&mut self, path: &[&str], value: &Value) -> Vec<String> {
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
        for pattern in self.words(path, value) {
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

    fn rules(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["rules"], value, "a table of rules");
            return;
        };
        for (name, value) in map {
            let path = ["rules", name.as_str()];
            let Some(index) = rules::ALL.iter().position(|rule| rule.name == name) else {
                self.unknown(
                    &path,
                    &rules::ALL.iter().map(|rule| rule.name).collect::<Vec<_>>(),
                    "rule",
                );
                if let Some(error) = self.errors.last_mut() {
                    error.unknown_rule = true;
                    error.help = match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "the rules are listed in the README".to_owned(),
                    };
                }
                continue;
            };
            match value {
                Value::String(_) => self.level(&path, value, index),
                Value::Object(options) => {
                    for (key, value) in options {
                        let path = ["rules", name.as_str(), key.as_str()];
                        if key == "level" {
                            self.level(&path, value, index);
                        } else {
                            self.option(&path, value, index);
                        }
                    }
                }
                other => self.expected(
                    &path,
                    other,
                    "a level (`\"allow\"`, `\"warn\"`, `\"deny\"`) or a table",
                ),
            }
        }
    }

    fn level(&mut self, path: &[&str], value: &Value, index: usize) {
        let choices = LintLevel::ALL.map(|level| (level.name(), level));
        let level = self.config.rules[index].level;
        self.config.rules[index].level = self.choice(path, value, &choices, level);
    }

    fn option(&mut self, path: &[&str], value: &Value, index: usize) {
        let rule = rules::ALL[index];
        let key = path.last().copied().unwrap_or("");
        let Some(spec) = rule.options.iter().find(|option| option.name == key) else {
            let mut known: Vec<&str> = vec!["level"];
            known.extend(rule.options.iter().map(|option| option.name));
            self.unknown(path, &known, "option");
            return;
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
            Ok(parsed) => {
                let options = &mut self.config.rules[index].options;
                options.retain(|(name, _)| *name != spec.name);
                options.push((spec.name, parsed));
            }
            Err(takes) => self.expected(path, value, &takes),
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
            Value::Array(_) => *words = self.words(path, value),
            Value::Object(map) if map.len() == 1 && map.contains_key("extend") => {
                words.extend(self.words(path, &map["extend"]));
            }
            other => self.expected(path, other, "a list of strings, or `{ extend = […] }`"),
        }
    }
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
