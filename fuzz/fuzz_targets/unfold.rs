//! Blocks and elements unfolded, the text parsed: everything at its own bytes, in both texts.
#![no_main]

use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
    let out = page.unfolded();
    for node in &page.nodes {
        assert!(out.get(node.out.range()).is_some(), "{node:?}");
        let source = page.source_range(node.out);
        assert!(
            text.get(source.range()).is_some(),
            "{node:?} from {source:?}"
        );
        assert!(text.get(node.span.range()).is_some(), "{node:?}");
        page.text_of(node);
    }
    for block in page.blocks() {
        for span in [
            block.header,
            block.body,
            block.kind_span,
            block.title_span,
            block.span(),
        ] {
            assert!(text.get(span.range()).is_some(), "{block:?}");
        }
    }
    for frame in page.frames() {
        for span in [frame.open, frame.title, frame.close] {
            assert!(out.get(span.range()).is_some(), "{frame:?}");
        }
    }
    for change in &page.markup.changes {
        assert!(change.span.of(out).is_some(), "{change:?}");
    }
});
