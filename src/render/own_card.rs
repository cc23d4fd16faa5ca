//! The card of a page of a team's own template: its fields, in the template's order.

use crate::page::frontmatter::texts;
use crate::page::outline::normalise;
use crate::page::{Page, yaml};
use crate::render::{RenderContext, Target};
use crate::schema::Template;
use crate::schema::fields::{Field, Takes};
use crate::schema::fit::Fit;
use crate::template::fields::TITLE;
use crate::text::{escape, markdown};
use crate::words::Word;
use std::fmt::Write as _;

/// The card for this page's target; empty where there is nothing to show.
pub fn render(page: &Page<'_>, template: &Template, cx: &RenderContext<'_>) -> String {
    let facts = facts(page, template, cx);
    if facts.is_empty() {
        return String::new();
    }
    let words = &cx.config.words;
    match cx.target {
        Target::Html { .. } => {
            let label = escape::html(words.get(Word::Facts));
            let mut out = format!(
                "<div class=\"patterns-card\" role=\"note\" aria-label=\"{label}\">\n<ul class=\"patterns-facts\">\n"
            );
            for (name, value, is_long) in &facts {
                let wide = if *is_long {
                    " class=\"patterns-wide\""
                } else {
                    ""
                };
                let _ = writeln!(
                    out,
                    "<li{wide}><span class=\"patterns-key\">{}</span> <span>{}</span></li>",
                    escape::html(name),
                    escape::html(value)
                );
            }
            out.push_str("</ul>\n</div>\n");
            out
        }
        Target::Markdown => {
            let rows = facts
                .iter()
                .map(|(name, value, _)| vec![markdown::strong(name), escape::markdown(value)]);
            let table = markdown::Table {
                caption: String::new(),
                header: vec![words.get(Word::Facts).to_owned(), String::new()],
                rows: rows.collect(),
            };
            markdown::write(&table.events()) + "\n"
        }
    }
}

/// The fields that are shown, by name, value, and whether the value is a long one.
fn facts(
    page: &Page<'_>,
    template: &Template,
    cx: &RenderContext<'_>,
) -> Vec<(String, String, bool)> {
    let fit = Fit::of(template, page);
    let unfilled = fit.unfilled_fields(page);
    let table = cx
        .config
        .templates
        .iter()
        .find(|own| own.name == template.name);
    let chosen = table.and_then(|own| own.card.as_ref());
    let is_shown = |field: &Field| match chosen {
        Some(names) => names.contains(&field.key),
        None => {
            field.key != TITLE.name && !matches!(field.takes, Takes::Map(_) | Takes::Records(_))
        }
    };
    let title = page.title().map(|title| title.normal.as_str());
    let fields = template
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| is_shown(field));
    let facts = fields.filter_map(|(index, field)| {
        if unfilled.iter().any(|(other, _)| *other == Some(index)) {
            return None;
        }
        let entry = fit.given(index, page)?;
        let value = value(&entry.value);
        // What the heading says need not be said again.
        if value.is_empty() || title == Some(normalise(&value).as_str()) {
            return None;
        }
        let own = table.and_then(|own| own.word(&field.key));
        let name = own.or_else(|| cx.config.words.of_id(&field.key));
        let name = name.map_or_else(|| escape::words(&field.key).into_owned(), str::to_owned);
        let is_long = value.chars().count() > 40;
        Some((name, value, is_long))
    });
    facts.collect()
}

/// A value on one line.
fn value(node: &yaml::Node) -> String {
    let texts = texts(node).into_iter();
    let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(", ")
}
