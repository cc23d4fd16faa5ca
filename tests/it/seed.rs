//! The rows of `template/` are what the loader of templates reads of the seed's page.

use crate::support::{command, run};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::schema::Template;
use mdbook_patterns::schema::fields::{Field, Takes};
use mdbook_patterns::schema::headings::form;
use mdbook_patterns::template::fields::PATTERN_TYPE;
use mdbook_patterns::template::sections::SECTIONS;
use mdbook_patterns::template::{
    CALLOUTS, FIELDS, FieldType, GUIDANCE_COMMENTS, LEVEL_MINUTES, LEVELS, PAGE, WordList,
};

fn read() -> Template {
    let options = MarkdownOptions::default();
    let loaded = Template::read(
        "pattern",
        "pattern.md".to_owned(),
        PAGE,
        &Kinds::default(),
        &options,
    );
    assert!(loaded.faults.is_empty(), "{:#?}", loaded.faults);
    loaded.template
}

#[test]
fn the_fields_are_those_of_the_page() {
    let template = read();
    let names: Vec<&str> = template
        .fields
        .iter()
        .map(|field| field.key.as_str())
        .collect();
    let is_row = |name: &&str| FIELDS.iter().any(|row| row.name == *name);
    assert!(names.iter().all(is_row), "{names:?}");
    for row in FIELDS {
        let Some(field) = template.field(row.name) else {
            // What the page does not have, no page needs.
            assert!(!row.required && row.tiers.is_empty(), "{}", row.name);
            continue;
        };
        assert_eq!(field.optional, !row.required, "{}", row.name);
        // What a tier asks for is asked for under a condition.
        let position = names.iter().position(|name| *name == row.name).unwrap();
        let conditions = template
            .annotations
            .iter()
            .filter(|it| it.place == mdbook_patterns::schema::annotations::Place::Field(position));
        let tiers: Vec<String> = conditions
            .map(|it| it.when.as_ref().unwrap().words())
            .collect();
        let expected: Vec<String> = row
            .tiers
            .iter()
            .map(|tier| format!("`excellence_tier` is `{}`", tier.name()))
            .collect();
        assert_eq!(tiers, expected, "{}", row.name);
        assert!(
            fits(row.ty, field),
            "{}: {:?} {:?}",
            row.name,
            row.ty,
            field.takes
        );
        words_are_the_same(row.vocabulary, field);
    }
    assert_eq!(template.default("type"), Some(PATTERN_TYPE));
    assert_eq!(
        template.title.as_ref().unwrap().field.as_deref(),
        Some("title")
    );
}

/// Whether the page shows a value of the row's shape.
fn fits(ty: FieldType, field: &Field) -> bool {
    let keys = |keys: &[Field]| keys.iter().map(|key| key.key.clone()).collect::<Vec<_>>();
    match (ty, &field.takes) {
        (
            FieldType::Line,
            Takes::Text(_) | Takes::Choice(_) | Takes::Date { .. } | Takes::Number(_),
        )
        | (FieldType::List | FieldType::Ids, Takes::List(_))
        | (FieldType::LineOrList, Takes::Text(_) | Takes::List(_)) => true,
        (FieldType::Records(own), Takes::Records(found))
        | (FieldType::Lists(own), Takes::Map(found)) => {
            own.iter()
                .map(|key| key.name.to_owned())
                .collect::<Vec<_>>()
                == keys(found)
        }
        _ => false,
    }
}

fn words_are_the_same(list: Option<WordList>, field: &Field) {
    let Some(list) = list else { return };
    match &field.takes {
        Takes::Choice(choice) => {
            assert!(!choice.open, "{}", field.key);
            assert_eq!(choice.entries, list.words(), "{}", field.key);
        }
        // Of some lists the page shows a few; the others are real pages'.
        Takes::List(words) => assert!(
            words
                .iter()
                .all(|word| list.words().contains(&word.as_str()))
        ),
        takes => panic!("{}: {takes:?}", field.key),
    }
}

#[test]
fn the_levels_and_their_parts_are_those_of_the_page() {
    let template = read();
    for (level, minutes) in LEVELS.iter().zip(LEVEL_MINUTES) {
        let heading = format!(
            "## Level {}: {} ({minutes} min) {{#{}}}",
            level.number, level.name, level.anchor
        );
        assert!(PAGE.contains(&heading), "{heading}");
        let at = template
            .section(&format!("Level {}: {}", level.number, level.name))
            .unwrap();
        let parts = template
            .sections
            .iter()
            .filter(|section| section.parent == Some(at));
        let parts: Vec<&str> = parts.map(|section| section.title.as_str()).collect();
        let rows: Vec<&str> = level.parts.iter().map(|part| part.title).collect();
        assert_eq!(parts, rows, "level {}", level.number);
    }
}

#[test]
fn the_sections_are_those_of_the_page() {
    let template = read();
    // One is a heading of a box, the others are this tool's names for several headings.
    let others = [
        "When NOT to Use",
        "What Happens Without This Pattern",
        "Historical Context",
    ];
    for row in SECTIONS {
        let is_there = template.section(row.title).is_some()
            || template
                .sections
                .iter()
                .any(|section| row.is_opened_by(&form(&section.title)));
        assert_eq!(is_there, !others.contains(&row.title), "{}", row.title);
    }
}

#[test]
fn comments_and_boxes_are_those_of_the_page() {
    let template = read();
    for start in GUIDANCE_COMMENTS {
        assert!(
            template
                .comments
                .iter()
                .any(|comment| comment.starts_with(start)),
            "{start}"
        );
    }
    for class in CALLOUTS.iter().filter(|class| **class != "axiom-box") {
        assert!(PAGE.contains(&format!("class=\"{class}\"")), "{class}");
    }
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
