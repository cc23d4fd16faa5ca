//! Material's indented blocks: `!!! kind "title"`, `???`, `???+`, `=== "tab"`.
//!
//! CommonMark takes their bodies for code or for lazy paragraph text, so they
//! are unfolded first: the header line becomes an opening tag, the body is
//! dedented, a closing tag follows. What is then parsed is ordinary Markdown.
//!
//! The parser says where a header can stand: only where a line of paragraph text
//! begins, never in code, HTML or a table. Bodies do not disturb that first
//! look, since to CommonMark they are continuation lines or indented code.

use super::{Flavor, shortcodes};
use crate::edit::{self, Edit, OffsetMap};
use crate::render::admonition;
use crate::template::{self, Tier};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::borrow::Cow;
use std::ops::Range;

/// Deeper nesting than this stays as it is written.
const MAX_NESTING: usize = 16;

/// How a block is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// `!!!`
    Plain,
    /// `???`, folded
    Folded,
    /// `???+`, foldable and open
    Unfolded,
    /// `=== "title"`
    Tab,
}

/// One block. All spans are bytes of the page's text.
#[derive(Debug, Clone)]
pub struct Admonition {
    /// How it is marked.
    pub marker: Marker,
    /// The kind as written; empty where none is given.
    pub kind: String,
    /// The kind's bytes; empty at the end of the marker where none is given.
    pub kind_span: Range<usize>,
    /// Further words before the title: classes, `inline`, `end`.
    pub classes: Vec<String>,
    /// The title without quotes; `None` where there is none, empty for `""`.
    pub title: Option<String>,
    /// The title's bytes without quotes.
    pub title_span: Range<usize>,
    /// From the marker to the end of its line.
    pub header: Range<usize>,
    /// The body's lines; empty for a block without one.
    pub body: Range<usize>,
}

impl Admonition {
    /// From the marker to the end of the body.
    pub fn span(&self) -> Range<usize> {
        self.header.start..self.body.end.max(self.header.end)
    }

    /// The kind's canonical name; `note` for an unknown one.
    pub fn canonical(&self) -> &'static str {
        template::admonition_kind(&self.kind).unwrap_or("note")
    }

    /// Whether the kind is one that Material knows.
    pub fn is_known(&self) -> bool {
        self.marker == Marker::Tab || template::admonition_kind(&self.kind).is_some()
    }

    /// The tier whose banner this is, by its title.
    pub fn tier(&self) -> Option<Tier> {
        if self.marker == Marker::Tab {
            return None;
        }
        Tier::of_banner_title(self.title.as_deref()?)
    }
}

/// A text with its Material blocks turned into ordinary Markdown.
#[derive(Debug)]
pub struct Unfolded<'a> {
    /// What is parsed and rendered.
    pub text: Cow<'a, str>,
    /// The way back, outermost nesting first.
    maps: Vec<OffsetMap>,
    /// Where the unfolded text begins in the page's text.
    base: usize,
    /// All blocks, in the order of their headers.
    pub blocks: Vec<Admonition>,
}

impl Unfolded<'_> {
    /// The bytes of the page's text that `range` of the unfolded text came from.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let Range { start, end } = self
            .maps
            .iter()
            .rev()
            .fold(range, |range, map| map.source_range(range));
        self.base + start..self.base + end
    }

    /// Whether the byte at `offset` belongs to a tag written by unfolding.
    pub fn is_inserted(&self, mut offset: usize) -> bool {
        for map in self.maps.iter().rev() {
            if map.is_inserted(offset) {
                return true;
            }
            offset = map.source(offset);
        }
        false
    }
}

/// Unfolds all blocks of the page's text from the byte `base` on, nested ones too.
pub fn unfold<'a>(
    text: &'a str,
    base: usize,
    flavor: Flavor,
    options: &MarkdownOptions,
) -> Unfolded<'a> {
    let mut unfolded = Unfolded {
        text: Cow::Borrowed(&text[base..]),
        maps: Vec::new(),
        base,
        blocks: Vec::new(),
    };
    for _ in 0..MAX_NESTING {
        // A definition would have another body than the block has.
        for (text, map) in shortcodes::protect(&unfolded.text, options) {
            unfolded.text = Cow::Owned(text);
            unfolded.maps.push(map);
        }
        let found = find(&unfolded.text, options);
        if found.is_empty() {
            break;
        }
        let edits = found
            .iter()
            .flat_map(|block| block.edits(&unfolded.text, flavor))
            .collect();
        let (text, map) = edit::apply_mapped(&unfolded.text, edits);
        for block in found {
            let mut admonition = block.admonition;
            for span in [
                &mut admonition.kind_span,
                &mut admonition.title_span,
                &mut admonition.header,
                &mut admonition.body,
            ] {
                *span = unfolded.source_range(span.clone());
            }
            unfolded.blocks.push(admonition);
        }
        unfolded.text = Cow::Owned(text);
        unfolded.maps.push(map);
    }
    unfolded.blocks.sort_by_key(|block| block.header.start);
    unfolded
}

