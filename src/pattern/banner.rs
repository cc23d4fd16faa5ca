//! What a tier banner says.

use crate::material::Admonition;
use crate::page::tree::Kind;
use crate::page::{Page, outline};
use crate::template::Tier;
use crate::text::link::is_external;
use std::ops::Range;

const METRICS: &str = "key success metrics";
const BEST_FOR: &str = "best for";
const MIGRATION: &str = "migration path";

/// What the template asks of a banner and this one has not, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Gold: no bold text in the first line.
    Tagline(Range<usize>),
    /// Gold: no Key Success Metrics.
    Metrics(Range<usize>),
    /// Gold: fewer Key Success Metrics than asked, this many.
    FewMetrics(Range<usize>, usize),
    /// Gold: a success metric without a figure.
    Figure(Range<usize>),
    /// Silver: no Best For, or nothing behind it.
    BestFor(Range<usize>),
    /// Bronze: no Migration Path.
    Migration(Range<usize>),
    /// Bronze: the Migration Path links to no page.
    MigrationLink(Range<usize>),
}

/// A label such as `**Best For:**`.
struct Label {
    /// The node that holds the label's words.
    node: usize,
    /// The block it stands in: a paragraph, a heading, an item, a table's cell.
    block: usize,
    /// The first node behind it in its block, or in its row.
    rest: Range<usize>,
    /// The label's text without the label's own words, for `**Best For: queues**`.
    own_rest: String,
    span: Range<usize>,
}

