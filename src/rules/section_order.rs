use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::suggest::and_list;

pub static RULE: Rule = Rule {
    name: "section-order",
    summary: "required sections stand in another order than the template's",
    level: LintLevel::Warn,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_order.md"),
    check,
};

const MAX_LABELS: usize = 6;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    let mut moved = fit.moved();
    moved.sort_by_key(|it| it.heading);
    let Some(first) = moved.first() else { return };
    let sections = &fit.template.sections;
    let names: Vec<&str> = moved
        .iter()
        .map(|it| sections[it.section].title.as_str())
        .collect();
    let message = match names.as_slice() {
        [one] => format!("the section `{one}` stands at another place than in the template"),
        names => format!(
            "the sections {} stand at other places than in the template",
            and_list(names)
        ),
    };
    let name = |at: usize| sections[at].title.clone();
    let helps: Vec<String> = moved
        .iter()
        .take(MAX_LABELS)
        .map(|it| match it.behind {
            Some(behind) => format!(
                "the template has `{}` behind `{}`",
                name(it.section),
                name(behind)
            ),
            None => format!("the template begins with `{}`", name(it.section)),
        })
        .collect();
    let place = |heading: usize| page.first_line(page.headings[heading].span);
    let diagnostic = cx.report(place(first.heading), message);
    diagnostic.parts(&names);
    for other in moved.iter().skip(1).take(MAX_LABELS) {
        diagnostic.also(place(other.heading), "");
    }
    asked(diagnostic, fit.template, sections[first.section].span);
    for help in helps {
        diagnostic.help(help);
    }
}
