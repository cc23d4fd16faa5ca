use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::pattern::measures::{code_blocks, share};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "code-share",
    summary: "code blocks, diagrams aside, over 20% of the body's lines",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
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
    let blocks = code_blocks(cx.pattern);
    let code: usize = blocks.iter().map(|(_, lines)| lines).sum();
    let max = cx.number("max");
    let Some(share) = share(code, body).filter(|share| *share > max) else {
        return;
    };
    let diagnostic = cx.report(
        page.top(),
        format!(
            "code is {:.1}% of the body ({code} of {body} lines), at most {:.1}% is expected",
            share * 100.0,
            max * 100.0,
        ),
    );
    diagnostic.extent(Extent::More(share));
    if let Some((span, lines)) = blocks.into_iter().rev().max_by_key(|(_, lines)| *lines) {
        diagnostic.also(
            page.first_line(span),
            format!("the longest block: {lines} lines"),
        );
    }
    diagnostic
        .help("shorten the examples, show them as diagrams or tables, or link to complete code");
}
