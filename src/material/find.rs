//! What stands outermost in a text: indented blocks, and elements of HTML with Markdown inside.

use super::elements::{self, Opener};
use super::slashes::{self, Slashes, Unread};
use super::walked::Walked;
use super::{Block, Marker, below_html, header, html_lines, verbatim};
use crate::material::kinds::Kinds;
use crate::text::edit::Edit;
use crate::text::events::Events;
use crate::text::indent::{
    columns_behind_quotes, continuation, leading_columns, line_end, line_start, prefix,
    strip_quotes,
};
use crate::text::span::{Local, Span};
use mdbook_markdown::MarkdownOptions;
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

/// How often a text may be walked through in search of closing tags. Elements that stand inside
/// one another on one layer are each walked through.
const MAX_WALKS: usize = 8;

/// What may be walked in any text besides, in bytes: in a short one elements may stand as deep
/// inside one another as they are read.
const FREE_WALKS: usize = 1 << 18;

/// An indented block in the coordinates of the text it was found in.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) admonition: Block<Local>,
    /// What stands before the header on its line, list markers as spaces.
    pub(super) prefix: String,
    /// The indentation of the header behind its quote markers, in columns.
    pub(super) indent: usize,
    /// The indentation of its body, which goes.
    pub(super) dedent: usize,
    pub(super) quotes: usize,
    pub(super) next_line_is_blank: bool,
}

/// A block or an element.
#[derive(Debug)]
pub(super) enum Item<'t> {
    Block(Candidate),
    Element(Opener<'t>, Walked),
}

/// All that was found, in order.
#[derive(Debug, Default)]
pub(super) struct Outermost<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Blank lines that a text needs before blocks in it can be found.
    pub(super) gaps: Vec<Edit>,
    /// Headers between slashes that begin no block.
    pub(super) unread: Vec<(Span<Local>, Unread)>,
    /// What is behind this byte stands in nothing found so far.
    until: usize,
    /// Where the heading begins that is the title of the callout found last.
    title: Option<usize>,
    /// The bytes walked through in search of closing tags.
    walked: usize,
}

impl<'t> Outermost<'t> {
    fn element(&mut self, text: &'t str, opener: Opener<'t>) {
        if opener.tag.start < self.until || self.title == Some(opener.tag.start) {
            return;
        }
        let walked = if self.walked > FREE_WALKS + MAX_WALKS * text.len() {
            Walked::given_up(opener.tag.end)
        } else {
            opener.walk(text)
        };
        self.title = walked.title.as_ref().map(|title| title.start);
        self.walked += walked.end.saturating_sub(opener.tag.start);
        // Where all of it stays HTML, what asks for Markdown inside of it is still to be found.
        if walked.close.is_some() && !walked.is_raw {
            self.until = walked.end;
        }
        self.items.push(Item::Element(opener, walked));
    }
}

/// Up to where a text has to be parsed to find all of it; `None` where there is nothing to find.
pub(super) fn extent(text: &str, is_body: bool) -> Option<usize> {
    let end = header::last_candidate(text)
        .max(elements::last_candidate(text))
        .max(elements::may_be_far_in(text, is_body).then_some(text.len()))
        .max(slashes::may_occur(text).then_some(text.len()))?;
    // Block structure is decided line by line: what follows the last candidate changes nothing, but
    // for where an element closes whose content stays as it is.
    Some(if verbatim::may_close(text) {
        text.len()
    } else {
        end
    })
}

