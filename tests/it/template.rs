//! The template's rows fit together.

use mdbook_patterns::page::outline::normalise;
use mdbook_patterns::template::fields::{CARD, LIBRARY};
use mdbook_patterns::template::placeholders::is_alternation;
use mdbook_patterns::template::sections::{Content, SECTIONS};
use mdbook_patterns::template::{FIELDS, Section, Tier};
use std::collections::BTreeSet;

#[test]
fn every_section_is_recognised_by_its_title() {
    for section in Section::all() {
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
    for tier in Tier::ALL {
        assert!(FIELDS.iter().any(|field| field.tiers.contains(&tier)));
        for section in Section::of_tier(tier) {
            assert!(section.help.contains(section.title), "{section:?}");
            let lack = section.holds.lack();
            assert_eq!(section.holds == Content::Anything, lack.is_empty());
        }
    }
}

#[test]
fn fields_are_required_of_all_pages_or_of_a_tier() {
    let names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), FIELDS.len());
    for field in FIELDS {
        let asked = field.required || !field.tiers.is_empty();
        assert_ne!(asked, LIBRARY.contains(field), "{field:?}");
        assert!(!field.required || field.tiers.is_empty(), "{field:?}");
        assert!(!field.help.is_empty(), "{field:?}");
    }
    for field in CARD {
        assert!(field.label.is_some() && FIELDS.contains(field), "{field:?}");
    }
}

#[test]
fn alternations_are_the_words_of_one_field() {
    assert!(is_alternation(&["gold", "silver"]));
    assert!(is_alternation(&[
        "mainstream",
        "growing",
        "declining",
        "niche"
    ]));
    assert!(!is_alternation(&["gold", "niche"]));
    assert!(!is_alternation(&["law1-failure", "law2-asynchrony"]));
}
