//! What annotations ask of one block of a section.

use crate::rules::own::annotated::One;
use crate::rules::rule::Findings;
use crate::schema::annotations::hold::Part;
use crate::schema::annotations::{Marked, Place};
use crate::schema::answers;
use crate::text::span::{Span, Text};

const CONTENT: &str = "section-content";

impl One<'_, '_> {
    /// Reports a block that lacks, or what it lacks itself.
    pub(super) fn block(&self, at: usize, found: &mut Findings) {
        let (fit, page) = (self.fit, self.page);
        let block = &fit.template.marked[at];
        let Some((heading, body)) = self.section_of(block) else {
            return;
        };
        let words = block.form.words();
        let title = &fit.template.sections[block.section].title;
        let Some(span) = block.form.find(page, body) else {
            if !block.optional {
                let message = format!("the section `{title}` lacks {words}");
                self.report(CONTENT, heading, message, found);
            }
            return;
        };
        let part = Part {
            fit,
            page,
            span,
            leads_to: &|dest, target| self.leads_to(dest, target),
            section: None,
            name: format!("{} in the section `{title}`", block.form.name()),
        };
        for check in &self.annotation.checks {
            if let Some(message) = part.lacks(check) {
                self.report(CONTENT, page.first_line(span), message, found);
            }
        }
    }

    /// Of blocks that are alternatives, one whose condition does not hold is too many.
    pub(super) fn is_too_many(&self, at: usize, found: &mut Findings) {
        let template = self.fit.template;
        let block = &template.marked[at];
        let others = template.marked_in(block.section).iter();
        let others =
            others.filter(|other| **other != at && template.marked[**other].is_alternative);
        let mut others = others.flat_map(|other| {
            let own = template.annotations_of(Place::Block(*other));
            own.map(|annotation| (annotation, &template.marked[*other]))
        });
        let mut any = false;
        // One that is wanted may look the same.
        let is_wanted = others.any(|(annotation, it)| {
            any = true;
            it.form == block.form && self.holds(annotation)
        });
        if is_wanted || !any {
            return;
        }
        let Some((_, body)) = self.section_of(block) else {
            return;
        };
        let Some(span) = block.form.find(self.page, body) else {
            return;
        };
        let title = &template.sections[block.section].title;
        let when = self.annotation.when.as_ref();
        let when = when.map_or(String::new(), crate::schema::annotations::when::When::words);
        let message = format!(
            "the section `{title}` has {} that belongs to pages where {when}",
            block.form.words()
        );
        self.report(CONTENT, self.page.first_line(span), message, found);
    }

    /// The first line of the page's section that a block belongs to, and its body; `None` where the page
    /// lacks it, or says that there is nothing to say.
    fn section_of(&self, block: &Marked) -> Option<(Span<Text>, Span<Text>)> {
        let page = self.page;
        let heading = &page.headings[self.fit.heading(block.section)?];
        let body = page.section_body(heading);
        let is_answered = self.pattern.is_empty(heading)
            || answers::is_none(page, body)
            || self.fit.is_unfilled(page, body);
        (!is_answered).then(|| (page.first_line(heading.span), body))
    }
}
