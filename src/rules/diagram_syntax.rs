use crate::diagnostic::{Fix, LintLevel};
use crate::diagram::Repair;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "diagram-syntax",
    summary: "a Mermaid diagram that does not parse",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("diagram_syntax.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for (index, node) in cx.pattern.code() {
        if !node.kind.is_diagram() {
            continue;
        }
        let source = page.text_of(node);
        let Err(fault) = cx.check_diagram(source) else {
            continue;
        };
        if !fault.syntax {
            continue;
        }
        let place = fault.at;
        let place = place.and_then(|range| in_page(page, index, Span::new(range)));
        let fence = page.first_line(node.span);
        let (span, label) = match place {
            Some(span) => (span, "here"),
            None => (fence, "in this diagram"),
        };
        let message = format!("this diagram does not parse: {}", fault.message);
        let diagnostic = cx.report(span, message).label(label);
        if let Some(help) = fault.help {
            diagnostic.help(help);
        }
        let edits = fault.repair.and_then(|repair| edits(page, index, repair));
        if let Some(edits) = edits {
            diagnostic.fix(Fix::safe(edits));
        }
    }
}

/// A repair as edits of the page, where all of it stands there as the diagram has it.
fn edits(page: &Page<'_>, block: usize, repair: Repair) -> Option<Vec<Edit<Text>>> {
    let base = page.nodes[block].text.start;
    let source = page.text_of(&page.nodes[block]);
    let edit = |(range, text): (std::ops::Range<usize>, String)| {
        let at = base + range.start;
        let mut runs = page.inside(block).map(|(_, node)| node);
        let run = runs.find(|node| {
            node.kind == Kind::Text && node.text.start <= at && base + range.end <= node.text.end
        })?;
        let start = run.span.start + (at - run.text.start);
        let span = Span::new(start..start + range.len());
        let same = page.text.get(span.range())? == source.get(range)?;
        same.then(|| Edit::replace(span, text))
    };
    repair.0.into_iter().map(edit).collect()
}

/// The bytes of the page that a range of a code block's text stands at, within one line.
fn in_page(page: &Page<'_>, block: usize, range: Span<Text>) -> Option<Span<Text>> {
    let base = page.nodes[block].text.start;
    let at = base + range.start;
    let mut runs = page.inside(block).map(|(_, node)| node);
    let run = runs.find(|node| {
        node.kind == Kind::Text
            && (node.text.contains(&at)
                || node.text.end == at && node.text.end == page.nodes[block].text.end)
    })?;
    let start = run.span.start + (at - run.text.start);
    let end = (start + range.len()).min(run.span.end).max(start);
    page.text.get(start..end)?;
    let span = page.first_line(Span::new(start..end));
    // A place between two characters, or at the end of a line: the line itself is underlined.
    if span.is_empty() {
        let line = page.line_text(page.lines.line(start.saturating_sub(1)));
        return (!line.is_empty()).then_some(line);
    }
    Some(span)
}
