use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::prose;
use crate::page::yaml::Node;
use crate::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;

pub static RULE: Rule = Rule {
    name: "tier-example-figure",
    summary: "an example of a gold page gives its `scale` without a figure",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_example_figure.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if page.tier().map(|(tier, _)| tier) != Some(Tier::Gold) {
        return;
    }
    let examples = page.frontmatter.get("modern_examples").and_then(Node::list);
    for example in examples.unwrap_or_default() {
        let Some(scale) = example.get("scale") else {
            continue;
        };
        // An empty scale is a missing one, a number or a list a wrong type.
        let text = scale.text().filter(|text| !text.trim().is_empty());
        if scale.kind() == "text" && text.is_some_and(|text| !prose::has_figure(text)) {
            cx.report(
                page.first_line(scale.span.clone()),
                "this scale has no figure",
            )
            .help("say how much, in digits and with a unit: `2M requests/s`, `99.99% uptime`, `500 services`");
        }
    }
}
