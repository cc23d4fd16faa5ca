//! What annotations of a template ask of its pages. Each says which rule speaks of it, or there is one
//! for all of its kind.

use crate::diagnostic::{Diagnostic, Extent, LintLevel};
use crate::page::Page;
use crate::rules;
use crate::rules::own::asked;
use crate::rules::rule::{Findings, Surroundings};
use crate::rules::settings;
use crate::schema::annotations::hold::Part;
use crate::schema::annotations::{Annotation, Bounds, Check, Place, What};
use crate::schema::answers;
use crate::schema::fit::Fit;
use crate::schema::values::is_date;
use crate::text::escape::visible;
use crate::text::link::normal;
use crate::text::span::{Span, Text};
use jiff::civil::Date;

/// Says what a page lacks of its template's annotations.
pub(in crate::rules) fn check(
    fit: &Fit<'_>,
    page: &Page<'_>,
    surroundings: &Surroundings<'_>,
    found: &mut Findings,
) {
    for annotation in &fit.template.annotations {
        let holds = annotation
            .when
            .as_ref()
            .is_none_or(|when| when.holds(fit.template, page));
        if holds {
            let one = One {
                fit,
                page,
                surroundings,
                annotation,
            };
            one.check(found);
        }
    }
}

struct One<'c, 's> {
    fit: &'c Fit<'c>,
    page: &'c Page<'c>,
    surroundings: &'c Surroundings<'s>,
    annotation: &'c Annotation,
}

impl One<'_, '_> {
    fn check(&self, found: &mut Findings) {
        match self.annotation.place {
            Place::Section(at) => self.section(at, found),
            Place::Field(at) => self.field(at, found),
            Place::Page => self.whole_page(found),
        }
    }

    fn report(
        &self,
        generic: &'static str,
        span: Span<Text>,
        message: String,
        found: &mut Findings,
    ) {
        let annotation = self.annotation;
        let named = annotation
            .rule
            .as_ref()
            .and_then(|(name, _)| rules::find(name));
        let rule = named.map_or(generic, |rule| rule.name);
        let Some(own) = settings::find(self.surroundings.settings, rule) else {
            return;
        };
        let level = own.level_of(annotation.level);
        if level == LintLevel::Allow {
            return;
        }
        let mut diagnostic = Diagnostic::new(rule, level, span, visible(message));
        if let Some(help) = &annotation.help {
            diagnostic.help(visible(help.clone()));
        }
        if let Some(when) = &annotation.when {
            diagnostic.help(format!("the template asks for it where {}", when.words()));
        }
        diagnostic.extent(Extent::Whole);
        asked(&mut diagnostic, self.fit.template, annotation.span);
        found.diagnostics.push(diagnostic);
    }

    fn section(&self, at: usize, found: &mut Findings) {
        let (fit, page) = (self.fit, self.page);
        let title = &fit.template.sections[at].title;
        if fit.headings(at).is_empty() {
            if self.annotation.when.is_some() {
                let message = format!("the page lacks the section `{title}`");
                self.report("section-missing", page.top(), message, found);
            }
            return;
        }
        for heading in fit.headings(at) {
            let heading = &page.headings[*heading];
            let body = page.section_body(heading);
            let part = Part {
                fit,
                page,
                span: body,
                section: Some((at, heading)),
                name: format!("the section `{}`", heading.text),
            };
            let is_answered = answers::is_none(page, body) || fit.is_unfilled(page, body);
            for check in &self.annotation.checks {
                let of_place = matches!(check, Check::Before(_) | Check::MaxLine(_));
                if is_answered && !of_place {
                    continue;
                }
                if let Some(message) = part.lacks(check) {
                    let generic = if of_place {
                        "section-order"
                    } else {
                        "section-content"
                    };
                    self.report(generic, page.first_line(heading.span), message, found);
                }
            }
            // What is asked for of each item of a list is asked once.
            if self
                .annotation
                .checks
                .iter()
                .all(|check| matches!(check, Check::Each(_)))
            {
                break;
            }
        }
    }

    fn field(&self, at: usize, found: &mut Findings) {
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
        let place = page.first_line(entry.value.span);
        let place = if place.is_empty() {
            entry.key_span
        } else {
            place
        };
        for text in crate::page::frontmatter::texts(&entry.value) {
            let text = text.trim();
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
                (date > self.surroundings.today)
                    .then(|| format!("`{key}` lies in the future: `{text}`"))
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
            Check::Refers => (!self.is_page(text))
                .then(|| format!("`{key}` names no page of this book: `{text}`")),
            Check::Holds(What::Figures, _) => (!crate::page::figures::has_figure(text))
                .then(|| format!("`{key}` has no figure: `{text}`")),
            _ => None,
        }
    }

    /// Whether a text is the path, the file's name or the title of a page.
    fn is_page(&self, text: &str) -> bool {
        let bare = text.trim_start_matches('/');
        let folder = self
            .surroundings
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let beside = normal(&format!("{folder}/{bare}"));
        let title = crate::page::outline::normalise(text);
        self.surroundings.library.pages().iter().any(|page| {
            let path = page.source_path.as_str();
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.strip_suffix(".md").unwrap_or(name);
            path == normal(bare)
                || path == beside
                || name == bare
                || stem == bare
                || crate::page::outline::normalise(&page.name) == title
        })
    }

    fn whole_page(&self, found: &mut Findings) {
        const FILE_NAME: &str = "file-name";
        let page = self.page;
        let path = self.surroundings.path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let part = Part {
            fit: self.fit,
            page,
            span: Span::new(page.frontmatter.span.end..page.own_end),
            section: None,
            name: "the page".to_owned(),
        };
        for check in &self.annotation.checks {
            let (generic, message) = match check {
                Check::FileName(form) => (
                    FILE_NAME,
                    (!form.fits(name)).then(|| {
                        format!(
                            "the file is called `{name}`, the template has `{}`",
                            form.written
                        )
                    }),
                ),
                Check::Unique => (FILE_NAME, self.same_number(name)),
                Check::Gapless => (FILE_NAME, self.gap(name)),
                Check::Holds(What::Lines, _) => ("page-length", part.lacks(check)),
                Check::Holds(What::Diagrams, _) => ("diagram-count", part.lacks(check)),
                Check::Holds(What::Links, _) => ("cross-references-missing", part.lacks(check)),
                check => ("section-content", part.lacks(check)),
            };
            if let Some(message) = message {
                self.report(generic, page.top(), message, found);
            }
        }
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.fit.template.file_name()?.number(name)
    }

    fn same_number(&self, name: &str) -> Option<String> {
        let number = self.number(name)?;
        let pages = self.surroundings.siblings?.numbers.get(&number)?;
        let other = pages.iter().find(|page| *page != self.surroundings.path)?;
        Some(format!("`{other}` has the number {number}, too"))
    }

    /// The numbers that lack right before this page's.
    fn gap(&self, name: &str) -> Option<String> {
        let number = self.number(name)?;
        let siblings = self.surroundings.siblings?;
        let (before, _) = siblings.numbers.range(..number).next_back()?;
        let lacks = match number - before {
            0 | 1 => return None,
            2 => format!("the number {} lacks", before + 1),
            _ => format!("the numbers {} to {} lack", before + 1, number - 1),
        };
        Some(format!("{lacks} before this page"))
    }
}
