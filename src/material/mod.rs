//! Material's indented blocks: `!!! kind "title"`, `???`, `???+`, `=== "tab"`.
//!
//! CommonMark takes their bodies for code or for lazy paragraph text, so they
//! are unfolded first: the header line becomes an opening tag, the body is
//! dedented, a closing tag follows. What is then parsed is ordinary Markdown.
//!
//! The parser says where a header can stand: only where a line of paragraph text
//! begins, never in code, HTML or a table. Bodies do not disturb that first
//! look, since to CommonMark they are continuation lines or indented code.

pub mod abbreviations;
pub mod attributes;
mod below_html;
pub mod definition_colons;
mod fences;
mod header;
pub mod inline;
pub mod keys;
pub mod markdown_html;
pub mod marks;
mod respell;
pub mod runs;
pub mod shortcodes;
mod tags;
mod walk;

use crate::material::header::header;
use crate::material::markdown_html::Opener;
use crate::page::slugs::slugify;
use crate::page::{Dialect, Flavor};
use crate::render::{admonition, tabs};
use crate::template;
use crate::template::Tier;
use crate::text::edit;
use crate::text::edit::{Edit, OffsetMap};
use crate::text::indent::{
    columns_behind_quotes, continuation, is_prefix, leading_columns, line_end, line_start,
    skip_columns, strip_quotes,
};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Deeper nesting than this stays as it is written.
const MAX_NESTING: usize = 16;

/// How often the text may be walked through in search of closing tags.
const MAX_WALKS: usize = 8;

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
    /// Whether this is `===!`, a tab that begins a new set.
    pub begins_set: bool,
    /// Whether this is `===+`, the tab that is shown first.
    pub selected: bool,
    /// The slug that links of the page lead to this tab by.
    pub slug: Option<String>,
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
    dialect: Dialect<'_>,
) -> Unfolded<'a> {
    let mut unfolded = Unfolded {
        text: Cow::Borrowed(&text[base..]),
        maps: Vec::new(),
        base,
        blocks: Vec::new(),
    };
    let linked = fragments(text);
    let mut slugs = HashSet::new();
    for _ in 0..MAX_NESTING {
        // A definition would have another body than the block has.
        for (text, map) in definition_colons::protect(&unfolded.text, options) {
            unfolded.text = Cow::Owned(text);
            unfolded.maps.push(map);
        }
        let mut found = find(&unfolded.text, options, dialect, flavor);
        pair_tabs(&unfolded.text, &mut found.blocks);
        for block in &mut found.blocks {
            block.admonition.slug = linked_slug(&linked, &block.admonition)
                .filter(|slug| flavor == Flavor::Html && slugs.insert(slug.clone()));
        }
        let mut edits = found.edits;
        for block in &found.blocks {
            edits.extend(block.edits(&unfolded.text, flavor, options, dialect));
        }
        if edits.is_empty() {
            break;
        }
        let (text, map) = edit::apply_mapped(&unfolded.text, edits);
        for block in found.blocks {
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
    let edits = respell::edits(&unfolded.text, options);
    if !edits.is_empty() {
        let (text, map) = edit::apply_mapped(&unfolded.text, edits);
        unfolded.text = Cow::Owned(text);
        unfolded.maps.push(map);
    }
    unfolded.blocks.sort_by_key(|block| block.header.start);
    unfolded
}

/// A block in the coordinates of the text it was found in.
struct Block {
    admonition: Admonition,
    /// What stands before the header on its line, list markers as spaces.
    prefix: String,
    /// The indentation of the header behind its quote markers, in columns.
    indent: usize,
    quotes: usize,
    next_line_is_blank: bool,
    /// Whether a tab is the first and the last of its set.
    ends: (bool, bool),
}

/// What stands outermost in a text: blocks, and what unfolds elements of HTML.
#[derive(Default)]
struct Found {
    blocks: Vec<Block>,
    edits: Vec<Edit>,
    /// What is behind this byte stands in nothing found so far.
    until: usize,
    /// The bytes walked through in search of closing tags.
    walked: usize,
}

impl Found {
    fn element(&mut self, text: &str, opener: &Opener<'_>, flavor: Flavor) {
        if opener.tag.start < self.until {
            return;
        }
        if self.walked > MAX_WALKS * text.len() {
            self.edits.extend(opener.without_attribute());
            return;
        }
        let mut walked = opener.unfold(text, flavor);
        walked
            .edits
            .retain(|edit| !edit.span.is_empty() || !edit.text.is_empty());
        self.walked += walked.end.saturating_sub(opener.tag.start);
        if walked.closed && !walked.edits.is_empty() {
            self.until = walked.end;
        }
        self.edits.extend(walked.edits);
    }
}

fn find(text: &str, options: &MarkdownOptions, dialect: Dialect<'_>, flavor: Flavor) -> Found {
    let mut found = Found::default();
    let Some(end) = last_candidate(text) else {
        return found;
    };
    let mut opaque = 0usize;
    let mut lists = 0usize;
    // Block structure is decided line by line: what follows the last candidate changes nothing.
    for (event, range) in new_cmark_parser(&text[..end], options).into_offset_iter() {
        if let Event::Start(Tag::HtmlBlock) = event
            && range.start >= found.until
        {
            let before = found.edits.len();
            for opener in markdown_html::openers(text, range.clone(), lists > 0) {
                found.element(text, &opener, flavor);
            }
            if found.edits.len() == before {
                found.edits.extend(below_html::blank_line(text, &range));
            }
        }
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::Heading { .. },
            ) => opaque += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::Heading(_),
            ) => {
                opaque = opaque.saturating_sub(1);
            }
            Event::Start(
                Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition,
            ) => lists += 1,
            Event::End(
                TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition,
            ) => lists = lists.saturating_sub(1),
            Event::Text(_) if opaque == 0 && range.start >= found.until => {
                if let Some(block) = block_at(text, range.start, dialect) {
                    found.until = block.admonition.span().end;
                    found.blocks.push(block);
                }
            }
            _ => {}
        }
    }
    found
}

