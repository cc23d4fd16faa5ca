//! Where Python-Markdown and CommonMark read the same characters differently: they are
//! written as CommonMark has to see them to read the same.

use super::references::References;
use super::runs::{Runs, is_inline};
use super::{heading_braces, math, signs, spaced_links};
use crate::material::markup::is_escaped;
use crate::text::edit::Edit;
use crate::text::span::{Local, Span, Spans};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use memchr::memmem;
use std::ops::Range;

/// Nothing to be seen, but punctuation for the rules of emphasis, and behind braces no end of a heading.
pub(super) const EDGE: &str = "<!-- -->";

/// What [`edits`] finds.
#[derive(Default)]
pub struct Respelled {
    /// The edits that a text needs; most texts need none.
    pub edits: Vec<Edit>,
    /// References to headings that no page of the book has, and the ids that they give.
    pub unresolved: Vec<(Span<Local>, String)>,
}

/// The edits for a text with these events; `page` is the page's text that it came from, `references`
/// are the book's headings where references lead to them without a definition.
pub fn edits(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    page: &str,
    references: Option<&References>,
) -> Respelled {
    let Respelled {
        mut edits,
        mut unresolved,
    } = Respelled::default();
    if may_have_edges(text) {
        edges(text, events, &mut edits);
    }
    let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let has_braces = heading_braces::may_occur(text);
    let has_languages = has("`#!") || has("`:::");
    let mut columns = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { .. }) if has_braces => {
                heading_braces::edits(&text[range.clone()], range.start, &mut edits);
            }
            Event::Code(_) if has_languages => {
                language(&text[range.clone()], range.start, page, &mut edits);
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => pipes(text, range.clone(), columns, &mut edits),
            _ => {}
        }
    }
    spaced_links::edits(text, events, page, &mut edits);
    if let Some(references) = references {
        references.edits(text, events, &mut edits, &mut unresolved);
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if !edits.is_empty() || !unresolved.is_empty() {
        let runs = Runs::of(events, |_| false);
        let formulas = math::find(text, events, &runs, |_| false);
        edits.retain(|edit| math::at(&formulas, edit.span.start).is_none());
        unresolved.retain(|(span, _)| math::at(&formulas, span.start).is_none());
    }
    Respelled { edits, unresolved }
}

/// Makes `**` open and close where no space stands between words.
fn edges(text: &str, events: &[(Event<'_>, Range<usize>)], edits: &mut Vec<Edit>) {
    let mut images = 0usize;
    // The `**` of a block: outside of code, every other one closes.
    let mut marks = Vec::new();
    for (event, range) in events {
        let ends_text = match event {
            Event::Start(tag) => !is_inline(tag.to_end()),
            Event::End(tag) => !is_inline(*tag),
            _ => false,
        };
        if ends_text {
            take_marks(text, &mut marks, edits);
        }
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Start(Tag::Strong) if images == 0 => {
                marks.extend([range.start, range.end.saturating_sub(2)]);
            }
            Event::Text(_) if images == 0 => {
                // The parser may hand over each asterisk by itself.
                let found = memchr::memchr_iter(b'*', text[range.clone()].as_bytes());
                marks.extend(found.map(|at| range.start + at));
            }
            _ => {}
        }
    }
}

/// Takes a block's marks.
fn take_marks(text: &str, marks: &mut Vec<usize>, edits: &mut Vec<Edit>) {
    if marks.is_empty() {
        return;
    }
    marks.retain(|at| {
        let bytes = text.as_bytes();
        let star = |at: usize| bytes.get(at) == Some(&b'*');
        star(*at) && star(at + 1) && !star(at + 2) && !(*at > 0 && star(at - 1))
    });
    marks.sort_unstable();
    marks.dedup();
    let sides = [Side::Opens, Side::Closes].into_iter().cycle();
    let found = marks.drain(..).zip(sides);
    edits.extend(found.filter_map(|(at, side)| edge(text, at, side)));
}

#[derive(Clone, Copy)]
enum Side {
    Opens,
    Closes,
}

fn may_have_edges(text: &str) -> bool {
    let bytes = text.as_bytes();
    // No letter of these scripts is one of ASCII.
    let is_far = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
    memmem::find_iter(bytes, "**").any(|at| {
        (is_far(bytes[..at].last()) || is_far(bytes.get(at + 2)))
            && (edge(text, at, Side::Opens).is_some() || edge(text, at, Side::Closes).is_some())
    })
}

/// Scripts without spaces between words: in CommonMark, `**` between a letter of theirs
/// and a bracket or quotation mark neither opens nor closes.
fn edge(text: &str, at: usize, side: Side) -> Option<Edit> {
    let before = text[..at].chars().next_back()?;
    let behind = text[at + 2..].chars().next()?;
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && c != '*';
    match side {
        Side::Opens if is_unspaced(before) && is_mark(behind) => Some(Edit::insert(at, EDGE)),
        Side::Closes if is_mark(before) && is_unspaced(behind) => Some(Edit::insert(at + 2, EDGE)),
        _ => None,
    }
}

/// Letters of Chinese, Japanese and Korean.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11ff | 0x3041..=0x318f | 0x31a0..=0x31ff | 0x3400..=0x9fff
        | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
        && c.is_alphanumeric()
}

