use crate::diagnostic::LintLevel;
use crate::material::MAX_NESTING;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "syntax-unsupported",
    summary: "boxes, tabs or HTML with Markdown inside stand too deep inside one another and show as they are written",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("syntax_unsupported.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    // One is enough: what stands still deeper is not looked at.
    let shown = page.too_deep().iter().copied();
    let first = shown.filter(|at| !page.in_instructions(*at)).min();
    if let Some(at) = first {
        let line = page.line_text(page.lines.line(at));
        let message =
            format!("more than {MAX_NESTING} boxes and elements stand inside one another");
        cx.report(Span::new(at..line.end.max(at)), message)
            .label("not all of this is read as Markdown")
            .help("move it, and what stands in it, out of some of those around it");
    }
}
