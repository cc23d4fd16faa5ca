//! Mermaid diagrams as inline SVG.
//!
//! Ids are unique in the book, since `print.html` holds all chapters. The rules of all
//! drawings of a page stand once at its top. A drawing that a page has more than once is written where
//! it stands first, and the others refer to it. What it refers to itself, such as the ends of arrows,
//! would not show wherever that first place is folded; so it stands at the top, too.

use crate::config::DiagramMode;
use crate::diagram::{self, Drawing, ID, Paper, Rules};
use crate::page::{Node, Page};
use crate::render::rope::Drawings;
use crate::render::{RenderContext, Target};
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::hash::fnv1a;
use crate::text::html;
use crate::text::indent::line_start;
use crate::text::maps::HashMap;
use crate::text::span::{Out, Span};
use crate::words::{Word, Words};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// What all drawings share. It is never served as a file: the rules behind it differ from page to page.
pub(super) const SHEET: &str = include_str!("../../assets/diagrams.css");

/// The names of the buttons beside a drawing, in the order that the script takes them.
const BUTTONS: [Word; 6] = [
    Word::FullSize,
    Word::Close,
    Word::Fit,
    Word::NaturalSize,
    Word::ZoomIn,
    Word::ZoomOut,
];

/// What becomes of a page's diagrams.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The drawings in place of their sources.
    pub edits: Vec<Edit<Out>>,
    /// The rules that they need, without [`SHEET`].
    pub style: String,
    /// Whether there are any, drawn or not.
    pub shown: bool,
    /// What those refer to that stand on the page more than once.
    pub shared: String,
    /// Those that are only marked in the edits.
    pub marked: Drawings,
}

/// Draws the page's diagrams. What cannot be drawn says so, with its source folded; under
/// `mdbook serve` it says why, too.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>) -> Drawn {
    let panel = match cx.target {
        Target::Html { panel, .. } if cx.config.diagrams == DiagramMode::Svg => panel,
        _ => {
            let diagrams = page.nodes.iter().filter(|node| node.kind.is_diagram());
            let edits = diagrams.flat_map(|node| as_written(page, node)).collect();
            return Drawn {
                edits,
                ..Drawn::default()
            };
        }
    };
    let prefix = format!("d{:x}", fnv1a(&[cx.path]) >> 32);
    let mut drawn = Drawn::default();
    let mut sheets = Sheets::default();
    let nodes = page.nodes.iter().filter(|node| node.kind.is_diagram());
    let draw = |node| {
        let source = page.text_of(node);
        (node, source, cx.diagrams.draw(source))
    };
    let results: Vec<_> = nodes.map(draw).collect();
    // Of one source there is one drawing.
    let mut times: HashMap<*const Drawing, usize> = HashMap::default();
    for drawing in results
        .iter()
        .filter_map(|(_, _, result)| result.as_ref().ok())
    {
        *times.entry(Arc::as_ptr(drawing)).or_default() += 1;
    }
    let mut first: HashMap<*const Drawing, usize> = HashMap::default();
    let words = &cx.config.words;
    let buttons = buttons(words);
    for (number, (node, source, result)) in results.iter().enumerate() {
        let html = match result {
            Ok(drawing) => {
                sheets.add(drawing);
                let own = format!("{prefix}-{number}-");
                let name = name(page, node, drawing.boxes, cx);
                let mut html = opening(drawing, &own, &name, &buttons);
                let place = Arc::as_ptr(drawing);
                match first.entry(place) {
                    _ if times[&place] == 1 || !may_be_shared(drawing) => {
                        if cx.explains {
                            whole(drawing, &own, &mut html);
                        } else {
                            html.push_str(&drawn.marked.mark(Arc::clone(drawing), own.clone()));
                        }
                    }
                    Entry::Occupied(first) => {
                        let _ = write!(html, "<use href=\"#{prefix}-{}\"/>", first.get());
                    }
                    Entry::Vacant(first) => {
                        first.insert(number);
                        let scope = scope(drawing.sheet);
                        let shared = &mut drawn.shared;
                        let _ = write!(shared, "<g class=\"{scope}\">");
                        part(&drawing.definitions, &own, shared);
                        shared.push_str("</g>");
                        let _ = write!(html, "<g id=\"{prefix}-{number}\" class=\"{scope}\">");
                        part(&drawing.body, &own, &mut html);
                        html.push_str("</g>");
                    }
                }
                html.push_str(CLOSING);
                html
            }
            Err(fault) => undrawn(panel.then_some(&fault.message), source, words),
        };
        drawn.edits.push(replace(page, node, html));
    }
    drawn.shown = !drawn.edits.is_empty();
    drawn.style = sheets.css();
    drawn
}

