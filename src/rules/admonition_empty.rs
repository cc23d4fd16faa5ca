use crate::diagnostic::LintLevel;
use crate::material::{Block, Marker};
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::indent::{columns, leading_columns};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "admonition-empty",
    summary: "a box or a tab is empty, and what was meant for it stands below",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("admonition_empty.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for block in page.blocks() {
        let is_indented = block.marker.is_box() || block.marker == Marker::Tab;
        let is_empty = page[block.body].trim().is_empty();
        if !is_indented
            || block.is_slashed()
            || !is_empty
            || page.in_instructions(block.header.start)
        {
            continue;
        }
        if let Some(text) = meant(page, block) {
            let what = if block.marker == Marker::Tab {
                "tab"
            } else {
                "box"
            };
            cx.report(
                page.first_line(block.header),
                format!("this {what} is empty"),
            )
            .also(text, format!("stands outside of the {what}"))
            .help(format!(
                "indent what belongs to the {what} by four spaces more than its first line"
            ));
        }
    }
}

/// The line below an empty block that was meant to stand in it.
fn meant(page: &Page<'_>, block: &Block) -> Option<Span<Text>> {
    let header = page.lines.line(block.header.start);
    let before = &page.text[page.lines.span(header).start..block.header.start];
    if before.contains('>') {
        return None;
    }
    let own = columns(before);
    let below = header + 1..page.own_lines().end;
    let line = below
        .take_while(|line| *line <= header + MAX_BLANK)
        .find(|line| !page.line_text(*line).is_empty())?;
    let text = page.line_text(line);
    let columns = leading_columns(&page.text[page.lines.span(line)]).checked_sub(own)?;
    let is_directly_below = line == header + 1;
    let is_outside = (0..4).contains(&columns);
    // A title can be all that a box has to say, and then text follows it as it follows anything.
    let says_nothing = block.title.is_none() || !matches!(block.marker, Marker::Plain);
    let is_meant = is_outside && (is_directly_below || columns > 0 || says_nothing);
    (is_meant && is_content(page, text)).then_some(text)
}

/// So many blank lines may stand between a box and what was meant for it.
const MAX_BLANK: usize = 3;

/// Whether a line begins something that stands in boxes.
fn is_content(page: &Page<'_>, line: Span<Text>) -> bool {
    let blocks = page.blocks();
    let at = blocks.partition_point(|block| block.header.start < line.start);
    if blocks
        .get(at)
        .is_some_and(|block| block.header.start == line.start)
    {
        return false;
    }
    let mut nodes = page.within(line).map(|(_, node)| node);
    nodes.next().is_some_and(|node| {
        matches!(
            node.kind,
            Kind::Paragraph | Kind::List { .. } | Kind::Code { .. } | Kind::Table | Kind::Text
        )
    })
}
