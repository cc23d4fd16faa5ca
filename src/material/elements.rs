//! Elements of HTML whose content is Markdown: `<div class="grid cards" markdown>`, and callout boxes.
//!
//! To CommonMark a block of HTML ends at a blank line only, and four spaces
//! make code. So blank lines are put between tags and Markdown, the content is
//! dedented, and the attribute goes. Callout boxes need no attribute: their
//! authors mean Markdown, and where all of it is HTML nothing is put in.
//!
//! The content is not Markdown before that, so no parser can say where it ends:
//! [`walk`](crate::material::walk) follows its lines, fences and tags.

use super::Around;
use super::walk::Walk;
use super::walked::Walked;
use crate::template::CALLOUTS;
use crate::text::edit::Edit;
use crate::text::html::{self, Attribute, Item};
use crate::text::indent::{
    columns_behind_quotes, continuation, is_prefix, leading_columns, line_end, line_start, prefix,
};
use crate::text::search::AnyOf;
use crate::text::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// How an element's content is read, as Python-Markdown has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Block,
    Span,
    Off,
}

/// An opening tag that asks for Markdown.
#[derive(Debug)]
pub(super) struct Opener<'t> {
    name: &'t str,
    pub(super) tag: Range<usize>,
    /// The attribute `markdown` with the space before it.
    attribute: Option<Range<usize>>,
    mode: Mode,
    is_callout: bool,
    /// Whether Python-Markdown takes its tag for running text.
    pub(super) is_far_in: bool,
    pub(super) container: Container,
}

/// What the lines around an element begin with.
#[derive(Debug, Clone)]
pub(super) struct Container {
    /// List markers as spaces.
    pub(super) prefix: String,
    pub(super) quotes: usize,
    /// The least indentation, in columns, of a line inside it.
    pub(super) base: usize,
}

/// Elements whose content is running text unless they say otherwise.
#[rustfmt::skip]
const SPANS: &[&str] = &[
    "address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "span",
    "summary", "td", "th",
];
/// Elements that mean nothing without HTML.
#[rustfmt::skip]
const WRAPPERS: &[&str] = &[
    "article", "aside", "center", "div", "footer", "header", "main", "nav", "p", "section",
    "span",
];

/// Elements that hold text as well as blocks.
#[rustfmt::skip]
const HOLDERS: &[&str] = &[
    "article", "aside", "blockquote", "center", "details", "div", "fieldset", "figure", "footer",
    "form", "header", "main", "nav", "section",
];

/// The attribute that asks for Markdown.
const MARKDOWN: &str = "markdown";

/// Of what a tag that asks for Markdown has one.
static BEGINNINGS: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(CALLOUTS.iter().copied().chain([MARKDOWN])));

/// Where the last tag that may ask for Markdown ends, if there is one.
pub(super) fn last_candidate(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let asks = |(at, word): &(usize, &str)| {
        if *word != MARKDOWN {
            return true;
        }
        let behind = bytes.get(at + MARKDOWN.len()).copied().unwrap_or(b'>');
        let before = at.checked_sub(1).map(|at| bytes[at]);
        before.is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\''))
            && (behind.is_ascii_whitespace() || matches!(behind, b'=' | b'>' | b'/'))
    };
    let (at, _) = BEGINNINGS.places(text).filter(asks).last()?;
    let close = at + memchr::memchr(b'>', &bytes[at..]).unwrap_or(0);
    Some(line_end(text, close))
}

/// Whether a line begins with a tag so far in that Python-Markdown sees no block of HTML; in a
/// block's body all of them do.
pub(super) fn may_be_far_in(text: &str, is_body: bool) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let begins = text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
        begins && prefix(text, at).is_some() && (is_body || is_far_in(text, at))
    })
}

/// Whether the line of a tag is indented by more than three columns.
pub(super) fn is_far_in(text: &str, at: usize) -> bool {
    let line = &text[line_start(text, at)..line_end(text, at)];
    leading_columns(line) > 3 && !line.trim_start().starts_with('>')
}

