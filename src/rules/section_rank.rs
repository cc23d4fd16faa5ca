use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::suggest::and_list;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule {
    name: "section-rank",
    summary: "a section's heading has another rank than the template's",
    level: LintLevel::Warn,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_rank.md"),
    check,
};

const MAX_LABELS: usize = 6;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    let sections = &fit.template.sections;
    let ranks = fit.ranks(page);
    let all = ranks.len();
    // The same fault on the whole page is one.
    let mut off: BTreeMap<i8, Vec<(usize, usize)>> = BTreeMap::new();
    for (section, heading, by) in ranks {
        if by != 0 {
            off.entry(by).or_default().push((section, heading));
        }
    }
    for (by, found) in off {
        let (section, heading) = found[0];
        let names: Vec<&str> = found
            .iter()
            .map(|(at, _)| sections[*at].title.as_str())
            .collect();
        let (rank, asks) = (page.headings[heading].rank, sections[section].rank);
        let steps = if by.abs() == 1 {
            "one rank".to_owned()
        } else {
            format!("{} ranks", by.abs())
        };
        let side = if by > 0 { "deeper" } else { "higher" };
        let message = match names.as_slice() {
            [one] => format!("the heading `{one}` has rank {rank}, the template's has rank {asks}"),
            names if names.len() == all => {
                format!("all sections stand {steps} {side} than in the template")
            }
            names => format!(
                "the headings {} stand {steps} {side} than in the template",
                and_list(names)
            ),
        };
        let place = |heading: usize| page.first_line(page.headings[heading].span);
        let diagnostic = cx.report(place(heading), message);
        diagnostic.parts(&names);
        for (_, other) in found.iter().skip(1).take(MAX_LABELS) {
            diagnostic.also(place(*other), "");
        }
        asked(diagnostic, fit.template, sections[section].span);
        let signs = "#".repeat(by.unsigned_abs().into());
        diagnostic.help(match (names.len(), by > 0) {
            (1, _) => {
                let signs = "#".repeat(asks.into());
                format!("write `{signs}` before the heading's text")
            }
            (_, true) => format!("take `{signs}` from each of these headings"),
            (_, false) => format!("put `{signs}` more before each of these headings"),
        });
    }
}
