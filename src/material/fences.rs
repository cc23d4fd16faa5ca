//! Whether a piece of Markdown ends inside a fence that would swallow what follows.

use crate::text::fences::run;
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

/// The line that closes the fence in which `text` ends; `None` where it ends in none.
pub(super) fn closing(text: &str, options: &MarkdownOptions) -> Option<String> {
    let marks: Vec<_> = text
        .lines()
        .filter_map(|line| run(line.trim_start()))
        .collect();
    // Fences of one kind come in pairs, and need no parser.
    if marks.len() % 2 == 0 && marks.windows(2).all(|pair| pair[0] == pair[1]) {
        return None;
    }
    // What a blank line and a word behind it are, the parser says.
    let probe = format!("{}\n\nx\n", text.trim_end_matches(['\r', '\n']));
    let code = new_cmark_parser(&probe, options)
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(range),
            _ => None,
        })
        .last()?;
    if code.end < probe.len() - 1 {
        return None;
    }
    let fence = &probe[code.start..];
    let mark = fence.chars().next()?;
    Some(fence.chars().take_while(|c| *c == mark).collect())
}
