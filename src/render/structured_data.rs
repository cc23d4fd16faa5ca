//! What a pattern page is, for search engines: schema.org's `TechArticle` as JSON-LD.

use crate::page::{Page, yaml};
use crate::render::RenderContext;
use crate::render::card::named;
use crate::template::Field;
use crate::template::fields::{
    CATEGORY, DESCRIPTION, DIFFICULTY, ESSENTIAL_QUESTION, TAGLINE, TAGS, TITLE,
};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The script, on one line, so that it is one HTML block; mdBook's search skips scripts.
pub fn render(page: &Page<'_>, cx: &RenderContext<'_>) -> String {
    let json = encoded(&Value::Object(article(page, cx)));
    format!("<script type=\"application/ld+json\">{json}</script>\n")
}

fn article(page: &Page<'_>, cx: &RenderContext<'_>) -> Map<String, Value> {
    let fields = &cx.pattern.fields;
    let words = |field: &Field| fields.words(field).map(str::to_owned);
    let described = [&ESSENTIAL_QUESTION, &TAGLINE, &DESCRIPTION];
    let extra = |key: &str| page.frontmatter.get(key);
    let heading = || Some(page.title()?.text.clone());
    let name = || Some(cx.library.page(cx.path)?.name.clone());
    let keywords = [words(&CATEGORY).map(|id| named(&id, cx))];
    let tags = fields.lines(&TAGS).into_iter().map(str::to_owned);
    let keywords: Vec<String> = keywords.into_iter().flatten().chain(tags).collect();
    let difficulty = words(&DIFFICULTY).map(|id| named(&id, cx));
    let updated = extra("last_updated")
        .and_then(yaml::Node::text)
        .map(str::trim);
    let properties = [
        ("headline", words(&TITLE).or_else(heading).or_else(name)),
        (
            "description",
            described.iter().find_map(|field| words(field)),
        ),
        (
            "keywords",
            Some(keywords.join(", ")).filter(|all| !all.is_empty()),
        ),
        (
            "dateModified",
            updated.filter(|date| is_date(date)).map(str::to_owned),
        ),
        ("inLanguage", Some(cx.config.words.language().to_owned())),
        ("proficiencyLevel", difficulty),
    ];
    let mut article = Map::new();
    article.insert("@context".to_owned(), "https://schema.org".into());
    let templates = &cx.config.templates;
    let own = cx
        .template
        .and_then(|own| templates.iter().find(|it| it.name == own.name));
    let kind = own.map_or("TechArticle", |own| own.schema_type.as_str());
    article.insert("@type".to_owned(), kind.into());
    for (name, value) in properties {
        if let Some(value) = value {
            article.insert(name.to_owned(), value.into());
        }
    }
    article
}

/// Whether it is a day or a month of ISO 8601, as schema.org wants dates.
fn is_date(text: &str) -> bool {
    let day = match text.len() {
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return false,
    };
    day.parse::<Date>().is_ok()
}

/// JSON that no value can break out of: neither by a tag nor by what mdBook or
/// another preprocessor would take for a directive.
fn encoded(json: &Value) -> String {
    let mut out = String::new();
    for c in json.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            // Two in a row stand in strings only: a key follows the one that opens an object.
            '{' if out.ends_with('{') => out.push_str("\\u007b"),
            c => out.push(c),
        }
    }
    out
}
