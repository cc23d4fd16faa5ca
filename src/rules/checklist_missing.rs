use crate::diagnostic::LintLevel;
use crate::page::{Heading, Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::{IMPLEMENTATION_CHECKLIST, QUICK_REFERENCE};

pub static RULE: Rule = Rule {
    name: "checklist-missing",
    summary: "no task list under Implementation Checklist",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("checklist_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let mut sections = cx.pattern.sections(&IMPLEMENTATION_CHECKLIST);
    if !cx.pattern.rows.asks_for(&IMPLEMENTATION_CHECKLIST) {
        return;
    }
    if sections.clone().any(|heading| has_tasks(page, heading)) {
        return;
    }
    if let Some(heading) = sections.next() {
        let list = page
            .within(page.section_body(heading))
            .find(|(_, node)| matches!(node.kind, Kind::List { .. }));
        let diagnostic = cx.report(
            page.first_line(heading.span),
            "the Implementation Checklist has no task list",
        );
        if let Some((_, list)) = list {
            let line = page.first_line(list.span);
            diagnostic.also(line, "a list without boxes to tick");
        }
        diagnostic.help("begin each item with `- [ ]`");
        return;
    }
    let similar = page
        .headings
        .iter()
        .find(|h| IMPLEMENTATION_CHECKLIST.is_near(&h.normal) && has_tasks(page, h));
    let place = cx
        .pattern
        .section(&QUICK_REFERENCE)
        .map_or_else(|| page.top(), |heading| page.first_line(heading.span));
    let diagnostic = cx.report(place, "no section `Implementation Checklist`");
    if let Some(heading) = similar {
        let line = page.first_line(heading.span);
        diagnostic.also(
            line,
            "if this is it, let its heading be `Implementation Checklist`",
        );
    }
    diagnostic.help(
        "add `### Implementation Checklist` under Quick Reference, with a list of `- [ ]` tasks",
    );
}

fn has_tasks(page: &Page<'_>, heading: &Heading) -> bool {
    page.within(page.section_body(heading))
        .any(|(_, node)| matches!(node.kind, Kind::Item { task: Some(_) }))
}
