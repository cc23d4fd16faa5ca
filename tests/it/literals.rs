//! Outside `template/`, no field's or section's name is written as a literal.

use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::template::banners::LABELS;
use mdbook_patterns::template::sections::SECTIONS;
use mdbook_patterns::template::{CALLOUTS, FIELDS};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Words that are also something else: the file, the word, what it is there.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("schema/json_schema.rs", "title", "a keyword of JSON Schema"),
    ("schema/json_schema.rs", "type", "a keyword of JSON Schema"),
    (
        "schema/json_schema.rs",
        "description",
        "a keyword of JSON Schema",
    ),
    (
        "host/book_toml/kinds.rs",
        "title",
        "a key of `admonitions.KIND`",
    ),
    ("schema/front_matter.rs", "title", "a key of Front Matter's"),
    ("schema/front_matter.rs", "type", "a key of Front Matter's"),
    (
        "schema/front_matter.rs",
        "description",
        "a key of Front Matter's",
    ),
    ("diagram/svg.rs", "title", "an element of SVG"),
    ("diagram/screen.rs", "scale", "a function of CSS"),
    ("material/attributes.rs", "title", "an attribute of HTML"),
    ("render/tag_attributes.rs", "title", "an attribute of HTML"),
    ("text/html/elements.rs", "title", "an element of HTML"),
    (
        "material/slash_header.rs",
        "type",
        "an option of PyMdown's blocks",
    ),
    (
        "page/figure_words.rs",
        "company",
        "`company 3` counts nothing",
    ),
    (
        "page/figure_words.rs",
        "decision",
        "`decision 3` counts nothing",
    ),
    ("page/figure_words.rs", "type", "`type 3` counts nothing"),
    ("render/code_titles.rs", "title", "an attribute of a fence"),
    (
        "engine/include/links.rs",
        "title",
        "mdBook's `{{#title …}}`",
    ),
    (
        "host/book_toml/keys.rs",
        "related",
        "a key of book.toml; headings of sections begin with it",
    ),
    (
        "host/book_toml/mod.rs",
        "related",
        "a key of book.toml; headings of sections begin with it",
    ),
    (
        "render/structured_data.rs",
        "description",
        "a property of schema.org",
    ),
];

/// Where names may stand: with the template, and among what is written into pages; an import knows
/// keys of other tools, and of no template.
const ROOMS: [&str; 3] = ["template/", "words/", "import/"];

/// All names that the template's rows know.
fn names() -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for field in FIELDS {
        names.insert(field.name);
        names.extend(field.keys().iter().map(|key| key.name));
    }
    for section in SECTIONS {
        names.extend([section.title, section.normal]);
        let others = section.names.iter().chain(section.near);
        names.extend(others.map(|name| name.words()));
    }
    let rows = &Seed::embedded().rows;
    names.extend(rows.fields.iter().map(|field| field.name.as_str()));
    let parts = rows.levels.iter().flat_map(|level| &level.parts);
    for section in parts.chain(&rows.of_tiers) {
        names.extend([section.title.as_str(), section.normal.as_str()]);
    }
    for level in &rows.levels {
        names.extend([level.name.as_str(), level.anchor.as_str()]);
    }
    names.extend(CALLOUTS.iter().chain(&LABELS));
    names
}

/// The string literals of a source, unit tests and comments aside; raw ones are not used.
fn literals(source: &str) -> Vec<&str> {
    let source = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let from = &rest[at..];
        rest = &from[1..];
        if from.starts_with("//") {
            rest = from.split_once('\n').map_or("", |(_, next)| next);
        } else if let Some(behind) = from.strip_prefix("'\"'") {
            rest = behind;
        } else if from.starts_with('"') {
            let mut escaped = false;
            let end = rest.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end.expect("a string ends");
            found.push(&rest[..end]);
            rest = &rest[end + 1..];
        }
    }
    found
}

/// The sources below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn names_of_the_template_stand_in_the_template() {
    let names = names();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    let mut unused: BTreeSet<_> = ALLOWED.iter().collect();
    for file in files {
        let path = file.strip_prefix(&src).unwrap().to_str().unwrap();
        let path = path.replace('\\', "/");
        if ROOMS.iter().any(|room| path.starts_with(room)) {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for literal in literals(&source) {
            let allowed = |(file, word, _): &&(&str, &str, &str)| *file == path && *word == literal;
            if let Some(allowance) = ALLOWED.iter().find(allowed) {
                unused.remove(allowance);
            } else if names.contains(literal) {
                wrong.push(format!("{path}: \"{literal}\""));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "name the template's row instead:\n{}",
        wrong.join("\n")
    );
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

#[test]
fn literals_are_found() {
    let source = "let a = [\"title\", \"a \\\"b\\\"\"]; // \"no\"\nlet q = '\"';\nlet b = x / \"c\";\n\
                  #[cfg(test)]\nmod tests { \"no\" }";
    assert_eq!(literals(source), ["title", "a \\\"b\\\"", "c"]);
    let names = names();
    for name in [
        "title",
        "scale",
        "Quick Reference",
        "quick reference",
        "truth-box",
    ] {
        assert!(names.contains(name), "{name}");
    }
}
