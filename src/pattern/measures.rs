//! How long a page is and what it is made of: what rules judge and `status` shows.

use crate::page::{Kind, Page};
use crate::pattern::Reading;
use crate::text::html;
use crate::text::span::{Span, Text};
use std::ops::Range;

/// What a page is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// Source lines, as `page-length` counts them.
    pub lines: usize,
    /// Lines of the body, as `code-share` counts them.
    pub body: usize,
    /// Of those, lines of code.
    pub code: usize,
    /// Content lines, as `visual-share` counts them.
    pub content: usize,
    /// Of those, lines of tables, diagrams and boxes.
    pub visual: usize,
    /// Different diagrams, as `diagram-count` counts them.
    pub diagrams: usize,
}

impl Measures {
    /// Measures a page.
    pub fn of(pattern: &Reading<'_>) -> Measures {
        let (page, lines) = (pattern.page, pattern.lines());
        let count = |class: LineClass| lines.iter().filter(|line| **line == class).count();
        Measures {
            lines: source_lines(page).count(),
            body: page.body_lines(),
            code: code_blocks(pattern).iter().map(|(_, lines)| lines).sum(),
            content: count(LineClass::Visual) + count(LineClass::Text),
            visual: count(LineClass::Visual),
            diagrams: diagrams(pattern).0,
        }
    }

    /// The share of code in the body; `None` without a body.
    pub fn code_share(&self) -> Option<f64> {
        share(self.code, self.body)
    }

    /// The share of tables, diagrams and boxes in the content; `None` without content.
    pub fn visual_share(&self) -> Option<f64> {
        share(self.visual, self.content)
    }
}

/// A part of a whole; `None` of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (whole > 0).then(|| number(part) / number(whole))
}

/// The lines that end, as `wc -l` counts them, outside template-instruction blocks.
pub fn source_lines(page: &Page<'_>) -> impl Iterator<Item = usize> {
    let mut blocks = page.instructions.spans.iter().peekable();
    let (end, is_ended) = (page.text.len(), page.text.ends_with('\n'));
    page.own_lines().filter(move |line| {
        let span = page.lines.span(*line);
        while blocks.next_if(|block| block.end <= span.start).is_some() {}
        let in_block = blocks.peek().is_some_and(|block| block.start < span.end);
        !in_block && (is_ended || span.end < end)
    })
}

/// The code blocks in order, each with its lines, fences included.
pub fn code_blocks(pattern: &Reading<'_>) -> Vec<(Span<Text>, usize)> {
    let mut blocks = Vec::new();
    let mut next_line = 0;
    for (_, node) in pattern.code().filter(|(_, node)| node.kind.is_code()) {
        // Two blocks of a list item can share a line; no line counts twice.
        let touched = pattern.page.lines.touched(node.span.range());
        let lines = touched.end.saturating_sub(touched.start.max(next_line));
        next_line = next_line.max(touched.end);
        blocks.push((node.span, lines));
    }
    blocks
}

/// What a line counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineClass {
    /// No content: a heading, code, bare HTML, a comment, a list of nothing but links, nothing.
    Other,
    /// An HTML heading or summary: a title of a box, or else no content.
    Title,
    /// Running text, lists, task lists, card grids.
    Text,
    /// A table, a diagram or a line of a box.
    Visual,
}

