//! The frontmatter of a page of a team's own template.

use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::page::yaml::Entry;
use crate::rules::own::{MAX_LABELS, asked};
use crate::rules::rule::Context;
use crate::schema::fields::Field;
use crate::schema::fit::Fit;
use crate::schema::values;
use crate::template::FieldRow;
use crate::text::edit::Edit;
use crate::text::maps::HashSet;
use crate::text::span::Span;
use crate::text::suggest::and_list;

pub(in crate::rules) fn missing_block(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    let required = fit.template.fields.iter().filter(|field| !field.optional);
    let required: Vec<&Field> = required.collect();
    if page.frontmatter.exists() || required.is_empty() {
        return;
    }
    let names: Vec<&str> = required.iter().map(|field| field.key.as_str()).collect();
    let message = "this page has no frontmatter, and its template has some";
    let diagnostic = cx.report(page.top(), message);
    diagnostic.help(format!(
        "begin the file with {} between two lines `---`",
        and_list(&names)
    ));
    asked(
        diagnostic,
        fit.template,
        Span::new(required[0].span.clone()),
    );
}

pub(in crate::rules) fn missing(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    if !page.frontmatter.is_sound() {
        return;
    }
    let mut names: Vec<String> = Vec::new();
    let mut places = Vec::new();
    for (index, field) in fit.template.fields.iter().enumerate() {
        match fit.given(index, page) {
            None if !field.optional => {
                names.push(field.key.clone());
                places.push(Span::new(field.span.clone()));
            }
            Some(entry) => values::missing_keys(field, &field.key, &entry.value, &mut names),
            None => {}
        }
    }
    if names.is_empty() {
        return;
    }
    let fields = if names.len() == 1 { "field" } else { "fields" };
    let message = format!("the frontmatter lacks the {fields} {}", and_list(&names));
    let name = &fit.template.name;
    let diagnostic = cx.report(page.line_text(0), message);
    diagnostic.parts(&names);
    for place in places.into_iter().take(MAX_LABELS) {
        asked(diagnostic, fit.template, place);
    }
    diagnostic.help(format!(
        "`mdbook-patterns template {name} --explain` shows what each of them takes"
    ));
}

pub(in crate::rules) fn unknown(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    for (index, field) in fit.template.fields.iter().enumerate() {
        let Some(entry) = fit.near(index, page) else {
            continue;
        };
        let name = field.key.as_str();
        let diagnostic = cx.report(entry.key_span, format!("unknown field `{}`", entry.key));
        diagnostic
            .label(format!("`{name}` is meant"))
            .help(format!("write `{name}`"))
            .fix(Fix::safe(vec![Edit::replace(entry.key_span, name)]));
        asked(diagnostic, fit.template, Span::new(field.span.clone()));
    }
    if fit.template.closed {
        let tables = cx.config.templates.iter();
        let tables = tables.filter(|own| own.name == fit.template.name);
        let extra = tables.flat_map(|own| &own.extra_fields);
        let extra: HashSet<&String> = extra.chain(&fit.template.extra_fields).collect();
        for entry in fit.unknown_fields(page) {
            let key = entry.key.as_str();
            if !extra.contains(&entry.key) {
                let name = &fit.template.name;
                cx.report(entry.key_span, format!("unknown field `{key}`")).help(format!(
                    "remove it, or allow it with `extra-fields = [\"{key}\"]` under `[preprocessor.patterns.templates.{name}]` in book.toml"
                ));
            }
        }
    }
}

/// The fields that nobody has filled in, by their positions.
fn unfilled(fit: &Fit<'_>, page: &Page<'_>) -> HashSet<usize> {
    let unfilled = fit.unfilled_fields(page).iter();
    unfilled.filter_map(|(field, _)| *field).collect()
}

/// The fields whose values have the wrong shape, or say something wrong.
pub(in crate::rules) fn values(fit: &Fit<'_>, page: &Page<'_>, shapes: bool, cx: &mut Context<'_>) {
    let unfilled = unfilled(fit, page);
    for (index, field) in fit.template.fields.iter().enumerate() {
        let Some(entry) = fit.given(index, page) else {
            continue;
        };
        if unfilled.contains(&index) {
            continue;
        }
        value(fit, field, entry, page, shapes, cx);
    }
}

/// The same of the fields of a book's own edition of the pattern template that code does not read by
/// itself: those that it does not name, and those whose shape is another one there.
pub(in crate::rules) fn values_of_edition(page: &Page<'_>, shapes: bool, cx: &mut Context<'_>) {
    let Some(edition) = cx.edition() else { return };
    let rows = cx.pattern.rows;
    let unfilled = unfilled(edition, page);
    for (index, field) in edition.template.fields.iter().enumerate() {
        let is_read = rows
            .field(&field.key)
            .is_some_and(FieldRow::is_read_by_code);
        let entry = edition
            .given(index, page)
            .filter(|_| !is_read && !unfilled.contains(&index));
        if let Some(entry) = entry {
            value(edition, field, entry, page, shapes, cx);
        }
    }
}

fn value(
    fit: &Fit<'_>,
    field: &Field,
    entry: &Entry,
    page: &Page<'_>,
    shapes: bool,
    cx: &mut Context<'_>,
) {
    let mut wrong = Vec::new();
    values::judge(field, &field.key, &entry.value, &mut wrong);
    let mut wrong = wrong.into_iter().filter(|it| it.is_shape == shapes);
    let Some(first) = wrong.next() else { return };
    let place = |span| {
        let line = page.first_line(span);
        if line.is_empty() {
            entry.key_span
        } else {
            line
        }
    };
    let diagnostic = cx.report(place(first.node.span), first.message);
    diagnostic.help(first.help);
    if first.is_likely {
        diagnostic.level = diagnostic.level.min(LintLevel::Warn);
    }
    for other in wrong.take(MAX_LABELS) {
        diagnostic.also(place(other.node.span), other.message);
    }
    asked(diagnostic, fit.template, Span::new(field.span.clone()));
}
