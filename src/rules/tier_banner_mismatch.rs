use crate::diagnostic::{Fix, LintLevel};
use crate::material::Block;
use crate::page::Page;
use crate::pattern::tier_banner::lacks;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::tiers::BANNER_WORDS;
use crate::template::{Rows, Tier};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "tier-banner-mismatch",
    summary: "the tier banner names another tier than `excellence_tier`",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("tier_banner_mismatch.md"),
    check,
};

/// A banner says what the template asks of another tier where it has as many success metrics.
const METRICS: usize = 3;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (Some((tier, asked)), Some(banner)) = (cx.pattern.tier(), cx.pattern.banner()) else {
        return;
    };
    let Some(found) = banner.tier().filter(|found| *found != tier) else {
        return;
    };
    let fix = lacks(page, banner, tier, METRICS)
        .is_empty()
        .then(|| header(banner, found, tier, cx.pattern.rows))
        .flatten();
    let template = cx.pattern.rows.banner(tier);
    let diagnostic = cx.report(
        banner.title_span,
        format!(
            "the banner says {}, `excellence_tier` says {}",
            found.name(),
            tier.name()
        ),
    );
    diagnostic.also(asked, "the page's tier");
    match (fix, template) {
        (Some(fix), Some(template)) => diagnostic.fix(fix).help(format!(
            "its text is that of a {0} banner: write `!!! {1} \"{2}\"`",
            tier.name(),
            template.kind,
            template.title
        )),
        _ => diagnostic.help(format!(
            "rewrite the banner for {0}, or set `excellence_tier: {1}`",
            tier.name(),
            found.name()
        )),
    };
}

/// The header of another tier, where the title says nothing but the tier.
fn header(banner: &Block, found: Tier, tier: Tier, rows: &Rows) -> Option<Fix> {
    let template = rows.banner(tier)?;
    let old_medal = rows.banner(found).map_or("", |it| &it.medal);
    let title = banner.title.as_deref()?.trim();
    let words = title.trim_start_matches(old_medal).trim_start();
    let medal = if words == title {
        String::new()
    } else {
        format!("{} ", template.medal)
    };
    let lower = words.to_lowercase();
    let only_tier = lower
        .split_whitespace()
        .all(|word| word == found.name() || BANNER_WORDS.contains(&word));
    let title = Edit::replace(banner.title_span, format!("{medal}{}", template.title));
    let kind = Edit::replace(banner.kind_span, kind_text(banner, &template.kind));
    only_tier.then(|| Fix::safe(vec![kind, title]))
}

/// What stands in the kind's place; a header without a kind has no space there.
fn kind_text(banner: &Block, kind: &str) -> String {
    let space = if banner.kind_span.is_empty() { " " } else { "" };
    format!("{space}{kind}")
}