/// What each line of a page counts as.
pub(super) fn classify(pattern: &Reading<'_>) -> Vec<LineClass> {
    let page = pattern.page;
    let mut lines = vec![LineClass::Other; page.lines.count()];
    let mut marked = (0..0, LineClass::Other);
    let mut mark = |span: Range<usize>, class: LineClass| {
        let (line, last) = &marked;
        // Much text is of pieces on one line.
        if class == *last && line.contains(&span.start) && span.end <= line.end {
            return;
        }
        let touched = page.lines.touched(span);
        marked = (page.lines.span(touched.end - 1), class);
        for line in touched {
            let blank = || page.text[page.lines.span(line)].trim_start().is_empty();
            let slot = lines.get_mut(line);
            if let Some(slot) = slot.filter(|slot| **slot != LineClass::Visual && !blank()) {
                *slot = class;
            }
        }
    };
    let mut lists_of_links = pattern.lists_of_links().iter().peekable();
    let mut index = 0;
    while let Some(node) = page.nodes.get(index) {
        if lists_of_links.next_if_eq(&&index).is_some() {
            index = node.end;
            continue;
        }
        index = match &node.kind {
            Kind::Table => {
                mark(node.span.range(), LineClass::Visual);
                node.end
            }
            kind if kind.is_drawing() => {
                mark(node.span.range(), LineClass::Visual);
                node.end
            }
            Kind::Code { .. } | Kind::Heading { .. } | Kind::Title => node.end,
            Kind::Text | Kind::InlineCode | Kind::Image { .. } => {
                mark(node.span.range(), LineClass::Text);
                index + 1
            }
            Kind::Html => {
                for (span, class) in html_lines(&page[node.span], page.html_items(node)) {
                    let start = node.span.start;
                    mark(start + span.start..start + span.end, class);
                }
                node.end
            }
            _ => index + 1,
        };
    }
    for span in page.boxes() {
        let touched = page.lines.touched(span.range());
        for slot in lines.get_mut(touched).into_iter().flatten() {
            if matches!(slot, LineClass::Text | LineClass::Title) {
                *slot = LineClass::Visual;
            }
        }
    }
    for admonition in page.blocks().iter().filter(|a| a.marker.is_box()) {
        if let Some(slot) = lines.get_mut(page.lines.line(admonition.header.start)) {
            *slot = LineClass::Visual;
        }
    }
    lines
}

/// The pieces of text in a block of HTML: not code, not a drawing's, not what readers do not see.
fn html_lines(html: &str, items: html::Tokenizer<'_>) -> Vec<(Range<usize>, LineClass)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut hidden: Option<&str> = None;
    let hides = |name: &str| name.eq_ignore_ascii_case("pre") || html::is_drawing(name);
    for item in items {
        let span = item.span();
        if hidden.is_none() {
            pieces.push(at..span.start);
        }
        at = span.end;
        match item {
            html::Item::Raw { element, span } if hidden.is_none() && !html::is_unseen(element) => {
                pieces.push(span);
            }
            html::Item::Open {
                name,
                self_closing: false,
                ..
            } if hidden.is_none() && hides(name) => hidden = Some(name),
            html::Item::Close { name, .. }
                if hidden.is_some_and(|h| name.eq_ignore_ascii_case(h)) =>
            {
                hidden = None;
            }
            _ => {}
        }
    }
    if hidden.is_none() {
        pieces.push(at..html.len());
    }
    let mut found = Vec::new();
    // Where the line begins at whose pieces we are, how far that is known, and whether it is a title's.
    let (mut from, mut known, mut titled) = (0, 0, None);
    for piece in pieces {
        let mut start = piece.start;
        for line in html[piece].split_inclusive('\n') {
            let span = start..start + line.len();
            start = span.end;
            // Inside a quote, the slice holds the markers of its lines.
            let text = line.trim_matches(|c: char| c.is_whitespace() || c == '>');
            if !text.is_empty() {
                if let Some(at) = html[known..span.start].rfind('\n') {
                    (from, titled) = (known + at + 1, None);
                }
                known = span.start;
                let of_line = || is_title(html[from..].trim_start());
                let class = if *titled.get_or_insert_with(of_line) {
                    LineClass::Title
                } else {
                    LineClass::Text
                };
                found.push((span, class));
            }
        }
    }
    found
}

/// Whether a line of HTML begins with an element that is a title.
fn is_title(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else {
        return false;
    };
    let name: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    matches!(
        name.to_ascii_lowercase().as_str(),
        "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// How many different diagrams a page has, and the first lines of repeated ones.
pub fn diagrams(pattern: &Reading<'_>) -> (usize, Vec<Span<Text>>) {
    let mut different = 0;
    let mut repeated = Vec::new();
    for (place, (diagram, first)) in pattern.drawings().enumerate() {
        if first == place {
            different += 1;
        } else {
            repeated.push(pattern.page.first_line(diagram.span));
        }
    }
    (different, repeated)
}
