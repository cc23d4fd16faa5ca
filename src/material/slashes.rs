//! `PyMdown`'s blocks: from `/// note | Title` to a line `///`, options indented below the header.
//!
//! A block counts only where its name is known and its end is there: `///` stands in the text of
//! many a book. Which header belongs to which end is decided line by line, before any block
//! is unfolded; those inside of others are decided again in the text that they stand in.

use super::find::Candidate;
use super::slash_header::read;
use super::{Block, verbatim};
use crate::material::kinds::Kinds;
use crate::text::indent::{
    columns_behind_quotes, continuation, leading_columns, line_end, line_start, prefix,
    strip_quotes,
};
use crate::text::maps::HashMap;
use crate::text::span::{Local, Span};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Why a header between slashes begins no block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// No line closes it.
    Unclosed,
    /// `PyMdown` has such a block, or may have; this is its name.
    Unknown(String),
    /// What stands behind the name, or below it, is not what the block takes.
    Invalid(String),
    /// Its end stands in another list, quote or element than its header.
    Torn,
}

/// What every header and every end begins with.
const SLASHES: &str = "///";

/// A line of slashes.
pub(super) struct Slashed<'t> {
    count: usize,
    /// Empty for an end.
    pub(super) name: &'t str,
    pub(super) argument: Option<&'t str>,
}

impl<'t> Slashed<'t> {
    fn parse(line: &'t str) -> Option<Slashed<'t>> {
        let rest = line.trim_start_matches('/');
        let count = line.len() - rest.len();
        if count < SLASHES.len() {
            return None;
        }
        let rest = rest.trim_start_matches(' ');
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(len);
        let rest = rest.trim_matches([' ', '\r']);
        let argument = rest.strip_prefix('|').map(|rest| rest.trim_matches(' '));
        let is_whole = rest.is_empty() || argument.is_some() && !name.is_empty();
        is_whole.then_some(Slashed {
            count,
            name,
            argument,
        })
    }
}

/// Whether a text may hold a header.
pub(super) fn may_occur(text: &str) -> bool {
    let mut found = memchr::memmem::find_iter(text.as_bytes(), SLASHES);
    found.any(|at| {
        !text[..at].ends_with('/')
            && prefix(text, at).is_some()
            && Slashed::parse(&text[at..line_end(text, at)]).is_some_and(|it| !it.name.is_empty())
    })
}

/// The headers of a text and their ends.
#[derive(Default)]
pub(super) struct Slashes<'t> {
    text: &'t str,
    headers: HashMap<usize, Header>,
}

struct Header {
    read: Result<Block<Local>, Unread>,
    /// The line that closes it.
    closing: Option<Range<usize>>,
}

/// A header whose end has not been seen.
struct Open {
    at: usize,
    count: usize,
    quotes: usize,
    /// The columns that lines inside it have at least.
    base: usize,
}

