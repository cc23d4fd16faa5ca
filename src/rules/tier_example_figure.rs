use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::lacks::bare_scales;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;

pub static RULE: Rule = Rule {
    name: "tier-example-figure",
    summary: "an example of a gold page gives its `scale` without a figure",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[Tier::Gold],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_example_figure.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if cx.pattern.tier().map(|(tier, _)| tier) != Some(Tier::Gold) {
        return;
    }
    for scale in bare_scales(cx.pattern) {
        cx.report(
            page.first_line(scale.span),
            "this scale has no figure",
        )
        .help("say how much, in digits and with a unit: `2M requests/s`, `99.99% uptime`, `500 services`");
    }
}
