//! The cache's reader: the input is what an entry of the cache says was drawn, or found wrong.
//! `cargo xtask fuzz` gives it a cache folder of its own.
#![no_main]

use html5gum::{Token, Tokenizer};
use mdbook_patterns::config::{Config, DiagramMode};
use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine::{self, Chapter, Input, Outcome};
use mdbook_patterns::render::Target;
use mdbook_patterns_fuzz::invariants::input;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

/// No diagram, so that looking at it anew takes no time.
const SOURCE: &str = "x\n";
const PAGE: &str = "# T\n\n```mermaid\nx\n```\n";

/// What no drawing has, in the letters of a tokenizer.
const ELEMENTS: &[&str] = &[
    "iframe",
    "image",
    "img",
    "foreignobject",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "animate",
    "set",
    "form",
    "input",
];

/// The entries for a fault and for a drawing.
static ENTRIES: LazyLock<[PathBuf; 2]> = LazyLock::new(|| {
    let folder = std::env::var_os("XDG_CACHE_HOME").expect("XDG_CACHE_HOME is set");
    let folder = PathBuf::from(folder).join("mdbook-patterns/diagrams");
    let _ = fs::remove_dir_all(&folder);
    assert!(Diagrams::new(true, false).check(SOURCE).is_err());
    let files = fs::read_dir(&folder).unwrap().flatten();
    let names: Vec<String> = files
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let [name] = &names[..] else {
        panic!("one entry is written: {names:?}");
    };
    let hash = name.strip_prefix("fault-").expect("a fault is kept");
    [folder.join(name), folder.join(format!("draw-{hash}"))]
});

/// The scripts of a page whose drawing is in order, and of one whose diagram is not.
static SCRIPTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let head = "{\"view_box\":\"0 0 1 1\",\"width\":1,\"height\":1,\"title\":null,\"description\":null,\"boxes\":1,\
                \"outline\":\"\",\"links\":false,\"sheet\":1,\"colours\":\"\",\"rules\":\"\",\"paper\":\"None\"}";
    let drawn = format!("{head}\n\n<g><text y='1'>a</text></g>");
    let pages = [drawn.as_bytes(), b""].map(|entry| look(entry, true).texts().concat());
    assert!(pages[0].contains("<text y='1'>a</text>"), "{}", pages[0]);
    pages.iter().flat_map(|page| scripts(page)).collect()
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let allowed = &*SCRIPTS;
    for drawing in [false, true] {
        let outcome = look(bytes, drawing);
        for located in &outcome.diagnostics {
            assert!(
                PAGE.get(located.place.span.range()).is_some(),
                "{located:?}"
            );
        }
        for page in &outcome.texts() {
            is_harmless(page);
            for script in scripts(page) {
                assert!(allowed.contains(&script), "{script}: {page}");
            }
        }
    }
});

/// What becomes of the page where the entry says that.
fn look(entry: &[u8], drawing: bool) -> Outcome {
    for file in &*ENTRIES {
        fs::write(file, entry).unwrap();
    }
    let html = Target::Html {
        panel: true,
        stylesheet: false,
        script: false,
    };
    let input = Input {
        config: Config {
            diagrams: DiagramMode::Svg,
            ..Config::default()
        },
        diagrams: Diagrams::new(true, drawing),
        ..input(drawing.then_some(html), drawing, &BTreeMap::new())
    };
    let path = Some("a.md".to_owned());
    let chapter = Chapter {
        name: "a".to_owned(),
        path: path.clone(),
        source_path: path,
        content: PAGE.to_owned(),
    };
    engine::run(&input, vec![chapter])
}

/// The texts of a page's scripts.
fn scripts(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => inside = &*tag.name == b"script",
            Token::String(text) if inside => {
                found.push(String::from_utf8_lossy(&text).into_owned());
            }
            _ => inside = false,
        }
    }
    found
}

/// The page leads nowhere, loads nothing and runs nothing.
fn is_harmless(page: &str) {
    let mut in_style = false;
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(!ELEMENTS.contains(&name.as_str()), "<{name}>: {page}");
                in_style = name == "style";
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key).into_owned();
                    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
                    assert!(!key.starts_with("on") && key != "src", "{key}: {page}");
                    // A drawing may lead where its source leads.
                    let is_known = value.starts_with('#') || SOURCE.contains(&value);
                    let leads = key.ends_with("href") && !is_known;
                    assert!(!leads, "{key}={value}: {page}");
                    loads_nothing(&value, page);
                }
            }
            Token::String(text) if in_style => {
                loads_nothing(&String::from_utf8_lossy(&text).to_ascii_lowercase(), page);
            }
            Token::EndTag(_) => in_style = false,
            _ => {}
        }
    }
}

/// CSS, or what could be some, asks for no file and reaches nothing outside the drawing.
fn loads_nothing(css: &str, page: &str) {
    for (at, _) in css.match_indices("url(") {
        assert!(css[at..].starts_with("url(#"), "{css}: {page}");
    }
    assert!(
        !css.contains("@import") && !css.contains("image-set"),
        "{css}: {page}"
    );
    assert!(
        !css.contains(",body") && !css.contains("}body"),
        "{css}: {page}"
    );
}
