use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::pattern::tier_banner::{Lack, lacks};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::Tier;

pub static RULE: Rule = Rule {
    name: "tier-banner-content",
    summary: "the tier banner lacks what its tier asks for: gold a tagline and success metrics, silver Best For, bronze a Migration Path",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[OptionSpec {
        name: "min-metrics",
        default: OptionDefault::Count(3),
        summary: "success metrics in a gold banner",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_content.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((banner, tier)) = cx.pattern.banner().and_then(|b| Some((b, b.tier()?))) else {
        return;
    };
    // A banner of the wrong tier is rewritten first.
    let other_tier = cx.pattern.fields.tier().is_some_and(|asked| asked != tier);
    if !page.frontmatter.is_sound() || other_tier {
        return;
    }
    let min = cx.count("min-metrics");
    for lack in lacks(page, banner, tier, min) {
        let (place, message, help) = match lack.clone() {
            Lack::Tagline(place) => (
                place,
                "the gold banner has no bold tagline in its first line".to_owned(),
                "begin it with `**Tagline** • companies`",
            ),
            Lack::Metrics(place) => (
                place,
                "the gold banner has no Key Success Metrics".to_owned(),
                "write `**Key Success Metrics:**` and a list of what was achieved, in figures",
            ),
            Lack::FewMetrics(place, found) => (
                place,
                format!("the Key Success Metrics have {found} of at least {min} entries"),
                "add who achieved what, in figures",
            ),
            Lack::Figure(place) => (
                place,
                "this success metric has no figure".to_owned(),
                "say how much: `99.99% uptime`, `10x`, `50 ms`, `$2M`",
            ),
            Lack::BestFor(place) => (
                place,
                "the silver banner does not say what the pattern is best for".to_owned(),
                "write `**Best For:**` and the cases in which it shines",
            ),
            Lack::Migration(place) => (
                place,
                "the bronze banner has no Migration Path".to_owned(),
                "write `**Migration Path:** See [the modern pattern](…)`",
            ),
            Lack::MigrationLink(place) => (
                place,
                "the Migration Path links to no page".to_owned(),
                "link the page of the pattern to move to",
            ),
        };
        let extent = match &lack {
            Lack::FewMetrics(_, found) => {
                Extent::Less(f64::from(u32::try_from(*found).unwrap_or(u32::MAX)))
            }
            _ => Extent::Whole,
        };
        cx.report(place, message).extent(extent).help(help);
    }
}
