//! The keys of annotations that say what a section holds, and when.

use crate::schema::annotations::read::{CONTENT, Reader};
use crate::schema::annotations::toml::{Table, Value};
use crate::schema::annotations::when::When;
use crate::schema::annotations::{Bounds, Check, What};
use crate::schema::fields::Takes;
use crate::text::suggest::nearest;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// What a section holds.
    pub(super) fn content(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<Vec<Check>> {
        let what = match key {
            "table" => What::Tables,
            "list" => What::Items,
            "code" => What::Code,
            "diagram" => What::Diagrams,
            "tasks" => What::Tasks,
            "link" => return self.links(value, at),
            "figure" => What::Figures,
            "bold" => What::Bold,
            "words" => What::Words,
            "box" => {
                let kind = value.as_str().unwrap_or("").to_owned();
                if !kind.is_empty() {
                    let one = Bounds {
                        min: Some(1.0),
                        max: None,
                    };
                    return Some(vec![Check::Holds(What::Boxes(kind), one)]);
                }
                What::Boxes(kind)
            }
            _ => return self.any(value, at),
        };
        if let (What::Tables, Value::Table(table)) = (&what, value) {
            let mut checks = Vec::new();
            for (key, value) in table {
                if key.get_ref() == "rows" {
                    let bounds = self.source.bounds("rows", value.get_ref(), value.span())?;
                    checks.push(Check::Holds(What::Rows, bounds));
                } else {
                    self.source.unknown(key.span(), key.get_ref(), &["rows"]);
                }
            }
            return Some(checks);
        }
        let mut checks = Vec::new();
        if let (What::Items, Value::Table(table)) = (&what, value)
            && let Some(item) = table.get("item")
        {
            let text = self.source.text("item", item.get_ref(), item.span())?;
            let room = &mut self.template.regex_room;
            let regex = self.source.regex(item.span(), &text, room);
            checks.extend(regex.map(Check::Item));
            if !table
                .iter()
                .any(|(key, _)| key.get_ref() == "min" || key.get_ref() == "max")
            {
                return Some(checks);
            }
        }
        checks.push(Check::Holds(what, self.source.bounds(key, value, at)?));
        Some(checks)
    }
    fn any(&mut self, value: &Value<'_>, at: Range<usize>) -> Option<Vec<Check>> {
        let Value::Array(ways) = value else {
            self.source
                .expected(at, "any", "a list of tables, one of which has to hold");
            return None;
        };
        let mut read = Vec::new();
        for way in ways {
            let Value::Table(table) = way.get_ref() else {
                self.source.expected(way.span(), "any", "a list of tables");
                return None;
            };
            let mut checks = Vec::new();
            for (key, value) in table {
                let (name, at) = (key.get_ref().as_ref(), value.span());
                if name == "section" {
                    checks.extend(
                        self.source
                            .text(name, value.get_ref(), at)
                            .map(Check::Section),
                    );
                } else if CONTENT.contains(&name) && name != "any" {
                    checks.extend(self.content(name, value.get_ref(), at)?);
                } else {
                    let mut known = CONTENT.to_vec();
                    known.push("section");
                    self.source.unknown(key.span(), name, &known);
                }
            }
            read.push(checks);
        }
        Some(vec![Check::Any(read)])
    }

    /// The name of a section of the template.
    pub(super) fn other_section(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<String> {
        let name = self.source.text(key, value, at.clone())?;
        if self.template.section(&name).is_none() {
            let titles = self.template.sections.iter().map(|it| it.title.as_str());
            let near = nearest(&name, titles);
            let help = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
            let message = format!("the template has no section `{name}`");
            self.source.fault(at, message, &help);
        }
        Some(name)
    }

    /// Reports a word that the field of a condition cannot say.
    fn known_word(&mut self, field: &str, word: &str, at: Range<usize>) {
        let Some(Takes::Choice(choice)) = self.template.field(field).map(|it| &it.takes) else {
            return;
        };
        if choice.open || choice.begins(word) {
            return;
        }
        let near = nearest(word, choice.entries.iter().map(String::as_str));
        let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
        let help = format!("{near}the template has: {}", choice.entries.join(", "));
        let message = format!("`{field}` is never `{word}`");
        self.source.fault(at, message, &help);
    }

    pub(super) fn when(&mut self, value: &Value<'_>, at: Range<usize>) -> Option<When> {
        let Value::Table(table) = value else {
            self.source
                .expected(at, "when", "a table `{ field = \"value\" }`");
            return None;
        };
        let mut all = Vec::new();
        for (key, value) in table {
            let (name, at) = (key.get_ref().to_string(), value.span());
            if name == "not" {
                all.push(When::Not(Box::new(self.when(value.get_ref(), at)?)));
                continue;
            }
            if self.template.field(&name).is_none() {
                let known: Vec<String> = self
                    .template
                    .fields
                    .iter()
                    .map(|it| it.key.clone())
                    .collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let near = nearest(&name, known.iter().copied());
                let help = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
                self.source.fault(
                    key.span(),
                    format!("the template has no field `{name}`"),
                    &help,
                );
            }
            match value.get_ref() {
                Value::Boolean(true) => all.push(When::Set(name)),
                Value::Boolean(false) => all.push(When::Not(Box::new(When::Set(name)))),
                Value::String(word) => {
                    self.known_word(&name, word, at);
                    all.push(When::Is(name, word.to_string()));
                }
                _ => self.source.expected(at, &name, "a word, `true` or `false`"),
            }
        }
        Some(When::All(all))
    }
    /// The groups of `text` that are looked up elsewhere: they and what they name must exist.
    pub(super) fn groups(&mut self, value: &Value<'_>, at: Range<usize>, table: &Table<'_>) {
        let Value::Table(groups) = value else {
            self.source
                .expected(at, "in", "a table `{ group = \"Section or field\" }`");
            return;
        };
        let text = table.get("text").and_then(|text| text.get_ref().as_str());
        for (group, target) in groups {
            let name = group.get_ref();
            if !text.is_some_and(|text| text.contains(&format!("<{name}>"))) {
                let help = "`text` beside it names the group: `text = 'Chosen: (?<chosen>.+)'`";
                self.source.fault(
                    group.span(),
                    format!("no group of `text` is called `{name}`"),
                    help,
                );
            }
            let Some(target_name) = target.get_ref().as_str() else {
                self.source
                    .expected(target.span(), "in", "names of sections or fields");
                continue;
            };
            let template = &self.template;
            let is_known =
                template.field(target_name).is_some() || template.section(target_name).is_some();
            if !is_known {
                let message = format!("the template has no section and no field `{target_name}`");
                self.source.fault(target.span(), message, "");
            }
        }
    }
}
