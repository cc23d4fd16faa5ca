//! What rules say of pages of a team's own template. A rule that looks at pattern pages too has its
//! own file beside this folder, and comes here for the others.

pub(super) mod annotated;
pub(super) mod fields;
pub(super) mod leftovers;
pub(super) mod title;

use crate::diagnostic::Diagnostic;
use crate::schema::Template;
use crate::schema::fit::Fit;
use crate::text::span::{Span, Text};

/// The most places of a template that a diagnostic points to.
pub(super) const MAX_LABELS: usize = 4;

/// Says where the book's own edition of the pattern template asks for fields.
pub(super) fn asked_for_fields(
    diagnostic: &mut Diagnostic,
    edition: Option<&Fit<'_>>,
    keys: &[&str],
) {
    let Some(template) = edition.map(|edition| edition.template) else {
        return;
    };
    let fields = keys.iter().filter_map(|key| template.field(key));
    for field in fields.take(MAX_LABELS) {
        asked(diagnostic, template, Span::new(field.span.clone()));
    }
}

/// The same of sections, by their headings.
pub(super) fn asked_for_sections(
    diagnostic: &mut Diagnostic,
    edition: Option<&Fit<'_>>,
    titles: &[&str],
) {
    let Some(template) = edition.map(|edition| edition.template) else {
        return;
    };
    let all = || template.sections.iter();
    let sections = titles
        .iter()
        .filter_map(|title| all().find(|it| it.title == *title));
    for section in sections.take(MAX_LABELS) {
        asked(diagnostic, template, section.span);
    }
}

/// Says where the template asks for something.
pub(super) fn asked(diagnostic: &mut Diagnostic, template: &Template, span: Span<Text>) {
    diagnostic.also_elsewhere(template.place(span), "the template asks for it here");
}
