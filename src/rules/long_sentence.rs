use crate::diagnostic::LintLevel;
use crate::page::{Kind, Node, Page, Paragraph, prose};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

pub static RULE: Rule = Rule {
    name: "long-sentence",
    summary: "a sentence over 40 words",
    level: LintLevel::Allow,
    scope: Scope::Documents,
    tiers: &[],
    options: &[OptionSpec {
        name: "max-words",
        default: OptionDefault::Count(40),
        summary: "words of one sentence",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("long_sentence.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max-words");
    for paragraph in page.paragraphs() {
        let text = Text::of(page, &paragraph);
        let mut at = 0;
        for sentence in text.text.split_sentence_bounds() {
            let start = at;
            at += sentence.len();
            let words = prose::words(sentence);
            if words > max {
                let end = start + sentence.trim_end().len();
                cx.report(
                    page.first_line(Span::new(text.source(page, start..end))),
                    format!("a sentence of {words} words, at most {max} are expected"),
                )
                .more(words)
                .help("make two of it, or leave out what adds nothing");
            }
        }
    }
}

/// A paragraph's text and where its pieces come from.
#[derive(Default)]
struct Text {
    text: String,
    /// Each piece's place in `text` and in the page's text.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Text {
    fn of(page: &Page<'_>, paragraph: &Paragraph) -> Text {
        let mut found = Text::default();
        let mut at = paragraph.nodes.start;
        for (index, piece) in page.pieces(paragraph) {
            // What the author put on a line of its own is not the same sentence.
            if page.nodes[at..=index]
                .iter()
                .any(|node| ends_line(page, node))
            {
                found.text.push('\n');
            }
            at = index + 1;
            let span = page.nodes[index].span;
            found.pieces.push((found.text.len(), span.range()));
            found.text.push_str(piece);
        }
        found
    }

    /// Where the bytes `span` of the text stand on the page.
    fn source(&self, page: &Page<'_>, span: Range<usize>) -> Range<usize> {
        let place = |offset: usize, behind: usize| {
            let (start, source) = &self.pieces[behind.checked_sub(1)?];
            let at = source.start + (offset - start);
            // A piece may be shorter than its source or longer, as an entity is.
            let inside = at <= source.end && page.text.is_char_boundary(at);
            Some(if inside { at } else { source.end })
        };
        let first = self
            .pieces
            .partition_point(|(start, _)| *start <= span.start);
        let last = self.pieces.partition_point(|(start, _)| *start < span.end);
        let start = place(span.start, first).unwrap_or(0);
        start..place(span.end, last).unwrap_or(start).max(start)
    }
}

fn ends_line(page: &Page<'_>, node: &Node) -> bool {
    let source = &page[node.span];
    match node.kind {
        Kind::Break => source.contains('\\') || source.contains("  "),
        Kind::InlineHtml => source
            .get(..3)
            .is_some_and(|tag| tag.eq_ignore_ascii_case("<br")),
        _ => false,
    }
}
