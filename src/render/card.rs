//! The pattern card: what the frontmatter says, under the title.

use crate::library::{PageInfo, Relation};
use crate::page::Page;
use crate::render::{Context, Target};
use crate::template::Tier;
use crate::text::link::relative_link;
use crate::text::{escape, markdown};
use crate::words::{Word, Words};
use std::fmt::Write as _;

/// A value of the card: words, and where they lead.
pub type Item = (String, Option<String>);

/// Everything that the card shows; absent fields leave nothing.
#[derive(Debug, Default)]
pub struct Card {
    /// The tier.
    pub tier: Option<Tier>,
    /// The tagline.
    pub tagline: Option<String>,
    /// The essential question.
    pub question: Option<String>,
    /// Names and values, in order.
    pub facts: Vec<(Word, Vec<Item>)>,
    /// Why a bronze pattern is bronze.
    pub deprecation: Option<String>,
    /// What to use instead of a bronze pattern.
    pub alternatives: Vec<Item>,
}

/// Single-word fields, with their names on the card.
const SINGLE: &[(&str, Word)] = &[
    ("category", Word::Category),
    ("difficulty", Word::Difficulty),
    ("reading_time", Word::ReadingTime),
    ("introduced", Word::Introduced),
    ("pattern_status", Word::Status),
    ("current_relevance", Word::Relevance),
];

