use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use crate::text::edit::Edit;
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "tier-banner-kind",
    summary: "the banner is not of its tier's kind: gold is `success`, silver `info`, bronze `warning`",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("tier_banner_kind.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((banner, tier)) = cx.pattern.banner().and_then(|b| Some((b, b.tier()?))) else {
        return;
    };
    // Of a banner of the wrong tier, `tier-banner-mismatch` speaks.
    let other_tier = cx.pattern.fields.tier().is_some_and(|asked| asked != tier);
    let Some(template) = cx.pattern.rows.banner(tier) else {
        return;
    };
    let kind = template.kind.as_str();
    if !page.frontmatter.is_sound() || other_tier || banner.is_known() && banner.canonical() == kind
    {
        return;
    }
    let place = banner.kind_span;
    let (shown, message, text) = if place.is_empty() {
        let message = format!("this {} banner has no kind, expected `{kind}`", tier.name());
        (
            Span::new(banner.header.start..place.end),
            message,
            format!(" {kind}"),
        )
    } else {
        let message = format!(
            "a {} banner is `{kind}`, not `{}`",
            tier.name(),
            banner.kind
        );
        (place, message, kind.to_owned())
    };
    cx.report(shown, message)
        .help(format!("write `{kind}`"))
        .fix(Fix::safe(vec![Edit::replace(place, text)]));
}