impl<'t> Slashes<'t> {
    /// Finds them; `events` are the parser's, `verbatim` what stays as it stands.
    pub(super) fn find(
        text: &'t str,
        events: &[(Event<'_>, Range<usize>)],
        verbatim: &[Range<usize>],
        kinds: &Kinds,
    ) -> Slashes<'t> {
        if !may_occur(text) {
            return Slashes::default();
        }
        let code = events.iter().filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(_)) => Some(range.clone()),
            Event::Start(Tag::HtmlBlock) if is_literal(&text[range.clone()]) => Some(range.clone()),
            _ => None,
        });
        let code: Vec<Range<usize>> = code.collect();
        let mut all = Slashes {
            text,
            headers: HashMap::default(),
        };
        let mut open = Nesting::default();
        let mut at = 0;
        for whole in text.split_inclusive('\n') {
            let start = at;
            at += whole.len();
            let content = whole.trim_end_matches(['\n', '\r']);
            open.leave(content);
            let Some(found) = content.find(SLASHES) else {
                continue;
            };
            let from = start + found;
            let Some(before) = prefix(text, from) else {
                continue;
            };
            if verbatim::holds(&code, from) || verbatim::holds(verbatim, from) {
                continue;
            }
            let Some(line) = Slashed::parse(&content[found..]) else {
                continue;
            };
            if line.name.is_empty() {
                if let Some(header) = open.close(line.count, before)
                    && let Some(header) = all.headers.get_mut(&header)
                {
                    header.closing = Some(from..start + content.len());
                }
            } else {
                let end = start + content.len();
                open.push(from, line.count, before);
                let read = read(text, &line, from..end, kinds);
                let header = Header {
                    read,
                    closing: None,
                };
                all.headers.insert(from, header);
            }
        }
        all
    }

    /// Whether a block begins at `at`.
    pub(super) fn begins(&self, at: usize) -> bool {
        let header = self.headers.get(&at);
        header.is_some_and(|it| it.read.is_ok() && it.closing.is_some())
    }

    /// The block whose header starts at `at`, which stands in so many lists; headers of none are
    /// added to `unread`.
    pub(super) fn block_at(
        &self,
        at: usize,
        lists: usize,
        skip: &impl Fn(usize) -> bool,
        unread: &mut Vec<(Span<Local>, Unread)>,
    ) -> Option<Candidate> {
        let header = self.headers.get(&at)?;
        let text = self.text;
        let line = line_start(text, at);
        let before = &text[line..at];
        let indent = columns_behind_quotes(before);
        if indent >= 4 * (lists + 1) {
            return None;
        }
        let mut refuse = |why: Unread| {
            let line = text[at..line_end(text, at)].trim_end().len();
            unread.push((Span::new(at..at + line), why));
            None
        };
        let block = match (&header.read, &header.closing) {
            (Err(why), Some(_)) => return refuse(why.clone()),
            (Ok(_), Some(_)) if skip(at) => return refuse(Unread::Torn),
            (Ok(block), Some(_)) => block,
            (Ok(_) | Err(Unread::Invalid(_)), None) => return refuse(Unread::Unclosed),
            (Err(_), None) => return None,
        };
        let closing = header.closing.clone()?;
        let mut block = block.clone();
        let from = block.header.end;
        let end = line_start(text, closing.start);
        let body = text.get(from..end).unwrap_or("");
        let quotes = before.matches('>').count();
        let blank = |c: char| c.is_whitespace() || quotes > 0 && c == '>';
        let filled = body.trim_end_matches(blank).len();
        if filled > 0 {
            block.body = Span::new(from + 1..from + filled);
        }
        block.closing = Span::new(closing.clone());
        let next = text[closing.end..].split_inclusive('\n').nth(1);
        let next = next.unwrap_or("");
        let contained = lists > 0 || quotes > 0;
        let prefix = if contained {
            continuation(before)
        } else {
            String::new()
        };
        let indent = if contained { indent } else { 0 };
        Some(Candidate {
            admonition: block,
            prefix,
            indent,
            dedent: indent,
            quotes,
            next_line_is_blank: strip_quotes(next, quotes).unwrap_or(next).trim().is_empty(),
        })
    }
}

/// Whether a block of HTML is a comment, or an element whose content stays as it stands.
fn is_literal(html: &str) -> bool {
    let start = html.trim_start();
    let name = start.strip_prefix('<').unwrap_or("");
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    start.starts_with("<!")
        || start.starts_with("<?")
        || crate::text::html::is_verbatim(&name[..len])
}

/// The headers around a line, innermost last.
#[derive(Default)]
struct Nesting {
    open: Vec<Open>,
    /// Where those of so many slashes stand among them.
    by_count: HashMap<usize, Vec<usize>>,
}

impl Nesting {
    /// Leaves what a line does not belong to, since it is quoted or indented less.
    fn leave(&mut self, line: &str) {
        while let Some(top) = self.open.last() {
            if top.quotes == 0 && (top.base == 0 || line.trim().is_empty()) {
                return;
            }
            let inside = strip_quotes(line, top.quotes).is_some_and(|rest| {
                rest.trim().is_empty() || top.base == 0 || leading_columns(rest) >= top.base
            });
            if inside {
                return;
            }
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(top) = self.open.pop() else { return };
        if let Some(places) = self.by_count.get_mut(&top.count) {
            places.pop();
        }
    }

    fn push(&mut self, at: usize, count: usize, before: &str) {
        let places = self.by_count.entry(count).or_default();
        places.push(self.open.len());
        self.open.push(Open {
            at,
            count,
            quotes: before.matches('>').count(),
            base: columns_behind_quotes(before) / 4 * 4,
        });
    }

    /// The header that an end with so many slashes closes. Those inside of it have none.
    fn close(&mut self, count: usize, before: &str) -> Option<usize> {
        let place = *self.by_count.get(&count)?.last()?;
        let header = &self.open[place];
        let columns = columns_behind_quotes(before);
        let fits = before.matches('>').count() == header.quotes
            && before.bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'))
            && (header.base..header.base + 4).contains(&columns);
        let at = header.at;
        if !fits {
            return None;
        }
        while self.open.len() > place {
            self.pop();
        }
        Some(at)
    }
}
