//! Text directly behind HTML that is closed: to CommonMark it belongs to the HTML up to the next
//! blank line, in Python-Markdown the HTML ends at its closing tag.

use super::elements::holds_markdown;
use super::html_lines::block_end;
use crate::text::edit::Edit;
use crate::text::events::Events;
use crate::text::html::{self, Item, State, Tokenizer};
use crate::text::indent::{columns_behind_quotes, continuation, is_prefix, line_end, line_start};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Deeper elements are looked at no more, so that a closing tag finds its element in bounded time.
const MOST_OPEN: usize = 100;
/// Elements of blocks in Python-Markdown only.
const FURTHER: [&str; 6] = ["canvas", "hgroup", "map", "noscript", "object", "video"];
const COMMENT: &str = "<!--";
/// What may begin a line without being text.
const BLANK: [char; 5] = [' ', '\t', '\r', '\n', '>'];

/// Up to where a text has to be parsed to see all such places; `None` where there are none.
pub(super) fn extent(text: &str) -> Option<usize> {
    let mut next = text.len();
    for at in memchr::memrchr_iter(b'<', text.as_bytes()) {
        // Most of what is closed has a blank line below: names are looked at last.
        if is_followed(&text[at..next], &text[next..]) && ends_html(&text[at..next]) {
            return Some(block_end(text, next));
        }
        next = at;
    }
    None
}

fn is_block(name: &str) -> bool {
    html::is_block(name) || html::is_one_of(&FURTHER, name)
}

/// Whether what begins with a `<` may close a block of HTML.
fn ends_html(piece: &str) -> bool {
    let behind = &piece[1..];
    let name = behind.strip_prefix('/').unwrap_or(behind);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &name[..len];
    is_block(name) && (behind.starts_with('/') || html::is_void(name)) || piece.starts_with(COMMENT)
}

/// Whether anything but a block of HTML stands behind the tag or comment that `piece` begins with, on
/// its line or, where a block goes on there, on the next; at the next `<`, `rest` begins.
fn is_followed(piece: &str, rest: &str) -> bool {
    let (end, most) = if piece.starts_with(COMMENT) {
        (piece.find("-->").map(|at| at + 3), 0)
    } else {
        let end = memchr::memchr(b'>', piece.as_bytes());
        (end.map(|at| at + 1), 1)
    };
    let Some(end) = end else {
        return false;
    };
    let behind = &piece[end..];
    let content = behind.trim_start_matches(BLANK);
    let gap = &behind[..behind.len() - content.len()];
    if memchr::memchr_iter(b'\n', gap.as_bytes()).count() > most {
        return false;
    }
    let begins_block = || {
        let name = rest.trim_start_matches(['<', '/']);
        let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        len == 0 || is_block(&name[..len])
    };
    !content.is_empty() || rest.starts_with(COMMENT) || !begins_block()
}

/// A blank line above each such text, on a page that is meant for Material.
pub(super) fn edits(text: &str, events: &Events<'_>, is_material: impl Fn() -> bool) -> Vec<Edit> {
    let mut html = Html {
        text,
        state: State::default(),
        open: Vec::new(),
        edits: Vec::new(),
    };
    if extent(text).is_none() || !is_material() {
        return html.edits;
    }
    let mut depth = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                if !html.block(range, depth) {
                    break;
                }
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                while html.open.pop_if(|(_, at)| *at > depth).is_some() {}
            }
            _ => {}
        }
    }
    html.edits
}

struct Html<'t> {
    text: &'t str,
    state: State,
    /// The open elements, each with how deep the block stands in which it was opened.
    open: Vec<(&'t str, usize)>,
    edits: Vec<Edit>,
}

impl<'t> Html<'t> {
    /// Looks through a block of HTML; `false` where nothing can be said of what follows.
    fn block(&mut self, block: &Range<usize>, depth: usize) -> bool {
        let text = self.text;
        let piece = &text[block.clone()];
        // Behind what is closed, and whether there is text behind it.
        let mut closed = None;
        let mut any_text = false;
        // In the Markdown of an element there may be tags that are code.
        let mut is_certain = true;
        let mut at = 0;
        let mut items = Tokenizer::new(piece, self.state);
        for item in items.by_ref() {
            let span = item.span().clone();
            any_text |= !piece[at..span.start].trim_matches(BLANK).is_empty();
            at = span.end;
            let is_boundary = match &item {
                Item::Open { name, .. } | Item::Close { name, .. } => is_block(name),
                Item::Comment { .. } => !any_text,
                Item::Declaration { .. } | Item::Raw { .. } => false,
            };
            if is_boundary {
                let from = closed.take().filter(|_| any_text);
                self.edits
                    .extend(from.and_then(|from| self.apart(block, from)));
                any_text = false;
            }
            if let Item::Open {
                name, attributes, ..
            } = &item
            {
                is_certain &= !holds_markdown(name, attributes);
            }
            self.follow(&item, depth);
            if self.open.len() > MOST_OPEN {
                return false;
            }
            if is_boundary && is_certain && self.open.is_empty() {
                closed = Some(block.start + at);
            }
        }
        self.state = items.state();
        any_text |= !piece[at.min(piece.len())..].trim_matches(BLANK).is_empty();
        let from = closed.filter(|_| any_text);
        self.edits
            .extend(from.and_then(|from| self.apart(block, from)));
        true
    }

    /// Opens or closes an element.
    fn follow(&mut self, item: &Item<'t>, depth: usize) {
        match item {
            Item::Open {
                name, self_closing, ..
            } => {
                let is_empty = html::is_void(name) || *self_closing && !html::ends_at_its_tag(name);
                // In running text a tag says nothing of what stands below.
                if !is_empty && (is_block(name) || !self.open.is_empty()) {
                    self.open.push((name, depth));
                }
            }
            Item::Close { name, .. } => {
                let is_it = |(open, _): &(&str, usize)| open.eq_ignore_ascii_case(name);
                let at = self.open.iter().rposition(is_it);
                self.open.truncate(at.unwrap_or(self.open.len()));
            }
            _ => {}
        }
    }

    /// Sets what stands behind the byte `from` of a block apart from what stands before it; not
    /// what is as far in as code.
    fn apart(&self, block: &Range<usize>, from: usize) -> Option<Edit> {
        let text = self.text;
        let first = &text[line_start(text, block.start)..block.start];
        if !is_prefix(first) {
            return None;
        }
        let prefix = continuation(first);
        let bare = prefix.trim_end();
        let line = &text[from..line_end(text, from)];
        let content = line.trim_start();
        if !content.is_empty() {
            let to = from + line.len() - content.len();
            return Some(Edit::replace(from..to, format!("\n{bare}\n{prefix}")));
        }
        let next = from + line.len() + 1;
        let below = text.get(next..block.end)?;
        let indent = below.len() - below.trim_start_matches([' ', '\t', '>']).len();
        let is_code = columns_behind_quotes(&below[..indent]) >= columns_behind_quotes(&prefix) + 4;
        (!is_code).then(|| Edit::insert(next, format!("{bare}\n")))
    }
}