/// Whether a drawing can stand for its others: readers cannot follow links in a reference, and ground
/// of its own would not reach the parts at the top.
fn may_be_shared(drawing: &Drawing) -> bool {
    !drawing.links && drawing.paper == Paper::None
}

/// Writes what stands inside a drawing that refers to nothing outside.
fn whole(drawing: &Drawing, prefix: &str, out: &mut String) {
    part(&drawing.definitions, prefix, out);
    part(&drawing.body, prefix, out);
}

/// Writes a part of a drawing with `prefix` before its ids.
fn part(text: &str, prefix: &str, out: &mut String) {
    out.reserve(text.len());
    let mut start = 0;
    for at in memchr::memchr_iter(ID as u8, text.as_bytes()) {
        out.push_str(&text[start..at]);
        out.push_str(prefix);
        start = at + ID.len_utf8();
    }
    out.push_str(&text[start..]);
}

/// The class of what several drawings refer to.
pub(super) const SHARED: &str = "patterns-parts";

/// What several drawings refer to, as HTML that nobody sees.
pub(super) fn shared(parts: &str) -> String {
    if parts.is_empty() {
        return String::new();
    }
    format!("<div class=\"{SHARED}\" aria-hidden=\"true\"><svg>{parts}</svg></div>\n\n")
}

/// A drawing that belongs to no fence, and its rules; `prefix` stands before its ids, `name` is what it is
/// called.
pub(super) fn alone(
    cx: &RenderContext<'_>,
    source: &str,
    prefix: &str,
    name: &str,
) -> Option<(String, String)> {
    let drawing = cx.diagrams.draw(source).ok()?;
    let mut sheets = Sheets::default();
    sheets.add(&drawing);
    let mut figure = opening(&drawing, prefix, name, &buttons(&cx.config.words));
    whole(&drawing, prefix, &mut figure);
    figure.push_str(CLOSING);
    Some((figure, sheets.css()))
}

/// The tags of an author who has written none of a fence, in its place.
fn as_written(page: &Page<'_>, node: &Node) -> Vec<Edit<Out>> {
    let source = &page[node.span];
    let Some((html::Item::Open { span, name, .. }, _)) = html::item_at(source, 0) else {
        return Vec::new();
    };
    let text = page.unfolded();
    let fence = text[node.out.range()].trim_end();
    let prefix = |text: &str, at: usize| text[line_start(text, at)..at].to_owned();
    // In a block of Material's, the source's lines are indented further.
    if prefix(page.text, node.span.start) == prefix(text, node.out.start) {
        let out = Span::new(node.out.start..node.out.start + fence.len());
        return vec![Edit::replace(out, source.trim_end().to_owned())];
    }
    let first = fence.find('\n').unwrap_or(fence.len());
    let last = fence.rfind("```").unwrap_or(fence.len());
    let at = |range: std::ops::Range<usize>| {
        Span::new(node.out.start + range.start..node.out.start + range.end)
    };
    let mut edits = vec![Edit::replace(at(0..first), source[span].to_owned())];
    // In HTML these would be tags, or end the text.
    let body = first..last.max(first);
    for (sign, entity) in [('<', "&lt;"), ('&', "&amp;")] {
        let found = fence[body.clone()].match_indices(sign);
        let found = found.map(|(from, _)| body.start + from);
        edits.extend(found.map(|from| Edit::replace(at(from..from + 1), entity)));
    }
    edits.push(Edit::replace(at(last..fence.len()), format!("</{name}>")));
    edits
}

