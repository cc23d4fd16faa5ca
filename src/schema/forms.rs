//! What a section of a template shows and asks for: a table, a list, a diagram.

use crate::page::outline::normalise;
use crate::page::{Kind, Page};
use crate::schema::annotations::{Check, What};
use crate::schema::placeholders;
use crate::text::maps::HashSet;
use crate::text::span::{Span, Spans, Text};

/// Something to be filled in that a section of a template shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Form {
    /// A table whose first column has this heading, in normal form, and as it is written.
    Table(String, String),
    /// A list.
    List,
    /// A list of tasks.
    Tasks,
    /// A diagram.
    Diagram,
    /// A block of code.
    Code,
    /// A callout or an admonition; of this kind or class, in lower case, if there is one.
    Box(String),
}

impl Form {
    /// What it is, for a message.
    pub fn words(&self) -> String {
        match self {
            Form::Table(_, head) if head.is_empty() => "a table".to_owned(),
            Form::Table(_, head) => format!("a table with a column `{head}`"),
            Form::List => "a list".to_owned(),
            Form::Tasks => "a task list".to_owned(),
            Form::Diagram => "a diagram".to_owned(),
            Form::Code => "a code block".to_owned(),
            Form::Box(kind) if kind.is_empty() => "a box".to_owned(),
            Form::Box(kind) => format!("a box `{kind}`"),
        }
    }

    /// What it is called where a page has it, such as `the table`.
    pub fn name(&self) -> &'static str {
        match self {
            Form::Table(..) => "the table",
            Form::List => "the list",
            Form::Tasks => "the task list",
            Form::Diagram => "the diagram",
            Form::Code => "the code block",
            Form::Box(_) => "the box",
        }
    }

    /// Whether an annotation says more exactly how much of it there has to be.
    pub fn is_asked_by(&self, check: &Check) -> bool {
        let Check::Holds(what, _) = check else {
            return matches!((self, check), (Form::List, Check::Item(_)));
        };
        match self {
            Form::Table(..) => matches!(what, What::Tables | What::Rows),
            Form::List => *what == What::Items,
            Form::Tasks => *what == What::Tasks,
            Form::Diagram => *what == What::Diagrams,
            Form::Code => *what == What::Code,
            Form::Box(_) => matches!(what, What::Boxes(_)),
        }
    }

    /// Whether a part of a page holds it.
    pub fn is_in(&self, page: &Page<'_>, span: Span<Text>) -> bool {
        self.find(page, span).is_some()
    }

    /// The table in a part of a page of which nobody has filled in a cell, if it is the only one like it.
    pub fn find_empty(&self, page: &Page<'_>, span: Span<Text>) -> Option<Span<Text>> {
        let Form::Table(head, _) = self else {
            return None;
        };
        let mut tables = page
            .within(span)
            .filter(|(index, node)| node.kind == Kind::Table && has_column(page, *index, head));
        let (table, node) = tables.next()?;
        let mut rows = page
            .children(table)
            .filter(|(_, row)| row.kind == Kind::TableRow);
        let is_empty = rows.all(|(row, _)| {
            let mut cells = page.children(row);
            cells.all(|(_, cell)| page[cell.span].trim_matches(['|', ' ', '\t']).is_empty())
        });
        (is_empty && tables.next().is_none()).then_some(node.span)
    }

    /// The first of it in a part of a page.
    pub fn find(&self, page: &Page<'_>, span: Span<Text>) -> Option<Span<Text>> {
        if let Form::Box(kind) = self {
            let mut boxes = page.boxes_within(span).iter().copied();
            return boxes.find(|it| {
                let first = page.first_line(*it);
                kind.is_empty() || kind_of(&page[first]) == *kind
            });
        }
        let mut nodes = page.within(span);
        let found = nodes.find(|(index, node)| match self {
            Form::Table(head, _) => node.kind == Kind::Table && has_column(page, *index, head),
            Form::List => matches!(node.kind, Kind::List { .. }),
            Form::Tasks => matches!(node.kind, Kind::List { .. }) && has_task(page, *index),
            Form::Diagram => node.kind.is_diagram() || matches!(node.kind, Kind::Image { .. }),
            Form::Code => node.kind.is_code(),
            Form::Box(_) => false,
        });
        found.map(|(_, node)| node.span)
    }
}

/// Whether a table has a column with this heading, in normal form, a remark in brackets aside; any will do
/// if there is none.
fn has_column(page: &Page<'_>, table: usize, head: &str) -> bool {
    let mut rows = page.children(table);
    let row = rows.find(|(_, row)| row.kind == Kind::TableHead);
    row.is_some_and(|(row, _)| {
        let mut cells = page.children(row);
        let is_head = |text: &str| {
            let bare = text.split_once('(').map(|(bare, _)| normalise(bare));
            normalise(text) == *head || bare.is_some_and(|bare| bare == *head)
        };
        head.is_empty() || cells.any(|(_, cell)| is_head(page.text_of(cell)))
    })
}

