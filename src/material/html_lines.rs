//! HTML that CommonMark bounds otherwise than Python-Markdown: a line of nothing but inline tags
//! begins no block of HTML there, and an element goes on behind a blank line.

use super::header;
use crate::text::edit::Edit;
use crate::text::events::Events;
use crate::text::html::{self, Item, is_block, is_verbatim};
use crate::text::indent::{
    columns_behind_quotes, continuation, is_prefix, line_end, line_start, prefix,
};
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::ops::Range;

/// Elements of running text.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "wbr",
];
/// Elements whose text is shown as it stands, or is none.
#[rustfmt::skip]
const LITERAL: &[&str] = &[
    "code", "math", "pre", "samp", "script", "style", "svg", "textarea", "var",
];
/// Elements that hold nothing but elements: code cannot stand there.
#[rustfmt::skip]
const STRUCTURE: &[&str] = &[
    "colgroup", "dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul",
];
/// So many bytes are looked through for closing tags, for each of the text.
const MOST_LOOKS: usize = 16;

/// Up to where a text has to be parsed to see whether it needs any edits; `None` where none of its
/// lines begins with an inline tag, or with one that stands as far in as code.
///
/// That is the blank line behind the last such line, where a block of HTML ends. One that goes on
/// behind it has nothing below it that could be meant for code.
pub(super) fn extent(text: &str) -> Option<usize> {
    let asks = |at: &usize| {
        prefix(text, *at).is_some_and(|before| {
            before.ends_with("    ") || before.contains('\t') || is_inline(&text[*at + 1..])
        })
    };
    let last = memchr::memrchr_iter(b'<', text.as_bytes()).find(asks)?;
    Some(block_end(text, last))
}

/// The end of the last line before a blank one, from the line at `at` on.
pub(super) fn block_end(text: &str, at: usize) -> usize {
    let mut end = line_end(text, at);
    while end < text.len() {
        let next = line_end(text, end + 1);
        if text[end..next]
            .trim_matches([' ', '\t', '\r', '\n', '>'])
            .is_empty()
        {
            break;
        }
        end = next;
    }
    end
}

/// Whether what follows a `<` may be an inline tag's name.
fn is_inline(behind: &str) -> bool {
    let name = behind.strip_prefix('/').unwrap_or(behind);
    let len = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    html::is_one_of(INLINE, &name[..len])
}

/// The edits after which CommonMark sees the bounds that are meant.
pub(super) fn edits(
    text: &str,
    events: &Events<'_>,
    options: &MarkdownOptions,
    is_material: impl Fn() -> bool,
) -> Vec<Edit> {
    if extent(text).is_none() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    // Without code, which elements are open is of no interest.
    let any_code = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))));
    let mut raw = Raw::new(text, any_code && is_material());
    let mut depth = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::HtmlBlock)
                if !below_inline_tags(text, range, options, &mut edits) && any_code =>
            {
                raw.html(range, depth);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                raw.code(range, depth, &mut edits);
            }
            Event::Start(_) => raw.other(depth),
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::HtmlBlock) => depth = depth.saturating_sub(1),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                raw.left(depth);
            }
            _ => {}
        }
    }
    edits
}

/// Makes running text of what stands below a line of nothing but an inline tag.
fn below_inline_tags(
    text: &str,
    block: &Range<usize>,
    options: &MarkdownOptions,
    edits: &mut Vec<Edit>,
) -> bool {
    let piece = &text[block.clone()];
    let first = block.start + piece.len() - piece.trim_start().len();
    let Some((Item::Open { name, .. } | Item::Close { name, .. }, _)) = html::item_at(text, first)
    else {
        return false;
    };
    let end = line_end(text, first);
    if !html::is_one_of(INLINE, name) || end + 1 >= block.end || !shows_markdown(piece, options) {
        return false;
    }
    let before = &text[line_start(text, first)..first];
    let next = &text[end + 1..];
    let content = next.trim_start_matches([' ', '\t', '>']);
    let at = text.len() - content.len();
    let Some(char) = content.chars().next().filter(|c| !matches!(c, '\n' | '\r')) else {
        return false;
    };
    if !is_prefix(before) {
        return false;
    }
    if begins_block(content) {
        let blank = continuation(before);
        edits.push(Edit::insert(end + 1, format!("{}\n", blank.trim_end())));
    } else {
        let end = text[..end].trim_end().len();
        edits.push(joined(end..at, line_start(text, at), " ".to_owned(), char));
    }
    true
}

