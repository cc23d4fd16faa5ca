//! The body of an annotation: TOML as in an inline table, with the place of each key and value.

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::schema::INVALID;
use crate::schema::annotations::Bounds;
use crate::text::span::{Span, Text};
use crate::text::suggest::nearest;
use regex::{Regex, RegexBuilder};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What a body is parsed as; spans count from behind it.
const BEFORE: &str = "x={";

/// Keys and values of one table.
pub(super) type Table<'t> = DeTable<'t>;
/// A value.
pub(super) type Value<'t> = DeValue<'t>;

/// Where the body of an annotation stands, and where its faults go.
pub(super) struct Source<'f> {
    pub(super) base: usize,
    pub(super) len: usize,
    pub(super) faults: &'f mut Vec<Diagnostic>,
}

impl Source<'_> {
    /// The place of bytes of what was parsed.
    pub(super) fn place(&self, span: Range<usize>) -> Span<Text> {
        let local = |at: usize| at.saturating_sub(BEFORE.len()).min(self.len) + self.base;
        Span::new(local(span.start)..local(span.end).max(local(span.start)))
    }

    /// Reports a fault.
    pub(super) fn fault(&mut self, span: Range<usize>, message: String, help: &str) {
        let place = self.place(span);
        let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, place, message);
        if !help.is_empty() {
            fault.help(help.to_owned());
        }
        self.faults.push(fault);
    }

    /// Reports a key that does not exist.
    pub(super) fn unknown(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let near = nearest(key, known.iter().copied());
        let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
        let help = format!("{near}known here: {}", known.join(", "));
        self.fault(span, format!("unknown key `{key}` in an annotation"), &help);
    }

    /// Reports a value of the wrong kind.
    pub(super) fn expected(&mut self, span: Range<usize>, key: &str, takes: &str) {
        self.fault(span, format!("`{key}` takes {takes}"), "");
    }

    /// A regular expression, which takes time linear in what it is held against. `room` is what those of
    /// the template may still take: a few bytes can stand for a thousand times as many.
    pub(super) fn regex(
        &mut self,
        span: Range<usize>,
        text: &str,
        room: &mut usize,
    ) -> Option<Regex> {
        const SMALL: usize = 1 << 16;
        const LARGE: usize = 1 << 20;
        for limit in [SMALL, LARGE] {
            let Some(left) = room.checked_sub(limit) else {
                self.fault(
                    span,
                    "the template's regular expressions are too large together".to_owned(),
                    "use fewer of them, or shorter ones: `{50}` stands for what it counts fifty times",
                );
                return None;
            };
            *room = left;
            let error = match RegexBuilder::new(text).size_limit(limit).build() {
                Ok(regex) => return Some(regex),
                Err(regex::Error::CompiledTooBig(_)) if limit == SMALL => continue,
                Err(error) => error.to_string(),
            };
            let last = error.lines().last().unwrap_or("");
            let last = last.trim_start_matches("error: ");
            self.fault(
                span,
                format!("`{text}` is no regular expression: {last}"),
                "look-around and back references are none, since they may take for ever",
            );
            return None;
        }
        None
    }
}