pub(super) fn has_task(page: &Page<'_>, list: usize) -> bool {
    let mut items = page.children(list);
    items.any(|(_, item)| matches!(item.kind, Kind::Item { task: Some(_) }))
}

/// The kind or class that the first line of a box names, in lower case.
pub(super) fn kind_of(line: &str) -> String {
    let line = line.trim_start_matches(['>', ' ', '\t']);
    let class = line.split_once("class=").map(|(_, rest)| rest);
    let rest = class.unwrap_or(line);
    let rest = rest.trim_start_matches(['!', '?', '+', '/', '[', ' ', '"', '\'']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    rest[..end].to_lowercase()
}

/// The block right below a comment, with no blank line between them, if it is one that pages fill in.
pub(super) fn below(page: &Page<'_>, comment: Span<Text>) -> Option<(Form, Span<Text>)> {
    let line = page.lines.line(comment.end.saturating_sub(1)) + 1;
    let line = (line < page.lines.count()).then(|| page.line_text(line))?;
    let starts = |at: usize| line.contains(at) && page.text[line.start..at].trim().is_empty();
    let mut boxes = page.boxes_within(line).iter();
    if let Some(own) = boxes.find(|it| starts(it.start)) {
        let place = page.first_line(*own);
        return Some((Form::Box(kind_of(&page[place])), place));
    }
    let (index, node) = page
        .within(line)
        .find(|(_, node)| starts(node.span.start))?;
    let form = match &node.kind {
        Kind::Table => {
            let (row, _) = page.children(index).next()?;
            let (_, cell) = page.children(row).next()?;
            let head = page.text_of(cell).trim();
            let shown = placeholders::find(head).is_empty().then_some(head);
            let head = shown.unwrap_or("").to_owned();
            Form::Table(normalise(&head), head)
        }
        Kind::List { .. } if has_task(page, index) => Form::Tasks,
        Kind::List { .. } => Form::List,
        kind if kind.is_diagram() => Form::Diagram,
        Kind::Code { .. } => Form::Code,
        _ => return None,
    };
    Some((form, page.first_line(node.span)))
}

/// The forms that stand in a part of a template, of each kind the first; `unfilled` are the page's placeholders.
pub fn read(page: &Page<'_>, span: Span<Text>, unfilled: &[Span<Text>]) -> Vec<(Form, Span<Text>)> {
    let mut found: Vec<(Form, Span<Text>)> = Vec::new();
    let mut known: HashSet<Form> = HashSet::default();
    let boxes = page.boxes_within(span);
    if let Some(first) = boxes.first() {
        found.push((Form::Box(String::new()), page.first_line(*first)));
    }
    let in_boxes: Spans<Text> = boxes.iter().copied().collect();
    let mut skipped = 0;
    for (index, node) in page.within(span) {
        // What stands in a box is the box's.
        if index < skipped || in_boxes.contain(node.span.start) {
            continue;
        }
        let form = match &node.kind {
            Kind::Table => table(page, index, unfilled),
            Kind::List { .. } => list(page, index, unfilled),
            kind if kind.is_diagram() => Some(Form::Diagram),
            Kind::Code { .. } => Some(Form::Code),
            Kind::Quote => None,
            _ => continue,
        };
        skipped = node.end;
        if let Some(form) = form
            && known.insert(form.clone())
        {
            found.push((form, page.first_line(node.span)));
        }
    }
    found
}

fn holds(unfilled: &[Span<Text>], span: Span<Text>) -> bool {
    let first = unfilled.partition_point(|it| it.start < span.start);
    unfilled.get(first).is_some_and(|it| it.start < span.end)
}

fn table(page: &Page<'_>, table: usize, unfilled: &[Span<Text>]) -> Option<Form> {
    let mut head = None;
    let (mut open, mut all) = (0, 0);
    for (row, node) in page.children(table) {
        for (_, cell) in page.children(row) {
            let text = page.text_of(cell).trim();
            if node.kind == Kind::TableHead {
                let shown = if holds(unfilled, cell.span) { "" } else { text };
                head.get_or_insert_with(|| shown.to_owned());
            } else {
                all += 1;
                let is_open = matches!(text, "" | "…" | "...") || holds(unfilled, cell.span);
                open += usize::from(is_open);
            }
        }
    }
    let head = head?;
    (open * 2 >= all).then(|| Form::Table(normalise(&head), head))
}

fn list(page: &Page<'_>, list: usize, unfilled: &[Span<Text>]) -> Option<Form> {
    let items: Vec<_> = page.children(list).map(|(_, item)| item).collect();
    let is_task = |kind: &Kind| matches!(kind, Kind::Item { task: Some(_) });
    if items.iter().any(|item| is_task(&item.kind)) {
        return Some(Form::Tasks);
    }
    let open = items.iter().filter(|item| {
        matches!(page.text_of(item).trim(), "" | "…" | "...") || holds(unfilled, item.span)
    });
    (open.count() * 2 >= items.len()).then_some(Form::List)
}
