//! What code names of the template fits together, and stands in its page.

use mdbook_patterns::page::outline::normalise;
use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::template::fields::{CARD, LIBRARY};
use mdbook_patterns::template::sections::{Content, SECTIONS};
use mdbook_patterns::template::{FIELDS, Tier};
use std::collections::BTreeSet;

#[test]
fn every_section_is_recognised_by_its_title() {
    for section in SECTIONS {
        assert_eq!(normalise(section.title), section.normal);
        assert!(section.is_opened_by(section.normal), "{section:?}");
        for name in section.names.iter().chain(section.near) {
            assert_eq!(normalise(name.words()), name.words().trim(), "{section:?}");
        }
    }
    let titles: BTreeSet<&str> = SECTIONS.iter().map(|section| section.title).collect();
    assert_eq!(titles.len(), SECTIONS.len());
}

#[test]
fn what_a_tier_asks_for_is_explained() {
    let rows = &Seed::embedded().rows;
    for tier in Tier::ALL {
        assert!(rows.fields_of(tier).all(|field| !field.help.is_empty()));
        assert!(rows.fields_of(tier).count() > 0);
        for section in rows.sections_of(tier) {
            assert!(section.help.contains(&section.title), "{section:?}");
            let lack = section.holds.lack();
            assert_eq!(section.holds == Content::Anything, lack.is_empty());
        }
        assert!(rows.sections_of(tier).count() > 0);
    }
}

#[test]
fn fields_are_required_of_all_pages_or_of_a_tier() {
    let rows = &Seed::embedded().rows;
    let names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), FIELDS.len());
    for row in &rows.fields {
        let field = row.known.expect("code names each field of the page");
        let asked = row.required || !row.tiers.is_empty();
        assert_ne!(asked, LIBRARY.contains(&field), "{row:?}");
        assert!(!row.required || row.tiers.is_empty(), "{row:?}");
        assert_eq!(row.ty, field.ty, "the page shows what code reads: {row:?}");
        let keys: Vec<&str> = field.keys().iter().map(|key| key.name).collect();
        assert_eq!(row.keys, keys, "{row:?}");
        assert_eq!(field.vocabulary.is_some(), !row.words.is_empty(), "{row:?}");
    }
    assert_eq!(rows.fields.len(), FIELDS.len(), "all stand in the page");
    for field in CARD {
        assert!(field.label.is_some() && FIELDS.contains(field), "{field:?}");
    }
}

#[test]
fn alternations_are_the_words_of_one_field() {
    let rows = &Seed::embedded().rows;
    assert!(rows.is_alternation(&["gold", "silver"]));
    let relevances = ["mainstream", "growing", "declining", "niche"];
    assert!(rows.is_alternation(&relevances));
    assert!(!rows.is_alternation(&["gold", "niche"]));
    assert!(!rows.is_alternation(&["law1-failure", "law2-asynchrony"]));
}
