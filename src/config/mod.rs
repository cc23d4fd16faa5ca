//! `[preprocessor.patterns]` of book.toml.
//!
//! Read from JSON, the form in which mdBook hands it over. Every mistake names
//! the key, the nearest one and what it takes.

mod kinds;
mod read;

use crate::diagnostic::LintLevel;
use crate::diagram;
use crate::material::kinds::Kinds;
use crate::rules;
use crate::rules::rule::{OptionDefault, OptionValue, Rule, Scope};
use crate::template::vocabulary::TIER_STATUSES;
use crate::template::{Tier, WordList};
use crate::words::Words;
use globset::GlobSet;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where the tier banner comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    /// The author writes it.
    Author,
    /// Where the author wrote none, it is made from the frontmatter.
    Generate,
}

/// What becomes of a Mermaid diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diagrams {
    /// It is drawn.
    Svg,
    /// It stays for mdbook-mermaid, which draws it in the browser.
    Client,
    /// It is shown as code.
    Code,
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
            categories: owned(WordList::Categories.words()),
            difficulties: owned(WordList::Difficulties.words()),
            statuses: owned(WordList::Statuses.words()),
            relevances: owned(WordList::Relevances.words()),
            laws: owned(WordList::Laws.words()),
            pillars: owned(WordList::Pillars.words()),
            tiers_status: TIER_STATUSES
                .iter()
                .map(|(tier, words)| (*tier, owned(words)))
                .collect(),
        }
    }
}

impl Vocabulary {
    /// The words of a list.
    pub fn words(&self, list: WordList) -> Vec<&str> {
        let own = match list {
            WordList::Categories => &self.categories,
            WordList::Difficulties => &self.difficulties,
            WordList::Tiers => return list.words().to_vec(),
            WordList::Statuses => &self.statuses,
            WordList::Relevances => &self.relevances,
            WordList::Laws => &self.laws,
            WordList::Pillars => &self.pillars,
        };
        let mut words: Vec<&str> = own.iter().map(String::as_str).collect();
        if list == WordList::Statuses {
            // A status that is given to a tier is a status.
            for status in self.tiers_status.values().flatten() {
                if !words.contains(&status.as_str()) {
                    words.push(status);
                }
            }
        }
        words
    }
}

/// A change of a rule's settings; rules are given by their index in [`rules::ALL`].
#[derive(Debug, Clone)]
pub enum Change {
    /// Its level.
    Level(usize, LintLevel),
    /// One of its options.
    Option(usize, &'static str, OptionValue),
    /// Every other rule is switched off; these are not.
    Only(Vec<usize>),
}

impl Change {
    fn apply(&self, settings: &mut [RuleSettings]) {
        match self {
            Change::Level(rule, level) => {
                if let Some(settings) = settings.get_mut(*rule) {
                    settings.level = *level;
                }
            }
            Change::Option(rule, name, value) => {
                if let Some(settings) = settings.get_mut(*rule) {
                    settings.options.retain(|(key, _)| key != name);
                    settings.options.push((*name, value.clone()));
                }
            }
            Change::Only(only) => {
                for (index, settings) in settings.iter_mut().enumerate() {
                    if !only.contains(&index) {
                        settings.level = LintLevel::Allow;
                    } else if settings.level == LintLevel::Allow {
                        settings.level = LintLevel::Deny;
                    }
                }
            }
        }
    }
}

/// Changes for some pages: `[[preprocessor.patterns.overrides]]`.
#[derive(Debug, Clone)]
struct Override {
    pages: GlobSet,
    changes: Vec<Change>,
}

/// The configuration of a book.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in book.toml"
)]
pub struct Config {
    pages: GlobSet,
    exclude: GlobSet,
    rules: Vec<RuleSettings>,
    overrides: Vec<Override>,
    command_line: Vec<Change>,
    /// The file with the known violations, relative to the book's root.
    pub baseline: Option<String>,
    /// Keys besides the template's that frontmatter may have.
    pub extra_fields: Vec<String>,
    /// The words that fields may take.
    pub vocabulary: Vocabulary,
    /// What the tool writes into pages.
    pub words: Words,
    /// What a deny does under `mdbook serve`.
    pub on_serve: OnServe,
    /// Where the tier banner comes from.
    pub banner: Banner,
    /// Whether the pattern card is shown.
    pub card: bool,
    /// Whether the levels are shown as a path of links.
    pub level_navigation: bool,
    /// Whether the quick-reference tables are injected.
    pub quick_reference: bool,
    /// What becomes of Mermaid diagrams.
    pub diagrams: Diagrams,
    /// Whether drawings are kept on disk.
    pub cache: bool,
    /// Whether pattern pages tell search engines what they are.
    pub structured_data: bool,
    /// The kinds of admonitions besides Material's.
    pub kinds: Kinds,
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
            overrides: Vec::new(),
            command_line: Vec::new(),
            baseline: None,
            extra_fields: Vec::new(),
            vocabulary: Vocabulary::default(),
            words: Words::default(),
            on_serve: OnServe::Show,
            banner: Banner::Author,
            card: true,
            level_navigation: true,
            quick_reference: true,
            diagrams: if diagram::AVAILABLE {
                Diagrams::Svg
            } else {
                Diagrams::Client
            },
            cache: true,
            structured_data: true,
            kinds: Kinds::default(),
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

impl Config {
    /// Reads the table `preprocessor.patterns`; what is right in it holds even where something else is wrong.
    pub fn from_json(table: &Value) -> (Config, Vec<ConfigError>) {
        read::config(table)
    }

    /// Whether a path relative to `src` is left alone altogether.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.is_match(path)
    }

    /// Whether `pages` makes a path relative to `src` a pattern page.
    pub fn is_listed(&self, path: &str) -> bool {
        self.pages.is_match(path)
    }

    /// The settings of [`rules::ALL`]'s rules, in that order, for pages without overrides.
    pub fn rules(&self) -> &[RuleSettings] {
        &self.rules
    }

    /// The settings for the page at a path relative to `src`: the book's, then
    /// the overrides in their order, then the command line.
    pub fn rules_for(&self, path: &str) -> Cow<'_, [RuleSettings]> {
        let overrides = self
            .overrides
            .iter()
            .filter(|over| over.pages.is_match(path));
        let changes = overrides
            .flat_map(|over| &over.changes)
            .chain(&self.command_line);
        let mut settings = Cow::Borrowed(self.rules.as_slice());
        for change in changes {
            change.apply(settings.to_mut());
        }
        settings
    }

    /// Whether a rule of this scope may look at any page.
    pub fn may_run(&self, scope: Scope) -> bool {
        let mut rules = rules::ALL.iter().zip(&self.rules);
        !self.overrides.is_empty()
            || !self.command_line.is_empty()
            || rules
                .any(|(rule, settings)| rule.scope == scope && settings.level != LintLevel::Allow)
    }

    /// Whether the command line changes anything, so that a run sees only part of what there is.
    pub fn is_partial(&self) -> bool {
        !self.command_line.is_empty()
    }

    /// Changes that come after all others, in their order.
    pub fn override_all(&mut self, changes: impl IntoIterator<Item = Change>) {
        self.command_line.extend(changes);
    }
}
