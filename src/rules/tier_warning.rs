use crate::diagnostic::LintLevel;
use crate::page::{Kind, Node, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "tier-warning",
    summary: "a bronze page warns of no limitation: no `warning`, `danger` or `caution` admonition besides its banner",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[Tier::Bronze],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_warning.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((Tier::Bronze, asked)) = cx.pattern.tier() else {
        return;
    };
    let banners = &cx.pattern.banners;
    let is_banner = |header: Span<Text>| banners.iter().any(|banner| banner.header == header);
    let warns = page.blocks().iter().any(|admonition| {
        matches!(admonition.canonical(), "warning" | "danger")
            && !is_banner(admonition.header)
            && !page.in_instructions(admonition.header.start)
    });
    if warns || page.nodes.iter().any(|node| is_alert(page, node)) {
        return;
    }
    cx.report(
        page.first_line(asked),
        "a bronze page needs a warning about its limitations besides the banner",
    )
    .help("write a `!!! warning`, `!!! danger` or `!!! caution` where the limitation shows");
}

/// Whether a quote is an admonition in mdBook's own form: `> [!WARNING]`.
fn is_alert(page: &Page<'_>, node: &Node) -> bool {
    if node.kind != Kind::Quote {
        return false;
    }
    let first = &page[page.first_line(node.span)];
    let marker = first.trim_start_matches(['>', ' ', '\t']);
    ["[!warning]", "[!caution]"]
        .iter()
        .any(|alert| marker.eq_ignore_ascii_case(alert))
}