/// Looks for what stands outermost before the byte `end`; headers and tags at which `skip` holds are none. In
/// a body no element of HTML stands at the beginning of a line, as Python-Markdown has it.
pub(super) fn find<'t>(
    text: &'t str,
    events: &Events<'_>,
    end: usize,
    is_body: bool,
    options: &MarkdownOptions,
    kinds: &Kinds,
    skip: impl Fn(usize) -> bool,
) -> Outermost<'t> {
    let mut found = Outermost::default();
    let mut headings = 0usize;
    let mut opaque = 0usize;
    let mut lists = 0usize;
    let verbatim = verbatim::spans(text, events);
    let slashes = Slashes::find(text, events, &verbatim, kinds);
    for (event, range) in events {
        if range.start >= end {
            break;
        }
        match event {
            Event::Start(Tag::HtmlBlock) if verbatim::holds(&verbatim, range.start) => opaque += 1,
            Event::Start(Tag::HtmlBlock) => {
                opaque += 1;
                if range.start >= found.until {
                    let before = found.items.len();
                    let far_in = (is_body || elements::is_far_in(text, range.start))
                        && html_lines::shows_markdown(&text[range.clone()], options);
                    let openers = elements::openers(text, range.clone(), lists > 0, far_in);
                    for opener in openers.into_iter().filter(|it| !skip(it.tag.start)) {
                        found.element(text, opener);
                    }
                    if found.items.len() == before {
                        let begins = |at| slashes.begins(at);
                        let gaps = below_html::blank_lines(text, range, begins);
                        found.gaps.extend(gaps);
                    }
                }
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_)) => opaque += 1,
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table) => {
                opaque = opaque.saturating_sub(1);
            }
            Event::End(TagEnd::Heading(_)) => headings = headings.saturating_sub(1),
            Event::Start(Tag::TableRow) if range.start >= found.until => {
                let is_slashed = slashes.begins(range.start);
                found
                    .gaps
                    .extend(below_table(text, range.start, kinds, is_slashed));
            }
            Event::Start(
                Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition,
            ) => lists += 1,
            Event::End(
                TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition,
            ) => lists = lists.saturating_sub(1),
            Event::Text(_) if opaque == 0 && range.start >= found.until => {
                if verbatim::holds(&verbatim, range.start) {
                    continue;
                }
                if let Some(block) = slashes.block_at(range.start, lists, &skip, &mut found.unread)
                {
                    found.until = block.admonition.span().end;
                    found.items.push(Item::Block(block));
                } else if headings == 0
                    && let Some(block) = block_at(text, range.start, kinds)
                    // As far in as this it is text, as a paragraph goes on however far it is indented.
                    && block.indent < 4 * (lists + 1)
                    && !skip(range.start)
                {
                    found.until = block.admonition.span().end;
                    found.items.push(Item::Block(block));
                }
            }
            _ => {}
        }
    }
    pair_tabs(text, &mut found.items);
    found
}

/// Finds out where sets of tabs begin and end: only blank lines stand between the tabs of one.
fn pair_tabs(text: &str, items: &mut [Item<'_>]) {
    for at in 1..items.len() {
        let [Item::Block(before), Item::Block(after)] = &mut items[at - 1..=at] else {
            continue;
        };
        let end = before.admonition.span().end;
        let (first, second) = (&mut before.admonition, &mut after.admonition);
        let between = text.get(end..second.header.start);
        let blank = |text: &str| text.trim_matches([' ', '\t', '\r', '\n', '>']).is_empty();
        let joined = [first.marker, second.marker] == [Marker::Tab; 2]
            && !second.begins_set
            && before.prefix == after.prefix
            && between.is_some_and(blank);
        if joined {
            first.ends.1 = false;
            second.ends.0 = false;
        }
    }
}

/// The blank line that a block needs that stands directly below a table.
fn below_table(text: &str, row: usize, kinds: &Kinds, is_slashed: bool) -> Option<Edit> {
    let block = block_at(text, row, kinds).filter(|block| !block.admonition.body.is_empty());
    if !is_slashed && block.is_none() {
        return None;
    }
    let line = line_start(text, row);
    let blank = continuation(&text[line..row]);
    Some(Edit::insert(line, format!("{}\n", blank.trim_end())))
}

/// The block whose header starts at `start`, if that is one.
fn block_at(text: &str, start: usize, kinds: &Kinds) -> Option<Candidate> {
    // Most runs of text begin otherwise; on a long line that saves looking for its ends.
    if !matches!(text.as_bytes().get(start), Some(b'!' | b'?' | b'=')) {
        return None;
    }
    let before = prefix(text, start)?;
    let line_end = line_end(text, start);
    let header_text = text[start..line_end].trim_end();
    let mut admonition = header::parse(header_text, start, kinds)?;
    let quotes = before.matches('>').count();
    let indent = columns_behind_quotes(before);
    let mut body = line_end..line_end;
    let mut at = (line_end + 1).min(text.len());
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
            body.end = at + line.trim_end_matches(['\n', '\r']).len();
        } else if quotes > 0 && line.trim().is_empty() {
            break;
        }
        at = end;
    }
    if body.end > line_end {
        body.start = line_end + 1;
    }
    if body.is_empty() && header::is_prose(header_text, kinds) {
        return None;
    }
    admonition.body = Span::new(body.clone());
    let after = body.end.max(line_end);
    let next = text[after..].split_inclusive('\n').nth(1).unwrap_or("");
    Some(Candidate {
        admonition,
        prefix: continuation(before),
        indent,
        dedent: indent + 4,
        quotes,
        next_line_is_blank: strip_quotes(next, quotes).unwrap_or(next).trim().is_empty(),
    })
}
