//! The tier banner: where it stands, and what it says.

use crate::material::Block;
use crate::page::tree::Kind;
use crate::page::{Page, outline};
use crate::pattern::levels::Level;
use crate::template::banners::{BEST_FOR, LABELS, METRICS, MIGRATION_PATH};
use crate::template::{Rows, Tier};
use crate::text::link::is_external;
use crate::text::span::{Span, Text};
use std::ops::Range;

/// Tier banners between the title and the first Level, in order.
pub(super) fn all<'p>(page: &'p Page<'_>, rows: &Rows) -> Vec<&'p Block> {
    let mut headings = page.headings.iter();
    let first = headings.find(|it| Level::of(it, rows).is_some());
    let end = first.map_or(page.text.len(), |heading| heading.span.start);
    let start = page.title().map_or(0, |heading| heading.span.start);
    let near_title = |a: &&Block| (start..end).contains(&a.header.start) && a.tier().is_some();
    let own = |a: &&Block| !page.in_instructions(a.header.start);
    let admonitions = page.blocks().iter();
    admonitions.filter(near_title).filter(own).collect()
}

/// What the template asks of a banner and this one has not, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Gold: no bold text in the first line.
    Tagline(Span<Text>),
    /// Gold: no Key Success Metrics.
    Metrics(Span<Text>),
    /// Gold: fewer Key Success Metrics than asked, this many.
    FewMetrics(Span<Text>, usize),
    /// Gold: a success metric without a figure.
    Figure(Span<Text>),
    /// Silver: no Best For, or nothing behind it.
    BestFor(Span<Text>),
    /// Bronze: no Migration Path.
    Migration(Span<Text>),
    /// Bronze: the Migration Path links to no page.
    MigrationLink(Span<Text>),
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
    span: Span<Text>,
}

/// What a banner would lack as the banner of `tier`.
pub fn lacks(page: &Page<'_>, banner: &Block, tier: Tier, min_metrics: usize) -> Vec<Lack> {
    let title = if banner.title_span.is_empty() {
        banner.header
    } else {
        banner.title_span
    };
    let said = Said {
        page,
        nodes: page.indices(banner.body),
        title,
    };
    match tier {
        Tier::Gold => said.lacks_of_gold(min_metrics),
        Tier::Silver => said.lacks_of_silver().into_iter().collect(),
        Tier::Bronze => said.lacks_of_bronze().into_iter().collect(),
    }
}

/// What a banner says.
struct Said<'p> {
    page: &'p Page<'p>,
    /// Its body.
    nodes: Range<usize>,
    /// What stands for the whole of it.
    title: Span<Text>,
}

