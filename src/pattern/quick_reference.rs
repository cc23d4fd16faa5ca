//! Whether a page has anything for the quick-reference tables.

use super::Reading;
use super::usage::Usage;
use crate::config::{Config, Layout};
use crate::page::frontmatter::texts;
use crate::page::yaml;
use crate::template::fields::{
    BEST_FOR, CARD, CONS, ESSENTIAL_QUESTION, MODERN_EXAMPLES, PRODUCTION_CHECKLIST, PROS,
    READING_TIME, TRADE_OFFS,
};

/// The id by which links lead to the tables.
pub const ID: &str = "quick-reference";

/// Whether any table has a row. The renderer, which knows the rows, writes none otherwise; a test
/// holds the two against each other.
pub fn has_rows(pattern: &Reading<'_>, config: &Config) -> bool {
    let fields = &pattern.fields;
    let best_for = fields.lines(&BEST_FOR);
    best_for.iter().any(|text| !text.trim().is_empty())
        || repeats_card(config) && has_facts(pattern)
        || !fields.lines(&PRODUCTION_CHECKLIST).is_empty()
        || has_trade_offs(pattern)
        || has_examples(pattern)
        || has_usage(pattern)
}

/// Whether the tables say again what the card says.
pub fn repeats_card(config: &Config) -> bool {
    !config.card || config.layout == Layout::Card
}

fn has_facts(pattern: &Reading<'_>) -> bool {
    let fields = &pattern.fields;
    let mut facts = CARD.iter();
    fields.words(&ESSENTIAL_QUESTION).is_some()
        || fields.tier().is_some()
        || facts.any(|field| {
            pattern.rows.is_line(field) && **field != READING_TIME && fields.words(field).is_some()
        })
}

fn has_trade_offs(pattern: &Reading<'_>) -> bool {
    let node = pattern.fields.get(&TRADE_OFFS);
    [&PROS, &CONS].into_iter().any(|key| {
        let side = node.and_then(|node| node.get(key.name));
        side.is_some_and(|side| !texts(side).is_empty())
    })
}

fn has_examples(pattern: &Reading<'_>) -> bool {
    let items = pattern.fields.get(&MODERN_EXAMPLES);
    let items = items.and_then(yaml::Node::list).unwrap_or_default();
    let keys = MODERN_EXAMPLES.keys();
    let text = |item: &yaml::Node, name| item.get(name).and_then(yaml::Node::text).is_some();
    items
        .iter()
        .any(|item| keys.iter().any(|key| text(item, key.name)))
}

fn has_usage(pattern: &Reading<'_>) -> bool {
    let (page, usage) = (pattern.page, pattern.usage());
    [usage.when, usage.when_not]
        .into_iter()
        .flatten()
        .any(|part| {
            let table = usage.tables(page, part).first().copied();
            table.is_some_and(|table| !Usage::filled_rows(page, table).is_empty())
        })
}
