//! What rules say of pages of a team's own template. A rule that looks at pattern pages too has its
//! own file beside this folder, and comes here for the others.

pub(super) mod annotated;
pub(super) mod fields;
pub(super) mod leftovers;
pub(super) mod title;

use crate::diagnostic::Diagnostic;
use crate::schema::Template;
use crate::text::span::{Span, Text};

/// Says where the template asks for something.
pub(super) fn asked(diagnostic: &mut Diagnostic, template: &Template, span: Span<Text>) {
    diagnostic.also_elsewhere(template.place(span), "the template asks for it here");
}
