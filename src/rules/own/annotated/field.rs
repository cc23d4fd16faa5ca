//! What annotations ask of a field's value.

use crate::rules::own::annotated::One;
use crate::rules::rule::Findings;
use crate::schema::annotations::{Bounds, Check, What};
use crate::schema::values::is_date;
use jiff::civil::Date;

impl One<'_, '_> {
    pub(super) fn field(&self, at: usize, found: &mut Findings) {
        let (fit, page) = (self.fit, self.page);
        let field = &fit.template.fields[at];
        let key = &field.key;
        let Some(entry) = fit.given(at, page).filter(|entry| !entry.value.is_null()) else {
            if self.annotation.when.is_some() && page.frontmatter.is_sound() {
                let message = format!("the frontmatter lacks the field `{key}`");
                self.report(
                    "frontmatter-field-missing",
                    page.line_text(0),
                    message,
                    found,
                );
            }
            return;
        };
        if fit
            .unfilled_fields(page)
            .iter()
            .any(|(other, _)| *other == Some(at))
        {
            return;
        }
        let single = std::slice::from_ref(&entry.value);
        for node in entry.value.list().unwrap_or(single) {
            let Some(text) = node.text().map(str::trim) else {
                continue;
            };
            let place = page.first_line(node.span);
            let place = if place.is_empty() {
                entry.key_span
            } else {
                place
            };
            for check in &self.annotation.checks {
                if let Some(message) = self.value_lacks(at, check, text) {
                    self.report("frontmatter-field-value", place, message, found);
                }
            }
        }
    }

    fn value_lacks(&self, at: usize, check: &Check, text: &str) -> Option<String> {
        let key = &self.fit.template.fields[at].key;
        match check {
            Check::Past => {
                let date: Date = text.parse().ok().filter(|_| is_date(text, false))?;
                let is_future = self.surroundings.today.is_future(date);
                is_future.then(|| format!("`{key}` lies in the future: `{text}`"))
            }
            Check::Pattern(regex) => {
                (!regex.is_match(text)).then(|| format!("`{key}` cannot be `{text}`"))
            }
            Check::Value(Bounds { min, max }) => {
                let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
                let number: f64 = digits.parse().ok()?;
                if let Some(min) = min.filter(|min| number < *min) {
                    return Some(format!("`{key}` is {number}, at least {min} is expected"));
                }
                let max = max.filter(|max| number > *max)?;
                Some(format!("`{key}` is {number}, at most {max} is expected"))
            }
            Check::Unique => {
                let pages = self
                    .surroundings
                    .siblings?
                    .values
                    .get(&(at, text.to_owned()))?;
                let other = pages.iter().find(|page| *page != self.surroundings.path)?;
                Some(format!("`{other}` has the same `{key}`: `{text}`"))
            }
            Check::Refers => self
                .surroundings
                .library
                .named(text, self.surroundings.path)
                .is_none()
                .then(|| format!("`{key}` names no page of this book: `{text}`")),
            Check::Holds(What::Figures, _) => (!crate::page::figures::has_figure(text))
                .then(|| format!("`{key}` has no figure: `{text}`")),
            _ => None,
        }
    }
}
