use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::{Kind, Marker, html};
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "visual-share",
    summary: "tables, diagrams and boxes under 80% of the body's content lines",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "min",
        default: OptionDefault::Number(0.8),
        summary: "the least share of the body's content lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("visual_share.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let lines = classify(page);
    let count = |class: Line| lines.iter().filter(|line| **line == class).count();
    let (visual, text) = (count(Line::Visual), count(Line::Text));
    let min = cx.number("min");
    if visual + text == 0 {
        return;
    }
    let share = as_f64(visual) / as_f64(visual + text);
    if share >= min {
        return;
    }
    let diagnostic = cx.report(
        page.top(),
        format!(
            "tables, diagrams and boxes are {:.1}% of the content ({visual} of {} lines), at least {:.1}% is expected",
            share * 100.0,
            visual + text,
            min * 100.0,
        ),
    );
    if let Some((span, lines)) = wordiest(page, &lines) {
        let s = if lines == 1 { "" } else { "s" };
        diagnostic.also(
            span,
            format!("the most text: {lines} line{s} under this heading"),
        );
    }
    diagnostic.help("turn lists and explanations into tables, diagrams or boxes, or shorten them");
}

/// What a line counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// No content: a heading, code, bare HTML, a comment, nothing.
    Other,
    /// An HTML heading or summary: a title of a box, or else no content.
    Title,
    /// Running text, lists, task lists, card grids.
    Text,
    /// A table, a diagram or a line of a box.
    Visual,
}

fn classify(page: &Page<'_>) -> Vec<Line> {
    let mut lines = vec![Line::Other; page.lines.count()];
    let mut mark = |span: Range<usize>, class: Line| {
        for line in page.lines.touched(span) {
            let blank = page.text[page.lines.span(line)].trim().is_empty();
            if let Some(slot) = lines
                .get_mut(line)
                .filter(|slot| !blank && **slot != Line::Visual)
            {
                *slot = class;
            }
        }
    };
    let mut index = 0;
    while let Some(node) = page.nodes.get(index) {
        index = match &node.kind {
            Kind::Table => {
                mark(node.span.clone(), Line::Visual);
                node.end
            }
            kind if kind.is_drawing() => {
                mark(node.span.clone(), Line::Visual);
                node.end
            }
            Kind::Code { .. } | Kind::Heading { .. } => node.end,
            Kind::Text | Kind::InlineCode | Kind::Image { .. } => {
                mark(node.span.clone(), Line::Text);
                index + 1
            }
            Kind::Html => {
                for (span, class) in html_lines(&page.text[node.span.clone()]) {
                    let start = node.span.start;
                    mark(start + span.start..start + span.end, class);
                }
                node.end
            }
            _ => index + 1,
        };
    }
    for span in page.boxes() {
        let touched = page.lines.touched(span);
        for slot in lines.get_mut(touched).into_iter().flatten() {
            if matches!(slot, Line::Text | Line::Title) {
                *slot = Line::Visual;
            }
        }
    }
    for admonition in page
        .admonitions()
        .iter()
        .filter(|a| a.marker != Marker::Tab)
    {
        if let Some(slot) = lines.get_mut(page.lines.line(admonition.header.start)) {
            *slot = Line::Visual;
        }
    }
    lines
}

/// Elements whose content is not text for the reader, or is code.
const NO_TEXT: &[&str] = &["script", "style", "svg", "pre"];

/// The pieces of text in a block of HTML.
fn html_lines(html: &str) -> Vec<(Range<usize>, Line)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut hidden: Option<&str> = None;
    for item in html::scan(html) {
        let (html::Item::Open { span, .. }
        | html::Item::Close { span, .. }
        | html::Item::Comment { span, .. }) = &item;
        if hidden.is_none() {
            pieces.push(at..span.start);
        }
        at = span.end;
        match item {
            html::Item::Open {
                name,
                self_closing: false,
                ..
            } if hidden.is_none() => {
                hidden = NO_TEXT
                    .iter()
                    .copied()
                    .find(|n| name.eq_ignore_ascii_case(n));
            }
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
    for piece in pieces {
        let mut start = piece.start;
        for line in html[piece].split_inclusive('\n') {
            let span = start..start + line.len();
            start = span.end;
            // Inside a quote, the slice holds the markers of its lines.
            let text = line.trim_matches(|c: char| c.is_whitespace() || c == '>');
            if !text.is_empty() {
                let from = html[..span.start].rfind('\n').map_or(0, |at| at + 1);
                let class = if is_title(html[from..].trim_start()) {
                    Line::Title
                } else {
                    Line::Text
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

/// The heading with the most text before the next one, and how many lines that is.
fn wordiest(page: &Page<'_>, lines: &[Line]) -> Option<(Range<usize>, usize)> {
    let line_of = |offset: usize| page.lines.line(offset);
    let starts: Vec<usize> = page
        .headings
        .iter()
        .map(|h| line_of(h.span.start))
        .collect();
    let text = starts.iter().enumerate().map(|(index, start)| {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let own = lines.get(*start..end).unwrap_or(&[]);
        (
            *start,
            own.iter().filter(|line| **line == Line::Text).count(),
        )
    });
    let (line, count) = text.rev().max_by_key(|(_, count)| *count)?;
    (count > 0).then(|| (page.line_text(line), count))
}

fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