impl Page<'_> {
    /// What a banner would lack as the banner of `tier`.
    pub fn banner_lacks(&self, banner: &Admonition, tier: Tier, min_metrics: usize) -> Vec<Lack> {
        let title = || {
            let whole = banner.title_span.is_empty();
            if whole {
                banner.header.clone()
            } else {
                banner.title_span.clone()
            }
        };
        let nodes = self.indices(banner.body.clone());
        match tier {
            Tier::Gold => {
                let mut lacks = Vec::new();
                if !self.has_tagline(nodes.clone()) {
                    let first = self
                        .indices(banner.body.clone())
                        .find(|i| self.nodes[*i].kind != Kind::Html);
                    let place = first.map(|i| self.first_line(self.nodes[i].span.clone()));
                    lacks.push(Lack::Tagline(place.unwrap_or_else(title)));
                }
                match self.label(nodes.clone(), METRICS) {
                    Some(label) => self.judge_metrics(&label, nodes.end, min_metrics, &mut lacks),
                    None if min_metrics > 0 => lacks.push(Lack::Metrics(title())),
                    None => {}
                }
                lacks
            }
            Tier::Silver => match self.label(nodes.clone(), BEST_FOR) {
                Some(label) if self.says_something(&label, nodes.end) => Vec::new(),
                _ if says_best_for(&self.prose(nodes)) => Vec::new(),
                Some(label) => vec![Lack::BestFor(self.first_line(label.span))],
                None => vec![Lack::BestFor(title())],
            },
            Tier::Bronze => match self.label(nodes.clone(), MIGRATION) {
                Some(label) if self.links_to_page(&label, nodes.end) => Vec::new(),
                Some(label) => vec![Lack::MigrationLink(self.first_line(label.span))],
                None => vec![Lack::Migration(title())],
            },
        }
    }

    /// Whether the first line of the nodes' text holds bold text that is no label.
    fn has_tagline(&self, mut nodes: Range<usize>) -> bool {
        let Some(first) = nodes.find(|i| self.nodes[*i].kind != Kind::Html) else {
            return false;
        };
        let block = &self.nodes[first];
        let line = self.lines.line(block.span.start);
        block.kind == Kind::Paragraph
            && self.inside(first).any(|(_, node)| {
                let normal = outline::normalise(self.text_of(node));
                node.kind == Kind::Strong
                    && self.lines.line(node.span.start) == line
                    && !normal.is_empty()
                    && ![METRICS, BEST_FOR, MIGRATION].contains(&normal.as_str())
            })
    }

    /// The first place among `nodes` that is labelled with `name`: in bold, as a
    /// heading, or as plain words before a colon.
    fn label(&self, nodes: Range<usize>, name: &str) -> Option<Label> {
        let is_block = |kind: &Kind| {
            matches!(
                kind,
                Kind::Paragraph | Kind::Heading { .. } | Kind::Item { .. } | Kind::TableCell
            )
        };
        for index in nodes {
            let node = &self.nodes[index];
            let text = self.text_of(node);
            let own_rest = match node.kind {
                Kind::Strong | Kind::Heading { .. } => {
                    let normal = outline::normalise(text);
                    let rest = normal.strip_prefix(name);
                    rest.filter(|rest| rest.is_empty() || rest.starts_with(' '))
                        .map(str::to_owned)
                }
                // Where bold text comes first, that is the label.
                Kind::Paragraph | Kind::Item { .. } => plain_label(text, name)
                    .filter(|_| self.nodes.get(index + 1).map(|n| &n.kind) == Some(&Kind::Text))
                    .map(str::to_owned),
                Kind::TableCell => (outline::normalise(text) == name).then(String::new),
                _ => None,
            };
            let Some(own_rest) = own_rest else {
                continue;
            };
            let mut block = index;
            while !is_block(&self.nodes[block].kind) {
                let Some(parent) = self.nodes[block].parent else {
                    break;
                };
                block = parent;
            }
            let row = self.nodes[block]
                .parent
                .filter(|_| self.nodes[block].kind == Kind::TableCell);
            let around = row.unwrap_or(block);
            return Some(Label {
                node: index,
                block,
                rest: node.end..self.nodes[around].end,
                own_rest,
                span: node.span.clone(),
            });
        }
        None
    }

    /// The block right behind a label's own.
    fn block_after(&self, label: &Label, end: usize) -> Option<usize> {
        let next = self.nodes[label.block].end;
        let is_block = |kind: &Kind| {
            matches!(
                kind,
                Kind::List { .. } | Kind::Table | Kind::Paragraph | Kind::Quote
            )
        };
        (next < end && is_block(&self.nodes[next].kind)).then_some(next)
    }

    /// Whether anything stands behind a label, in its block or in the next one.
    fn says_something(&self, label: &Label, end: usize) -> bool {
        let says = |text: &str| text.contains(char::is_alphanumeric);
        says(&label.own_rest)
            || says(&self.prose(label.rest.clone()))
            || self.block_after(label, end).is_some_and(|next| {
                let first = self.nodes.get(next + 1).map(|node| &node.kind);
                let labelled =
                    self.nodes[next].kind == Kind::Paragraph && first == Some(&Kind::Strong);
                !labelled && says(&self.prose(next..self.nodes[next].end))
            })
    }

    fn links_to_page(&self, label: &Label, end: usize) -> bool {
        let behind = self
            .block_after(label, end)
            .map_or(0, |next| self.nodes[next].end);
        (label.node..label.rest.end.max(behind)).any(|index| match &self.nodes[index].kind {
            Kind::Link { dest } => !is_external(dest) && !dest.starts_with('#') && !dest.is_empty(),
            _ => false,
        })
    }

    fn judge_metrics(&self, label: &Label, end: usize, min: usize, lacks: &mut Vec<Lack>) {
        let entries = self.metrics(label, end);
        if entries.len() < min {
            lacks.push(Lack::FewMetrics(
                self.first_line(label.span.clone()),
                entries.len(),
            ));
        }
        let bare = entries.into_iter().filter(|(_, figure)| !figure);
        lacks.extend(bare.map(|(span, _)| Lack::Figure(self.first_line(span))));
    }

    /// The entries behind a label, each with whether it holds a figure: the
    /// items of the next list, the rows of the next table, or what follows on
    /// the label's line, separated by `;`, `•`, `·` or line breaks.
    fn metrics(&self, label: &Label, end: usize) -> Vec<(Range<usize>, bool)> {
        let nested = label
            .rest
            .clone()
            .find(|i| matches!(self.nodes[*i].kind, Kind::List { .. }));
        let behind = self
            .block_after(label, end)
            .filter(|next| matches!(self.nodes[*next].kind, Kind::List { .. } | Kind::Table));
        if let Some(block) = nested.or(behind) {
            return self
                .children(block)
                .filter(|(_, node)| node.kind != Kind::TableHead)
                .map(|(index, node)| (node.span.clone(), self.has_figure(index..node.end)))
                .collect();
        }
        let mut inline = label.own_rest.clone();
        for index in label.rest.clone() {
            let node = &self.nodes[index];
            match node.kind {
                Kind::Break | Kind::TableCell => inline.push('\n'),
                Kind::Text | Kind::InlineCode => inline.push_str(self.text_of(node)),
                _ => {}
            }
        }
        let entries = inline.split(['\n', ';', '•', '·']);
        entries
            .filter(|entry| entry.contains(char::is_alphanumeric))
            .map(|entry| (label.span.clone(), crate::page::prose::has_figure(entry)))
            .collect()
    }
}

/// What follows `name:` at the start of a text, in any case.
fn plain_label<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let (head, rest) = text.split_at_checked(name.len())?;
    let rest = rest.trim_start().strip_prefix(':')?;
    head.eq_ignore_ascii_case(name).then_some(rest)
}

/// Whether a part of a text, as in `**Tagline** • Best for reads`, begins with "best for".
fn says_best_for(text: &str) -> bool {
    let mut parts = text.split(['\n', '•', '·', '|', '.', ';', ',', '–', '—']);
    parts.any(|part| {
        let split = part.trim_start().split_at_checked(BEST_FOR.len());
        split.is_some_and(|(head, rest)| {
            head.eq_ignore_ascii_case(BEST_FOR)
                && rest.starts_with([' ', ':'])
                && rest.contains(char::is_alphanumeric)
        })
    })
}
