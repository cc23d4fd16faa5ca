//! The cache's reader: the input is what an entry of the cache says was drawn, or found wrong.
//! `cargo xtask fuzz` gives it a cache folder of its own.
#![no_main]

use mdbook_patterns::config::{Config, DiagramMode};
use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine::{self, Chapter, Input};
use mdbook_patterns::render::Target;
use mdbook_patterns_fuzz::invariants::input;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

/// No diagram, so that looking at it anew takes no time.
const SOURCE: &str = "x\n";
const PAGE: &str = "# T\n\n```mermaid\nx\n```\n";

/// The entry's file for checking and for drawing, and what it says before the result.
static ENTRIES: LazyLock<[(PathBuf, String); 2]> = LazyLock::new(|| {
    let folder = std::env::var_os("XDG_CACHE_HOME").expect("XDG_CACHE_HOME is set");
    let folder = PathBuf::from(folder).join("mdbook-patterns/diagrams");
    let _ = fs::remove_dir_all(&folder);
    [false, true].map(|drawing| {
        let _ = Diagrams::new(true, drawing).check(SOURCE);
        let kind = if drawing { "draw" } else { "check" };
        let files = fs::read_dir(&folder).unwrap().flatten();
        let mut files = files.map(|entry| entry.path());
        let is_kind = |path: &PathBuf| path.to_string_lossy().contains(&format!("{kind}-"));
        let file = files.find(is_kind).expect("an entry is written");
        let text = fs::read_to_string(&file).unwrap();
        let (head, _) = text.split_once("\"result\":").unwrap();
        (file, format!("{head}\"result\":"))
    })
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for (drawing, (file, head)) in [false, true].into_iter().zip(&*ENTRIES) {
        fs::write(file, [head.as_bytes(), bytes, b"}"].concat()).unwrap();
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
        let outcome = engine::run(&input, vec![chapter]);
        for located in &outcome.diagnostics {
            assert!(
                PAGE.get(located.place.span.range()).is_some(),
                "{located:?}"
            );
        }
    }
});