/// Languages that certainly are none of the names that other tools have behind `:::`.
const LANGUAGES: [&str; 16] = [
    "bash", "c", "cpp", "css", "go", "html", "java", "js", "json", "py", "python", "rust", "sh",
    "sql", "ts", "yaml",
];

/// `` `#!python x` `` and `` `:::python x` ``: code with its language in front.
fn language(code: &str, start: usize, page: &str, edits: &mut Vec<Edit>) {
    let inner = code.trim_start_matches('`');
    let at = start + code.len() - inner.len();
    let colons = inner.strip_prefix(":::");
    let Some(rest) = inner.strip_prefix("#!").or(colons) else {
        return;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_');
    let behind = rest.trim_start_matches(is_name);
    let len = rest.len() - behind.len();
    let code = behind.trim_start_matches(' ');
    if colons.is_some() && !LANGUAGES.contains(&&rest[..len]) && !signs::shown(page) {
        return;
    }
    if len > 0 && code.len() < behind.len() && !code.trim_matches('`').is_empty() {
        edits.push(Edit::delete(at..at + inner.len() - code.len()));
    }
}

/// `|` in a row's code, where it makes cells too many for the table: GitHub's Markdown
/// divides there and drops what is left over.
fn pipes(text: &str, row: Range<usize>, columns: usize, edits: &mut Vec<Edit>) {
    let line = text[row.clone()].trim_end();
    if !line.contains('`') {
        return;
    }
    let all: Vec<usize> = memchr::memchr_iter(b'|', line.as_bytes())
        .filter(|at| !is_escaped(line, *at))
        .collect();
    let is_last = all.last().is_some_and(|at| at + 1 == line.len());
    let ends = usize::from(line.starts_with('|')) + usize::from(is_last);
    let cells = |pipes: usize| (pipes + 1).saturating_sub(ends);
    if cells(all.len()) <= columns {
        return;
    }
    let code: Spans<Local> = code_spans(line).into_iter().map(Span::new).collect();
    let inside = all.iter().copied().filter(|at| code.contain(*at));
    let inside: Vec<usize> = inside.collect();
    if cells(all.len() - inside.len()) == columns {
        edits.extend(
            inside
                .into_iter()
                .map(|at| Edit::insert(row.start + at, "\\")),
        );
    }
}

/// The code of a line as Python-Markdown finds it: between runs of as many backticks.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'`', &line.as_bytes()[at..]) {
        let start = at + found;
        let len = line[start..].len() - line[start..].trim_start_matches('`').len();
        runs.push((start, len));
        at = start + len;
    }
    let mut spans = Vec::new();
    let mut next = 0;
    while let Some((start, len)) = runs.get(next).copied() {
        next += 1;
        // A line has only so many code spans that mean anything.
        let close = runs[next..]
            .iter()
            .take(100)
            .position(|(_, other)| *other == len);
        if let Some(close) = close {
            next += close + 1;
            spans.push(start..runs[next - 1].0);
        }
    }
    spans
}
