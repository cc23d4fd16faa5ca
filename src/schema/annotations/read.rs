//! From the text of an annotation to what it asks for.

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::schema::Template;
use crate::schema::annotations::file_name::FileName;
use crate::schema::annotations::toml::{Source, Table, Value, parse};
use crate::schema::annotations::{Annotation, Bounds, Check, Place, Share, Trait, What, apply};
use crate::template::relations::Bond;
use crate::text::span::{Span, Text};
use std::ops::Range;

const COMMON: [&str; 4] = ["when", "rule", "level", "help"];
pub(super) const CONTENT: [&str; 11] = [
    "table", "list", "code", "diagram", "tasks", "box", "link", "figure", "bold", "words", "any",
];
const SECTION: [&str; 13] = [
    "optional", "aka", "repeat", "before", "max-line", "keep", "each", "text", "in", "minutes",
    "time-box", "share", "relation",
];
/// The keys of one block, besides those that say what it holds.
const BLOCK: [&str; 1] = ["optional"];
const FIELD: [&str; 12] = [
    "optional", "past", "unique", "refers", "pattern", "min", "max", "values", "default", "new",
    "figure", "relation",
];
const PAGE: [&str; 14] = [
    "box",
    "lines",
    "diagrams",
    "link",
    "file-name",
    "unique",
    "gapless",
    "extra-fields",
    "closed",
    "code-share",
    "visual-share",
    "folder",
    "depth",
    "subsections",
];

/// All keys of annotations.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let own = SECTION.iter().chain(&FIELD).chain(&PAGE);
    own.chain(&CONTENT).chain(&COMMON).copied()
}

/// Reads one annotation; `base` is where its body begins in the template.
pub(super) fn annotation(
    place: Place,
    span: Span<Text>,
    body: &str,
    base: usize,
    template: &mut Template,
    faults: &mut Vec<Diagnostic>,
) -> Option<Annotation> {
    parse(body, base, faults, |table, source| {
        let mut reader = Reader {
            place,
            template,
            source,
            found: Annotation {
                place,
                span,
                when: None,
                checks: Vec::new(),
                rule: None,
                level: None,
                help: None,
            },
        };
        reader.all(table);
        reader.found
    })
}

pub(super) struct Reader<'t, 's, 'f> {
    pub(super) place: Place,
    pub(super) template: &'t mut Template,
    pub(super) source: &'s mut Source<'f>,
    pub(super) found: Annotation,
}