/// Writes `text` instead of line breaks and what follows them, up to the character `next` of the
/// line at `line`. Without anything in between that goes with them, for what stands between lines
/// of the page but not of this text would stay.
fn joined(span: Range<usize>, line: usize, mut text: String, next: char) -> Edit {
    if span.end > line {
        return Edit::replace(span, text);
    }
    text.push(next);
    Edit::replace(span.start..span.end + next.len_utf8(), text)
}

/// Whether a line of a paragraph begins another block.
fn begins_block(content: &str) -> bool {
    let mut lines = content.lines();
    let line = lines.next().unwrap_or("");
    let is_delimiter = |line: &str| {
        let cells = line.trim_start_matches([' ', '\t', '>']).trim_end();
        cells.contains('-')
            && cells.contains('|')
            && cells.trim_matches(['-', ':', '|', ' ']).is_empty()
    };
    let behind_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = behind_number.len() < line.len()
        && (behind_number.starts_with(". ") || behind_number.starts_with(") "));
    let is_heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let is_html =
        matches!(html::item_at(line, 0), Some((Item::Open { name, .. }, _)) if is_block(name));
    ["- ", "* ", "+ ", "```", "~~~", "> "]
        .iter()
        .any(|mark| line.starts_with(mark))
        || is_numbered
        || is_heading
        || is_html
        || header::may_be(line)
        || line.contains('|') && lines.next().is_some_and(is_delimiter)
}

/// Whether a piece of HTML holds what would be Markdown outside of it.
pub(super) fn shows_markdown(piece: &str, options: &MarkdownOptions) -> bool {
    const MARKS: [char; 10] = ['*', '_', '`', '[', '#', '-', '+', '|', '~', ':'];
    let mut bare = String::new();
    let mut at = 0;
    let mut literal: Option<&str> = None;
    for item in html::scan(piece) {
        let span = item.span().clone();
        if literal.is_none() {
            bare.push_str(&piece[at.min(span.start)..span.start]);
        }
        at = span.end;
        match (item, literal) {
            (
                Item::Open {
                    name,
                    self_closing: false,
                    ..
                },
                None,
            ) if html::is_one_of(LITERAL, name) => {
                literal = Some(name);
            }
            (Item::Close { name, .. }, Some(open)) if name.eq_ignore_ascii_case(open) => {
                literal = None;
            }
            _ => {}
        }
    }
    if literal.is_none() {
        bare.push_str(&piece[at.min(piece.len())..]);
    }
    let is_numbered = bare.contains(|c: char| c.is_ascii_digit());
    if !bare.contains(MARKS) && !is_numbered {
        return false;
    }
    let lines: Vec<&str> = bare
        .lines()
        .map(|line| line.trim_matches([' ', '\t', '>', '\r']))
        .collect();
    let bare = lines.join("\n");
    let icons = [":material-", ":octicons-", ":fontawesome-", ":simple-"];
    icons.iter().any(|icon| bare.contains(icon))
        || new_cmark_parser(&bare, options)
            .into_offset_iter()
            .any(|(event, range)| match event {
                Event::Start(Tag::Link { link_type, .. }) => {
                    !matches!(link_type, LinkType::Autolink | LinkType::Email)
                }
                Event::Start(Tag::Heading { .. }) => bare[range].starts_with('#'),
                Event::Code(_)
                | Event::Start(
                    Tag::Strong
                    | Tag::Emphasis
                    | Tag::Strikethrough
                    | Tag::Image { .. }
                    | Tag::List(_)
                    | Tag::Table(_)
                    | Tag::CodeBlock(CodeBlockKind::Fenced(_)),
                ) => true,
                _ => false,
            })
}

/// Elements of raw HTML that go on behind blank lines.
struct Raw<'t> {
    text: &'t str,
    is_material: bool,
    /// The open elements, each with whether its content begins on the next line.
    open: Vec<(&'t str, bool)>,
    /// How deep the blocks stand in which they were opened, and where the last of them ends.
    depth: usize,
    end: Option<usize>,
    /// What stands before this byte is settled.
    until: usize,
    looks: usize,
}

