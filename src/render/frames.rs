//! What stands around pieces of the text: admonitions, tabs, callout boxes, elements of HTML
//! with Markdown inside.
//!
//! All other edits are made first. So what they write inside of a block is there when the
//! block becomes a quote, and stands in it.

use super::figures::{self, Figures};
use super::format::Format;
use super::quote::{self, Quote};
use super::summary::Summary;
use super::title::Title;
use super::{RenderContext, admonition, snippet, tabs};
use crate::material::{Around, Block, Frame, MARK, Marker};
use crate::page::{Kind, Page};
use crate::text::edit::{Edit, OffsetMap};
use crate::text::html::{self, Item};
use crate::text::indent::{line_end, line_start, strip_quotes};
use crate::text::maps::HashSet;
use crate::text::span::{Out, Span};
use std::cell::RefCell;
use std::ops::Range;

/// The edits that write all frames. `text` is the page's unfolded text with all other edits, `map`
/// leads back to it.
pub fn edits(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    summary: Option<&Summary<'_>>,
    (text, map): (&str, &OffsetMap),
) -> Vec<Edit> {
    if page.frames().is_empty() {
        return Vec::new();
    }
    let writer = Writer {
        page,
        cx,
        summary,
        text,
        map,
        prefixes: quote::prefixes(page.frames(), cx.target.format()),
        titles: titles(page),
        led: RefCell::default(),
        figures: Figures::of(page, cx.config),
    };
    let mut edits = Vec::new();
    for (index, frame) in page.frames().iter().enumerate() {
        writer.frame(index, frame, &mut edits);
    }
    let written = writer.headers();
    // What is written for a block's header has the markers of the quotes around it already.
    edits.retain(|edit| !edit.span.is_empty() || !written.contains(&edit.span.start));
    let led = writer.led.into_inner();
    let leads = |edit: &Edit| edit.span.is_empty() && edit.text == "> ";
    edits.retain(|edit| !leads(edit) || !led.contains(&edit.span.start));
    edits
}

/// The nodes of titles, by where they start in the unfolded text.
fn titles(page: &Page<'_>) -> Vec<(usize, usize)> {
    let nodes = page.nodes.iter().enumerate();
    let titles = nodes.filter(|(_, node)| node.kind == Kind::Title);
    titles
        .map(|(index, node)| (node.out.start, index))
        .collect()
}

struct Writer<'w> {
    page: &'w Page<'w>,
    cx: &'w RenderContext<'w>,
    summary: Option<&'w Summary<'w>>,
    text: &'w str,
    map: &'w OffsetMap,
    prefixes: Vec<(String, String)>,
    titles: Vec<(usize, usize)>,
    /// Where the markers of the quotes around it stand already: of two lines, one was left.
    led: RefCell<HashSet<usize>>,
    figures: Figures,
}

