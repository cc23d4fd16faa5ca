//! `<!-- patterns: allow(rule, other) -->`: before the first heading for the whole
//! page, elsewhere for the next block.

use crate::page::{Kind, Node, Page};
use crate::text::maps::HashMap;
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
    let mut blocks = Blocks::of(page);
    let mut found: Vec<Suppression> = addressed
        .rev()
        .map(|comment| Suppression {
            comment: comment.span,
            names: names(page.text, comment.span),
            target: (comment.span.start >= first_heading).then(|| blocks.next(comment.span)),
        })
        .collect();
    found.extend(above_frontmatter(page));
    found.reverse();
    found
}

/// The comments above the frontmatter, the last one first; they hold for the whole page.
fn above_frontmatter(page: &Page<'_>) -> Vec<Suppression> {
    let block = page.frontmatter.span.start..page.frontmatter.yaml.start;
    if !page.text[block.clone()].contains("<!--") {
        return Vec::new();
    }
    let lines = page.lines.touched(block.clone());
    let lines = lines.map(|line| page.line_text(line));
    let comments = lines.filter(|line| line.end <= block.end && page[*line].starts_with("<!--"));
    let mut found: Vec<Suppression> = comments
        .map(|comment| Suppression {
            comment,
            names: names(page.text, comment),
            target: None,
        })
        .collect();
    found.reverse();
    found
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

/// The blocks that comments are about.
struct Blocks<'p, 'a> {
    page: &'p Page<'a>,
    /// Admonitions and callouts, by where they start.
    boxed: Vec<Span<Text>>,
    /// What is known to follow a comment and all comments behind it: asked from the last
    /// comment to the first, so that none of a run of comments is looked at twice.
    followed: HashMap<usize, usize>,
}

impl<'p, 'a> Blocks<'p, 'a> {
    fn of(page: &'p Page<'a>) -> Blocks<'p, 'a> {
        let boxed = page.blocks().iter().map(crate::material::Block::span);
        let boxed = boxed.chain(page.callouts.iter().map(|callout| callout.span));
        let mut boxed: Vec<_> = boxed.collect();
        boxed.sort_by_key(|span| span.start);
        Blocks {
            page,
            boxed,
            followed: HashMap::default(),
        }
    }

    /// The bytes of the block behind a comment; empty where none follows in the same container.
    fn next(&mut self, comment: Span<Text>) -> Span<Text> {
        let page = self.page;
        let nothing = Span::new(comment.end..comment.end);
        let before = page
            .nodes
            .partition_point(|node| node.span.start <= comment.start);
        // HTML has no nodes inside.
        let Some(own) = before.checked_sub(1) else {
            return nothing;
        };
        let node = &page.nodes[own];
        if !matches!(node.kind, Kind::Html | Kind::InlineHtml) || node.span.end < comment.end {
            return nothing;
        }
        let parent = node.parent;
        if node.kind == Kind::InlineHtml {
            // In running text it is about the text around it.
            return parent.map_or(nothing, |parent| page.nodes[parent].span);
        }
        let next = self.behind_comments(own);
        let next = page.nodes.get(next).filter(|node| node.parent == parent);
        let start = next.map_or(page.text.len(), |node| node.span.start);
        let boxed = self.boxed.partition_point(|span| span.start < comment.end);
        let first_box = self.boxed.get(boxed).filter(|span| span.start <= start);
        // An admonition's header is no node: its body would be found instead.
        first_box
            .copied()
            .or_else(|| next.map(|node| node.span))
            .unwrap_or(nothing)
    }

    /// The index of the first node behind `own` and behind all comments that follow it.
    fn behind_comments(&mut self, own: usize) -> usize {
        let page = self.page;
        let parent = page.nodes[own].parent;
        let is_comment = |node: &Node| {
            node.kind == Kind::Html && page[node.span].trim_start().starts_with("<!--")
        };
        let mut at = own;
        loop {
            if let Some(known) = self.followed.get(&at) {
                at = *known;
                break;
            }
            at = page.nodes[at].end;
            let next = page.nodes.get(at).filter(|node| node.parent == parent);
            if !next.is_some_and(is_comment) {
                break;
            }
        }
        self.followed.insert(own, at);
        at
    }
}