/// The fence as one line of HTML, with a blank line behind it where the author left none.
fn replace(page: &Page<'_>, node: &Node, html: String) -> Edit<Out> {
    let text = page.unfolded();
    let fence = &text[node.out.range()];
    let end = node.out.start + fence.trim_end_matches(['\n', '\r']).len();
    let mut rest = text[end..].split_inclusive('\n').skip(1);
    let next = rest.next().unwrap_or("");
    if next.trim_matches([' ', '\t', '>', '\n', '\r']).is_empty() {
        return Edit::replace(Span::new(node.out.start..end), html);
    }
    let line = text[..node.out.start].rfind('\n').map_or(0, |at| at + 1);
    let quotes: String = text[line..node.out.start]
        .chars()
        .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' })
        .collect();
    Edit::replace(
        Span::new(node.out.start..end),
        format!("{html}\n{}", quotes.trim_end()),
    )
}

/// What the drawing is called where its author has not said it: its kind and the heading that it stands under.
/// A flowchart's says how many boxes it has, too.
fn name(page: &Page<'_>, node: &Node, boxes: usize, cx: &RenderContext<'_>) -> String {
    let headings = &page.headings;
    let before = headings.partition_point(|heading| heading.span.start < node.span.start);
    let before = before.checked_sub(1).map(|last| &headings[last]);
    let heading = before.or(page.title());
    let text = heading.map(|heading| page.text_of(&page.nodes[heading.node]).trim());
    let title = text.filter(|text| !text.is_empty()).unwrap_or(cx.path);
    let kind = kind(diagram::kind(page.text_of(node)));
    let words = &cx.config.words;
    let name = format!("{} {title}", words.label(kind));
    if kind == Word::Flowchart && boxes > 1 {
        return format!("{name}, {boxes} {}", words.get(Word::Steps));
    }
    name
}

/// The word for a kind of diagram, by how its first line begins.
fn kind(keyword: &str) -> Word {
    match keyword {
        "graph" | "flowchart" | "flowchart-elk" => Word::Flowchart,
        "sequenceDiagram" | "zenuml" => Word::SequenceDiagram,
        "classDiagram" | "classDiagram-v2" => Word::ClassDiagram,
        "stateDiagram" | "stateDiagram-v2" => Word::StateDiagram,
        "erDiagram" => Word::EntityDiagram,
        "gantt" => Word::GanttChart,
        "pie" => Word::PieChart,
        "quadrantChart" | "xychart-beta" | "xychart" | "radar-beta" => Word::Chart,
        "mindmap" => Word::MindMap,
        "timeline" | "journey" => Word::Timeline,
        _ => Word::Diagram,
    }
}

/// The names of the buttons, as an attribute has them.
fn buttons(words: &Words) -> String {
    let names = BUTTONS.map(|word| words.get(word).replace('|', " "));
    escape::html(&names.join("|"))
}

/// What stands behind a drawing.
const CLOSING: &str = "</svg></figure>";

