use crate::diagnostic::LintLevel;
use crate::page::outline::normalise;
use crate::page::{Kind, Page};
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::annotations::{Check, Place};
use crate::schema::answers;
use crate::schema::fit::Fit;
use crate::schema::forms::Form;
use crate::schema::headings::Name;
use crate::text::span::{Span, Text};

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
    below_title(fit, page, cx);
    for (at, section) in fit.template.sections.iter().enumerate() {
        // Sections of any words are too different from one another.
        let Some(heading) = fit.heading(at).filter(|_| section.name != Name::Any) else {
            continue;
        };
        let heading = &page.headings[heading];
        let body = page.section_body(heading);
        if let Some((field, place)) = &section.says {
            says_otherwise(page, body, (field, *place), fit, cx);
        }
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
        for (form, place) in &section.forms {
            if let Form::Table(..) = form
                && let Some(table) = form.find_empty(page, body)
            {
                let message = format!("no cell of the table in `{}` is filled in", section.title);
                let diagnostic = cx.report(page.first_line(table), message);
                asked(diagnostic, fit.template, *place);
                diagnostic.help("fill it in, or write `N/A` instead of it");
            }
        }
    }
}

/// Reports what lacks between the title and the first section, such as a table of who and when.
fn below_title(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    let (Some(title), Some(at)) = (&fit.template.title, fit.title) else {
        return;
    };
    let heading = &page.headings[at];
    let next = page.headings.get(at + 1);
    let end = next.map_or(page.text.len(), |next| next.span.start);
    let body = Span::new(heading.span.end..end.max(heading.span.end));
    if fit.is_unfilled(page, body) {
        return;
    }
    let own = fit.template.annotations_of(Place::Page);
    let checks: Vec<&Check> = own.flat_map(|annotation| &annotation.checks).collect();
    let asks = |form: &Form| checks.iter().any(|check| form.is_asked_by(check));
    let lacks = title.forms.iter();
    let lacks = lacks.filter(|(form, _)| !form.is_in(page, body) && !asks(form));
    for (form, place) in lacks {
        let words = form.words();
        let message = format!("the page lacks {words} between its title and the first section");
        let diagnostic = cx.report(page.first_line(heading.span), message);
        asked(diagnostic, fit.template, *place);
        diagnostic.help(format!("write {words} below the title"));
    }
}

/// Reports that what is bold in a section and the field that says the same differ.
fn says_otherwise(
    page: &Page<'_>,
    body: Span<Text>,
    (field, place): (&str, Span<Text>),
    fit: &Fit<'_>,
    cx: &mut Context<'_>,
) {
    let value = page.frontmatter.get(field);
    let Some((value, said)) = value.and_then(|it| Some((it, it.text()?.trim()))) else {
        return;
    };
    let mut bold = page
        .within(body)
        .filter(|(_, node)| node.kind == Kind::Strong);
    let Some((_, bold)) = bold.next() else { return };
    let text = page.text_of(bold).trim();
    if said.is_empty() || normalise(said) == normalise(text) || fit.is_unfilled(page, body) {
        return;
    }
    let message = format!("bold says `{text}`, `{field}` says `{said}`");
    let diagnostic = cx.report(page.first_line(bold.span), message);
    diagnostic.also(page.first_line(value.span), "the same in the frontmatter");
    asked(diagnostic, fit.template, place);
    diagnostic.help("the template has one text in both places: say the same");
}
