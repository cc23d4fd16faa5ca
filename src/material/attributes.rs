//! Attribute lists: `{ .class #id key=value }` and `{: … }` behind links, images and
//! other elements, and as a block's last line.
//!
//! A link becomes an `<a>`, an image an `<img>`, anything else stands in a `<span>`.
//! A list that stands where Material reads one never shows, also where nothing
//! can be done with it. Headings' lists are mdBook's business.

use crate::material::markup::{self, Group, Replacement, What, is_escaped};
use crate::material::runs::{ElementKind, InlineElement, Passage, PassageKind, Run, Runs};
use crate::text::maps::HashMap;
use crate::text::span::Span;
use std::cell::LazyCell;
use std::fmt::Write as _;
use std::ops::Range;

/// What readers may set; nothing that runs code, loads a file or leads elsewhere.
const KEYS: [&str; 11] = [
    "title", "width", "height", "align", "loading", "target", "rel", "lang", "dir", "alt", "role",
];

/// Longer lists are text.
const MOST: usize = 512;

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Its classes.
    pub classes: Vec<String>,
    /// Its id.
    pub id: Option<String>,
    /// Further attributes, as written.
    pub pairs: Vec<(String, String)>,
    /// How many bytes it takes, braces included.
    pub len: usize,
}

impl List {
    /// The list at the start of `text`. Braces with anything else inside are text.
    pub fn parse(text: &str) -> Option<List> {
        let inside = start(text, MOST).strip_prefix('{')?;
        let (inside, colon) = match inside.strip_prefix(':') {
            Some(rest) => (rest, 1),
            None => (inside, 0),
        };
        let mut list = List::default();
        let first = inside.trim_start_matches(' ');
        let mut rest = first;
        while !rest.starts_with('}') {
            rest = list.take(rest, colon > 0)?.trim_start_matches(' ');
        }
        list.len = 2 + colon + inside.len() - rest.len();
        // `{:else}` is no list, it belongs to a language of templates.
        let has_words = colon > 0 && inside.starts_with(' ') && rest.len() < first.len();
        (has_words || !list.has_only_words()).then_some(list)
    }

    /// Whether there is nothing in it but bare words.
    pub(super) fn has_only_words(&self) -> bool {
        self.classes.is_empty() && self.id.is_none() && self.pairs.is_empty()
    }

    /// Takes one word from the start of `text` and returns what follows. What begins with a colon is
    /// certainly a list, so bare words may stand anywhere in it.
    fn take<'t>(&mut self, text: &'t str, is_certain: bool) -> Option<&'t str> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/');
        let word = |text: &'t str| {
            let len = text.find(|c| !is_name(c)).unwrap_or(text.len());
            (len > 0).then(|| text.split_at(len))
        };
        if let Some(rest) = text.strip_prefix('.') {
            let len = rest
                .find(|c: char| !is_name(c) || c == '.')
                .unwrap_or(rest.len());
            let (class, rest) = rest
                .split_at_checked(len)
                .filter(|(class, _)| !class.is_empty())?;
            self.classes.push(class.to_owned());
            return Some(rest);
        }
        if let Some(rest) = text.strip_prefix('#') {
            // Material's own pages have ids such as `+search.lang`.
            let sign = rest.len() - rest.trim_start_matches('+').len();
            let (_, behind) = word(&rest[sign..])?;
            let (id, rest) = rest.split_at(rest.len() - behind.len());
            self.id = Some(id.to_owned());
            return Some(rest);
        }
        let (key, rest) = word(text)?;
        let Some(value) = rest.strip_prefix('=') else {
            // A bare word, such as `markdown`, says nothing here.
            return (is_certain || !self.classes.is_empty()).then_some(rest);
        };
        let quoted = ['"', '\''].iter().find_map(|quote| {
            let inner = value.strip_prefix(*quote)?;
            inner.split_once(*quote)
        });
        let (value, rest) = match quoted {
            Some(split) => split,
            None => value.split_at(value.find([' ', '}']).unwrap_or(value.len())),
        };
        match key {
            "class" => self
                .classes
                .extend(value.split_whitespace().map(str::to_owned)),
            "id" => self.id = Some(value.to_owned()),
            _ => self.pairs.push((key.to_owned(), value.to_owned())),
        }
        Some(rest)
    }

    /// Whether it starts as no text does: with a class or an id.
    fn is_plain(text: &str) -> bool {
        let inside = text.trim_start_matches(['{', ':', ' ']);
        text.starts_with("{:") || inside.starts_with(['.', '#'])
    }

    /// The further attributes that readers may set, each once, keys in lower case.
    pub fn allowed(&self) -> Vec<(String, &str)> {
        let mut allowed: Vec<(String, &str)> = Vec::new();
        for (key, value) in &self.pairs {
            let key = key.to_ascii_lowercase();
            if is_allowed(&key) && !allowed.iter().any(|(other, _)| *other == key) {
                allowed.push((key, value));
            }
        }
        allowed
    }

    /// Whether nothing of it may be set.
    fn is_idle(&self) -> bool {
        self.classes.is_empty() && self.id.is_none() && self.allowed().is_empty()
    }
}

