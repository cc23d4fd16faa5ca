//! The lists of a tier banner, such as its Key Success Metrics, as columns: a name, a sentence, and
//! the figure in it set off.

use crate::material::Block;
use crate::page::{Kind, Node, Page, figures};
use crate::text::edit::Edit;
use crate::text::span::{Out, Span};

/// A longer name is a sentence.
const MAX_NAME: usize = 40;
/// What is longer is no entry of a column, in bytes.
const MAX_ENTRY: usize = 240;

/// The edits inside a banner.
pub fn edits(page: &Page<'_>, banner: &Block) -> Vec<Edit<Out>> {
    let mut edits = Vec::new();
    let mut label: Option<&Node> = None;
    for (index, node) in page.within(banner.body) {
        if node
            .parent
            .is_some_and(|parent| banner.body.contains(page.nodes[parent].span.start))
        {
            continue;
        }
        if node.kind == (Kind::List { ordered: false }) && is_short(page, index) {
            let start = label.unwrap_or(node).out.start;
            edits.push(Edit::insert(start, "<div class=\"patterns-metrics\">\n\n"));
            for (item, _) in page.children(index) {
                entry(page, item, &mut edits);
            }
            // The line break at its end belongs to the end of the banner.
            let end = node.out.start + page[node.out].trim_end().len();
            edits.push(Edit::insert(end, "\n\n</div>\n"));
        }
        label = Some(node).filter(|node| is_label(page, index, node));
    }
    edits
}

/// Whether a paragraph says what the list below it is about: `**Key Success Metrics:**`.
fn is_label(page: &Page<'_>, index: usize, node: &Node) -> bool {
    let bold = |(_, child): (usize, &Node)| match child.kind {
        Kind::Strong | Kind::Break => true,
        _ => page.text_of(child).trim_matches([':', ' ']).is_empty(),
    };
    node.kind == Kind::Paragraph && page.children(index).all(bold)
}

/// Whether a list has two entries or more, each a line of its own.
fn is_short(page: &Page<'_>, list: usize) -> bool {
    let fits = |(index, item): (usize, &Node)| {
        let nested = |(_, node): (usize, &Node)| {
            matches!(
                node.kind,
                Kind::List { .. } | Kind::Code { .. } | Kind::Table | Kind::Html
            )
        };
        item.kind == (Kind::Item { task: None })
            && item.span.len() < MAX_ENTRY
            && !page.inside(index).any(nested)
    };
    page.children(list).count() > 1 && page.children(list).all(fits)
}

/// Sets off an entry's name, which a colon ends, and the first figure behind it.
fn entry(page: &Page<'_>, item: usize, edits: &mut Vec<Edit<Out>>) {
    let first = page.children(item).next();
    let parent = match first {
        Some((index, node)) if node.kind == Kind::Paragraph => index,
        _ => item,
    };
    let mut children = page.children(parent).peekable();
    let mut named = false;
    if let Some((_, lead)) = children.next_if(|(_, node)| node.kind == Kind::Strong)
        && page.text_of(lead).chars().count() <= MAX_NAME
    {
        let inside = page.text_of(lead).trim_end().ends_with(':');
        let colon = children.peek().and_then(|(_, text)| colon(page, text, 0));
        if inside || colon.is_some() {
            named = true;
            name(
                edits,
                lead.out.start..lead.out.end,
                colon.filter(|_| !inside),
            );
        }
    }
    for (_, node) in children {
        // What its author has set off already is enough.
        if node.kind != Kind::Text {
            return;
        }
        let Some(text) = plain(page, node) else {
            return;
        };
        let mut from = 0;
        if !named {
            named = true;
            if let Some(at) = colon(page, node, MAX_NAME) {
                let start = node.out.start;
                name(edits, start..at, Some(at));
                from = at + 1 - start;
            }
        }
        if let Some(figure) = figures::first(&text[from..]) {
            let at = node.out.start + from;
            edits.push(Edit::insert(at + figure.start, "<b>"));
            edits.push(Edit::insert(at + figure.end, "</b>"));
            return;
        }
    }
}

/// The text of a node where it stands there as readers see it.
fn plain<'p>(page: &'p Page<'_>, node: &Node) -> Option<&'p str> {
    let text = page.text_of(node);
    (page[node.out] == *text).then_some(text)
}

/// Where the colon behind a name stands, at most so many bytes into a text; at its very beginning for 0.
fn colon(page: &Page<'_>, node: &Node, most: usize) -> Option<usize> {
    let text = plain(page, node)?;
    let at = text.find(':')?;
    let is_name = at <= most && text[at + 1..].starts_with([' ', '\u{a0}']);
    (node.kind == Kind::Text && is_name).then_some(node.out.start + at)
}

fn name(edits: &mut Vec<Edit<Out>>, span: std::ops::Range<usize>, colon: Option<usize>) {
    edits.push(Edit::insert(span.start, "<span class=\"patterns-name\">"));
    edits.push(Edit::insert(span.end, "</span>"));
    if let Some(at) = colon {
        // Where the name has a line of its own, nobody needs it.
        let sign = Edit::replace(Span::new(at..at + 1), "<span>:</span>");
        edits.push(sign);
    }
}
