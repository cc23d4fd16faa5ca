//! Figures with captions (`/// caption`), and elements of HTML (`/// html | div`).
//!
//! A caption belongs to what stands before it: its figure begins there.

use super::{Target, tag_attributes};
use crate::config::Config;
use crate::material::{Around, Block, Marker};
use crate::page::{Kind, Page};
use crate::render::RenderContext;
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::maps::HashMap;
use crate::text::span::Out;
use crate::words::Word;
use std::fmt::Write as _;

/// What figures share. It is never served as a file: few pages need it.
const SHEET: &str = include_str!("../../assets/figures.css");

/// One caption's figure.
#[derive(Debug, Default)]
pub struct Figure {
    /// Where what it is about begins; `None` where nothing stands before it.
    start: Option<usize>,
    /// What it is called: `Figure 1.`
    label: Option<String>,
}

/// The figures of a page, by the frames of their captions.
#[derive(Debug, Default)]
pub struct Figures(HashMap<usize, Figure>);

impl Figures {
    /// Finds them.
    pub fn of(page: &Page<'_>, config: &Config) -> Figures {
        let is_caption = |block: &Block| matches!(block.marker, Marker::Caption { .. });
        let mut figures = HashMap::default();
        if !page.blocks().iter().any(is_caption) {
            return Figures::default();
        }
        let mut counts = [0u32; 2];
        // Where the last frame ends that stands in this one.
        let mut before: HashMap<Option<usize>, usize> = HashMap::default();
        for (index, frame) in page.frames().iter().enumerate() {
            let last = before.insert(frame.parent, frame.close.end).unwrap_or(0);
            let Around::Block(block) = frame.around else {
                continue;
            };
            let block = &page.blocks()[block];
            let Marker::Caption { number, .. } = block.marker else {
                continue;
            };
            let (word, count) = match block.kind.as_str() {
                "figure-caption" => (Some(Word::Figure), &mut counts[0]),
                "table-caption" => (Some(Word::Table), &mut counts[1]),
                _ => (None, &mut counts[0]),
            };
            let label = word.map(|word| {
                // A number of the author's own takes the counting on.
                let shown = number.unwrap_or_else(|| count.saturating_add(1));
                *count = shown.max(*count);
                format!("{} {shown}.", config.words.get(word))
            });
            let start = subject(page, frame.open.start).filter(|start| *start >= last);
            figures.insert(index, Figure { start, label });
        }
        Figures(figures)
    }

    /// The rules that they need.
    pub fn style(&self) -> &'static str {
        if self.0.is_empty() { "" } else { SHEET }
    }

    /// What stands around a caption, which `frame` is.
    pub fn tags(&self, frame: usize, block: &Block) -> (String, String) {
        let Some(figure) = self.0.get(&frame) else {
            return (String::new(), String::new());
        };
        let mut open = String::new();
        if figure.start.is_none() {
            open.push_str(&figure_tag(block));
        }
        open.push_str("<figcaption>");
        if let Some(label) = &figure.label {
            let _ = write!(open, "<span>{}</span>", escape::html(label));
        }
        (open, "</figcaption></figure>".to_owned())
    }

    /// A caption's label in plain Markdown.
    pub fn label(&self, frame: usize) -> Option<&str> {
        self.0.get(&frame)?.label.as_deref()
    }

    /// The tags that begin figures.
    pub fn edits(&self, page: &Page<'_>, cx: &RenderContext<'_>) -> Vec<Edit<Out>> {
        if !matches!(cx.target, Target::Html { .. }) {
            return Vec::new();
        }
        let begin = |(index, figure): (&usize, &Figure)| {
            let frame = &page.frames()[*index];
            let Around::Block(block) = frame.around else {
                return None;
            };
            let mut prefix = frame.prefix.clone();
            let mut parent = frame.parent;
            while let Some(index) = parent {
                prefix.insert_str(0, &page.frames()[index].prefix);
                parent = page.frames()[index].parent;
            }
            let tag = figure_tag(&page.blocks()[block]);
            let bare = prefix.trim_end();
            let text = format!("{tag}\n{bare}\n{prefix}");
            Some(Edit::insert(figure.start?, text))
        };
        let mut edits: Vec<_> = self.0.iter().filter_map(begin).collect();
        edits.sort_by_key(|edit| edit.span.start);
        edits
    }
}

fn figure_tag(block: &Block) -> String {
    let mut list = block.attributes.clone();
    let above = matches!(block.marker, Marker::Caption { above: true, .. });
    let class = if above {
        "patterns-figure patterns-above"
    } else {
        "patterns-figure"
    };
    list.classes.insert(0, class.to_owned());
    format!("<figure{}>", tag_attributes::html(&list))
}

/// Where the block begins that stands before `at`, in the same list, quote or page.
fn subject(page: &Page<'_>, at: usize) -> Option<usize> {
    let behind = page.nodes.partition_point(|node| node.out.start < at);
    let mut index = behind.checked_sub(1)?;
    if page.nodes[index].out.end > at {
        return None;
    }
    while let Some(parent) = page.nodes[index].parent
        && page.nodes[parent].out.end <= at
    {
        index = parent;
    }
    let node = &page.nodes[index];
    let is_block = matches!(
        node.kind,
        Kind::Paragraph
            | Kind::List { .. }
            | Kind::Quote
            | Kind::Table
            | Kind::Html
            | Kind::Code { fenced: true, .. }
    );
    let text = &page[node.out];
    let blank = text.len() - text.trim_start().len();
    is_block.then_some(node.out.start + blank)
}

/// The tags of an element of HTML.
pub fn element_tags(block: &Block) -> (String, String) {
    let list = &block.attributes;
    let style = list.pairs.iter().find(|(key, _)| key == "style");
    let style = style.map_or(String::new(), |(_, style)| {
        format!(" style=\"{}\"", escape::attribute(style))
    });
    let name = &block.kind;
    let attributes = tag_attributes::html(list);
    (format!("<{name}{attributes}{style}>"), format!("</{name}>"))
}

/// What stands above a caption in plain Markdown.
pub fn markdown_label(label: Option<&str>) -> Option<String> {
    use crate::text::markdown;
    label.map(|label| markdown::write(&markdown::paragraph(markdown::strong(label))))
}