/// A block in the coordinates of the text it was found in.
struct Found {
    admonition: Admonition,
    /// What stands before the header on its line, list markers as spaces.
    prefix: String,
    /// The indentation of the header behind its quote markers, in columns.
    indent: usize,
    quotes: usize,
    next_line_is_blank: bool,
}

fn find(text: &str, options: &MarkdownOptions) -> Vec<Found> {
    let Some(end) = last_candidate(text) else {
        return Vec::new();
    };
    let mut found: Vec<Found> = Vec::new();
    let mut opaque = 0usize;
    // Block structure is decided line by line: what follows the last candidate changes nothing.
    for (event, range) in new_cmark_parser(&text[..end], options).into_offset_iter() {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::Heading { .. },
            ) => opaque += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::Heading(_),
            ) => {
                opaque = opaque.saturating_sub(1);
            }
            Event::Text(_) if opaque == 0 => {
                let inside_last = found
                    .last()
                    .is_some_and(|last| range.start < last.admonition.span().end);
                if !inside_last && let Some(block) = block_at(text, range.start) {
                    found.push(block);
                }
            }
            _ => {}
        }
    }
    found
}

/// The end of the last line that may be a header.
fn last_candidate(text: &str) -> Option<usize> {
    // Searching forward to the last one is many times as fast as searching backward.
    let last = |marker: &str| memchr::memmem::find_iter(text.as_bytes(), marker).last();
    let at = ["!!!", "???", "=== \""]
        .into_iter()
        .filter_map(last)
        .max()?;
    Some(at + text[at..].find('\n').unwrap_or(text.len() - at))
}

/// The block whose header starts at `start`, if that is one.
fn block_at(text: &str, start: usize) -> Option<Found> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = start + text[start..].find('\n').unwrap_or(text.len() - start);
    let before = &text[line_start..start];
    if !before
        .chars()
        .all(|c| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit())
    {
        return None;
    }
    let header_text = text[start..line_end].trim_end();
    let mut admonition = header(header_text, start)?;
    let quotes = before.matches('>').count();
    let behind_quotes = before.rfind('>').map_or(before, |at| {
        let rest = &before[at + 1..];
        rest.strip_prefix(' ').unwrap_or(rest)
    });
    let indent = columns(behind_quotes);
    let mut body = line_end..line_end;
    let mut at = (line_end + 1).min(text.len());
    let mut first = None;
    while at < text.len() {
        let end = at + text[at..].find('\n').map_or(text.len() - at, |n| n + 1);
        let line = &text[at..end];
        let Some(rest) = strip_quotes(line, quotes) else {
            break;
        };
        if !rest.trim().is_empty() {
            if leading_columns(rest) < indent + 4 {
                break;
            }
            first.get_or_insert(at);
            body.end = at + line.trim_end_matches(['\n', '\r']).len();
        } else if quotes > 0 && line.trim().is_empty() {
            break;
        }
        at = end;
    }
    if body.end > line_end {
        body.start = line_end + 1;
    }
    admonition.body = body.clone();
    let after = body.end.max(line_end);
    let next = text[after..].split_inclusive('\n').nth(1).unwrap_or("");
    Some(Found {
        admonition,
        prefix: before
            .chars()
            .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' })
            .collect(),
        indent,
        quotes,
        next_line_is_blank: strip_quotes(next, quotes).unwrap_or(next).trim().is_empty(),
    })
}

