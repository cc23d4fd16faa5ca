//! What annotations of a template ask of its pages. Each says which rule speaks of it, or there is one
//! for all of its kind.

mod block;
mod field;
mod whole;

use crate::diagnostic::{Diagnostic, Extent, LintLevel};
use crate::library::Relation;
use crate::library::leads::Lead;
use crate::page::{Heading, Page};
use crate::pattern::Reading;
use crate::pattern::reading_time::{Amount, show};
use crate::rules;
use crate::rules::cross_references_missing::relation;
use crate::rules::level_time_box;
use crate::rules::own::asked;
use crate::rules::reading_time::speed_of;
use crate::rules::rule::{Findings, Surroundings};
use crate::rules::settings;
use crate::schema::Template;
use crate::schema::annotations::hold::Part;
use crate::schema::annotations::{Annotation, Bounds, Check, Place, Share, Target};
use crate::schema::answers;
use crate::schema::fit::Fit;
use crate::text::escape::visible;
use crate::text::span::{Span, Text};
use std::collections::BTreeSet;

/// Says what a page lacks of its template's annotations, or of some of them.
pub(in crate::rules) fn check(
    annotations: &[Annotation],
    fit: &Fit<'_>,
    pattern: &Reading<'_>,
    surroundings: &Surroundings<'_>,
    found: &mut Findings,
) {
    let page = pattern.page;
    for annotation in annotations {
        let one = One {
            fit,
            page,
            pattern,
            surroundings,
            annotation,
        };
        if one.holds(annotation) {
            one.check(found);
        } else if let Place::Block(at) = annotation.place {
            one.is_too_many(at, found);
        }
    }
}

/// The rules that look at a template's pages since its annotations say so, by their names.
pub(in crate::rules) fn asked_by(template: &Template) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for annotation in &template.annotations {
        match (&annotation.rule, annotation.place) {
            (Some((name, _)), _) => names.extend(rules::find(name).map(|rule| rule.name)),
            (None, Place::Page) => names.extend(annotation.checks.iter().map(whole::generic)),
            _ => {}
        }
    }
    names
}

struct One<'c, 's> {
    fit: &'c Fit<'c>,
    page: &'c Page<'c>,
    pattern: &'c Reading<'c>,
    surroundings: &'c Surroundings<'s>,
    annotation: &'c Annotation,
}

impl One<'_, '_> {
    /// Whether an annotation's condition holds.
    fn holds(&self, annotation: &Annotation) -> bool {
        let when = annotation.when.as_ref();
        when.is_none_or(|when| when.holds(self.fit.template, self.page))
    }

    fn check(&self, found: &mut Findings) {
        match self.annotation.place {
            Place::Section(at) => self.section(at, found),
            Place::Block(at) => self.block(at, found),
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
        for (number, heading) in fit.headings(at).iter().enumerate() {
            let heading = &page.headings[*heading];
            let body = page.section_body(heading);
            let part = Part {
                fit,
                page,
                span: body,
                leads_to: &|dest, target| self.leads_to(dest, target),
                section: Some((at, heading)),
                name: format!("the section `{}`", heading.text),
            };
            let is_answered = answers::is_none(page, body) || fit.is_unfilled(page, body);
            for check in &self.annotation.checks {
                let of_place = matches!(check, Check::Before(_) | Check::MaxLine(_));
                let of_heading = of_place || matches!(check, Check::Minutes(_));
                // What is asked for of each item of a list is asked once.
                let is_asked = number > 0 && matches!(check, Check::Each(_));
                if is_asked || is_answered && !of_heading {
                    continue;
                }
                let lacks = part.lacks(check);
                if let Some(message) = lacks.or_else(|| self.measure(check, heading)) {
                    let generic = if of_place {
                        "section-order"
                    } else {
                        "section-content"
                    };
                    self.report(generic, page.first_line(heading.span), message, found);
                }
            }
        }
    }

    /// What is measured of a section: how long it takes to read, and how much of the page it is.
    fn measure(&self, check: &Check, heading: &Heading) -> Option<String> {
        let page = self.page;
        let name = format!("the section `{}`", heading.text);
        let section = page.section_span(heading);
        match check {
            Check::TimeBox(bounds) => {
                let name_of = level_time_box::RULE.name;
                let settings = settings::find(self.surroundings.settings, name_of)?;
                let seconds = Amount::of(page, section).seconds(speed_of(settings));
                let takes = format!("{name} takes about {} to read", show(seconds));
                off(seconds / 60.0, *bounds).map(|off| match off {
                    Off::Below(min) => format!("{takes}, less than {min} min"),
                    Off::Above(max) => format!("{takes}, more than {max} min"),
                })
            }
            Check::Share(Share::Section, bounds) => {
                let lines = page.lines.touched(section.range()).len();
                let share = crate::pattern::measures::share(lines, page.body_lines())?;
                off_share(&format!("{name} is"), " of the page", share, *bounds)
            }
            _ => None,
        }
    }

    /// Whether a link leads to something of a kind.
    fn leads_to(&self, dest: &str, target: Target) -> bool {
        let surroundings = self.surroundings;
        let laws = &surroundings.config.vocabulary.laws;
        match target {
            Target::Page => match *surroundings.leads.of(dest) {
                Lead::Chapter(at) => {
                    let page = &surroundings.library.pages()[at];
                    page.source_path != surroundings.path
                }
                _ => false,
            },
            Target::Law => relation(dest, laws) == Some(Relation::Law),
            Target::Pillar => relation(dest, laws) == Some(Relation::Pillar),
        }
    }
}

/// On which side of what is expected a number lies.
enum Off {
    Below(f64),
    Above(f64),
}

fn off(number: f64, bounds: Bounds) -> Option<Off> {
    if let Some(min) = bounds.min.filter(|min| number < *min) {
        return Some(Off::Below(min));
    }
    bounds.max.filter(|max| number > *max).map(Off::Above)
}

/// That a share lies outside of what is expected, in words.
fn off_share(what: &str, whole: &str, share: f64, bounds: Bounds) -> Option<String> {
    let percent = |share: f64| format!("{}%", (share * 1000.0).round() / 10.0);
    let own = percent(share);
    off(share, bounds).map(|off| match off {
        Off::Below(min) => format!("{what} {own}{whole}, at least {} is expected", percent(min)),
        Off::Above(max) => format!("{what} {own}{whole}, at most {} is expected", percent(max)),
    })
}