/// The tags in a block of HTML that ask for Markdown; `listed` where it stands in a list. Where it
/// stands `far_in` for a block of HTML, all tags do.
pub(super) fn openers(
    text: &str,
    block: Range<usize>,
    listed: bool,
    far_in: bool,
) -> Vec<Opener<'_>> {
    let mut found = Vec::new();
    let html = &text[block.clone()];
    let first = block.start + html.len() - html.trim_start().len();
    let before = &text[line_start(text, first)..first];
    if !is_prefix(before) {
        return found;
    }
    let mut verbatim: Option<&str> = None;
    for item in html::scan(html) {
        let (span, name, attributes, self_closing) = match item {
            Item::Open {
                span,
                name,
                attributes,
                self_closing,
            } if verbatim.is_none() => (span, name, attributes, self_closing),
            Item::Close { name, .. } if verbatim.is_some_and(|v| v.eq_ignore_ascii_case(name)) => {
                verbatim = None;
                continue;
            }
            _ => continue,
        };
        verbatim = Some(name).filter(|name| !self_closing && html::is_verbatim(name));
        let tag = block.start + span.start..block.start + span.end;
        let void = self_closing || html::is_void(name);
        let asked = asks(name, &attributes, void).or_else(|| {
            let mode = if html::is_one_of(SPANS, name) {
                Mode::Span
            } else if html::is_one_of(HOLDERS, name) {
                Mode::Block
            } else {
                return None;
            };
            (far_in && !void).then_some((mode, None, false))
        });
        let Some((mode, attribute, is_callout)) = asked else {
            continue;
        };
        found.push(Opener {
            name,
            attribute: attribute.map(|whole| with_space(text, tag.start + 1, &block, whole)),
            tag,
            mode,
            is_callout,
            is_far_in: far_in,
            container: Container {
                prefix: continuation(before),
                quotes: before.matches('>').count(),
                base: if listed {
                    columns_behind_quotes(before)
                } else {
                    0
                },
            },
        });
    }
    found
}

/// Whether an element's content is Markdown, wherever it stands.
pub(super) fn holds_markdown(name: &str, attributes: &[Attribute<'_>]) -> bool {
    asks(name, attributes, html::is_void(name)).is_some()
}

/// What a tag asks for: how, by which attribute, and whether as a callout.
fn asks(
    name: &str,
    attributes: &[Attribute<'_>],
    void: bool,
) -> Option<(Mode, Option<Range<usize>>, bool)> {
    let is_callout = !void && name.eq_ignore_ascii_case("div") && callout(attributes).is_some();
    let attribute = attributes
        .iter()
        .find(|a| a.name.eq_ignore_ascii_case("markdown"));
    let Some(attribute) = attribute else {
        return is_callout.then_some((Mode::Block, None, true));
    };
    let runs = html::is_one_of(SPANS, name);
    let mode = match attribute.value.to_ascii_lowercase().as_str() {
        _ if void => Mode::Off,
        "" | "1" | "markdown" if runs => Mode::Span,
        "" | "1" | "markdown" | "block" => Mode::Block,
        "span" => Mode::Span,
        _ => Mode::Off,
    };
    Some((mode, Some(attribute.whole.clone()), is_callout))
}

/// The callout class among a tag's attributes.
pub fn callout(attributes: &[Attribute<'_>]) -> Option<&'static str> {
    let class = attributes
        .iter()
        .find(|a| a.name.eq_ignore_ascii_case("class"))?;
    let has = |callout: &&&str| class.value.split_whitespace().any(|word| word == **callout);
    CALLOUTS.iter().find(has).copied()
}

fn with_space(text: &str, from: usize, block: &Range<usize>, whole: Range<usize>) -> Range<usize> {
    let (start, end) = (block.start + whole.start, block.start + whole.end);
    let space = text[from..start].len() - text[from..start].trim_end().len();
    start - space..end
}

impl<'t> Opener<'t> {
    /// Takes only the attribute away.
    pub(super) fn without_attribute(&self) -> Option<Edit> {
        self.attribute.clone().map(Edit::delete)
    }

    /// Follows the content to the closing tag.
    pub(super) fn walk(&self, text: &'t str) -> Walked {
        if self.mode == Mode::Off {
            return Walked::unclosed(self.tag.end);
        }
        Walk::new(text, self.name, &self.container, self.is_callout).run(self.tag.end)
    }

    /// Whether its content is running text, not blocks.
    pub(super) fn is_running(&self) -> bool {
        self.mode == Mode::Span
    }

    /// What a frame around its content is; `content` are bytes of the page's text.
    pub(super) fn around(&self, content: Range<usize>) -> Around {
        let is_wrapper = html::is_one_of(WRAPPERS, self.name);
        if self.is_callout {
            Around::Callout { title: None }
        } else if self.is_running() {
            Around::Running {
                is_wrapper,
                source: Span::new(content),
                tags: (Span::new(0..0), Span::new(0..0)),
            }
        } else if is_wrapper {
            Around::Wrapper
        } else {
            Around::Element
        }
    }
}

/// Whether an element holds text as well as blocks.
pub(super) fn holds_blocks(name: &str) -> bool {
    html::is_one_of(HOLDERS, name) || name == "figcaption"
}
