use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub static RULE: Rule = Rule {
    name: "diagram-duplicate",
    summary: "the same diagram twice",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("diagram_duplicate.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let mut seen = BTreeMap::new();
    let pattern = cx.pattern;
    for (diagram, first) in pattern.drawings() {
        let line = page.first_line(diagram.span);
        let key = (diagram.kind.is_diagram(), first);
        match seen.entry(key) {
            Entry::Vacant(slot) => {
                slot.insert(line);
            }
            Entry::Occupied(slot) => {
                cx.report(line, "this diagram is on the page already")
                    .label("drawn again")
                    .also(*slot.get(), "first drawn here")
                    .help("delete one of the two and refer to the other, or draw what is different here");
            }
        }
    }
}
