//! A call of mdBook's, whatever stands in it: read, configured, run and written as a build does, without a disk.
#![no_main]

use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine;
use mdbook_patterns::host::book_toml::BookToml;
use mdbook_patterns::host::protocol;
use mdbook_patterns::render::Target;
use mdbook_patterns_fuzz::invariants::input;
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
    let before = call.book().clone();
    let chapters = call.take_chapters();
    let count = chapters.len();
    // Nothing else than the texts changes.
    let texts = chapters.iter().map(|chapter| chapter.content.clone());
    let texts = texts.collect::<Vec<_>>();
    call.put_chapters(texts);
    assert_eq!(call.book(), &before);
    let outcome = engine::run(&input, chapters);
    assert_eq!(outcome.rendered.len(), count);
    call.put_chapters(outcome.rendered);
    serde_json::to_vec(call.book()).unwrap();
});
