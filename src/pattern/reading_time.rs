//! How long a reader needs.

use crate::page::{Kind, Page, prose};
use crate::text::lines;
use crate::text::span::{Span, Text};

/// How fast a reader is, as a book has it.
#[derive(Debug, Clone, Copy)]
pub struct Speed {
    /// Words a minute.
    pub words_per_minute: usize,
    /// Seconds for a diagram.
    pub diagram: usize,
    /// Seconds for a table's row.
    pub row: usize,
    /// Seconds for a line of code.
    pub code_line: usize,
}

/// What there is to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Words outside tables, code and diagrams.
    pub words: usize,
    /// Diagrams, images with a file among them.
    pub diagrams: usize,
    /// Table rows: the header row counts, the delimiter row does not.
    pub rows: usize,
    /// Lines between the fences of code blocks.
    pub code_lines: usize,
}

impl Amount {
    /// Counts what starts inside `span` of the page's text.
    pub fn of(page: &Page<'_>, span: Span<Text>) -> Amount {
        Amount::with(page, span, &mut String::new())
    }

    /// The same in a text that is made only once for many.
    fn with(page: &Page<'_>, span: Span<Text>, text: &mut String) -> Amount {
        let mut amount = Amount::default();
        text.clear();
        let mut behind = 0;
        for (index, node) in page.within(span) {
            if index < behind {
                continue;
            }
            match &node.kind {
                Kind::Table => {
                    amount.rows += page.children(index).count();
                    behind = node.end;
                }
                kind if kind.is_drawing() => {
                    amount.diagrams += 1;
                    behind = node.end;
                }
                Kind::Code { .. } => {
                    amount.code_lines += lines::count(page.text_of(node));
                    behind = node.end;
                }
                // Titles of boxes are short, and not what takes time.
                Kind::Image { .. } | Kind::Title => behind = node.end,
                Kind::Text | Kind::InlineCode | Kind::Break => text.push_str(page.text_of(node)),
                Kind::Html => text.extend(page.visible_pieces(node)),
                Kind::Emphasis | Kind::Strong | Kind::Link { .. } | Kind::Other => {}
                // Anything else separates words.
                _ => text.push('\n'),
            }
        }
        amount.words = prose::words(text);
        amount
    }

    /// The sum of two.
    #[must_use]
    pub fn and(self, other: Amount) -> Amount {
        Amount {
            words: self.words + other.words,
            diagrams: self.diagrams + other.diagrams,
            rows: self.rows + other.rows,
            code_lines: self.code_lines + other.code_lines,
        }
    }

    /// The time for it in seconds.
    #[allow(clippy::cast_precision_loss)] // No page has 2^52 words.
    pub fn seconds(self, speed: Speed) -> f64 {
        let words = self.words as f64 * 60.0 / speed.words_per_minute as f64;
        let pieces = [
            (self.diagrams, speed.diagram),
            (self.rows, speed.row),
            (self.code_lines, speed.code_line),
        ];
        words
            + pieces
                .iter()
                .map(|(count, seconds)| *count as f64 * *seconds as f64)
                .sum::<f64>()
    }

    /// In words: `1200 words, 3 diagrams, 12 table rows and 40 lines of code`.
    pub fn describe(self) -> String {
        let parts: Vec<String> = [
            (self.words, "word", "words"),
            (self.diagrams, "diagram", "diagrams"),
            (self.rows, "table row", "table rows"),
            (self.code_lines, "line of code", "lines of code"),
        ]
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
        match parts.as_slice() {
            [] => "nothing to read".to_owned(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

/// What there is to read of a page up to its first heading and from each heading to the next, with
/// where that begins.
pub(super) fn by_headings(page: &Page<'_>) -> Vec<(usize, Amount)> {
    let starts = page.headings.iter().map(|heading| heading.span.start);
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let ends = starts[1..].iter().copied().chain([page.text.len()]);
    let mut text = String::new();
    let pieces = starts.iter().zip(ends);
    let pieces = pieces.map(|(start, end)| {
        let span = Span::new(*start..end);
        (*start, Amount::with(page, span, &mut text))
    });
    pieces.collect()
}

/// The same as [`Amount::of`] of a span that begins and ends with such pieces; `None` of any other.
/// A heading stands in nothing that is counted as one, and ends a word.
pub(super) fn sum(pieces: &[(usize, Amount)], span: Span<Text>, end: usize) -> Option<Amount> {
    let place = |at: usize| pieces.binary_search_by_key(&at, |(start, _)| *start).ok();
    let first = place(span.start)?;
    let behind = if span.end == end {
        pieces.len()
    } else {
        place(span.end)?
    };
    let inside = pieces.get(first..behind)?.iter();
    Some(inside.fold(Amount::default(), |sum, (_, amount)| sum.and(*amount)))
}

/// A time as people read it: `45 s`, `7 min`, `7 min 5 s`; begun seconds count.
pub fn show(seconds: f64) -> String {
    let seconds = seconds.max(0.0).ceil();
    let minutes = (seconds / 60.0).floor();
    match (minutes, seconds - minutes * 60.0) {
        (0.0, rest) => format!("{rest} s"),
        (minutes, 0.0) => format!("{minutes} min"),
        (minutes, rest) => format!("{minutes} min {rest} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Speed, by_headings, show, sum};
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use crate::text::span::Span;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn what_counts() {
        let text = "# Two Words\n\nDon't **un**do `this`.\n\n- one\n- two <!-- no -->\n\n<p>html</p>\n\n\
            | a | b |\n|---|---|\n| c | d |\n\n```rust\nlet x;\n\nlet y;\n```\n\n\
            <details>\n\n~~~mermaid\ngraph TD\n~~~\n\n</details>\n\n![alt](a.png) ![badge](https://x.y/z.svg)\n";
        let mut page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        page.mark_images_with_files(|dest| dest == "a.png");
        let expected = Amount {
            words: 8,
            diagrams: 2,
            rows: 2,
            code_lines: 3,
        };
        assert_eq!(Amount::of(&page, Span::new(0..text.len())), expected);
    }

    #[test]
    fn what_stands_under_headings_adds_up() {
        let text = "Words **be**fore.\n\n# A title\n\n> ## Quoted\n>\n> text\n\n## One\n\n| a |\n|---|\n| c |\n\n\
            ### Two\n\n```\n# code\n```\n\n- # Three\n\n    four `five`\n\n## Six\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let pieces = by_headings(&page);
        let spans = page.headings.iter().map(|it| page.section_span(it));
        for span in spans.chain([Span::new(0..text.len())]) {
            let sum = sum(&pieces, span, text.len());
            assert_eq!(sum, Some(Amount::of(&page, span)), "{}", &page[span]);
        }
        assert_eq!(sum(&pieces, Span::new(1..text.len()), text.len()), None);
    }

    #[test]
    fn seconds_and_their_words() {
        let amount = Amount {
            words: 119,
            diagrams: 1,
            rows: 2,
            code_lines: 3,
        };
        let speed = Speed {
            words_per_minute: 238,
            diagram: 12,
            row: 4,
            code_line: 3,
        };
        assert!((amount.seconds(speed) - 59.0).abs() < 1e-9);
        assert_eq!(
            amount.describe(),
            "119 words, 1 diagram, 2 table rows and 3 lines of code"
        );
        assert_eq!(Amount::default().describe(), "nothing to read");
        assert_eq!(
            [show(0.2), show(60.0), show(301.5), show(-1.0)],
            ["1 s", "1 min", "5 min 2 s", "0 s"]
        );
    }
}
