//! References to headings anywhere in the book, as mkdocs-autorefs has them: `[text][id]`,
//! `[Heading][]` and `` [`id`][] `` without a definition.

use super::spaced_links::{Links, opening, words};
use crate::material::markup::is_escaped;
use crate::text::edit::Edit;
use crate::text::maps::HashMap;
use crate::text::slug::slugify;
use crate::text::span::{Local, Span};
use mdbook_markdown::pulldown_cmark::Event;
use std::ops::Range;

/// What cannot stand in a destination between angle brackets, in a table or behind code.
const UNSAFE: [char; 7] = ['<', '>', '\\', '|', '[', ']', '`'];
/// How long an id may be.
const LONGEST: usize = 500;

/// The ids of a book, each with the first page that has it.
#[derive(Debug, Default)]
pub struct References {
    pages: Vec<String>,
    ids: HashMap<String, usize>,
}

impl References {
    /// Adds a page by its path from the top of the source folder, with its ids.
    pub fn add<'i>(&mut self, path: &str, ids: impl Iterator<Item = &'i str>) {
        for id in ids.filter(|id| is_id(id)) {
            self.ids.entry(id.to_owned()).or_insert(self.pages.len());
        }
        self.pages.push(path.to_owned());
    }

    /// The destination that leads to an id.
    fn destination(&self, id: &str) -> Option<String> {
        let page = &self.pages[*self.ids.get(id)?];
        if page.contains(UNSAFE) || page.contains('\n') {
            return None;
        }
        let path = page.replace('%', "%25").replace('?', "%3F");
        let dest = format!("</{}#{id}>", path.replace('#', "%23"));
        Some(dest.replace('&', "&amp;"))
    }

    /// Makes links of a text's references; `unresolved` gets those whose id no page has.
    pub(super) fn edits(
        &self,
        text: &str,
        events: &[(Event<'_>, Range<usize>)],
        edits: &mut Vec<Edit>,
        unresolved: &mut Vec<(Span<Local>, String)>,
    ) {
        let between: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), "][").collect();
        if between.is_empty() {
            return;
        }
        let words = words(events, Links::Aside);
        let is_text = |at: usize| {
            let before = words.partition_point(|span| span.end <= at);
            words.get(before).is_some_and(|span| span.contains(&at))
        };
        // A reference ends where another one may begin only in part: `[a][b][c]`.
        let mut behind = 0;
        for close in between {
            let found = Reference::at(text, close, is_text).filter(|it| it.open >= behind);
            let Some(reference) = found else {
                continue;
            };
            behind = reference.end;
            if let Some(dest) = self.destination_of(&reference) {
                let label = close + 1..reference.end;
                edits.push(Edit::replace(label, format!("({dest})")));
                continue;
            }
            // `list[0][1]` is none.
            if text[..reference.open].ends_with(char::is_alphanumeric) {
                continue;
            }
            let span = Span::new(reference.open..reference.end);
            unresolved.push((span, reference.label.to_owned()));
            if reference.is_certain() {
                // Most name pieces of programs, which nothing here documents: the words stay.
                edits.push(Edit::delete(reference.open..reference.open + 1));
                edits.push(Edit::delete(close..reference.end));
            }
        }
    }

    fn destination_of(&self, reference: &Reference<'_>) -> Option<String> {
        let is_title = reference.is_collapsed && !reference.is_code;
        let by_title = || is_title.then(|| slugify(reference.label));
        self.destination(reference.label)
            .or_else(|| self.destination(&by_title()?))
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= LONGEST
        && !id.contains(UNSAFE)
        && !id.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// A reference without a definition.
struct Reference<'t> {
    /// Where its first bracket stands.
    open: usize,
    /// Where its last one ends.
    end: usize,
    /// What stands between the last two; where that is nothing, the text, which may be code.
    label: &'t str,
    /// Whether nothing stands there.
    is_collapsed: bool,
    /// Whether its text is nothing but code.
    is_code: bool,
}

impl<'t> Reference<'t> {
    /// The reference whose text ends at the bracket at `close`, with another one behind it.
    fn at(text: &'t str, close: usize, is_text: impl Fn(usize) -> bool) -> Option<Reference<'t>> {
        if !is_text(close + 1) {
            return None;
        }
        let open = opening(text, close, &is_text)?;
        // An image has no place to lead to.
        if text[..open].ends_with('!') && !is_escaped(text, open - 1) {
            return None;
        }
        let rest = &text[close + 2..];
        let len = rest.bytes().take(LONGEST).position(|b| b == b']')?;
        let written = &rest[..len];
        let end = close + 2 + len + 1;
        let is_collapsed = written.is_empty();
        let title = text[open + 1..close].trim();
        let code = title.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
        let code = code.filter(|code| !code.contains('`'));
        let label = if is_collapsed {
            code.unwrap_or(title)
        } else {
            written
        };
        let is_label = !label.is_empty()
            && !label.starts_with('^')
            && !label.contains(['[', '\n'])
            && (is_collapsed || !label.contains(char::is_whitespace));
        is_label.then_some(Reference {
            open,
            end,
            label,
            is_collapsed,
            is_code: code.is_some(),
        })
    }

    /// Whether it can be nothing else: two words in brackets may also just stand beside one another.
    fn is_certain(&self) -> bool {
        let mut parts = self.label.split('.');
        let is_name = |part: &str| {
            part.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        let is_path = parts.clone().count() > 1 && parts.all(is_name);
        is_path || self.is_collapsed || self.is_code
    }
}
