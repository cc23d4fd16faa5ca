use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::annotations::Place;
use crate::schema::answers;
use crate::schema::forms::Form;
use crate::schema::headings::Name;

pub static RULE: Rule = Rule {
    name: "section-content",
    summary: "a section lacks what its template shows there: a table, a diagram, a list, a task list, a code block, a box",
    level: LintLevel::Warn,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_content.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    for (at, section) in fit.template.sections.iter().enumerate() {
        // Sections of any words are too different from one another.
        let Some(heading) = fit.heading(at).filter(|_| section.name != Name::Any) else {
            continue;
        };
        let heading = &page.headings[heading];
        let body = page.section_body(heading);
        if section.forms.is_empty()
            || cx.pattern.is_empty(heading)
            || answers::is_none(page, body)
            || fit.is_unfilled(page, body)
        {
            continue;
        }
        let own = fit
            .template
            .annotations
            .iter()
            .filter(|it| it.place == Place::Section(at));
        let asks = |form: &Form| {
            own.clone()
                .any(|it| it.checks.iter().any(|check| form.is_asked_by(check)))
        };
        let lacks = section.forms.iter();
        let lacks = lacks.filter(|(form, _)| !form.is_in(page, body) && !asks(form));
        for (form, place) in lacks {
            let words = form.words();
            let message = format!("the section `{}` lacks {words}", section.title);
            let diagnostic = cx.report(page.first_line(heading.span), message);
            asked(diagnostic, fit.template, *place);
            diagnostic.help(format!(
                "write {words}, or `N/A` if this page has nothing to say here"
            ));
        }
    }
}
