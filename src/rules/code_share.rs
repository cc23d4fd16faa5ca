use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "code-share",
    summary: "code blocks, diagrams aside, over 20% of the body's lines",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Number(0.2),
        summary: "the greatest share of the body's lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("code_share.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let body = page.body_lines();
    let blocks = code_blocks(page);
    let code: usize = blocks.iter().map(|(_, lines)| lines).sum();
    let max = cx.number("max");
    if body == 0 || as_f64(code) / as_f64(body) <= max {
        return;
    }
    let diagnostic = cx.report(
        page.top(),
        format!(
            "code is {:.1}% of the body ({code} of {body} lines), at most {:.1}% is expected",
            as_f64(code) / as_f64(body) * 100.0,
            max * 100.0,
        ),
    );
    if let Some((span, lines)) = blocks.into_iter().rev().max_by_key(|(_, lines)| *lines) {
        diagnostic.also(
            page.first_line(span),
            format!("the longest block: {lines} lines"),
        );
    }
    diagnostic
        .help("shorten the examples, show them as diagrams or tables, or link to complete code");
}

/// The code blocks in order, each with its lines, fences included.
fn code_blocks(page: &Page<'_>) -> Vec<(Range<usize>, usize)> {
    let mut blocks = Vec::new();
    let mut next_line = 0;
    for node in page.nodes.iter().filter(|node| node.kind.is_code()) {
        // Two blocks of a list item can share a line; no line counts twice.
        let touched = page.lines.touched(node.span.clone());
        let lines = touched.end.saturating_sub(touched.start.max(next_line));
        next_line = next_line.max(touched.end);
        blocks.push((node.span.clone(), lines));
    }
    blocks
}

fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
