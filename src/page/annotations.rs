//! Annotations: markers such as `(1)` in text or code, and the list below that they lead to.
//!
//! Material takes them in a paragraph, a box or an element of the class `annotate`, and in comments
//! of code, where the list stands directly below.

use super::code_comments::{Found, in_line, marker_in};
use super::{Kind, Node, Page};
use crate::material::{Around, Frame, signs};
use crate::text::html::{self, Item};
use crate::text::span::{Out, Span, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// All of a page.
#[derive(Debug, Default)]
pub struct Annotations {
    /// The lists, in order; each by the nodes of its items.
    pub lists: Vec<Vec<usize>>,
    /// The markers, in order.
    pub markers: Vec<Marker>,
    /// What their ids begin with: no other id of the page does.
    name: String,
    /// What asks for annotations, or is a marker in code, and has no list or item.
    pub lonely: Vec<Span<Text>>,
}

/// A marker that leads to an item.
#[derive(Debug)]
pub struct Marker {
    /// Which list, by its place among [`Annotations::lists`].
    pub list: usize,
    /// Which item, counted from 0.
    pub item: usize,
    /// Its bytes.
    pub span: Span<Out>,
    /// Where it stands in code.
    pub code: Option<InCode>,
}

/// A marker in code.
#[derive(Debug)]
pub struct InCode {
    /// The code's node.
    pub node: usize,
    /// The line, counted from 0.
    pub line: usize,
    /// The bytes of the line that the marker stands for: itself, or its whole comment.
    pub cut: Range<usize>,
    /// The same in the text.
    pub gone: Span<Out>,
    /// Whether the comment goes.
    pub takes_comment: bool,
}

impl Annotations {
    /// The id of the item that a marker leads to; that of the item's first marker ends in `-from`.
    pub fn id(&self, marker: &Marker) -> String {
        format!("{}-{}-{}", self.name, marker.list + 1, marker.item + 1)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        self.markers.iter().flat_map(|marker| {
            let id = self.id(marker);
            [format!("{id}-from"), id]
        })
    }

    /// Finds them. Most pages have none.
    pub fn of(page: &Page<'_>) -> Annotations {
        let mut finder = Finder {
            page,
            found: Annotations::default(),
            lists: BTreeMap::new(),
            taken: BTreeSet::new(),
            paragraphs: BTreeSet::new(),
        };
        for (index, node) in page.nodes.iter().enumerate() {
            if matches!(node.kind, Kind::Code { fenced: true, .. }) && !node.kind.is_diagram() {
                finder.code(index, node);
            }
        }
        // Inner ones first: what stands in them is theirs.
        for frame in page.frames().iter().rev() {
            finder.frame(frame);
        }
        for list in &page.markup.annotations {
            finder.paragraph(*list);
        }
        finder.finish()
    }
}

struct Finder<'p> {
    page: &'p Page<'p>,
    found: Annotations,
    /// The number of each list, by its node.
    lists: BTreeMap<usize, usize>,
    /// The markers in text so far.
    taken: BTreeSet<usize>,
    /// The paragraphs so far.
    paragraphs: BTreeSet<usize>,
}

