use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use crate::template::fields::PATTERN_STATUS;

pub static RULE: Rule = Rule {
    name: "tier-status",
    summary: "`pattern_status` does not fit the tier",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_status.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (Some((tier, asked)), Some(node)) =
        (cx.pattern.tier(), cx.pattern.fields.get(&PATTERN_STATUS))
    else {
        return;
    };
    let vocabulary = &cx.config.vocabulary;
    let Some(status) = node.text().map(str::trim) else {
        return;
    };
    let fitting = vocabulary
        .tiers_status
        .get(&tier)
        .map_or(&[][..], Vec::as_slice);
    let known = |words: &[String]| words.iter().any(|word| word == status);
    // A word that is no status at all is a wrong value.
    let elsewhere = vocabulary.tiers_status.values().any(|words| known(words));
    if known(fitting) || !(known(&vocabulary.statuses) || elsewhere) {
        return;
    }
    let diagnostic = cx.report(
        page.first_line(node.span),
        format!("`{status}` does not fit a {} page", tier.name()),
    );
    diagnostic.also(page.first_line(asked), "the page's tier");
    let quoted: Vec<String> = fitting.iter().map(|word| format!("`{word}`")).collect();
    diagnostic.help(format!("a {} page is {}", tier.name(), quoted.join(" or ")));
    if !elsewhere {
        diagnostic.help("`vocabulary.tiers-status` in book.toml says which statuses fit a tier");
    }
}