/// Parses `!!! kind more words "title"` with `at` as the offset of its first byte.
fn header(line: &str, at: usize) -> Option<Admonition> {
    let (marker, len) = if line.starts_with("!!!") {
        (Marker::Plain, 3)
    } else if line.starts_with("???+") {
        (Marker::Unfolded, 4)
    } else if line.starts_with("???") {
        (Marker::Folded, 3)
    } else if line.starts_with("===!") || line.starts_with("===+") {
        (Marker::Tab, 4)
    } else if line.starts_with("===") {
        (Marker::Tab, 3)
    } else {
        return None;
    };
    let rest = &line[len..];
    let (words, title) = match rest.find('"') {
        Some(open) => {
            let inner = rest[open + 1..].strip_suffix('"')?;
            let span = at + len + open + 1..at + len + open + 1 + inner.len();
            (&rest[..open], Some((inner, span)))
        }
        None => (rest, None),
    };
    let is_word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let mut split = words.split_whitespace();
    if !words.split_whitespace().all(is_word) {
        return None;
    }
    let kind = split.next().unwrap_or("");
    let valid = match marker {
        Marker::Tab => kind.is_empty() && title.is_some(),
        // Prose may start with "!!!" or "???" too; a header names a kind or has a title.
        _ => {
            title.is_some()
                || !kind.is_empty()
                    && (template::admonition_kind(kind).is_some() || words.starts_with(' '))
        }
    };
    let one_word =
        title.is_some() || split.clone().count() == 0 || template::admonition_kind(kind).is_some();
    if !valid || !one_word {
        return None;
    }
    let kind_start = at + len + words.find(kind).filter(|_| !kind.is_empty()).unwrap_or(0);
    let end = at + line.len();
    Some(Admonition {
        marker,
        kind: kind.to_owned(),
        kind_span: kind_start..kind_start + kind.len(),
        classes: split.map(str::to_owned).collect(),
        title_span: title.as_ref().map_or(end..end, |(_, span)| span.clone()),
        title: title.map(|(text, _)| text.to_owned()),
        header: at..end,
        body: end..end,
    })
}

impl Found {
    fn edits(&self, text: &str, flavor: Flavor) -> Vec<Edit> {
        let block = &self.admonition;
        let bare = self.prefix.trim_end();
        let (open, close, lead) = match flavor {
            Flavor::Html => {
                let (open, close) = admonition::html_tags(block, &self.prefix);
                (
                    format!("{open}\n{bare}"),
                    format!("\n{bare}\n{}{close}", self.prefix),
                    "",
                )
            }
            Flavor::Markdown => {
                let title = admonition::markdown_title(block);
                let open = title.map_or("> ".to_owned(), |title| {
                    format!("> {title}\n{}>", self.prefix)
                });
                (open, String::new(), "> ")
            }
        };
        let gap = if self.next_line_is_blank {
            String::new()
        } else {
            format!("\n{bare}")
        };
        let mut edits = vec![Edit::replace(block.header.clone(), open)];
        let mut at = block.body.start;
        while at < block.body.end {
            let end = at + text[at..].find('\n').map_or(text.len() - at, |n| n + 1);
            let line = &text[at..end];
            let rest = strip_quotes(line, self.quotes).unwrap_or(line);
            let rest_start = end - rest.len();
            if rest.trim().is_empty() {
                if !lead.is_empty() {
                    edits.push(Edit::insert(
                        rest_start,
                        format!(
                            "{}>",
                            &self.prefix[self.prefix.rfind('>').map_or(0, |i| i + 1)..]
                        ),
                    ));
                }
            } else {
                let from = rest_start + skip_columns(rest, self.indent);
                let to = rest_start + skip_columns(rest, self.indent + 4);
                edits.push(Edit::replace(from..to, lead));
            }
            at = end;
        }
        let end = block.span().end;
        edits.push(Edit::insert(end, format!("{close}{gap}")));
        edits
    }
}

/// What follows `count` quote markers of a line, or `None` where it has fewer.
fn strip_quotes(line: &str, count: usize) -> Option<&str> {
    let mut rest = line;
    for _ in 0..count {
        rest = rest.trim_start_matches([' ', '\t']).strip_prefix('>')?;
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    Some(rest)
}

/// The width of a text in columns, tab stops every four.
fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, c| {
        if c == '\t' {
            column / 4 * 4 + 4
        } else {
            column + 1
        }
    })
}

fn leading_columns(line: &str) -> usize {
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    columns(&line[..blank])
}

/// The bytes that the first `count` columns of blank space take; a tab is taken whole.
fn skip_columns(line: &str, count: usize) -> usize {
    let mut column = 0;
    for (at, c) in line.char_indices() {
        if column >= count {
            return at;
        }
        match c {
            ' ' => column += 1,
            '\t' => column = column / 4 * 4 + 4,
            _ => return at,
        }
    }
    line.len()
}
