use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::lacks::{SectionLack, section_lacks};
use crate::rules::own;
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
        .map(|lack| lack.section.title.as_str())
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
        let near: Vec<_> = lacks
            .iter()
            .filter(missing)
            .map(|lack| cx.pattern.near(lack.section.known?))
            .map(|heading| heading.map(|heading| page.first_line(heading.span)))
            .collect();
        let edition = cx.edition();
        let diagnostic = cx.report(page.first_line(asked), message);
        diagnostic.parts(&names);
        own::asked_for_sections(diagnostic, edition, &names);
        for (lack, near) in lacks.iter().filter(missing).zip(near) {
            if let Some(line) = near {
                let title = &lack.section.title;
                diagnostic.also(line, format!("if this is it, call it `{title}`"));
            }
            diagnostic.help(lack.section.help.clone());
        }
    }
    for SectionLack { section, heading } in lacks {
        if let Some(heading) = heading {
            let message = format!("`{}` {}", section.title, section.holds.lack());
            let diagnostic = cx.report(page.first_line(heading.span), message);
            if !heading.normal.starts_with(&section.normal) {
                diagnostic.label("this section is taken for it");
            }
            diagnostic.help(section.help.clone());
        }
    }
}
