//! The keys of annotations that look beyond one section: where links lead, shares, folders, depth.

use crate::diagnostic::LintLevel;
use crate::schema::annotations::read::Reader;
use crate::schema::annotations::toml::{DEPTHS, Value};
use crate::schema::annotations::{Annotation, Bounds, Check, Place, Share, Target, What};
use crate::text::suggest::nearest;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// How many links there are, and how many of them lead to something of a kind.
    pub(super) fn links(&mut self, value: &Value<'_>, at: Range<usize>) -> Option<Vec<Check>> {
        let Value::Table(table) = value else {
            let bounds = self.source.bounds("link", value, at)?;
            return Some(vec![Check::Holds(What::Links, bounds)]);
        };
        let mut all = Bounds {
            min: None,
            max: None,
        };
        let mut checks = Vec::new();
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), value.span());
            let value = value.get_ref();
            if let Some((_, target)) = Target::ALL.iter().find(|(known, _)| *known == name) {
                let bounds = match value {
                    Value::Integer(_) => Some(Bounds {
                        min: self.source.number(name, value, at),
                        max: None,
                    }),
                    _ => self.source.bounds(name, value, at),
                };
                checks.extend(bounds.map(|it| Check::Holds(What::LinksTo(*target), it)));
                continue;
            }
            match name {
                "min" => all.min = self.source.number(name, value, at),
                "max" => all.max = self.source.number(name, value, at),
                _ => {
                    let known = Target::ALL.map(|(known, _)| known);
                    let known = [&["min", "max"], known.as_slice()].concat();
                    self.source.unknown(key.span(), name, &known);
                }
            }
        }
        if all.min.is_some() || all.max.is_some() {
            checks.push(Check::Holds(What::Links, all));
        }
        Some(checks)
    }

    /// A share of something, of which nothing and all are 0 and 1.
    pub(super) fn share(
        &mut self,
        share: Share,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<Check> {
        let bounds = self.source.limits(key, value, at.clone())?;
        let is_share = |it: &f64| (0.0..=1.0).contains(it);
        if ![bounds.min, bounds.max].iter().flatten().all(is_share) {
            let takes = "shares between 0 and 1: `{ max = 0.2 }` is a fifth";
            self.source.expected(at, key, takes);
            return None;
        }
        Some(Check::Share(share, bounds))
    }

    /// The field that says what a page's folder is called.
    pub(super) fn folder(&mut self, key: &str, value: &Value<'_>, at: Range<usize>) {
        let Some(field) = self.source.text(key, value, at.clone()) else {
            return;
        };
        if self.template.field(&field).is_some() {
            self.found.checks.push(Check::Folder(field));
            return;
        }
        let known: Vec<&str> = self
            .template
            .fields
            .iter()
            .map(|it| it.key.as_str())
            .collect();
        let near = nearest(&field, known.iter().copied());
        let help = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let message = format!("the template has no field `{field}`");
        self.source.fault(at, message, &help);
    }

    /// How deep sections go; it was read before them.
    pub(super) fn depth(&mut self, key: &str, value: &Value<'_>, at: Range<usize>) {
        let is_rank = |rank: &usize| DEPTHS.contains(&u8::try_from(*rank).unwrap_or(0));
        if let Some(rank) = self.source.whole(key, value, at.clone())
            && !is_rank(&rank)
        {
            self.source.expected(at, key, "a rank from 1 to 6");
        }
    }

    /// What lacks below a heading, told apart from what the page lacks.
    pub(super) fn subsections(&mut self, value: &Value<'_>, at: Range<usize>) {
        let Value::Table(table) = value else {
            let takes = "a table such as `{ level = \"warn\" }`";
            return self.source.expected(at, "subsections", takes);
        };
        let mut own = Annotation {
            place: Place::Page,
            span: self.found.span,
            when: None,
            checks: vec![Check::Subsections],
            rule: None,
            level: None,
            help: None,
        };
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), value.span());
            match name {
                "rule" => {
                    let rule = self.source.text(name, value.get_ref(), at.clone());
                    let place = self.source.place(at);
                    own.rule = rule.map(|rule| (rule, place));
                }
                "level" => {
                    let level = value.get_ref().as_str().and_then(LintLevel::from_name);
                    if level.is_none() {
                        self.source
                            .expected(at, name, "`\"allow\"`, `\"warn\"` or `\"deny\"`");
                    }
                    own.level = level;
                }
                "help" => own.help = self.source.text(name, value.get_ref(), at),
                _ => self
                    .source
                    .unknown(key.span(), name, &["rule", "level", "help"]),
            }
        }
        self.template.annotations.push(own);
    }
}
