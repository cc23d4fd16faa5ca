use crate::diagnostic::{Fix, LintLevel};
use crate::page::{Kind, Node, Page};
use crate::pattern::usage::Usage;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;
use crate::text::indent;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "table-swallows-text",
    summary: "a line of text directly below a table, which becomes a row of it",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("table_swallows_text.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for (table, node) in page.nodes.iter().enumerate() {
        if !matches!(node.kind, Kind::Table) {
            continue;
        }
        let rows = page.children(table);
        let rows: Vec<(usize, &Node)> =
            rows.filter(|(_, row)| row.kind == Kind::TableRow).collect();
        let is_swallowed = |(_, row): &(usize, &Node)| page.is_swallowed(row);
        let Some(first) = rows.iter().position(is_swallowed) else {
            continue;
        };
        let line = page.first_line(rows[first].1.span);
        let is_last = rows[first..].iter().all(is_swallowed);
        let diagnostic = cx.report(line, "this line becomes a row of the table above");
        if is_last {
            diagnostic.help("write a blank line between the table and the text");
            // Below a blank line a colon begins a definition, and what that holds is anything.
            let defines = |(_, row): &(usize, &Node)| page[row.span].trim_start().starts_with(':');
            // Where nothing else is in the table it may be a row without its bars.
            let is_row = |row: &usize| *row < rows[first].0;
            if Usage::filled_rows(page, table).iter().any(is_row)
                && !rows[first..].iter().any(defines)
                && !becomes_code(page, node, line)
                && let Some(edit) = blank_line(page, line)
            {
                diagnostic.fix(Fix::safe(vec![edit]));
            }
        } else {
            diagnostic
                .help("write a row on one line, or a blank line between the table and the text");
        }
    }
}

/// Whether a line is so far in that it would be code below a blank line.
fn becomes_code(page: &Page<'_>, table: &Node, line: Span<Text>) -> bool {
    let columns = |at: usize| {
        let start = indent::line_start(page.text, at);
        indent::columns_behind_quotes(&page.text[start..at])
    };
    columns(line.start) >= columns(table.span.start) + 4
}

/// A blank line above a line of the same quote or list item.
fn blank_line(page: &Page<'_>, line: Span<Text>) -> Option<Edit<Text>> {
    let start = page.lines.span(page.lines.line(line.start)).start;
    let before = &page.text[start..line.start];
    if !before.chars().all(|c| matches!(c, ' ' | '\t' | '>')) {
        return None;
    }
    let line_break = if page.text[..start].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let blank = format!("{}{line_break}", before.trim_end());
    Some(Edit::insert(start, blank))
}