impl Said<'_> {
    fn lacks_of_gold(&self, min_metrics: usize) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if !self.has_tagline() {
            let place = self
                .first()
                .map(|i| self.page.first_line(self.page.nodes[i].span));
            lacks.push(Lack::Tagline(Span::new(
                place.unwrap_or(self.title).range(),
            )));
        }
        match self.label(METRICS) {
            Some(label) => self.judge_metrics(&label, min_metrics, &mut lacks),
            None if min_metrics > 0 => lacks.push(Lack::Metrics(self.title)),
            None => {}
        }
        lacks
    }

    fn lacks_of_silver(&self) -> Option<Lack> {
        let label = self.label(BEST_FOR);
        if label
            .as_ref()
            .is_some_and(|label| self.says_something(label))
            || says_best_for(&self.page.prose(self.nodes.clone()))
        {
            return None;
        }
        let place = label.map(|label| self.page.first_line(label.span));
        Some(Lack::BestFor(Span::new(
            place.unwrap_or(self.title).range(),
        )))
    }

    fn lacks_of_bronze(&self) -> Option<Lack> {
        match self.label(MIGRATION_PATH) {
            Some(label) if self.links_to_page(&label) => None,
            Some(label) => Some(Lack::MigrationLink(Span::new(
                self.page.first_line(label.span).range(),
            ))),
            None => Some(Lack::Migration(self.title)),
        }
    }

    /// The first node that is Markdown.
    fn first(&self) -> Option<usize> {
        let mut nodes = self.nodes.clone();
        nodes.find(|i| self.page.nodes[*i].kind != Kind::Html)
    }

    /// Whether its first line holds bold text that is no label.
    fn has_tagline(&self) -> bool {
        let Some(first) = self.first() else {
            return false;
        };
        let block = &self.page.nodes[first];
        let line = self.page.lines.line(block.span.start);
        block.kind == Kind::Paragraph
            && self.page.inside(first).any(|(_, node)| {
                let normal = outline::normalise(self.page.text_of(node));
                node.kind == Kind::Strong
                    && self.page.lines.line(node.span.start) == line
                    && !normal.is_empty()
                    && !LABELS.contains(&normal.as_str())
            })
    }

    /// The first place that is labelled with `name`: in bold, as a
    /// heading, or as plain words before a colon.
    fn label(&self, name: &str) -> Option<Label> {
        let is_block = |kind: &Kind| {
            matches!(
                kind,
                Kind::Paragraph | Kind::Heading { .. } | Kind::Item { .. } | Kind::TableCell
            )
        };
        for index in self.nodes.clone() {
            let node = &self.page.nodes[index];
            let text = self.page.text_of(node);
            let own_rest = match node.kind {
                Kind::Strong | Kind::Heading { .. } => {
                    let normal = outline::normalise(text);
                    let rest = normal.strip_prefix(name);
                    rest.filter(|rest| rest.is_empty() || rest.starts_with(' '))
                        .map(str::to_owned)
                }
                // Where bold text comes first, that is the label.
                Kind::Paragraph | Kind::Item { .. } => plain_label(text, name)
                    .filter(|_| {
                        self.page.nodes.get(index + 1).map(|n| &n.kind) == Some(&Kind::Text)
                    })
                    .map(str::to_owned),
                Kind::TableCell => (outline::normalise(text) == name).then(String::new),
                _ => None,
            };
            let Some(own_rest) = own_rest else {
                continue;
            };
            let mut block = index;
            while !is_block(&self.page.nodes[block].kind) {
                let Some(parent) = self.page.nodes[block].parent else {
                    break;
                };
                block = parent;
            }
            let row = self.page.nodes[block]
                .parent
                .filter(|_| self.page.nodes[block].kind == Kind::TableCell);
            let around = row.unwrap_or(block);
            return Some(Label {
                node: index,
                block,
                rest: node.end..self.page.nodes[around].end,
                own_rest,
                span: node.span,
            });
        }
        None
    }

    /// The block right behind a label's own.
    fn block_after(&self, label: &Label) -> Option<usize> {
        let next = self.page.nodes[label.block].end;
        let is_block = |kind: &Kind| {
            matches!(
                kind,
                Kind::List { .. } | Kind::Table | Kind::Paragraph | Kind::Quote
            )
        };
        (next < self.nodes.end && is_block(&self.page.nodes[next].kind)).then_some(next)
    }

    /// Whether anything stands behind a label, in its block or in the next one.
    fn says_something(&self, label: &Label) -> bool {
        let says = |text: &str| text.contains(char::is_alphanumeric);
        says(&label.own_rest)
            || says(&self.page.prose(label.rest.clone()))
            || self.block_after(label).is_some_and(|next| {
                let first = self.page.nodes.get(next + 1).map(|node| &node.kind);
                let labelled =
                    self.page.nodes[next].kind == Kind::Paragraph && first == Some(&Kind::Strong);
                !labelled && says(&self.page.prose(next..self.page.nodes[next].end))
            })
    }

    fn links_to_page(&self, label: &Label) -> bool {
        let behind = self
            .block_after(label)
            .map_or(0, |next| self.page.nodes[next].end);
        (label.node..label.rest.end.max(behind)).any(|index| match &self.page.nodes[index].kind {
            Kind::Link { dest } => !is_external(dest) && !dest.starts_with('#') && !dest.is_empty(),
            _ => false,
        })
    }

    fn judge_metrics(&self, label: &Label, min: usize, lacks: &mut Vec<Lack>) {
        let entries = self.metrics(label);
        if entries.len() < min {
            lacks.push(Lack::FewMetrics(
                self.page.first_line(label.span),
                entries.len(),
            ));
        }
        let bare = entries.into_iter().filter(|(_, figure)| !figure);
        lacks.extend(bare.map(|(span, _)| Lack::Figure(self.page.first_line(span))));
    }

    /// The entries behind a label, each with whether it holds a figure: the
    /// items of the next list, the rows of the next table, or what follows on
    /// the label's line, separated by `;`, `•`, `·` or line breaks.
    fn metrics(&self, label: &Label) -> Vec<(Span<Text>, bool)> {
        let nested = label
            .rest
            .clone()
            .find(|i| matches!(self.page.nodes[*i].kind, Kind::List { .. }));
        let behind = self
            .block_after(label)
            .filter(|next| matches!(self.page.nodes[*next].kind, Kind::List { .. } | Kind::Table));
        if let Some(block) = nested.or(behind) {
            return self
                .page
                .children(block)
                .filter(|(_, node)| node.kind != Kind::TableHead)
                .map(|(index, node)| (node.span, self.page.has_figure(index..node.end)))
                .collect();
        }
        let mut inline = label.own_rest.clone();
        for index in label.rest.clone() {
            let node = &self.page.nodes[index];
            match node.kind {
                Kind::Break | Kind::TableCell => inline.push('\n'),
                Kind::Text | Kind::InlineCode => inline.push_str(self.page.text_of(node)),
                _ => {}
            }
        }
        let entries = inline.split(['\n', ';', '•', '·']);
        entries
            .filter(|entry| entry.contains(char::is_alphanumeric))
            .map(|entry| (label.span, crate::page::figures::has_figure(entry)))
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
