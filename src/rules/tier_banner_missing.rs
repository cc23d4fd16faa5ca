use crate::config::Banner;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::{Tier, TierBanner};

pub static RULE: Rule = Rule {
    name: "tier-banner-missing",
    summary: "no tier banner between the title and the first Level: an admonition whose title names Gold, Silver or Bronze",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_banner_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let generated = cx.config.banner == Banner::Generate;
    if generated || !page.frontmatter.is_sound() || !cx.pattern.banners.is_empty() {
        return;
    }
    let tier = cx.pattern.fields.tier().unwrap_or(Tier::Gold);
    let Some(TierBanner { kind, title, .. }) = cx.pattern.rows.banner(tier) else {
        return;
    };
    let elsewhere = page
        .blocks()
        .iter()
        .find(|banner| banner.tier().is_some() && !page.in_instructions(banner.header.start));
    let diagnostic = cx.report(
        page.top(),
        "no tier banner between the title and the first Level",
    );
    if let Some(banner) = elsewhere {
        diagnostic
            .also(banner.header, "this one stands elsewhere")
            .help("move the banner up, right behind the title");
    } else {
        diagnostic.help(format!(
            "write one behind the title, such as `!!! {kind} \"{title}\"`, or set `banner = \"generate\"` in book.toml"
        ));
    }
}
