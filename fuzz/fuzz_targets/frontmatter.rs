//! The YAML at the top of a page: every value and every problem at its own bytes.
#![no_main]

use mdbook_patterns::page::frontmatter::{Frontmatter, texts};
use mdbook_patterns::page::yaml::{Node, Value};
use mdbook_patterns::template::fields::is_field;
use mdbook_patterns::text::span::{Span, Text};

libfuzzer_sys::fuzz_target!(|text: &str| {
    look(text);
    look(&format!("---\n{text}\n---\n"));
});

fn look(text: &str) {
    let found = Frontmatter::parse(text, is_field);
    let holds = |span: Span<Text>| {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    };
    holds(found.span);
    holds(found.yaml);
    for problem in &found.problems {
        holds(problem.span);
        if let Some((span, _)) = &problem.related {
            holds(*span);
        }
    }
    for entry in found.entries() {
        holds(entry.key_span);
        node(&entry.value, &holds);
        texts(&entry.value);
    }
    assert!(found.problems.is_empty() || found.entries().is_empty());
}

fn node(found: &Node, holds: &impl Fn(Span<Text>)) {
    holds(found.span);
    match &found.value {
        Value::Null | Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| node(item, holds)),
        Value::Map(entries) => {
            for entry in entries {
                holds(entry.key_span);
                node(&entry.value, holds);
            }
        }
    }
}
