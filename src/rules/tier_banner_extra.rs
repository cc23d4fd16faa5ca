use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;

pub static RULE: Rule = Rule {
    name: "tier-banner-extra",
    summary: "a page has more than one tier banner",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_extra.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let banners = &cx.pattern.banners;
    let Some((first, others)) = banners.split_first() else {
        return;
    };
    if !page.frontmatter.is_sound() {
        return;
    }
    let tier = cx.pattern.fields.tier();
    for extra in others {
        let diagnostic = cx.report(extra.header, "more than one tier banner");
        diagnostic.also(first.header, "the first one");
        match tier {
            Some(tier) => diagnostic.help(format!("keep the one for `{}`", tier.name())),
            None => diagnostic.help("keep the one for the page's `excellence_tier`"),
        };
    }
}
