use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "merge-conflict",
    summary: "markers of a merge conflict are left in the page",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("merge_conflict.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for conflict in all(page) {
        cx.report(conflict.ours, "a merge conflict is left in this page")
            .also(conflict.between, "")
            .also(conflict.theirs, "")
            .help("keep what is right of the two texts, and delete these three lines");
    }
}

/// The three lines of a conflict.
pub(super) struct Conflict {
    pub(super) ours: Span<Text>,
    between: Span<Text>,
    pub(super) theirs: Span<Text>,
}

/// The conflicts of a page, those that it shows as code aside.
pub(super) fn all(page: &Page<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    if memchr::memmem::find(page.text.as_bytes(), b"<<<<<<< ").is_none() {
        return found;
    }
    let blocks = page.nodes.iter();
    let blocks = blocks.filter(|node| matches!(node.kind, Kind::Code { .. }));
    let blocks: Vec<Span<Text>> = blocks.map(|node| node.span).collect();
    // One block of code that holds all of a conflict is an example of one.
    let is_shown = |first: Span<Text>, last: Span<Text>| {
        let before = blocks.partition_point(|block| block.start <= first.start);
        let block = before.checked_sub(1).map(|index| blocks[index]);
        block.is_some_and(|block| block.end >= last.start)
    };
    let mut ours: Option<Span<Text>> = None;
    let mut between: Option<Span<Text>> = None;
    for line in page.own_lines() {
        let text = page.text[page.lines.span(line)].trim_end();
        let span = page.line_text(line);
        if text.starts_with("<<<<<<< ") {
            (ours, between) = (Some(span), None);
        } else if text == "=======" && ours.is_some() && between.is_none() {
            between = Some(span);
        } else if text.starts_with(">>>>>>> ")
            && let (Some(ours), Some(between)) = (ours.take(), between.take())
            && !is_shown(ours, span)
        {
            found.push(Conflict {
                ours,
                between,
                theirs: span,
            });
        }
    }
    found
}