impl Card {
    /// Reads the frontmatter.
    pub fn new(page: &Page<'_>, cx: &Context<'_>) -> Card {
        let front = &page.frontmatter;
        let line = |field: &str| {
            front
                .line(field)
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let mut card = Card {
            tier: front.tier(),
            tagline: line("tagline"),
            question: line("essential_question"),
            ..Card::default()
        };
        for (field, name) in SINGLE {
            if let Some(value) = line(field) {
                card.fact(*name, vec![(named(&value, cx), None)]);
            }
        }
        let texts = |field: &str| {
            front
                .lines(field)
                .into_iter()
                .map(|text| linked(cx, text))
                .collect()
        };
        card.fact(Word::Prerequisites, texts("prerequisites"));
        for (relation, field, name) in [
            (Relation::Law, "related_laws", Word::Laws),
            (Relation::Pillar, "related_pillars", Word::Pillars),
        ] {
            let ids = front.ids(field).into_iter().filter_map(|node| node.text());
            card.fact(name, ids.map(|id| related(cx, relation, id)).collect());
        }
        if card.tier == Some(Tier::Bronze) {
            card.deprecation = line("deprecation_reason");
            card.alternatives = texts("modern_alternatives");
        }
        card
    }

    fn fact(&mut self, name: Word, values: Vec<Item>) {
        let values: Vec<Item> = values
            .into_iter()
            .filter(|(text, _)| !text.trim().is_empty())
            .collect();
        if !values.is_empty() {
            self.facts.push((name, values));
        }
    }

    fn is_empty(&self) -> bool {
        self.tier.is_none()
            && self.tagline.is_none()
            && self.question.is_none()
            && self.facts.is_empty()
    }
}

/// An id of a vocabulary in words; `2007-03` and `15 min` are none.
pub(super) fn named(value: &str, cx: &Context<'_>) -> String {
    match cx.config.words.of_id(value) {
        Some(word) => word.to_owned(),
        None if value.starts_with(|c: char| c.is_ascii_lowercase()) => {
            escape::words(value).into_owned()
        }
        None => value.to_owned(),
    }
}

/// A tier's name.
pub fn tier_name(tier: Tier, words: &Words) -> &str {
    words.get(match tier {
        Tier::Gold => Word::Gold,
        Tier::Silver => Word::Silver,
        Tier::Bronze => Word::Bronze,
    })
}

/// A text with the page of the book whose title it is or begins with; an id,
/// such as `message-queue`, with the page of that file, under its title.
pub fn linked(cx: &Context<'_>, text: &str) -> Item {
    let text = text.trim();
    let named = cx.library.named_pattern(text, cx.path);
    let link = |page: &PageInfo| Some(relative_link(cx.path, &page.path));
    match (named, cx.library.pattern_by_id(text, cx.path)) {
        (Some(page), _) => (text.to_owned(), link(page)),
        (None, Some(page)) => (page.label().to_owned(), link(page)),
        (None, None) => (text.to_owned(), None),
    }
}

fn related(cx: &Context<'_>, relation: Relation, id: &str) -> Item {
    match cx.library.relation_page(relation, id.trim()) {
        Some(page) => (
            page.label().to_owned(),
            Some(relative_link(cx.path, &page.path)),
        ),
        None => (escape::words(id.trim()).into_owned(), None),
    }
}

/// The card for this page's target; empty where there is nothing to show.
pub fn render(page: &Page<'_>, cx: &Context<'_>) -> String {
    let card = Card::new(page, cx);
    if card.is_empty() {
        return String::new();
    }
    match cx.target {
        Target::Html { .. } => html(&card, &cx.config.words),
        Target::Markdown => plain(&card, &cx.config.words),
    }
}

fn html(card: &Card, words: &Words) -> String {
    let word = |word| escape::html(words.get(word));
    let tier = card
        .tier
        .map_or(String::new(), |tier| format!(" patterns-{}", tier.name()));
    let mut out = format!(
        "<div class=\"patterns-card{tier}\" role=\"note\" aria-label=\"{}\">\n",
        word(Word::Card)
    );
    if card.tier.is_some() || card.tagline.is_some() {
        out.push_str("<p class=\"patterns-head\">");
        if let Some(tier) = card.tier {
            let _ = write!(
                out,
                "<span class=\"patterns-tier\">{}</span> ",
                escape::html(tier_name(tier, words))
            );
        }
        if let Some(tagline) = &card.tagline {
            let _ = write!(
                out,
                "<span class=\"patterns-tagline\">{}</span>",
                escape::html(tagline)
            );
        }
        out.push_str("</p>\n");
    }
    if let Some(question) = &card.question {
        let _ = writeln!(
            out,
            "<p class=\"patterns-question\">{}</p>",
            escape::html(question)
        );
    }
    if !card.facts.is_empty() {
        out.push_str("<ul class=\"patterns-facts\">\n");
        for (name, values) in &card.facts {
            let wide = if SINGLE.iter().any(|(_, word)| word == name) {
                ""
            } else {
                " class=\"patterns-wide\""
            };
            let _ = writeln!(
                out,
                "<li{wide}><span class=\"patterns-key\">{}</span> <span>{}</span></li>",
                word(*name),
                items_html(values)
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</div>\n");
    if card.deprecation.is_some() || !card.alternatives.is_empty() {
        out.push_str(
            "<div class=\"patterns-admonition patterns-warning patterns-legacy\" role=\"note\">\n",
        );
        let title = word(Word::LegacyPattern);
        let _ = writeln!(out, "<p class=\"patterns-title\">{title}</p>");
        if let Some(reason) = &card.deprecation {
            let _ = writeln!(out, "<p>{}</p>", escape::html(reason));
        }
        if !card.alternatives.is_empty() {
            let _ = writeln!(
                out,
                "<p><strong>{}</strong> {}</p>",
                escape::html(&words.label(Word::ConsiderInstead)),
                items_html(&card.alternatives)
            );
        }
        out.push_str("</div>\n");
    }
    out
}

fn items_html(items: &[Item]) -> String {
    let one = |(text, dest): &Item| match dest {
        Some(dest) => format!(
            "<a href=\"{}\">{}</a>",
            escape::html(dest),
            escape::html(text)
        ),
        None => escape::html(text),
    };
    items.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn items_markdown(items: &[Item]) -> markdown::Inline {
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend(escape::markdown(","));
            out.push(mdbook_markdown::pulldown_cmark::Event::Text(" ".into()));
        }
        out.extend(item_markdown(item));
    }
    out
}

/// One value as inline Markdown.
pub fn item_markdown((text, dest): &Item) -> markdown::Inline {
    match dest {
        Some(dest) => markdown::link(text, dest),
        None => escape::markdown(text),
    }
}

fn plain(card: &Card, words: &Words) -> String {
    let tier = card.tier.map_or_else(
        || words.get(Word::Card).to_owned(),
        |tier| format!("{} {}", tier.medal(), tier_name(tier, words)),
    );
    let mut rows = Vec::new();
    if let Some(question) = &card.question {
        rows.push((Word::EssentialQuestion, escape::markdown(question)));
    }
    rows.extend(
        card.facts
            .iter()
            .map(|(name, values)| (*name, items_markdown(values))),
    );
    if let Some(reason) = &card.deprecation {
        rows.push((Word::DeprecatedBecause, escape::markdown(reason)));
    }
    if !card.alternatives.is_empty() {
        rows.push((Word::ConsiderInstead, items_markdown(&card.alternatives)));
    }
    let rows = rows
        .into_iter()
        .map(|(name, value)| vec![markdown::strong(words.get(name)), value]);
    let table = markdown::Table {
        caption: String::new(),
        header: vec![tier, card.tagline.clone().unwrap_or_default()],
        rows: rows.collect(),
    };
    markdown::write(&table.events()) + "\n"
}