/// What stands before a drawing.
fn opening(drawing: &Drawing, prefix: &str, heading: &str, buttons: &str) -> String {
    let paper = match drawing.paper {
        Paper::None => "",
        Paper::Light => " patterns-paper",
        Paper::Dark => " patterns-ink",
    };
    // What is no more than a picture has no parts for a screen reader; links are parts.
    let role = if drawing.links { "group" } else { "img" };
    let mut out = format!(
        "<figure class=\"patterns-diagram{paper}\" data-words=\"{buttons}\"><svg class=\"{}\" viewBox=\"{}\" role=\"{role}\" style=\"--w:{}px;--r:{:.3}\"",
        scope(drawing.sheet),
        drawing.view_box,
        drawing.width.ceil(),
        drawing.width / drawing.height,
    );
    match &drawing.title {
        Some(_) => {
            let _ = write!(out, " aria-labelledby=\"{prefix}t\"");
        }
        None => {
            let _ = write!(out, " aria-label=\"{}\"", escape::html(heading));
        }
    }
    if drawing.description.is_some() {
        let _ = write!(out, " aria-describedby=\"{prefix}d\"");
    } else if !drawing.outline.is_empty() && !drawing.links {
        // An attribute, since the search index takes all text, also what is hidden.
        let _ = write!(
            out,
            " aria-description=\"{}\"",
            escape::html(&drawing.outline)
        );
    }
    out.push('>');
    if let Some(title) = &drawing.title {
        let _ = write!(
            out,
            "<title id=\"{prefix}t\">{}</title>",
            escape::html(title)
        );
    }
    if let Some(description) = &drawing.description {
        let _ = write!(
            out,
            "<desc id=\"{prefix}d\">{}</desc>",
            escape::html(description)
        );
    }
    out
}

/// In place of a drawing. What is wrong is for authors; readers get the source.
fn undrawn(fault: Option<&String>, source: &str, words: &Words) -> String {
    let lines: Vec<String> = source.trim_end().lines().map(escape::html).collect();
    let caption = fault.map(|fault| format!("<figcaption>{}</figcaption>", escape::html(fault)));
    // No line break: a blank line would end the HTML block.
    format!(
        "<figure class=\"patterns-diagram patterns-undrawn\"><details{}><summary>{}</summary>{}<pre><code>{}</code></pre></details></figure>",
        if fault.is_some() { " open" } else { "" },
        escape::html(words.get(Word::NotDrawn)),
        caption.unwrap_or_default(),
        lines.join("&#10;")
    )
}

/// The class of the drawings of a sheet.
fn scope(sheet: u64) -> String {
    format!("d{:x}", sheet >> 32)
}

/// The stylesheets of a page's drawings; of each the rules that any of them needs.
#[derive(Default)]
struct Sheets<'a>(BTreeMap<u64, Sheet<'a>>);

/// Selectors and declarations.
#[derive(Default)]
struct Sheet<'a> {
    /// What was added: most drawings of a page have the same rules.
    added: BTreeSet<[&'a Rules; 2]>,
    colours: BTreeSet<(&'a str, &'a str)>,
    rules: BTreeMap<usize, (BTreeSet<&'a str>, &'a str)>,
}

impl<'a> Sheets<'a> {
    fn add(&mut self, drawing: &'a Drawing) {
        let sheet = self.0.entry(drawing.sheet).or_default();
        if !sheet.added.insert([&drawing.colours, &drawing.rules]) {
            return;
        }
        for colour in drawing.colours.iter().flatten() {
            let selectors = colour.selectors();
            sheet
                .colours
                .extend(selectors.map(|it| (it, colour.declarations)));
        }
        for rule in drawing.rules.iter().flatten() {
            let (selectors, declarations) = sheet.rules.entry(rule.place).or_default();
            selectors.extend(rule.selectors());
            *declarations = rule.declarations;
        }
    }

    fn css(&self) -> String {
        let mut out = String::new();
        for (number, sheet) in &self.0 {
            let scope = scope(*number);
            for (selector, declarations) in &sheet.colours {
                out.extend([":where(.", &scope, selector, "){", declarations, "}"]);
            }
            for (selectors, declarations) in sheet.rules.values() {
                for (at, selector) in selectors.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    out.extend([comma, ".", &scope, selector]);
                }
                out.extend(["{", declarations, "}"]);
            }
        }
        out
    }
}