impl Finder<'_> {
    /// Lists count in the order of the page, whatever order they were found in.
    fn finish(self) -> Annotations {
        let mut found = self.found;
        let order: Vec<usize> = self.lists.into_values().collect();
        let mut number = vec![0; order.len()];
        let mut lists = Vec::with_capacity(order.len());
        for (new, old) in order.into_iter().enumerate() {
            number[old] = new;
            lists.push(std::mem::take(&mut found.lists[old]));
        }
        found.lists = lists;
        for marker in &mut found.markers {
            marker.list = number[marker.list];
        }
        found.markers.sort_by_key(|marker| marker.span.start);
        found.lonely.sort_by_key(|span| span.start);
        found.name = if found.markers.is_empty() {
            String::new()
        } else {
            free_name(self.page)
        };
        found
    }

    /// The numbered list that begins directly behind `at`; only blank space stands between. It stands
    /// where `beside` does, if that is known.
    fn list_behind(&mut self, at: usize, beside: Option<&Node>) -> Option<usize> {
        let page = self.page;
        let index = page.nodes.partition_point(|node| node.out.start < at);
        let node = page.nodes.get(index)?;
        let between = page.unfolded().get(at..node.out.start)?;
        let is_list = node.kind == Kind::List { ordered: true };
        if !is_list || beside.is_some_and(|beside| beside.parent != node.parent) {
            return None;
        }
        if !between
            .trim_matches([' ', '\t', '\r', '\n', '>'])
            .is_empty()
        {
            return None;
        }
        if let Some(known) = self.lists.get(&index) {
            return Some(*known);
        }
        let items = page.children(index);
        let items = items.filter(|(_, item)| matches!(item.kind, Kind::Item { .. }));
        let number = self.found.lists.len();
        let items = items.map(|(index, _)| index).collect();
        self.found.lists.push(items);
        self.lists.insert(index, number);
        Some(number)
    }

    fn item(&self, list: usize, number: usize) -> Option<usize> {
        let item = number.checked_sub(1)?;
        let node = self.found.lists[list].get(item)?;
        // In an empty one nothing could lead back.
        self.page.children(*node).next().map(|_| item)
    }

    fn code(&mut self, index: usize, node: &Node) {
        let page = self.page;
        let text = page.text_of(node);
        // Markdown has no such comments: it shows how annotations are written.
        let is_markdown = matches!(node.kind.language(), Some("md" | "markdown"));
        if is_markdown || !text.contains('(') || page.in_instructions(node.span.start) {
            return;
        }
        let Kind::Code { info, .. } = &node.kind else {
            return;
        };
        if marker_in(text).is_none() && !info.contains("annotate") {
            return;
        }
        // An editor has lines of its own.
        if info.contains("editable") {
            return;
        }
        let source = &page[node.out];
        let lines = text.split('\n').zip(lines(source).skip(1));
        let found: Vec<Found> = lines
            .enumerate()
            .flat_map(|(number, (shown, (start, raw)))| {
                // The container's own beginning of the line aside, both are the same.
                let behind = raw.len().checked_sub(shown.len());
                let at = behind.filter(|at| raw.get(*at..) == Some(shown));
                let at = at.map(|at| node.out.start + start + at);
                at.map_or_else(Vec::new, |at| in_line(shown, index, number, at))
            })
            .collect();
        let asks = found.iter().any(|found| found.code.takes_comment)
            || info.contains("annotate")
            || !found.is_empty() && signs::shown(page.text);
        if !asks {
            return;
        }
        let list = self.list_behind(node.out.end, Some(node));
        for Found { number, span, code } in found {
            match list.and_then(|list| Some((list, self.item(list, number)?))) {
                Some((list, item)) => self.found.markers.push(Marker {
                    list,
                    item,
                    span,
                    code: Some(code),
                }),
                None if code.takes_comment => {
                    self.found.lonely.push(page.source_range(span));
                }
                None => {}
            }
        }
    }

    /// A box or an element of the class `annotate`.
    fn frame(&mut self, frame: &Frame) {
        let page = self.page;
        let asks = |class: &str| class.split_whitespace().any(|word| word == "annotate");
        let (annotates, header) = match frame.around {
            Around::Block(block) => {
                let block = &page.blocks()[block];
                let mut classes = block.classes.iter().chain(&block.attributes.classes);
                (classes.any(|class| class == "annotate"), block.header)
            }
            Around::Wrapper | Around::Element => {
                let tag = html::item_at(&page[frame.open], 0);
                let has = match tag {
                    Some((Item::Open { attributes, .. }, _)) => attributes
                        .iter()
                        .any(|it| it.name.eq_ignore_ascii_case("class") && asks(it.value)),
                    _ => false,
                };
                (has, page.source_range(frame.open))
            }
            _ => return,
        };
        if annotates && !page.in_instructions(header.start) {
            let inside = frame.open.start..frame.close.end;
            self.text(inside, page.first_line(header), None);
        }
    }

    /// A paragraph with the attribute list `list`.
    fn paragraph(&mut self, list: Span<Text>) {
        let page = self.page;
        let mut at = page.node_at(list.start).checked_sub(1);
        while let Some(index) = at {
            let node = &page.nodes[index];
            if node.kind == Kind::Paragraph && node.span.end >= list.end {
                if self.paragraphs.insert(index) {
                    self.text(node.out.range(), list, Some(node));
                }
                return;
            }
            at = node.parent;
        }
        self.found.lonely.push(list);
    }

    /// The markers in running text that stands in `range`; `asks` is what asks for them.
    fn text(&mut self, range: Range<usize>, asks: Span<Text>, beside: Option<&Node>) {
        let page = self.page;
        let Some(list) = self.list_behind(range.end, beside) else {
            self.found.lonely.push(asks);
            return;
        };
        let first = page
            .nodes
            .partition_point(|node| node.out.start < range.start);
        let inside = page.nodes[first..].iter();
        for node in inside.take_while(|node| node.out.start < range.end) {
            let in_link = node.parent.is_some_and(|parent| {
                matches!(
                    page.nodes[parent].kind,
                    Kind::Link { .. } | Kind::Image { .. }
                )
            });
            if node.kind != Kind::Text || in_link {
                continue;
            }
            let text = &page[node.out];
            let mut at = 0;
            while let Some((number, within)) = marker_in(&text[at..]) {
                let span = node.out.start + at + within.start..node.out.start + at + within.end;
                at += within.end;
                let escaped = page.unfolded()[..span.start].ends_with('\\');
                let Some(item) = self.item(list, number).filter(|_| !escaped) else {
                    continue;
                };
                if self.taken.insert(span.start) {
                    self.found.markers.push(Marker {
                        list,
                        item,
                        span: Span::new(span),
                        code: None,
                    });
                }
            }
        }
    }
}

/// What ids of annotations begin with: no id of the page does.
fn free_name(page: &Page<'_>) -> String {
    let mut name = "annotation".to_owned();
    let is_taken = |name: &str| {
        let mut rest = page.ids.iter().filter_map(|id| id.strip_prefix(name));
        rest.any(|rest| rest.starts_with('-'))
    };
    while is_taken(&name) {
        name.push('s');
    }
    name
}

/// The lines of a text, without their breaks, and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}
