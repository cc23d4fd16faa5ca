//! The pattern card: what the frontmatter says, under the title.

use crate::catalogue::review;
use crate::library::{PageInfo, Relation};
use crate::page::frontmatter;
use crate::render::{RenderContext, Target};
use crate::template::fields::{
    CARD, DEPRECATION_REASON, ESSENTIAL_QUESTION, LAST_REVIEWED_ON, MODERN_ALTERNATIVES, REVIEW_IN,
    TAGLINE,
};
use crate::template::{Field, FieldRow, FieldType, Rows, Tier, WordList};
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
    /// Fields and their values, in order.
    pub facts: Vec<(&'static Field, Vec<Item>)>,
    /// What fields say that only the book's own template has, by their names for readers.
    pub others: Vec<(String, Vec<Item>)>,
    /// Why a bronze pattern is bronze.
    pub deprecation: Option<String>,
    /// What to use instead of a bronze pattern.
    pub alternatives: Vec<Item>,
}

impl Card {
    /// Reads the fields.
    fn new(cx: &RenderContext<'_>) -> Card {
        let fields = &cx.pattern.fields;
        let words = |field| fields.words(field).map(str::to_owned);
        let facts = CARD.iter().map(|field| (*field, values(cx, field)));
        let own = cx.pattern.rows.fields.iter();
        let own = own.filter(|row| row.known.is_none());
        let others = own.map(|row| (label(row, &cx.config.words), texts_of(cx, row)));
        let mut card = Card {
            tier: fields.tier(),
            tagline: words(&TAGLINE),
            question: words(&ESSENTIAL_QUESTION),
            facts: facts.filter(|(_, values)| !values.is_empty()).collect(),
            others: others.filter(|(_, values)| !values.is_empty()).collect(),
            ..Card::default()
        };
        if card.tier == Some(Tier::Bronze) {
            card.deprecation = words(&DEPRECATION_REASON);
            card.alternatives = texts(cx, &MODERN_ALTERNATIVES);
        }
        card
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.tier.is_none()
            && self.tagline.is_none()
            && self.question.is_none()
            && self.facts.is_empty()
            && self.others.is_empty()
    }
}

/// What readers see for a field that code does not name.
fn label(row: &FieldRow, words: &Words) -> String {
    let word = words.of_id(&row.name).map(str::to_owned);
    word.unwrap_or_else(|| escape::words(&row.name).into_owned())
}

/// What such a field says; what stands in mappings is left out.
fn texts_of(cx: &RenderContext<'_>, row: &FieldRow) -> Vec<Item> {
    let entry = cx.pattern.fields.given(&row.name);
    let texts = entry.map_or_else(Vec::new, |entry| frontmatter::texts(&entry.value));
    let texts = texts
        .into_iter()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let shown = |text: &str| {
        if row.words.is_empty() {
            text.to_owned()
        } else {
            named(text, cx)
        }
    };
    texts.map(|text| (shown(text), None)).collect()
}

/// What a field says, as readers see it; empty entries are left out.
fn values(cx: &RenderContext<'_>, field: &Field) -> Vec<Item> {
    let fields = &cx.pattern.fields;
    let mut values: Vec<Item> = match (field.ty, field.vocabulary) {
        (FieldType::Ids, list) => {
            let relation = match list {
                Some(WordList::Pillars) => Relation::Pillar,
                _ => Relation::Law,
            };
            let known = list.map_or_else(Vec::new, |list| cx.config.vocabulary.words(list));
            let ids = fields.ids(field).into_iter();
            let ids = ids.filter_map(|id| id.text(&known));
            ids.map(|id| related(cx, relation, id)).collect()
        }
        (FieldType::Line, _) if *field == LAST_REVIEWED_ON => {
            let value = fields.words(field).into_iter();
            value.map(|value| (reviewed(value, cx), None)).collect()
        }
        (FieldType::Line, _) => {
            let value = fields.words(field).into_iter();
            value.map(|value| (named(value, cx), None)).collect()
        }
        _ => texts(cx, field),
    };
    values.retain(|(text, _)| !text.trim().is_empty());
    values
}

/// The day on which the page was last reviewed; where it is over, also that on which it had to be
/// reviewed again.
fn reviewed(last: &str, cx: &RenderContext<'_>) -> String {
    let interval = cx.pattern.fields.words(&REVIEW_IN);
    let due = interval.and_then(|interval| review::due(last, interval));
    match due.filter(|due| cx.today.is_past(*due)) {
        Some(due) => format!("{last} ({} {due})", cx.config.words.label(Word::ReviewDue)),
        None => last.to_owned(),
    }
}

/// The lines of a field with the pages that they name.
fn texts(cx: &RenderContext<'_>, field: &Field) -> Vec<Item> {
    let lines = cx.pattern.fields.lines(field).into_iter();
    lines.map(|text| linked(cx, text)).collect()
}

