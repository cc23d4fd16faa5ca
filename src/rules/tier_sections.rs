use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::lacks::{SectionLack, section_lacks};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use crate::text::suggest::and_list;

pub static RULE: Rule = Rule {
    name: "tier-sections",
    summary: "a section that the page's tier asks for is absent or lacks what it is for",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &Tier::ALL,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_sections.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((tier, asked)) = cx.pattern.tier() else {
        return;
    };
    let lacks = section_lacks(cx.pattern, tier);
    let missing = |lack: &&SectionLack<'_>| lack.heading.is_none();
    let names: Vec<&str> = lacks
        .iter()
        .filter(missing)
        .map(|lack| lack.section.title)
        .collect();
    if !names.is_empty() {
        let sections = if names.len() == 1 {
            "section"
        } else {
            "sections"
        };
        let message = format!(
            "a {} page needs the {sections} {}",
            tier.name(),
            and_list(&names)
        );
        let diagnostic = cx.report(page.first_line(asked), message);
        for lack in lacks.iter().filter(missing) {
            diagnostic.help(lack.section.help);
        }
    }
    for SectionLack { section, heading } in lacks {
        if let Some(heading) = heading {
            cx.report(
                page.first_line(heading.span),
                format!("`{}` {}", section.title, section.holds.lack()),
            )
            .help(section.help);
        }
    }
}
