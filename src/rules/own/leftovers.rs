//! What of a team's own template is still on a page.

use crate::diagnostic::Fix;
use crate::page::Page;
use crate::rules::rule::Context;
use crate::schema::comment_key;
use crate::schema::fit::Fit;
use crate::text::edit::Edit;
use crate::text::span::{Span, Text};
use crate::text::suggest::and_list;

const MAX_LABELS: usize = 12;

pub(in crate::rules) fn placeholder(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    let in_fields = fit.unfilled_fields(page).iter().map(|(_, span)| *span);
    let found: Vec<Span<Text>> = in_fields
        .chain(fit.unfilled(page).iter().copied())
        .collect();
    unfilled(&found, page, cx);
}

/// Those of a book's own edition of the pattern template that do not stand in square brackets.
pub(in crate::rules) fn other_placeholders(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(edition) = cx.edition() else { return };
    let in_fields = edition.unfilled_fields(page).iter();
    let all = in_fields.map(|(_, span)| *span);
    let all = all.chain(edition.unfilled(page).iter().copied());
    let is_other = |span: &Span<Text>| {
        page[*span]
            .trim_start_matches(['"', '\''])
            .starts_with(['{', '<'])
    };
    let found: Vec<Span<Text>> = all.filter(is_other).collect();
    unfilled(&found, page, cx);
}

fn unfilled(found: &[Span<Text>], page: &Page<'_>, cx: &mut Context<'_>) {
    let line = |span: &Span<Text>| page.lines.line(span.start);
    for group in found.chunk_by(|a, b| line(a) == line(b)) {
        let mut names: Vec<String> = Vec::new();
        for span in group {
            let name = shown(&page[*span]);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let message = match names.as_slice() {
            [one] => format!("`{one}` is a placeholder of the template"),
            names => format!("{} are placeholders of the template", and_list(names)),
        };
        let diagnostic = cx.report(page.first_line(group[0]), message);
        diagnostic.parts(&names);
        for other in group.iter().skip(1).take(MAX_LABELS) {
            diagnostic.also(page.first_line(*other), "");
        }
        diagnostic.help("write the page's own words instead, or delete what is not needed");
    }
}

/// A placeholder on one line, a long one cut.
fn shown(text: &str) -> String {
    const MAX: usize = 48;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX {
        return line;
    }
    let start: String = line.chars().take(MAX - 2).collect();
    format!("{}…", start.trim_end())
}

pub(in crate::rules) fn comment(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    let comments = page.comments.iter();
    let comments: Vec<Span<Text>> = comments
        .filter(|comment| !page.in_instructions(comment.span.start))
        .filter(|comment| {
            comment_key(&comment.text).is_some_and(|key| fit.template.comments.contains(&key))
        })
        .map(|comment| comment.span)
        .collect();
    let Some((first, rest)) = comments.split_first() else {
        return;
    };
    let message = match rest.len() {
        0 => "a comment of the template is still on the page".to_owned(),
        more => format!(
            "{} comments of the template are still on the page",
            more + 1
        ),
    };
    let diagnostic = cx.report(page.first_line(*first), message);
    diagnostic.more(comments.len());
    for other in rest.iter().take(MAX_LABELS) {
        diagnostic.also(page.first_line(*other), "");
    }
    diagnostic.help("delete them, or say what is still needed in your own words");
    if comments
        .iter()
        .all(|comment| page[*comment].ends_with("-->") && !page.leaves_marks(*comment))
    {
        let edits = comments
            .iter()
            .map(|comment| Edit::delete(page.removal(*comment)));
        diagnostic.fix(Fix::safe(edits.collect()));
    }
}
