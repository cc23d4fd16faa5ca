//! The rules' levels and options in a book: its own, those of some pages, those of a run.

use crate::diagnostic::LintLevel;
use crate::rules;
use crate::rules::level_heading;
use crate::rules::rule::{Globs, OptionDefault, OptionValue, Rule, Scope};
use crate::schema::seed::Seed;
use crate::template::Rows;
use globset::GlobSet;
use std::borrow::Cow;

/// A rule's level and options.
#[derive(Debug, Clone)]
pub struct RuleSettings {
    /// The rule's name.
    pub rule: &'static str,
    /// The level.
    pub level: LintLevel,
    options: Vec<(&'static str, OptionValue)>,
    /// Whether somebody has set the level.
    is_set: bool,
    profile: Profile,
}

impl RuleSettings {
    fn of(rule: &Rule) -> RuleSettings {
        let options = rule.options.iter().map(|option| {
            let value = match option.default {
                OptionDefault::Count(n) => OptionValue::Count(n),
                OptionDefault::Number(n) => OptionValue::Number(n),
                OptionDefault::Minutes => OptionValue::Counts(minutes(&Seed::embedded().rows)),
                OptionDefault::Globs => OptionValue::Globs(Globs::default()),
            };
            (option.name, value)
        });
        RuleSettings {
            rule: rule.name,
            level: rule.level,
            options: options.collect(),
            is_set: false,
            profile: Profile::Default,
        }
    }

    /// The level here where a template asks for `wanted`: what somebody has set is stronger, the
    /// book's profile moves what is asked for.
    pub fn level_of(&self, wanted: Option<LintLevel>) -> LintLevel {
        match wanted {
            Some(level) if !self.is_set => self.profile.moved(level),
            _ => self.level,
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

/// The minutes of each level.
pub fn minutes(rows: &Rows) -> Vec<u64> {
    rows.levels.iter().map(|level| level.minutes).collect()
}

/// The change that gives `level-heading` the minutes of a book's own edition.
pub fn minutes_of(rows: &Rows) -> SettingChange {
    let value = OptionValue::Counts(minutes(rows));
    SettingChange::Option(level_heading::RULE.name, level_heading::MINUTES, value)
}

/// The settings of the rule of that name among those of a page.
pub fn find<'s>(settings: &'s [RuleSettings], rule: &str) -> Option<&'s RuleSettings> {
    settings.iter().find(|settings| settings.rule == rule)
}

/// A change of rules' settings.
#[derive(Debug, Clone)]
pub enum SettingChange {
    /// The level of a rule.
    Level(&'static str, LintLevel),
    /// An option of a rule.
    Option(&'static str, &'static str, OptionValue),
    /// Every other rule is switched off; these are not.
    Only(Vec<&'static str>),
}

impl SettingChange {
    fn apply(&self, settings: &mut [RuleSettings]) {
        for settings in settings {
            match self {
                SettingChange::Level(rule, level) if *rule == settings.rule => {
                    settings.level = *level;
                    settings.is_set = true;
                }
                SettingChange::Option(rule, name, value) if *rule == settings.rule => {
                    settings.options.retain(|(key, _)| key != name);
                    settings.options.push((*name, value.clone()));
                }
                SettingChange::Only(only) if !only.contains(&settings.rule) => {
                    settings.level = LintLevel::Allow;
                    settings.is_set = true;
                }
                SettingChange::Only(_) if settings.level == LintLevel::Allow => {
                    settings.level = LintLevel::Deny;
                }
                _ => {}
            }
        }
    }
}

/// What all levels start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Each rule's own level.
    Default,
    /// What warns is denied.
    Strict,
    /// What is denied warns.
    Adopt,
}

impl Profile {
    /// A level as the profile has it.
    fn moved(self, level: LintLevel) -> LintLevel {
        match (self, level) {
            (Profile::Strict, LintLevel::Warn) => LintLevel::Deny,
            (Profile::Adopt, LintLevel::Deny) => LintLevel::Warn,
            _ => level,
        }
    }
}

/// Changes for some pages: `[[preprocessor.patterns.overrides]]`.
#[derive(Debug, Clone)]
struct Override {
    pages: GlobSet,
    changes: Vec<SettingChange>,
}

/// The settings of all rules in a book.
#[derive(Debug, Clone)]
pub struct BookRules {
    rules: Vec<RuleSettings>,
    templates: Vec<(String, Vec<SettingChange>)>,
    overrides: Vec<Override>,
    command_line: Vec<SettingChange>,
}

impl Default for BookRules {
    fn default() -> BookRules {
        let rules = rules::ALL.iter().map(|rule| RuleSettings::of(rule));
        BookRules {
            rules: rules.collect(),
            templates: Vec::new(),
            overrides: Vec::new(),
            command_line: Vec::new(),
        }
    }
}

impl BookRules {
    /// The settings of [`rules::ALL`]'s rules, in that order, for pages without overrides.
    pub fn all(&self) -> &[RuleSettings] {
        &self.rules
    }

    /// The settings for the page at a path relative to `src`: the book's, then those of its
    /// template if that is a team's own, then the overrides in their order, then the command line.
    pub fn of_page(&self, path: &str, template: Option<&str>) -> Cow<'_, [RuleSettings]> {
        let own = self
            .templates
            .iter()
            .filter(|(name, _)| Some(name.as_str()) == template);
        let own = own.flat_map(|(_, changes)| changes);
        let overrides = self
            .overrides
            .iter()
            .filter(|over| over.pages.is_match(path));
        let changes = own
            .chain(overrides.flat_map(|over| &over.changes))
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
            || !self.templates.is_empty()
            || !self.command_line.is_empty()
            || rules
                .any(|(rule, settings)| rule.scope == scope && settings.level != LintLevel::Allow)
    }

    /// Whether the command line changes anything, so that a run sees only part of what there is.
    pub fn is_partial(&self) -> bool {
        !self.command_line.is_empty()
    }

    /// Moves all levels to those of a profile.
    pub fn start_from(&mut self, profile: Profile) {
        for settings in &mut self.rules {
            settings.level = profile.moved(settings.level);
            settings.profile = profile;
        }
    }

    /// Changes the settings of the whole book.
    pub fn change(&mut self, change: &SettingChange) {
        change.apply(&mut self.rules);
    }

    /// Changes the settings of the pages of a template.
    pub fn change_template(&mut self, name: &str, changes: Vec<SettingChange>) {
        self.templates.push((name.to_owned(), changes));
    }

    /// Changes the settings of some pages, after all that was said of them before.
    pub fn override_pages(&mut self, pages: GlobSet, changes: Vec<SettingChange>) {
        self.overrides.push(Override { pages, changes });
    }

    /// Changes that come after all others, in their order.
    pub fn override_all(&mut self, changes: impl IntoIterator<Item = SettingChange>) {
        self.command_line.extend(changes);
    }
}