impl Reader<'_, '_, '_> {
    fn all(&mut self, table: &Table<'_>) {
        let own: &[&str] = match self.place {
            Place::Section(_) => &SECTION,
            Place::Block(_) => &BLOCK,
            Place::Field(_) => &FIELD,
            Place::Page => &PAGE,
        };
        let mut known: Vec<&str> = own.to_vec();
        let holds = matches!(self.place, Place::Section(_) | Place::Block(_));
        if holds {
            known.extend(CONTENT);
        }
        known.extend(COMMON);
        let mut bounds = Bounds {
            min: None,
            max: None,
        };
        for (key, value) in table {
            let (name, span) = (key.get_ref().as_ref(), key.span());
            let (at, value) = (value.span(), value.get_ref());
            if !known.contains(&name) {
                if matches!(self.place, Place::Block(_)) && SECTION.contains(&name) {
                    self.of_section(span, name);
                } else {
                    self.source.unknown(span, name, &known);
                }
                continue;
            }
            if CONTENT.contains(&name) && holds {
                if let Some(check) = self.content(name, value, at) {
                    self.found.checks.extend(check);
                }
                continue;
            }
            match name {
                "when" => self.found.when = self.when(value, at),
                "rule" => {
                    let rule = self.source.text(name, value, at.clone());
                    let place = self.source.place(at);
                    self.found.rule = rule.map(|rule| (rule, place));
                }
                "level" => self.level(value, at),
                "help" => self.found.help = self.source.text(name, value, at),
                "min" => bounds.min = self.source.number(name, value, at),
                "max" => bounds.max = self.source.number(name, value, at),
                "optional" => {
                    if let Some(optional) = self.source.truth(name, value, at) {
                        apply(self.template, self.place, Trait::Optional(optional));
                    }
                }
                _ => match self.place {
                    Place::Section(_) | Place::Block(_) => self.section(name, value, at, table),
                    Place::Field(_) => self.field(name, value, at),
                    Place::Page => self.page(name, value, at),
                },
            }
        }
        if bounds.min.is_some() || bounds.max.is_some() {
            self.found.checks.push(Check::Value(bounds));
        }
        let of_block = matches!(self.place, Place::Block(_));
        if self.found.when.is_some() && (of_block || !table.contains_key("optional")) {
            apply(self.template, self.place, Trait::Conditional);
        }
    }

    /// A key of sections that stands right above a block.
    fn of_section(&mut self, span: Range<usize>, key: &str) {
        let message = format!("`{key}` speaks of a section, this annotation of the block below it");
        let help = "leave a blank line below the comment: then it speaks of the section";
        self.source.fault(span, message, help);
    }

    /// The keys of sections only.
    fn section(&mut self, name: &str, value: &Value<'_>, at: Range<usize>, table: &Table<'_>) {
        let check = match name {
            "aka" => {
                let names = self.source.texts(name, value, at);
                return apply(self.template, self.place, Trait::Aka(names));
            }
            "keep" => return self.says(name, value, at, Trait::Keep),
            "repeat" => return self.says(name, value, at, Trait::Repeat),
            "relation" => return self.relation(name, value, at),
            "in" => return self.groups(value, at, table),
            "before" => self.other_section(name, value, at).map(Check::Before),
            "each" => self.other_section(name, value, at).map(Check::Each),
            "max-line" => self.source.whole(name, value, at).map(Check::MaxLine),
            "minutes" => self.source.whole(name, value, at).map(Check::Minutes),
            "time-box" => self.source.limits(name, value, at).map(Check::TimeBox),
            "share" => self.share(Share::Section, name, value, at),
            _ => self.first_paragraph(value, at, table),
        };
        self.found.checks.extend(check);
    }

    /// `text`, with what `in` beside it says of its groups.
    fn first_paragraph(
        &mut self,
        value: &Value<'_>,
        at: Range<usize>,
        table: &Table<'_>,
    ) -> Option<Check> {
        let text = self.source.text("text", value, at.clone())?;
        let room = &mut self.template.regex_room;
        let regex = self.source.regex(at, &text, room)?;
        let groups = table.get("in").and_then(|groups| match groups.get_ref() {
            Value::Table(groups) => Some(groups),
            _ => None,
        });
        let groups = groups.into_iter().flatten().filter_map(|(group, target)| {
            let target = target.get_ref().as_str()?.to_owned();
            Some((group.get_ref().to_string(), target))
        });
        Some(Check::First(regex, groups.collect()))
    }

    /// The keys of fields only.
    fn field(&mut self, name: &str, value: &Value<'_>, at: Range<usize>) {
        let place = self.place;
        match name {
            "relation" => self.relation(name, value, at),
            "past" => self.flag(name, value, at, Check::Past),
            "unique" => self.flag(name, value, at, Check::Unique),
            "figure" => {
                let one = Bounds {
                    min: Some(1.0),
                    max: None,
                };
                self.flag(name, value, at, Check::Holds(What::Figures, one));
            }
            "refers" => {
                if self.source.one_of(name, value, at, "page") {
                    self.found.checks.push(Check::Refers);
                }
            }
            "new" => {
                if self.source.one_of(name, value, at, "today") {
                    apply(self.template, place, Trait::Today);
                }
            }
            "pattern" => {
                let regex = self.source.text(name, value, at.clone());
                let room = &mut self.template.regex_room;
                let regex =
                    regex.and_then(|text| self.source.regex(at, &format!("^(?:{text})$"), room));
                self.found.checks.extend(regex.map(Check::Pattern));
            }
            "values" => {
                let words = self.source.texts(name, value, at).into_iter();
                let words = words.map(|(word, _)| word).collect();
                apply(self.template, place, Trait::Values(words));
            }
            _ => {
                if let Some(default) = self.source.text(name, value, at) {
                    apply(self.template, place, Trait::Default(default));
                }
            }
        }
    }

    /// The keys of whole pages only.
    fn page(&mut self, name: &str, value: &Value<'_>, at: Range<usize>) {
        let place = self.place;
        let what = match name {
            "box" => {
                let checks = self.content(name, value, at).into_iter().flatten();
                return self.found.checks.extend(checks);
            }
            "lines" => What::Lines,
            "diagrams" => What::Diagrams,
            "link" => {
                let checks = self.links(value, at);
                return self.found.checks.extend(checks.into_iter().flatten());
            }
            "code-share" | "visual-share" => {
                let share = if name == "code-share" {
                    Share::Code
                } else {
                    Share::Visual
                };
                let check = self.share(share, name, value, at);
                return self.found.checks.extend(check);
            }
            "folder" => return self.folder(name, value, at),
            "depth" => return self.depth(name, value, at),
            "subsections" => return self.subsections(value, at),
            "unique" => return self.flag(name, value, at, Check::Unique),
            "gapless" => return self.flag(name, value, at, Check::Gapless),
            "file-name" => {
                let Some(written) = self.source.text(name, value, at.clone()) else {
                    return;
                };
                match FileName::read(&written) {
                    Ok(form) => self.found.checks.push(Check::FileName(form)),
                    Err(why) => self.source.fault(at, why, ""),
                }
                return;
            }
            "extra-fields" => {
                let names = self.source.texts(name, value, at).into_iter();
                let names = names.map(|(name, _)| name).collect();
                return apply(self.template, place, Trait::ExtraFields(names));
            }
            _ => {
                for (word, _) in self.source.texts(name, value, at.clone()) {
                    match word.as_str() {
                        "fields" => apply(self.template, place, Trait::Closed),
                        "sections" => {
                            let span = self.found.span;
                            apply(self.template, place, Trait::ClosedSections(span));
                        }
                        _ => {
                            let takes = "`[\"fields\"]`, `[\"sections\"]` or both";
                            self.source.expected(at.clone(), name, takes);
                        }
                    }
                }
                return;
            }
        };
        let bounds = self.source.bounds(name, value, at);
        self.found
            .checks
            .extend(bounds.map(|bounds| Check::Holds(what, bounds)));
    }

    /// Does to a section what a key says of it, if it says `true`.
    fn says(&mut self, key: &str, value: &Value<'_>, at: Range<usize>, it: Trait) {
        if self.source.truth(key, value, at) == Some(true) {
            apply(self.template, self.place, it);
        }
    }

    /// How the pages that a section or a field names relate to its own.
    fn relation(&mut self, key: &str, value: &Value<'_>, at: Range<usize>) {
        if let Some(bond) = value.as_str().and_then(Bond::said) {
            apply(self.template, self.place, Trait::Relation(bond));
            return;
        }
        let names = Bond::SAID.map(|bond| format!("`\"{}\"`", bond.name()));
        self.source.expected(at, key, &names.join(", "));
    }

    fn level(&mut self, value: &Value<'_>, at: Range<usize>) {
        let level = value.as_str().and_then(LintLevel::from_name);
        if level.is_none() {
            self.source
                .expected(at, "level", "`\"allow\"`, `\"warn\"` or `\"deny\"`");
        }
        self.found.level = level;
    }

    fn flag(&mut self, key: &str, value: &Value<'_>, at: Range<usize>, check: Check) {
        if self.source.truth(key, value, at) == Some(true) {
            self.found.checks.push(check);
        }
    }
}
