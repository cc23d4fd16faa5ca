//! `<!-- patterns: allow(rule, other) -->`: before the first heading for the whole
//! page, elsewhere for the next block.

use crate::page::{Kind, Page};
use crate::text::span::{Span, Text};

/// What an `allow` comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The whole comment.
    pub comment: Span<Text>,
    /// The rules it names, each with its bytes; none where the comment is malformed.
    pub names: Vec<(String, Span<Text>)>,
    /// What it holds for; `None` for the whole page.
    pub target: Option<Span<Text>>,
}

impl Suppression {
    /// What to delete to take back one of its names.
    pub fn removal(&self, page: &Page<'_>, index: usize) -> Span<Text> {
        match (self.names.get(index), self.names.get(index + 1)) {
            (Some((_, name)), Some((_, next))) => Span::new(name.start..next.start),
            (Some((_, name)), None) if index > 0 => {
                Span::new(self.names[index - 1].1.end..name.end)
            }
            _ => page.removal(self.comment),
        }
    }
}

/// All comments of the page that are addressed to this tool.
pub fn of(page: &Page<'_>) -> Vec<Suppression> {
    let addressed = page
        .comments
        .iter()
        .filter(|comment| comment.text.starts_with("patterns:"));
    let first_heading = page
        .headings
        .first()
        .map_or(page.text.len(), |heading| heading.span.start);
    addressed
        .map(|comment| Suppression {
            comment: comment.span,
            names: names(page.text, comment.span),
            target: (comment.span.start >= first_heading).then(|| next_block(page, comment.span)),
        })
        .collect()
}

fn names(text: &str, comment: Span<Text>) -> Vec<(String, Span<Text>)> {
    let inside = || {
        let source = &text[comment.range()];
        let rest = source
            .trim_start_matches("<!--")
            .trim_start()
            .strip_prefix("patterns:")?;
        let list = rest
            .trim_start()
            .strip_prefix("allow")?
            .trim_start()
            .strip_prefix('(')?;
        let (list, behind) = list.split_once(')')?;
        behind.trim_start().starts_with("-->").then_some(list)
    };
    let Some(list) = inside() else {
        return Vec::new();
    };
    let mut at = list.as_ptr() as usize - text.as_ptr() as usize;
    let mut names = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if !name.is_empty() {
            names.push((name.to_owned(), Span::new(start..start + name.len())));
        }
        at += part.len() + 1;
    }
    names
}

/// The bytes of the block behind a comment; empty where none follows in the same container.
fn next_block(page: &Page<'_>, comment: Span<Text>) -> Span<Text> {
    let nothing = comment.end..comment.end;
    let holds = |kind: &Kind| matches!(kind, Kind::Html | Kind::InlineHtml);
    let own = page.nodes.iter().position(|node| {
        holds(&node.kind) && node.span.start <= comment.start && comment.end <= node.span.end
    });
    let Some(own) = own else {
        return Span::new(nothing);
    };
    let parent = page.nodes[own].parent;
    if page.nodes[own].kind == Kind::InlineHtml {
        // In running text it is about the text around it.
        return parent.map_or(Span::new(nothing), |parent| page.nodes[parent].span);
    }
    let mut at = page.nodes[own].end;
    while let Some(node) = page.nodes.get(at).filter(|node| node.parent == parent) {
        let is_comment =
            node.kind == Kind::Html && page[node.span].trim_start().starts_with("<!--");
        if !is_comment {
            break;
        }
        at = node.end;
    }
    let next = page.nodes.get(at).filter(|node| node.parent == parent);
    let start = next.map_or(page.text.len(), |node| node.span.start);
    let boxed = page.blocks().iter().map(crate::material::Block::span);
    let boxed = boxed.chain(page.callouts.iter().map(|callout| callout.span));
    let first_box = boxed
        .filter(|span| span.start >= comment.end && span.start <= start)
        .min_by_key(|span| span.start);
    // An admonition's header is no node: its body would be found instead.
    first_box
        .or_else(|| next.map(|node| node.span))
        .unwrap_or(Span::new(nothing))
}
