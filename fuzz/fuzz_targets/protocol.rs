//! A call of mdBook's, whatever stands in it: read, configured, run and written as a build does, without a disk.
#![no_main]

use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine;
use mdbook_patterns::host::book_toml::BookToml;
use mdbook_patterns::host::protocol;
use mdbook_patterns::render::Target;
use mdbook_patterns_fuzz::invariants::input;
use serde_json::Value;
use std::collections::BTreeMap;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(mut call) = protocol::parse(bytes) else {
        return;
    };
    let read = BookToml::read(&call.settings.table);
    let target = match call.renderer.as_str() {
        "html" => Target::Html {
            panel: call.settings.serving,
            stylesheet: !call.settings.installed.css,
            script: !call.settings.installed.js,
        },
        _ => Target::Markdown,
    };
    let input = engine::Input {
        src: call.settings.src.clone(),
        config: read.config,
        rules: read.rules,
        markdown: call.settings.markdown,
        diagrams: Diagrams::new(false, false),
        ..input(Some(target), false, &BTreeMap::new())
    };
    let before: Value = serde_json::from_slice(bytes).unwrap();
    let chapters = call.take_chapters();
    let count = chapters.len();
    // Nothing else than the texts changes.
    let texts = chapters.iter().map(|chapter| chapter.content.as_str().into());
    let mut written = Vec::new();
    call.write(texts.collect(), &mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), before[1].to_string());
    let outcome = engine::run(&input, chapters);
    assert_eq!(outcome.rendered.len(), count);
    let mut written = Vec::new();
    call.write(outcome.rendered, &mut written).unwrap();
    serde_json::from_slice::<Value>(&written).unwrap();
});
