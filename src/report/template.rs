//! What a template asks for, in words: for `mdbook-patterns template NAME --explain`.

use crate::schema::Template;
use crate::schema::annotations::{Annotation, Place};
use crate::schema::headings::Name;
use std::fmt::Write as _;

/// A page of Markdown.
pub fn page(template: &Template) -> String {
    let mut page = format!(
        "# {}\n\nRead from `{}`.\n",
        template.name, template.file.name
    );
    if let Some(title) = &template.title {
        page.push_str("\nA page has one heading of rank 1, its title");
        if let Some(field) = &title.field {
            let _ = write!(page, ", which is the field `{field}`");
        }
        page.push_str(".\n");
    }
    for words in asked(template, Place::Page) {
        let _ = writeln!(page, "\nOf the page: {words}.");
    }
    if !template.fields.is_empty() {
        page.push_str("\n## Fields\n\n| field | needed | takes | says |\n|---|---|---|---|\n");
        for (at, field) in template.fields.iter().enumerate() {
            let more = asked(template, Place::Field(at));
            let takes = std::iter::once(field.takes.words()).chain(more);
            let takes = cell(&takes.collect::<Vec<_>>().join(", "));
            let _ = writeln!(
                page,
                "| `{}` | {} | {takes} | {} |",
                field.key,
                needed(field.optional),
                cell(&field.words)
            );
        }
    }
    if !template.sections.is_empty() {
        page.push_str("\n## Sections\n\n| section | needed | holds |\n|---|---|---|\n");
        for (at, section) in template.sections.iter().enumerate() {
            let name = match section.name {
                Name::Any => format!("headings of any words, such as: {}", section.shown()),
                Name::Gaps(_) => format!("{} (one at least)", section.title),
                Name::Words(_) => section.title.clone(),
            };
            let forms = section.forms.iter().map(|(form, _)| form.words());
            let holds: Vec<String> = forms.chain(asked(template, Place::Section(at))).collect();
            let marks = "#".repeat(section.rank.into());
            let _ = writeln!(
                page,
                "| {marks} {} | {} | {} |",
                cell(&name),
                needed(section.optional),
                cell(&holds.join(", "))
            );
        }
    }
    page.push_str("\nSections and fields that the template does not have are welcome. What is needed stands in the template's order.\n");
    page
}

/// What annotations ask for at a place.
fn asked(template: &Template, place: Place) -> impl Iterator<Item = String> {
    let own = template.annotations_of(place);
    own.map(Annotation::words).filter(|words| !words.is_empty())
}

fn needed(optional: bool) -> &'static str {
    if optional { "" } else { "yes" }
}

/// A text as a cell of a table.
fn cell(text: &str) -> String {
    const MAX: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(MAX).collect();
    let cut = if short.len() < line.len() { "…" } else { "" };
    format!("{}{cut}", short.replace('|', "\\|"))
}
