//! What becomes of everything that a configuration may hold: one table, read from `rows.txt`'s
//! neighbours [`KEYS`], [`PLUGINS`] and [`EXTENSIONS`], and the walk through a configuration.

pub mod extensions;
pub mod keys;
pub mod plugins;

use crate::import::report::{Fate, Line};
use crate::import::settings::Settings;
use crate::import::value::{At, Value};
use crate::text::maps::HashMap;
use extensions::EXTENSIONS;
use keys::KEYS;
use plugins::PLUGINS;

/// What becomes of one thing.
#[derive(Debug)]
pub struct Row {
    /// Its name: `theme.palette`, or that of a plugin or an extension, or of an option: `toc:permalink`.
    pub name: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// The same in words.
    pub words: &'static str,
}

/// It is in the book.
const fn carried(name: &'static str, words: &'static str) -> Row {
    Row {
        name,
        fate: Fate::Carried,
        words,
    }
}

/// It works in another way.
const fn differs(name: &'static str, words: &'static str) -> Row {
    Row {
        name,
        fate: Fate::Differs,
        words,
    }
}

/// It has no counterpart.
const fn lost(name: &'static str, words: &'static str) -> Row {
    Row {
        name,
        fate: Fate::Lost,
        words,
    }
}

/// A setting of a configuration and what becomes of it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How it is called in the report: `theme.palette`, `plugins: search`.
    pub name: String,
    /// Where it stands.
    pub at: At,
    /// What becomes of it.
    pub fate: Fate,
    /// The same in words.
    pub words: String,
}

/// What is found out while the book is made, against the table: by the names of the answers.
pub type Findings = HashMap<String, (Fate, String)>;

/// An answer for everything that the configuration holds, in its order.
pub fn answers(settings: &Settings, findings: &Findings) -> Vec<Answer> {
    let mut walk = Walk {
        settings,
        findings,
        answers: Vec::new(),
    };
    for entry in settings.root.entries() {
        match entry.key.as_str() {
            "theme" if !entry.value.entries().is_empty() => walk.table("theme", &entry.value),
            "extra" if !entry.value.entries().is_empty() => walk.table("extra", &entry.value),
            "validation" if !entry.value.entries().is_empty() => {
                walk.table("validation", &entry.value);
            }
            "plugins" => walk.parts("plugins", PLUGINS),
            "markdown_extensions" => walk.parts("markdown_extensions", EXTENSIONS),
            key => walk.answer(key, key, &entry.at, KEYS),
        }
    }
    walk.answers
}

/// The settings of one fate as lines of the report.
pub fn lines(answers: &[Answer], fate: Fate) -> Vec<Line> {
    let of_fate = answers.iter().filter(|answer| answer.fate == fate);
    of_fate
        .map(|answer| {
            Line::new(
                format!("`{}`", answer.name),
                answer.at.to_string(),
                answer.words.clone(),
            )
        })
        .collect()
}

struct Walk<'a> {
    settings: &'a Settings,
    findings: &'a Findings,
    answers: Vec<Answer>,
}

impl Walk<'_> {
    fn table(&mut self, key: &str, value: &Value) {
        for entry in value.entries() {
            let name = format!("{key}.{}", entry.key);
            if name == "theme.features" {
                for feature in entry.value.list() {
                    if let Some(word) = feature.text() {
                        let row = format!("{name}.{word}");
                        self.answer(&row, &row, &feature.at, KEYS);
                    }
                }
            } else {
                self.answer(&name, &name, &entry.at, KEYS);
            }
        }
    }

    /// Each plugin or extension, and those of its options that have a row.
    fn parts(&mut self, key: &str, rows: &[Row]) {
        for part in self.settings.parts(key) {
            self.answer(&format!("{key}: {}", part.name), part.name, part.at, rows);
            for option in part.options.entries() {
                let row = format!("{}:{}", part.name, option.key);
                if rows.iter().any(|known| known.name == row) {
                    self.answer(
                        &format!("{key}: {}: {}", part.name, option.key),
                        &row,
                        &option.at,
                        rows,
                    );
                }
            }
        }
    }

    fn answer(&mut self, name: &str, row: &str, at: &At, rows: &[Row]) {
        let table = rows.iter().find(|known| known.name == row);
        let (fate, words) = match (self.findings.get(name), table) {
            (Some((fate, words)), _) => (*fate, words.clone()),
            (None, Some(row)) => (row.fate, row.words.to_owned()),
            (None, None) => {
                let what = match name.split([':', '.']).next() {
                    Some("plugins") => {
                        "no plugin that this program knows: what it does is not done"
                    }
                    Some("markdown_extensions") => {
                        "no extension that this program knows: what it reads stays as it is written"
                    }
                    Some("extra") => {
                        "a value of your own: templates and macros read it, and neither is run"
                    }
                    Some("theme") => "no setting of the theme that this program knows",
                    _ => "no key that this program knows: nothing is done about it",
                };
                (Fate::Unknown, what.to_owned())
            }
        };
        self.answers.push(Answer {
            name: name.to_owned(),
            at: at.clone(),
            fate,
            words,
        });
    }
}