impl Writer<'_> {
    fn frame(&self, index: usize, frame: &Frame, edits: &mut Vec<Edit>) {
        let open = self.map.target_range(frame.open.range());
        let close = self.close(frame);
        let (Some(open), Some(close)) = (open.clone(), close.clone()) else {
            // Half of it went with something else.
            let is_block = matches!(frame.around, Around::Block(_));
            let left = open.into_iter().chain(close).filter(|_| is_block);
            edits.extend(left.map(Edit::delete));
            return;
        };
        let format = self.cx.target.format();
        match (&frame.around, format) {
            (Around::Block(block), Format::Html) => {
                self.html_block(index, frame, *block, (open, close), edits);
            }
            (Around::Block(block), Format::Markdown) => {
                self.markdown_block(index, frame, *block, (open, close), edits);
            }
            (Around::Callout { title }, Format::Html) => {
                edits.extend(self.html_title(*title));
            }
            (Around::Callout { title }, Format::Markdown) => {
                let first = self.remove_tags(index, (open, close.clone()), "> ", edits);
                edits.extend(self.markdown_title(*title));
                edits.extend(self.quote(index).leads(self.text, first..close.start));
            }
            (Around::Wrapper, Format::Markdown) => {
                self.remove_tags(index, (open, close), "", edits);
            }
            (
                Around::Running {
                    is_wrapper: true,
                    tags,
                    ..
                },
                Format::Markdown,
            ) => {
                edits.extend([Edit::delete(open), Edit::delete(close)]);
                let tags = (
                    self.map.target_range(tags.0.range()),
                    self.map.target_range(tags.1.range()),
                );
                if let (Some(open), Some(close)) = tags {
                    self.remove_running_tags(index, (open, close), edits);
                }
            }
            (Around::Running { source, .. }, _) => {
                edits.push(self.running(index, &source.range(), open, close));
            }
            (Around::Wrapper, Format::Html) | (Around::Element, _) => {}
        }
    }

    /// Where the headers of blocks end.
    fn headers(&self) -> HashSet<usize> {
        let blocks = self.page.frames().iter();
        let blocks = blocks.filter(|frame| matches!(frame.around, Around::Block(_)));
        let ends = blocks.filter_map(|frame| self.map.target_range(frame.open.range()));
        ends.map(|open| open.end).collect()
    }

    /// Where a frame closes. The line break before a block's mark belongs to the paragraph
    /// before it, and may have been replaced with that.
    fn close(&self, frame: &Frame) -> Option<Range<usize>> {
        let close = frame.close;
        self.map.target_range(close.range()).or_else(|| {
            self.map
                .target_range(close.end.checked_sub(MARK.len())?..close.end)
        })
    }

    fn block(&self, index: usize) -> &Block {
        &self.page.blocks()[index]
    }

    fn html_block(
        &self,
        index: usize,
        frame: &Frame,
        block: usize,
        (open, close): (Range<usize>, Range<usize>),
        edits: &mut Vec<Edit>,
    ) {
        let block = self.block(block);
        let prefix = &self.prefixes[index].0;
        let bare = prefix.trim_end();
        let title = self.title(frame).map(|title| self.title_html(frame, title));
        let (begin, end) = match block.marker {
            Marker::Tab => tabs::html_tags(block, prefix, title.as_ref()),
            Marker::Caption { .. } => self.figures.tags(index, block),
            Marker::Element => figures::element_tags(block),
            _ if let Some(summary) = self.summary.filter(|it| it.takes_in(block)) => {
                summary.tags(self.cx, title.as_ref())
            }
            _ => admonition::html_tags(block, prefix, title, self.cx.config),
        };
        edits.push(Edit::replace(open, format!("{begin}\n{bare}")));
        let whole = self.text[close.clone()].starts_with('\n');
        edits.push(Edit::replace(
            close,
            if whole {
                format!("\n{bare}\n{prefix}{end}")
            } else {
                end
            },
        ));
    }

    fn markdown_block(
        &self,
        index: usize,
        frame: &Frame,
        block: usize,
        (open, close): (Range<usize>, Range<usize>),
        edits: &mut Vec<Edit>,
    ) {
        let block = self.block(block);
        let prefix = &self.prefixes[index].1;
        let bare = prefix.trim_end();
        let own = self.title(frame).map(|title| &self.text[title]);
        let title = match block.marker {
            Marker::Caption { .. } => figures::markdown_label(self.figures.label(index)),
            Marker::Element => None,
            _ => admonition::markdown_title(block, own, self.cx.config),
        };
        edits.push(Edit::delete(close.clone()));
        if !frame.is_box {
            let title = title.unwrap_or_default();
            edits.push(Edit::replace(open, format!("{title}\n{bare}")));
            return;
        }
        let begin = match title {
            Some(title) => format!("> {title}\n{prefix}>"),
            None => "> ".to_owned(),
        };
        edits.extend(self.quote(index).leads(self.text, open.end..close.start));
        edits.push(Edit::replace(open, begin));
    }

    fn quote(&self, index: usize) -> Quote<'_> {
        let (now, then) = &self.prefixes[index];
        Quote::new(now, then)
    }

    /// Where a block's title stands, if it has one of the author's.
    fn title(&self, frame: &Frame) -> Option<Range<usize>> {
        if frame.title.is_empty() {
            return None;
        }
        // The title's own bytes may have changed; what stands around them has not.
        let start = self.map.target(frame.title.start - 1)? + 1;
        let end = self.map.target(frame.title.end)?;
        (start <= end).then_some(start..end)
    }

    fn title_html(&self, frame: &Frame, title: Range<usize>) -> Title {
        let text = &self.text[title.clone()];
        let at = self
            .titles
            .partition_point(|(start, _)| *start < frame.title.start);
        let node = at.checked_sub(1).map(|at| self.titles[at].1);
        let Some(node) = node else {
            return Title::Html(snippet::plain(text));
        };
        let mut nodes = self.page.inside(node);
        if text == &self.page[frame.title] && nodes.all(|(_, node)| node.kind == Kind::Text) {
            let words = self.page.text_of(&self.page.nodes[node]);
            return Title::Html(snippet::plain(words));
        }
        let inside = self.page.inside(node).map(|(index, _)| index);
        let below = snippet::definitions(self.page, inside);
        let ours = |at: usize| self.map.is_inserted(title.start + at);
        let mut nodes = self.page.inside(node);
        // Only mdBook knows the numbers of footnotes, and shows none that nothing refers to.
        if nodes.any(|(_, node)| node.kind == Kind::FootnoteReference)
            && let Some(line) = snippet::markdown(text, &below, self.cx.options, ours)
        {
            return Title::Markdown(line);
        }
        Title::Html(snippet::line(text, &below, self.cx.options, ours))
    }

    /// Running text between tags, as HTML on their line; as it was written where it is no running text.
    fn running(
        &self,
        index: usize,
        source: &Range<usize>,
        open: Range<usize>,
        close: Range<usize>,
    ) -> Edit {
        let quotes = self.prefixes[index].0.matches('>').count();
        let mut text = String::new();
        for line in self.text[open.end..close.start].lines() {
            let line = strip_quotes(line, quotes).unwrap_or(line);
            text.push_str(line.trim());
            text.push('\n');
        }
        let html = snippet::running_text(text.trim_end(), self.cx.options);
        // On one line it stays in the list or quote around it.
        let html = html.map(snippet::on_one_line);
        let html = html.unwrap_or_else(|| self.page.text[source.clone()].to_owned());
        Edit::replace(open.start..close.end, html)
    }

    /// A callout's heading as a title that is no heading of the page, but keeps its id.
    fn html_title(&self, title: Option<Span<Out>>) -> Vec<Edit> {
        let Some((title, open, name, class)) = self.heading(title) else {
            return Vec::new();
        };
        let mut edits = Vec::new();
        let mut words = String::from("patterns-title");
        if let Some((value, whole)) = class {
            words.push(' ');
            words.push_str(&value.replace('"', "&quot;"));
            edits.push(Edit::delete(whole));
        }
        let at = open.start + 1;
        let tag = format!("p class=\"{words}\"");
        edits.push(Edit::replace(at..at + name, tag));
        let Some(close) = self.text[..title.end].rfind("</") else {
            return edits;
        };
        // What stands in a callout is meant as Markdown.
        let inner = &self.text[open.end..close.max(open.end)];
        let html = snippet::running_text(inner, self.cx.options);
        edits.extend(html.map(|html| Edit::replace(open.end..close, html)));
        // The name in the closing tag stands right behind `</`.
        edits.push(Edit::replace(close + 2..close + 2 + name, "p"));
        edits
    }

    fn markdown_title(&self, title: Option<Span<Out>>) -> Vec<Edit> {
        let Some((title, open, ..)) = self.heading(title) else {
            return Vec::new();
        };
        let close = self.text[..title.end].rfind("</").unwrap_or(title.end);
        let inner = &self.text[open.end..close.max(open.end)];
        // The author's own bold would end ours.
        let own = inner.trim().is_empty() || inner.contains(['*', '_']);
        let bold = if own { "" } else { "**" };
        let from = open.end + inner.len() - inner.trim_start().len();
        let to = (open.end + inner.trim_end().len()).max(from);
        vec![
            Edit::replace(open.start..from, bold),
            Edit::replace(to..title.end, bold),
        ]
    }

    /// A callout's title, its opening tag, the length of its name, and its class with the whole attribute.
    #[expect(clippy::type_complexity, reason = "both callers take it apart at once")]
    fn heading(
        &self,
        title: Option<Span<Out>>,
    ) -> Option<(
        Range<usize>,
        Range<usize>,
        usize,
        Option<(&str, Range<usize>)>,
    )> {
        let title = self.map.target_range(title?.range())?;
        let Some((
            Item::Open {
                span,
                name,
                attributes,
                ..
            },
            _,
        )) = html::item_at(self.text, title.start)
        else {
            return None;
        };
        let class = attributes
            .iter()
            .find(|a| a.name.eq_ignore_ascii_case("class"));
        let class = class.map(|class| (class.value, class.whole.clone()));
        Some((title, span, name.len(), class))
    }

    /// Takes an element's tags away, so that its content begins and ends blocks of its own;
    /// where the content begins.
    fn remove_tags(
        &self,
        index: usize,
        (open, close): (Range<usize>, Range<usize>),
        lead: &str,
        edits: &mut Vec<Edit>,
    ) -> usize {
        let prefix = &self.prefixes[index].1;
        let bare = prefix.trim_end();
        let text = self.text;
        let quotes = self.prefixes[index].0.matches('>').count();
        let first = quote::first_content(text, open.end, quotes).min(close.start);
        let line = line_start(text, open.start);
        let begins = crate::text::indent::is_prefix(&text[line..open.start]);
        let has_marker = text[line..open.start].contains(|c: char| !matches!(c, ' ' | '\t' | '>'));
        let above = text[..line].trim_end_matches('\n');
        let above = if line == 0 || text[..line].ends_with("\n\n") {
            ""
        } else {
            &above[line_start(above, above.len())..]
        };
        let below_blank = above.trim().trim_matches(['>', ' ']).is_empty();
        let alone = text[open.end..line_end(text, open.end)].trim().is_empty();
        let begin = if begins && (has_marker || below_blank) {
            lead.to_owned()
        } else if begins && alone && lead.is_empty() {
            format!("\n{prefix}")
        } else {
            format!("\n{bare}\n{prefix}{lead}")
        };
        if first > line_end(text, open.end) {
            let at = if begin.contains('\n') {
                first
            } else {
                open.start
            };
            self.led.borrow_mut().insert(at);
        }
        edits.push(Edit::replace(open.start..first, begin));
        let blank = quote::last_content(&text[first..close.start]);
        let rest = &text[close.end..line_end(text, close.end)];
        let next = text.get(line_end(text, close.end) + 1..).unwrap_or("");
        let next = next[..line_end(next, 0)].trim_matches([' ', '\t', '\r', '>']);
        let end = match (rest.trim().is_empty(), next.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("\n{bare}"),
            (false, _) => format!("\n{bare}\n{prefix}"),
        };
        edits.push(Edit::replace(first + blank..close.end, end));
        first
    }

    /// Takes the tags around a paragraph away.
    fn remove_running_tags(
        &self,
        index: usize,
        tags: (Range<usize>, Range<usize>),
        edits: &mut Vec<Edit>,
    ) {
        let prefix = &self.prefixes[index].1;
        let bare = prefix.trim_end();
        let line = line_start(self.text, tags.0.start);
        let begins = self.text[line..tags.0.start]
            .trim_matches([' ', '\t', '>'])
            .is_empty();
        let gap = format!("\n{bare}\n{prefix}");
        let begin = if begins { String::new() } else { gap.clone() };
        edits.push(Edit::replace(tags.0, begin));
        let rest = &self.text[tags.1.end..line_end(self.text, tags.1.end)];
        let end = if rest.trim().is_empty() {
            String::new()
        } else {
            gap
        };
        edits.push(Edit::replace(tags.1, end));
    }
}