impl<'t> Raw<'t> {
    fn new(text: &'t str, is_material: bool) -> Raw<'t> {
        Raw {
            text,
            is_material,
            open: Vec::new(),
            depth: 0,
            end: None,
            until: 0,
            looks: MOST_LOOKS * text.len(),
        }
    }

    fn html(&mut self, block: &Range<usize>, depth: usize) {
        if depth != self.depth {
            self.open.clear();
            self.depth = depth;
        }
        self.end = Some(block.end);
        let piece = &self.text[block.clone()];
        let filled = block.start + piece.trim_end().len();
        for item in html::scan(piece) {
            match item {
                Item::Open {
                    span,
                    name,
                    self_closing: false,
                    ..
                } if is_block(name) && !html::is_void(name) => {
                    let goes_on = block.start + span.end < filled;
                    self.open.push((name, goes_on));
                }
                Item::Close { name, .. } => self.close(name),
                _ => {}
            }
        }
    }

    fn close(&mut self, name: &str) {
        let open = self
            .open
            .iter()
            .rposition(|(open, _)| open.eq_ignore_ascii_case(name));
        if let Some(at) = open {
            self.open.truncate(at);
        }
    }

    /// Another block at this depth begins.
    fn other(&mut self, depth: usize) {
        if depth <= self.depth {
            self.end = None;
        }
    }

    fn left(&mut self, depth: usize) {
        if depth < self.depth {
            self.open.clear();
        }
    }

    /// Indented code: HTML, if it stands in an element and begins with a tag.
    fn code(&mut self, range: &Range<usize>, depth: usize, edits: &mut Vec<Edit>) {
        let Some(from) = self.end.take().filter(|_| depth == self.depth) else {
            return;
        };
        let Some((innermost, goes_on)) = self.open.last().copied() else {
            return;
        };
        let code = self.text[range.clone()].trim_start();
        let is_html = code.strip_prefix('<').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                || rest.starts_with("!--")
        });
        let literal = self.open.iter().any(|(name, _)| is_verbatim(name));
        let certain = goes_on || html::is_one_of(STRUCTURE, innermost) || self.is_material;
        if !is_html || literal || !certain || range.start < self.until {
            return;
        }
        let Some(end) = self.closed(range.start) else {
            return;
        };
        self.until = end;
        self.without_blank_lines(from, end, edits);
    }

    /// Where the outermost open element closes, or text begins that is shown as it stands.
    fn closed(&mut self, from: usize) -> Option<usize> {
        let mut open = self.open.len();
        for item in html::scan(&self.text[from..]) {
            let end = from + item.span().end;
            if end - from > self.looks {
                break;
            }
            match item {
                Item::Open { span, name, .. }
                    if html::is_one_of(LITERAL, name) && is_block(name) =>
                {
                    self.looks -= span.end.min(self.looks);
                    return Some(line_start(self.text, from + span.start));
                }
                Item::Open {
                    name,
                    self_closing: false,
                    ..
                } if is_block(name) && !html::is_void(name) => {
                    open += 1;
                }
                Item::Close { name, .. } if is_block(name) => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.looks -= (end - from).min(self.looks);
                return Some(end);
            }
        }
        self.looks = 0;
        None
    }

    /// Takes the blank lines away up to where something stands that is no HTML and no code.
    fn without_blank_lines(&self, from: usize, to: usize, edits: &mut Vec<Edit>) {
        let text = self.text;
        let mut filled = text[..from].trim_end().len();
        let mut at = line_end(text, filled) + 1;
        let mut blank = false;
        while at < to {
            let end = line_end(text, at);
            let line = &text[at..end];
            let content = line.trim_start_matches([' ', '\t', '>']);
            let start = end - content.len();
            if content.trim().is_empty() {
                blank = true;
            } else {
                let before = &text[at..start];
                if blank {
                    let columns = columns_behind_quotes(before);
                    let Some(char) = content.chars().next().filter(|c| *c == '<' || columns >= 4)
                    else {
                        return;
                    };
                    let indent = before.rsplit('>').next().unwrap_or("");
                    let quotes = &before[..before.len() - indent.len()];
                    let text = format!("\n{quotes}{indent}");
                    edits.push(joined(filled..start, at, text, char));
                }
                blank = false;
                filled = at + line.trim_end().len();
            }
            at = end + 1;
        }
    }
}