/// What links to places of the page lead to, as far as it can be a slug.
fn fragments(text: &str) -> HashSet<&str> {
    const LONGEST: usize = 200;
    let links = memchr::memmem::find_iter(text.as_bytes(), "(#");
    let fragment = |at: usize| {
        let rest = &text[at + 2..];
        let len = rest.bytes().take(LONGEST).position(|b| b == b')')?;
        Some(&rest[..len])
    };
    links.filter_map(fragment).collect()
}

/// The slug of a tab's title, if the page has a link to it: Material can give tabs such ids.
fn linked_slug(linked: &HashSet<&str>, tab: &Admonition) -> Option<String> {
    let title = tab
        .title
        .as_deref()
        .filter(|_| tab.marker == Marker::Tab && !linked.is_empty())?;
    let slug = slugify(title);
    linked.contains(slug.as_str()).then_some(slug)
}

/// Finds out where sets of tabs begin and end: only blank lines stand between the tabs of one.
fn pair_tabs(text: &str, blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, after) = (&blocks[at - 1], &blocks[at]);
        let end = before.admonition.span().end;
        let tabs = [before, after].map(|block| block.admonition.marker == Marker::Tab);
        let joined = tabs == [true, true]
            && !after.admonition.begins_set
            && before.prefix == after.prefix
            && text
                .get(end..after.admonition.header.start)
                .is_some_and(|between| {
                    between
                        .trim_matches([' ', '\t', '\r', '\n', '>'])
                        .is_empty()
                });
        if joined {
            blocks[at - 1].ends.1 = false;
            blocks[at].ends.0 = false;
        }
    }
}

/// The end of the last line that may be a header or hold a tag that asks for Markdown.
fn last_candidate(text: &str) -> Option<usize> {
    // Searching forward to the last one is many times as fast as searching backward.
    let last = |marker: &str| memchr::memmem::find_iter(text.as_bytes(), marker).last();
    let at = [
        "!!!", "???", "=== \"", "===! \"", "===+ \"", "===+! \"", "===!+ \"",
    ]
    .into_iter()
    .filter_map(last)
    .max();
    let header = at.map(|at| line_end(text, at));
    header.max(markdown_html::last_candidate(text))
}

/// The block whose header starts at `start`, if that is one.
fn block_at(text: &str, start: usize, dialect: Dialect<'_>) -> Option<Block> {
    // Most runs of text begin otherwise; on a long line that saves looking for its ends.
    if !matches!(text.as_bytes().get(start), Some(b'!' | b'?' | b'=')) {
        return None;
    }
    let line_end = line_end(text, start);
    let before = &text[line_start(text, start)..start];
    if !is_prefix(before) {
        return None;
    }
    let header_text = text[start..line_end].trim_end();
    let mut admonition = header(header_text, start, dialect.kinds)?;
    let quotes = before.matches('>').count();
    let indent = columns_behind_quotes(before);
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
    Some(Block {
        admonition,
        prefix: continuation(before),
        indent,
        quotes,
        next_line_is_blank: strip_quotes(next, quotes).unwrap_or(next).trim().is_empty(),
        ends: (true, true),
    })
}

impl Block {
    fn edits(
        &self,
        text: &str,
        flavor: Flavor,
        options: &MarkdownOptions,
        dialect: Dialect<'_>,
    ) -> Vec<Edit> {
        let block = &self.admonition;
        let bare = self.prefix.trim_end();
        let is_tab = block.marker == Marker::Tab;
        let (open, close, lead) = match flavor {
            Flavor::Html => {
                let (open, close) = if is_tab {
                    tabs::html_tags(block, &self.prefix, self.ends)
                } else {
                    admonition::html_tags(block, &self.prefix, dialect)
                };
                (
                    format!("{open}\n{bare}"),
                    format!("\n{bare}\n{}{close}", self.prefix),
                    "",
                )
            }
            Flavor::Markdown if is_tab => {
                let title = admonition::markdown_title(block, dialect).unwrap_or_default();
                (format!("{title}\n{bare}"), String::new(), "")
            }
            Flavor::Markdown => {
                let title = admonition::markdown_title(block, dialect);
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
        let mut dedented = String::new();
        let mut at = block.body.start;
        while at < block.body.end {
            let end = at + text[at..].find('\n').map_or(text.len() - at, |n| n + 1);
            let line = &text[at..end];
            let rest = strip_quotes(line, self.quotes).unwrap_or(line);
            let rest_start = end - rest.len();
            if rest.trim().is_empty() {
                dedented.push('\n');
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
                dedented.push_str(&text[to..end]);
            }
            at = end;
        }
        // A fence left open would take the closing tag for code.
        let fence = fences::closing(&dedented, options).map_or(String::new(), |fence| {
            format!("\n{}{lead}{fence}", self.prefix)
        });
        let end = block.span().end;
        edits.push(Edit::insert(end, format!("{fence}{close}{gap}")));
        edits
    }
}