impl Source<'_> {
    /// `true`, `false`, or `{ min = 1, max = 2 }`.
    pub(super) fn bounds(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<Bounds> {
        match value {
            Value::Boolean(true) => Some(Bounds {
                min: Some(1.0),
                max: None,
            }),
            Value::Boolean(false) => Some(Bounds {
                min: None,
                max: Some(0.0),
            }),
            Value::Table(table) => {
                let mut bounds = Bounds {
                    min: None,
                    max: None,
                };
                for (name, value) in table {
                    let (name, at) = (name.get_ref().as_ref(), value.span());
                    match name {
                        "min" => bounds.min = self.number(name, value.get_ref(), at),
                        "max" => bounds.max = self.number(name, value.get_ref(), at),
                        "item" if key == "list" => {}
                        _ => self.unknown(at, name, &["min", "max"]),
                    }
                }
                Some(bounds)
            }
            _ => {
                self.expected(at, key, "`true`, `false` or `{ min = 1, max = 2 }`");
                None
            }
        }
    }

    /// `{ min = 1, max = 2 }` of what is no number of things.
    pub(super) fn limits(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<Bounds> {
        let bounds = match value {
            Value::Table(_) => self.bounds(key, value, at.clone())?,
            _ => Bounds {
                min: None,
                max: None,
            },
        };
        if bounds.min.is_none() && bounds.max.is_none() {
            self.expected(at, key, "`{ min = 1, max = 2 }` or one of the two");
            return None;
        }
        Some(bounds)
    }

    pub(super) fn number(&mut self, key: &str, value: &Value<'_>, at: Range<usize>) -> Option<f64> {
        let number = match value {
            Value::Integer(number) => number.as_str().parse().ok(),
            Value::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.expected(at, key, "a number");
        }
        number
    }

    pub(super) fn truth(&mut self, key: &str, value: &Value<'_>, at: Range<usize>) -> Option<bool> {
        if let Value::Boolean(truth) = value {
            return Some(*truth);
        }
        self.expected(at, key, "`true` or `false`");
        None
    }

    pub(super) fn text(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<String> {
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            self.expected(at, key, "a text in quotes");
        }
        text
    }

    pub(super) fn texts(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Vec<(String, Span<Text>)> {
        let Value::Array(items) = value else {
            self.expected(at, key, "a list of texts");
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items {
            if let Some(text) = self.text(key, item.get_ref(), item.span()) {
                found.push((text, self.place(item.span())));
            }
        }
        found
    }
}

impl Source<'_> {
    /// A whole number that is not negative.
    pub(super) fn whole(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
    ) -> Option<usize> {
        let number = match value {
            Value::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.expected(at, key, "a whole number");
        }
        number
    }

    /// Whether a value is the only one that its key takes.
    pub(super) fn one_of(
        &mut self,
        key: &str,
        value: &Value<'_>,
        at: Range<usize>,
        only: &str,
    ) -> bool {
        let is_it = value.as_str() == Some(only);
        if !is_it {
            self.expected(at, key, &format!("`\"{only}\"`"));
        }
        is_it
    }
}

/// What a body says of `depth`, if that can be.
pub(super) fn depth(body: &str) -> Option<u8> {
    if !body.contains("depth") {
        return None;
    }
    let text = format!("{BEFORE}{body}\n}}");
    let document = DeTable::parse(&text).ok()?;
    let DeValue::Table(table) = document.get_ref().get("x")?.get_ref() else {
        return None;
    };
    let DeValue::Integer(number) = table.get("depth")?.get_ref() else {
        return None;
    };
    number
        .as_str()
        .parse()
        .ok()
        .filter(|depth| DEPTHS.contains(depth))
}

/// Ranks that headings of sections may have.
pub(super) const DEPTHS: std::ops::RangeInclusive<u8> = 1..=6;

/// Parses a body and hands its table to `then`; a body that is none is a fault.
pub(super) fn parse<R>(
    body: &str,
    base: usize,
    faults: &mut Vec<Diagnostic>,
    then: impl FnOnce(&Table<'_>, &mut Source<'_>) -> R,
) -> Option<R> {
    let text = format!("{BEFORE}{body}\n}}");
    let mut source = Source {
        base,
        len: body.len(),
        faults,
    };
    match DeTable::parse(&text) {
        Ok(document) => match document.get_ref().get("x").map(toml::Spanned::get_ref) {
            Some(DeValue::Table(table)) if document.get_ref().len() == 1 => {
                Some(then(table, &mut source))
            }
            _ => {
                source.fault(
                    0..text.len(),
                    "this is more than the inside of a table".to_owned(),
                    "write `key = value, key = value`",
                );
                None
            }
        },
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().lines().next().unwrap_or("").to_owned();
            source.fault(
                span,
                format!("the annotation is not TOML: {message}"),
                "write `key = value` with commas in between, as in `{ … }`",
            );
            None
        }
    }
}
