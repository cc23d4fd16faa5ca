use crate::diagnostic::LintLevel;
use crate::page::{Heading, Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::{DECISION_MATRIX, QUICK_REFERENCE};

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
    let mut empty = cx.pattern.sections(&DECISION_MATRIX);
    let quick = cx.pattern.section(&QUICK_REFERENCE);
    if empty.clone().any(|heading| has_content(page, heading)) || has_flowchart(page, cx) {
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
    diagnostic.help(
        "add a section `Decision Matrix`, or a flowchart with a `{…}` choice under `Quick Reference`",
    );
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

fn has_flowchart(page: &Page<'_>, cx: &Context<'_>) -> bool {
    cx.pattern.sections(&QUICK_REFERENCE).any(|heading| {
        page.within(page.section_body(heading))
            .any(|(_, node)| node.kind.is_diagram() && has_choice(&page.drawing(node)))
    })
}

/// Whether a drawing is a flowchart with a node of the shape `id{…}`; `id{{…}}` is a hexagon.
fn has_choice(drawing: &str) -> bool {
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