/// An id of a vocabulary in words, and a month; `15 min` is neither. Of a pattern that is said to be
/// from January only the year is known.
pub(super) fn named(value: &str, cx: &RenderContext<'_>) -> String {
    if let Some((year, month)) = value.split_once('-')
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && let Ok(month @ 1..=12) = month.parse::<usize>()
    {
        return match month {
            1 => year.to_owned(),
            month => cx.config.words.month(year, month),
        };
    }
    match cx.config.words.of_id(value) {
        Some(word) => word.to_owned(),
        None if value.starts_with(|c: char| c.is_ascii_lowercase()) => {
            escape::words(value).into_owned()
        }
        None => value.to_owned(),
    }
}

/// A text with the page of the book whose title it is or begins with; an id,
/// such as `message-queue`, with the page of that file, under its title.
pub fn linked(cx: &RenderContext<'_>, text: &str) -> Item {
    let text = text.trim();
    let named = cx.library.named_pattern(text, cx.path);
    let link = |page: &PageInfo| Some(relative_link(cx.path, &page.path));
    match (named, cx.library.pattern_by_id(text, cx.path)) {
        (Some(page), _) => (text.to_owned(), link(page)),
        (None, Some(page)) => (page.label().to_owned(), link(page)),
        (None, None) if is_id(text) => (escape::words(text).into_owned(), None),
        (None, None) => (text.to_owned(), None),
    }
}

/// Whether a text is an id, such as `consensus-basics`.
fn is_id(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.split('-').all(part)
}

/// A law or a pillar by its id, with the page about it.
pub(super) fn related(cx: &RenderContext<'_>, relation: Relation, id: &str) -> Item {
    match cx.library.relation_page(relation, id.trim()) {
        Some(page) => (
            page.label().to_owned(),
            Some(relative_link(cx.path, &page.path)),
        ),
        None => (law(id.trim(), &cx.config.words), None),
    }
}

/// An id in words: `law4-tradeoffs` is the fourth law.
fn law(id: &str, words: &Words) -> String {
    let numbered = id.strip_prefix("law").and_then(|rest| rest.split_once('-'));
    match numbered.filter(|(number, _)| number.parse::<u8>().is_ok()) {
        Some((number, name)) => {
            let name = name.replace("tradeoffs", "trade-offs");
            let mut chars = name.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            let rest = chars.as_str().replace('_', " ");
            let name: String = first.chain(rest.chars()).collect();
            format!("{} {number}: {name}", words.get(Word::Law))
        }
        None => escape::words(id).into_owned(),
    }
}

impl RenderContext<'_> {
    /// What the page's frontmatter says for readers.
    pub fn card(&self) -> &Card {
        self.card.get_or_init(|| Card::new(self))
    }
}

/// The card for this page's target; empty where there is nothing to show.
pub fn render(cx: &RenderContext<'_>) -> String {
    let card = cx.card();
    if card.is_empty() {
        return String::new();
    }
    match cx.target {
        Target::Html { .. } => html(card, &cx.config.words),
        Target::Markdown => plain(card, &cx.config.words, cx.pattern.rows),
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
                escape::html(words.get(tier.label()))
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
    if !card.facts.is_empty() || !card.others.is_empty() {
        out.push_str("<ul class=\"patterns-facts\">\n");
        for (field, values) in &card.facts {
            let wide = if field.ty == FieldType::Line {
                ""
            } else {
                " class=\"patterns-wide\""
            };
            let _ = writeln!(
                out,
                "<li{wide}><span class=\"patterns-key\">{}</span> <span>{}</span></li>",
                field.label.map(word).unwrap_or_default(),
                items_html(values)
            );
        }
        for (label, values) in &card.others {
            let _ = writeln!(
                out,
                "<li><span class=\"patterns-key\">{}</span> <span>{}</span></li>",
                escape::html(label),
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

/// Values as HTML.
pub fn items_html(items: &[Item]) -> String {
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

fn items_markdown(items: &[Item]) -> markdown::InlineEvents {
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
pub fn item_markdown((text, dest): &Item) -> markdown::InlineEvents {
    match dest {
        Some(dest) => markdown::link(text, dest),
        None => escape::markdown(text),
    }
}

fn plain(card: &Card, words: &Words, rows: &Rows) -> String {
    let tier = card.tier.map_or_else(
        || words.get(Word::Card).to_owned(),
        |tier| {
            let medal = rows.banner(tier).map_or("", |banner| &banner.medal);
            format!("{medal} {}", words.get(tier.label()))
        },
    );
    let named = |field: &Field, value| {
        let name = field.label.map_or("", |label| words.get(label));
        vec![markdown::strong(name), value]
    };
    let mut lines = Vec::new();
    if let Some(question) = &card.question {
        lines.push(named(&ESSENTIAL_QUESTION, escape::markdown(question)));
    }
    for (field, values) in &card.facts {
        lines.push(named(field, items_markdown(values)));
    }
    for (label, values) in &card.others {
        lines.push(vec![markdown::strong(label), items_markdown(values)]);
    }
    if let Some(reason) = &card.deprecation {
        lines.push(named(&DEPRECATION_REASON, escape::markdown(reason)));
    }
    if !card.alternatives.is_empty() {
        lines.push(named(
            &MODERN_ALTERNATIVES,
            items_markdown(&card.alternatives),
        ));
    }
    let table = markdown::Table {
        caption: String::new(),
        header: vec![tier, card.tagline.clone().unwrap_or_default()],
        rows: lines,
    };
    markdown::write(&table.events()) + "\n"
}
