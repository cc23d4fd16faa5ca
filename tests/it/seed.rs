//! The pattern template is a page that the loader of templates reads, and a book may bring its own
//! edition of it.

use crate::support::{command, run};
use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::template::sections::SECTIONS;
use mdbook_patterns::template::{CALLOUTS, PAGE, Tier};

#[test]
fn its_levels_say_for_whom_and_how_long_they_are() {
    let seed = Seed::embedded();
    assert!(seed.faults.is_empty(), "{:#?}", seed.faults);
    let levels = seed.rows.levels.iter();
    let levels = levels.map(|level| {
        let audience = level.audience.map(|it| format!("{it:?}"));
        let parts: Vec<&str> = level.parts.iter().map(|part| part.title.as_str()).collect();
        format!(
            "{} {} {} {} {}: {}",
            level.number,
            level.name,
            level.anchor,
            level.minutes,
            audience.unwrap_or_default(),
            parts.join(", ")
        )
    });
    assert_eq!(
        levels.collect::<Vec<_>>(),
        [
            "1 Intuition intuition 5 Anyone: The Story, Visual Metaphor, Core Insight, In One Sentence",
            "2 Foundation foundation 10 Engineers: The Problem Space, How It Works, Basic Example",
            "3 Deep Dive deep-dive 15 Engineers: Implementation Details, Common Pitfalls, Production Considerations",
            "4 Expert expert 20 Engineers: Advanced Techniques, Scaling Considerations, Monitoring & Observability",
            "5 Mastery mastery 30 Architects: Real-World Case Studies, Pattern Evolution, Pattern Combinations",
        ]
    );
}

#[test]
fn its_banners_are_alternatives_by_tier() {
    let rows = &Seed::embedded().rows;
    let banners = Tier::ALL.map(|tier| {
        let banner = rows.banner(tier).unwrap();
        format!("{} {} {}", banner.kind, banner.medal, banner.title)
    });
    assert_eq!(
        banners,
        [
            "success 🏆 Gold Standard Pattern",
            "info 🥈 Silver Tier Pattern",
            "warning 🥉 Bronze Tier Pattern",
        ]
    );
    for tier in Tier::ALL {
        let banner = rows.banner(tier).unwrap();
        let annotation = format!(
            "patterns: when = {{ excellence_tier = \"{}\" }}, box = \"{}\"",
            tier.name(),
            banner.kind
        );
        assert!(rows.annotations.contains(&annotation), "{annotation}");
    }
}

#[test]
fn what_rules_ask_for_stands_in_it() {
    let rows = &Seed::embedded().rows;
    assert!(rows.others.is_empty(), "{:?}", rows.others);
    // These are this tool's names for what stands in a box, in an annotation, or in several headings.
    let others = ["What Happens Without This Pattern", "Historical Context"];
    // A tier asks for these, or nobody does.
    let optional = ["Performance Characteristics", "Migration from Legacy"];
    for section in SECTIONS {
        let expected = !others.contains(&section.title) && !optional.contains(&section.title);
        assert_eq!(rows.asks_for(section), expected, "{}", section.title);
    }
    for class in CALLOUTS.iter().filter(|class| **class != "axiom-box") {
        assert!(rows.boxes.iter().any(|it| it == class), "{class}");
    }
}

#[test]
fn its_comments_are_known_by_their_words_in_capitals() {
    let rows = &Seed::embedded().rows;
    assert!(rows.is_guidance("GOAL: Whoever reads this can build it"));
    assert!(rows.is_guidance("TIER-SPECIFIC BANNER: choose one"));
    assert!(!rows.is_guidance("Essential question: asked by whom?"));
    assert!(!rows.is_guidance("patterns: allow(placeholder)"));
}

#[test]
fn it_is_printed_and_explained_without_a_book() {
    let folder = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| run(command().current_dir(folder.path()).args(arguments), "");
    assert_eq!(at(&["template", "pattern"]).stdout, PAGE);
    let explained = at(&["template", "pattern", "--explain"]).stdout;
    for words in [
        "| `excellence_tier` | yes | one of gold, silver, bronze |",
        "| ## Quick Reference | yes |",
    ] {
        assert!(explained.contains(words), "{explained}");
    }
    let schema = at(&["schema", "pattern"]).json();
    assert_eq!(schema["properties"]["difficulty"]["enum"][0], "beginner");
}