/// The start of a text, at most so many bytes.
fn start(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The changes for all lists in running text, and the lists that ask for annotations.
pub fn find(text: &str, runs: &Runs) -> (Vec<Group>, Vec<Range<usize>>) {
    // Most pages have braces in code only.
    let ends: LazyCell<HashMap<usize, &InlineElement>, _> = LazyCell::new(|| {
        let outside = runs.elements.iter().filter(|element| !element.in_image);
        outside.map(|element| (element.span.end, element)).collect()
    });
    let mut groups: Vec<Group> = headings(text, runs).collect();
    let mut annotations = Vec::new();
    let braces = memchr::memchr_iter(b'{', text.as_bytes());
    let mut until = 0;
    for (start, run) in runs.among(braces) {
        if start < until || run.in_image {
            continue;
        }
        let list = List::parse(&text[start..run.span.end]);
        let Some(mut list) = list.filter(|_| !is_escaped(text, start)) else {
            continue;
        };
        let span = start..start + list.len;
        let has_only_words = list.has_only_words();
        let all = list.classes.len();
        list.classes.retain(|class| class != "annotate");
        let annotates = list.classes.len() < all;
        let spot = Spot {
            text,
            run,
            block: &runs.blocks[run.block],
            lines: runs.lines_of(&runs.blocks[run.block]),
            list: Some(list).filter(|list| !list.is_idle()),
            has_only_words,
            span: span.clone(),
        };
        let Some(group) = spot.group(ends.get(&start).copied()) else {
            continue;
        };
        groups.push(group);
        until = span.end;
        if annotates {
            annotations.push(span);
        }
    }
    (groups, annotations)
}

/// mdBook takes a heading's attributes as they are; only those of [`KEYS`] stay.
fn headings<'r>(text: &'r str, runs: &'r Runs) -> impl Iterator<Item = Group> + 'r {
    let with = |block: &&Passage| block.container == PassageKind::Heading(true);
    runs.blocks.iter().filter(with).filter_map(|block| {
        let behind = &text[block.content.end..block.around.end];
        let start = block.content.end + behind.find('{')?;
        let list = List::parse(&text[start..block.around.end])?;
        let mut kept = String::from("{");
        for class in &list.classes {
            let _ = write!(kept, " .{class}");
        }
        if let Some(id) = &list.id {
            let _ = write!(kept, " #{id}");
        }
        let simple =
            |value: &str| !value.contains(|c: char| c.is_whitespace() || "\"'{}".contains(c));
        for (key, value) in &list.pairs {
            if is_allowed(key) && simple(value) {
                let _ = write!(kept, " {key}={value}");
            }
        }
        kept.push_str(" }");
        Some(vec![Replacement {
            span: Span::new(start..start + list.len),
            what: What::HeadingAttributes(kept),
            in_image: false,
        }])
    })
}

fn is_allowed(key: &str) -> bool {
    let data = |rest: &str| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    KEYS.contains(&key) || key.strip_prefix("data-").is_some_and(data)
}

/// A list and where it stands.
struct Spot<'p> {
    text: &'p str,
    run: &'p Run,
    block: &'p Passage,
    /// Where the block's lines begin.
    lines: &'p [usize],
    /// What it says, where any of it may be set.
    list: Option<List>,
    has_only_words: bool,
    span: Range<usize>,
}

