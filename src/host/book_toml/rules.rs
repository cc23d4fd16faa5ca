//! `profile`, `rules` and `overrides`: what a book makes of the rules.

use crate::diagnostic::LintLevel;
use crate::host::book_toml::Reader;
use crate::rules;
use crate::rules::rule::{Globs, OptionDefault, OptionValue, Rule};
use crate::rules::settings::{Profile, SettingChange};
use crate::text::suggest::nearest;
use globset::GlobSet;
use serde_json::Value;

impl Reader {
    pub(super) fn profile(&mut self, value: &Value) {
        let choices = [
            ("default", Profile::Default),
            ("strict", Profile::Strict),
            ("adopt", Profile::Adopt),
        ];
        let profile = self.choice(&["profile"], value, &choices, Profile::Default);
        self.0.rules.start_from(profile);
    }

    pub(super) fn overrides(&mut self, value: &Value) {
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
            self.0.rules.override_pages(pages, changes);
        }
    }

    pub(super) fn rules(&mut self, path: &[&str], value: &Value) -> Vec<SettingChange> {
        let mut changes = Vec::new();
        let Some(map) = value.as_object() else {
            self.expected(path, value, "a table of rules");
            return changes;
        };
        for (name, value) in map {
            let path = [path, &[name.as_str()]].concat();
            let Some(rule) = rules::find(name) else {
                self.unknown_rule(&path, name);
                continue;
            };
            match value {
                Value::String(_) => changes.extend(self.level(&path, value, rule)),
                Value::Object(options) => {
                    for (key, value) in options {
                        let path = [path.as_slice(), &[key.as_str()]].concat();
                        changes.extend(if key == "level" {
                            self.level(&path, value, rule)
                        } else {
                            self.option(&path, value, rule)
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
        if let Some(error) = self.0.errors.last_mut() {
            error.rule = Some(("suppression-unknown", LintLevel::Deny));
        }
    }

    fn level(&mut self, path: &[&str], value: &Value, rule: &Rule) -> Option<SettingChange> {
        let choices = LintLevel::ALL.map(|level| (level.name(), Some(level)));
        let level = self.choice(path, value, &choices, None)?;
        Some(SettingChange::Level(rule.name, level))
    }

    fn option(&mut self, path: &[&str], value: &Value, rule: &Rule) -> Option<SettingChange> {
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
            OptionDefault::Minutes => {
                let levels = self.0.config.rows().levels.len();
                value
                    .as_array()
                    .and_then(|items| items.iter().map(Value::as_u64).collect::<Option<Vec<_>>>())
                    .filter(|items| items.len() == levels)
                    .map(OptionValue::Counts)
                    .ok_or(format!("a list of {levels} whole numbers"))
            }
            OptionDefault::Globs => {
                let written = self.strings(path, value);
                let set = self.globs_of(path, &written);
                Ok(OptionValue::Globs(Globs { written, set }))
            }
        };
        match parsed {
            Ok(parsed) => Some(SettingChange::Option(rule.name, spec.name, parsed)),
            Err(takes) => {
                self.expected(path, value, &takes);
                None
            }
        }
    }
}
