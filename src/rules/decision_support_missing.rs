use crate::diagnostic::LintLevel;
use crate::page::{Heading, Kind, Page};
use crate::pattern::drawing::Drawing;
use crate::rules::repeated_content;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::{DECISION_MATRIX, QUICK_REFERENCE};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "decision-support-missing",
    summary: "no decision matrix, decision table or decision flowchart",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("decision_support_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !cx.pattern.rows.asks_for(&DECISION_MATRIX) {
        return;
    }
    let mut empty = cx.pattern.sections(&DECISION_MATRIX);
    let quick = cx.pattern.section(&QUICK_REFERENCE);
    let filled = empty.clone().filter(|heading| has_content(page, heading));
    let filled: Vec<Span<Text>> = filled.map(|heading| page.section_body(heading)).collect();
    let flowcharts = flowcharts(page, cx);
    if !filled.is_empty() || !flowcharts.is_empty() {
        let heading = empty.next().or(quick);
        let place = heading.map_or_else(|| page.top(), |heading| page.first_line(heading.span));
        check_own(page, cx, (&filled, &flowcharts), place);
        return;
    }
    let empty = empty.next();
    let similar = cx.pattern.near(&DECISION_MATRIX);
    let place = empty
        .or(quick)
        .map_or_else(|| page.top(), |heading| page.first_line(heading.span));
    let diagnostic = cx.report(
        place,
        "no decision matrix, decision table or decision flowchart",
    );
    if empty.is_some() {
        diagnostic.label("nothing stands under this heading");
    } else if let Some(heading) = similar {
        let line = page.first_line(heading.span);
        diagnostic.also(line, "if this is it, let its heading begin with `Decision`");
    }
    diagnostic.help(HELP);
}

const HELP: &str =
    "add a section `Decision Matrix`, or a flowchart with a `{…}` choice under `Quick Reference`";

/// What stands on many pages helps to decide nothing on this one.
fn check_own(
    page: &Page<'_>,
    cx: &mut Context<'_>,
    (sections, flowcharts): (&[Span<Text>], &[usize]),
    place: Span<Text>,
) {
    let in_section = |node: usize| {
        let start = page.nodes[node].span.start;
        sections.iter().position(|body| body.contains(start))
    };
    let is_meant = |node: usize| flowcharts.contains(&node) || in_section(node).is_some();
    let own = repeated_content::own(cx, is_meant);
    // A section of mere text is the page's own, and so is a chart that is too small to tell.
    let known: Vec<usize> = cx.pattern.pieces().iter().map(|piece| piece.node).collect();
    let has_piece = |section: usize| known.iter().any(|node| in_section(*node) == Some(section));
    if !(0..sections.len()).all(has_piece) || !flowcharts.iter().all(|node| known.contains(node)) {
        return;
    }
    let message = "no decision matrix, decision table or decision flowchart of this page's own";
    if let Some(diagnostic) = cx.report_where_too_few(place, message, own, 1) {
        diagnostic.help(HELP);
    }
}

fn has_content(page: &Page<'_>, heading: &Heading) -> bool {
    page.within(page.section_body(heading)).any(|(_, node)| {
        matches!(
            node.kind,
            Kind::Paragraph
                | Kind::Table
                | Kind::Code { .. }
                | Kind::List { .. }
                | Kind::Image { .. }
        )
    })
}

/// The flowcharts with a choice that the Quick Reference has, as indices of nodes.
fn flowcharts(page: &Page<'_>, cx: &Context<'_>) -> Vec<usize> {
    let sections = cx.pattern.sections(&QUICK_REFERENCE);
    let nodes = sections.flat_map(|heading| page.within(page.section_body(heading)));
    let charts =
        nodes.filter(|(_, node)| node.kind.is_diagram() && has_choice(Drawing::of(page, node)));
    charts.map(|(index, _)| index).collect()
}

/// Whether a drawing is a flowchart with a node of the shape `id{…}`; `id{{…}}` is a hexagon.
fn has_choice(drawing: Drawing<'_>) -> bool {
    let mut lines = drawing
        .lines()
        .skip_while(|line| !line.starts_with("graph") && !line.starts_with("flowchart"));
    lines.any(|line| {
        let mut quoted = false;
        let mut before = ' ';
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            quoted ^= c == '"';
            let is_shape = c == '{' && chars.peek() != Some(&'{');
            if is_shape && !quoted && (before.is_alphanumeric() || matches!(before, '_' | '-')) {
                return true;
            }
            before = c;
        }
        false
    })
}
