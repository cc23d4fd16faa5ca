use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "annotation-unsupported",
    summary: "`{ .annotate }`: annotations are not drawn; their numbers and list stay as they are",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("annotation_unsupported.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let lists = page.markup.annotations.iter().copied();
    let annotated = page.blocks().iter().filter(|block| {
        block.classes.iter().any(|class| class == "annotate")
            && !page.in_instructions(block.header.start)
    });
    let first = lists
        .chain(annotated.map(|block| block.header))
        .min_by_key(|span| span.start);
    // One is enough: the author knows where the others are.
    if let Some(span) = first {
        cx.report(span, "annotations are not supported")
            .label("`(1)` stays text and the list stays a list")
            .help("say it in the text, or use footnotes: `[^1]`");
    }
}
