//! The title of a page of a team's own template.

use crate::page::{Heading, Page};
use crate::rules::own::asked;
use crate::rules::rule::Context;
use crate::rules::title_mismatch::folded;
use crate::schema::fit::Fit;

pub(in crate::rules) fn mismatch(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(title) = &fit.template.title else {
        return;
    };
    let titles: Vec<&Heading> = page.headings.iter().filter(|h| h.rank == 1).collect();
    match titles.as_slice() {
        [] => {
            let diagnostic = cx.report(page.top(), "the page has no heading of rank 1");
            asked(diagnostic, fit.template, title.span);
            diagnostic.help("begin with `# ` and the page's title");
        }
        [only] => {
            let entries = page.frontmatter.entries().iter();
            let field = title.field.as_ref();
            let entry = field.and_then(|key| entries.clone().find(|entry| entry.key == *key));
            let text = entry.and_then(|entry| Some((entry, entry.value.text()?.trim())));
            if let Some((entry, text)) = text
                && !text.is_empty()
                && folded(text) != folded(&only.text)
            {
                let key = &entry.key;
                let message = format!("the heading says `{}`, `{key}` says `{text}`", only.text);
                let diagnostic = cx.report(page.first_line(only.span), message);
                diagnostic.also(
                    page.first_line(entry.value.span),
                    "the title in the frontmatter",
                );
                asked(diagnostic, fit.template, title.span);
                diagnostic.help("give the page one name");
            }
        }
        [first, second, ..] => {
            let message = format!("the page has {} headings of rank 1", titles.len());
            let diagnostic = cx.report(page.first_line(second.span), message);
            diagnostic.also(page.first_line(first.span), "the first one");
            asked(diagnostic, fit.template, title.span);
            diagnostic.help("keep one title; sections begin with `## `");
        }
    }
}