impl Spot<'_> {
    fn group(self, element: Option<&InlineElement>) -> Option<Group> {
        let (text, span) = (self.text, self.span.clone());
        if let Some(element) = element {
            return Some(self.behind(element));
        }
        let before = &text[..span.start];
        let plain = List::is_plain(&text[span.clone()]);
        if plain && before.ends_with(['=', '+', '^', ':']) {
            return Some(vec![Replacement::delete(span)]);
        }
        if self.run.parent != 0 {
            return None;
        }
        let ends_block = span.end == self.block.content.end;
        let rest = text[span.end..].trim_start_matches([' ', '\t', '\r']);
        let ends_line = ends_block || rest.starts_with('\n');
        let begins_line = self.lines.binary_search(&span.start).is_ok();
        // Elsewhere words between braces are text, as in MkDocs.
        let is_below = begins_line && ends_block && span.start > self.block.content.start;
        if self.has_only_words && !is_below && self.block.container != PassageKind::Cell {
            return None;
        }
        if ends_line && begins_line {
            return Some(self.on_its_line(ends_block));
        }
        let bare = before.trim_end_matches([' ', '\t']).len();
        // A place that links lead to is not dropped with its list.
        let holds = matches!(
            self.block.container,
            PassageKind::Cell | PassageKind::Paragraph | PassageKind::Other
        );
        let list = self.list.filter(|list| list.id.is_some() && holds);
        let start = self.block.content.start;
        if let Some(list) = list
            && plain
            && ends_block
            && start < bare
            && bare < span.start
        {
            let element = markup::Element::Span(list);
            return Some(wrapped(
                start..start,
                bare..span.end,
                element,
                bare..span.end,
            ));
        }
        (plain && ends_block && bare < span.start)
            .then(|| vec![Replacement::delete(bare.max(self.run.span.start)..span.end)])
    }

    /// Directly behind an element.
    fn behind(self, element: &InlineElement) -> Group {
        let Spot {
            text, list, span, ..
        } = self;
        let Some(list) = list else {
            return vec![Replacement::delete(span)];
        };
        let start = element.span.start;
        match &element.kind {
            ElementKind::Image(dest, title, alt) => vec![Replacement::new(
                start..span.end,
                What::Image {
                    dest: dest.clone(),
                    alt: alt.clone(),
                    title: title.clone(),
                    attributes: list,
                    list: Span::new(span),
                },
            )],
            ElementKind::Link(dest, title) => {
                let inner = text[start..].strip_prefix('[');
                let words = inner.is_some_and(|inner| !inner.starts_with(char::is_whitespace));
                let close = text[element.inner_end..element.span.end].find(']');
                let (true, Some(close)) = (words, close) else {
                    return vec![Replacement::delete(span)];
                };
                let close = element.inner_end + close;
                let element = markup::Element::Link {
                    dest: dest.clone(),
                    title: title.clone(),
                    attributes: list,
                };
                wrapped(start..start + 1, close..span.end, element, span)
            }
            ElementKind::Strikethrough | ElementKind::Other => {
                let element = markup::Element::Span(list);
                wrapped(start..start, span.clone(), element, span)
            }
        }
    }

    /// Alone on its line: as the last one it is the block's.
    fn on_its_line(self, ends_block: bool) -> Group {
        let Spot {
            text,
            block,
            lines,
            list,
            span,
            ..
        } = self;
        if span.start == block.content.start {
            let next = lines.get(1).copied().filter(|_| !ends_block);
            let cell = block.container == PassageKind::Cell;
            let row = Some(block.around.clone()).filter(|row| cell && is_alone(text, row, &span));
            return vec![Replacement::delete(match row {
                Some(row) => row,
                None => span.start..next.unwrap_or(span.end),
            })];
        }
        let line = text[..span.start].rfind('\n').unwrap_or(span.start);
        let mut line_end = text[..line].trim_end_matches([' ', '\t', '\r']).len();
        if is_escaped(text, line_end) {
            // A backslash at the end of a line would escape what follows now.
            line_end -= 1;
        }
        let wraps = matches!(block.container, PassageKind::Paragraph | PassageKind::Other);
        let start = block.content.start;
        match list.filter(|_| wraps && ends_block) {
            Some(list) => {
                let element = markup::Element::Span(list);
                wrapped(
                    start..start,
                    line_end..span.end,
                    element,
                    line_end..span.end,
                )
            }
            None => vec![Replacement::delete(line_end..span.end)],
        }
    }
}

/// An element around what stands between `open` and `close`; without HTML only `list` goes.
fn wrapped(
    open: Range<usize>,
    close: Range<usize>,
    element: markup::Element,
    list: Range<usize>,
) -> Group {
    let inner = open.end..close.start;
    let end = What::Close {
        element: element.clone(),
        list: Some(Span::new(list)),
    };
    vec![
        Replacement::new(
            open,
            What::Open {
                element,
                inner: Span::new(inner),
            },
        ),
        Replacement::new(close, end),
    ]
}

/// Whether a list is all that stands in a table's row, and nothing beside the row on its line.
fn is_alone(text: &str, row: &Range<usize>, span: &Range<usize>) -> bool {
    let blank = |text: &str| text.trim_matches([' ', '\t', '|', '\r', '\n']).is_empty();
    let line = text[..row.start].rfind('\n').map_or(0, |at| at + 1);
    blank(&text[line..span.start]) && blank(&text[span.end..row.end])
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn a_list_takes_its_braces() {
        assert_eq!(List::parse("{.a}b").map(|list| list.len), Some(4));
        assert_eq!(List::parse("{: .a }b").map(|list| list.len), Some(7));
        assert_eq!(List::parse("{: a }b").map(|list| list.len), Some(6));
    }

    #[test]
    fn other_braces_are_text() {
        for text in [
            "{}",
            "{ }",
            "{{x}}",
            "{x}",
            "{1,2}",
            "{ x = 1 }",
            "{#if x}",
            "{ .a",
            "{:else}",
            "{: }",
            "{ x }",
            "{.}",
            "{=html}",
            "{a=",
        ] {
            assert_eq!(List::parse(text), None, "{text}");
        }
    }
}
