use crate::diagnostic::LintLevel;
use crate::page::fences::bare;
use crate::page::{Kind, Page, Paragraph};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "table-broken",
    summary: "lines that look like a table and are none",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("table_broken.md"),
    check,
};

/// A line of running text that may belong to a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Dashes and bars, with as many cells.
    Delimiter(usize),
    /// Begins and ends with a bar, and has as many cells.
    Row(usize),
    /// Has a bar, and as many cells.
    Barred(usize),
    Other,
}

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !page.text.contains('|') {
        return;
    }
    let formulas = page.formulas();
    let tables = page.nodes.iter();
    let tables = tables.filter(|node| matches!(node.kind, Kind::Table));
    let tables: Vec<usize> = tables.map(|node| node.span.end).collect();
    for paragraph in page.paragraphs() {
        let nodes = &page.nodes[paragraph.nodes.clone()];
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            continue;
        };
        let behind = formulas.partition_point(|formula| formula.span.end <= first.out.start);
        let is_formula = formulas
            .get(behind)
            .is_some_and(|formula| formula.span.start < last.out.end);
        if !is_formula && page[paragraph.span].contains('|') {
            let before = tables.partition_point(|end| *end <= paragraph.span.start);
            let table = before.checked_sub(1).map(|index| tables[index]);
            let is_next = table.is_some_and(|end| {
                let between = page.text.get(end..paragraph.span.start).unwrap_or("x");
                between.chars().all(|c| c.is_whitespace() || c == '>')
            });
            look(page, &paragraph, is_next, cx);
        }
    }
}

fn look(page: &Page<'_>, paragraph: &Paragraph, is_next: bool, cx: &mut Context<'_>) {
    let spans = lines(page, paragraph.span);
    let lines: Vec<Line> = spans.iter().map(|span| read(&page[*span])).collect();
    let mut at = 0;
    for run in lines.chunk_by(|a, b| (*a == Line::Other) == (*b == Line::Other)) {
        let spans = &spans[at..at + run.len()];
        let is_cut_off = is_next && at == 0;
        at += run.len();
        // What the first two lines that say anything say holds for all of the run.
        let told = run
            .windows(2)
            .zip(spans.windows(2))
            .find_map(|(lines, spans)| {
                let fault = match *lines {
                    [Line::Row(head) | Line::Barred(head), Line::Delimiter(cells)] => {
                        Fault::Cells { head, cells }
                    }
                    [Line::Delimiter(_), Line::Row(_)] => Fault::NoHead,
                    [Line::Row(cells), Line::Row(_)] => Fault::NoDelimiter(cells),
                    _ => return None,
                };
                Some((fault, spans[0], spans[1]))
            });
        if let Some((fault, first, second)) = told {
            report(fault, (first, second), is_cut_off, cx);
        }
    }
}

/// Why lines are no table.
#[derive(Clone, Copy)]
enum Fault {
    Cells { head: usize, cells: usize },
    NoHead,
    NoDelimiter(usize),
}

/// Reports the first two lines of what is no table.
fn report(
    fault: Fault,
    (first, second): (Span<Text>, Span<Text>),
    is_cut_off: bool,
    cx: &mut Context<'_>,
) {
    match fault {
        // Where these are the same, something else keeps the lines from being a table.
        Fault::Cells { head, cells } if head == cells => {}
        Fault::Cells { head, cells } => {
            let many = if cells == 1 { "" } else { "s" };
            let message = format!(
                "this is no table: its delimiter row has {cells} cell{many}, its header row {head}"
            );
            cx.report(second, message)
                .also(first, "the header row")
                .help("give both the same number of cells; a `|` within a cell is written `\\|`");
        }
        Fault::NoHead => {
            cx.report(first, "this is no table: it has no header row")
                .help("write a row with the columns' names above this line");
        }
        Fault::NoDelimiter(cells) => {
            let row = format!("|{}", "---|".repeat(cells.min(MAX_CELLS)));
            let help = if is_cut_off {
                "delete the blank line above if these rows belong to that table".to_owned()
            } else {
                format!("write `{row}` below the row with the columns' names")
            };
            cx.report(first, "this is no table: it has no delimiter row")
                .label("readers see bars")
                .help(help);
        }
    }
}

/// So many cells are written into a help.
const MAX_CELLS: usize = 12;

/// The lines of a paragraph, without what stands before them.
fn lines(page: &Page<'_>, paragraph: Span<Text>) -> Vec<Span<Text>> {
    let touched = page.lines.touched(paragraph.range());
    touched
        .map(|line| {
            let line = page.line_text(line);
            let start = line.start.max(paragraph.start);
            let line: Span<Text> = Span::new(start..line.end.max(start));
            let inside = bare(&page[line]);
            Span::new(line.end - inside.len()..line.end)
        })
        .collect()
}

fn read(line: &str) -> Line {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let is_open = inner.len() < line.len();
    let closed = inner.strip_suffix('|').filter(|it| !it.ends_with('\\'));
    let is_closed = closed.is_some();
    let inner = closed.unwrap_or(inner);
    let cells = bars(inner) + 1;
    let is_delimiter = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        cell.chars().all(|c| c == '-')
    };
    let has_bar = is_open || is_closed || cells > 1;
    if has_bar && inner.contains('-') && inner.split('|').all(is_delimiter) {
        Line::Delimiter(cells)
    } else if is_open && is_closed && !inner.trim().is_empty() {
        Line::Row(cells)
    } else if has_bar {
        Line::Barred(cells)
    } else {
        Line::Other
    }
}

/// The bars that a parser takes for the ends of cells.
fn bars(text: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for byte in text.bytes() {
        count += usize::from(byte == b'|' && !escaped);
        escaped = byte == b'\\' && !escaped;
    }
    count
}
