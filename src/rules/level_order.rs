use crate::diagnostic::LintLevel;
use crate::page::{Heading, Page};
use crate::pattern::levels::Level;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-order",
    summary: "the levels are not in the order 1 to 5, or one appears twice",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_order.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    let line = |heading: &Heading| page.first_line(heading.span);
    let mut order: Vec<Level<'_>> = Vec::new();
    for level in &levels.all {
        if let Some(first) = order.iter().find(|other| other.number == level.number) {
            cx.report(
                line(level.heading),
                format!("level {} appears twice", level.number),
            )
            .also(line(first.heading), "the first one")
            .help("merge the two sections");
        } else {
            order.push(*level);
        }
    }
    // One diagnostic, however many levels are out of place: the message has the whole order.
    let descent = order
        .windows(2)
        .find(|pair| pair[0].number > pair[1].number);
    if let Some([before, level]) = descent {
        let numbers: Vec<String> = order.iter().map(|level| level.number.to_string()).collect();
        let message = format!("the levels come in the order {}", numbers.join(", "));
        cx.report(line(level.heading), message)
            .label(format!(
                "level {} comes after level {}",
                level.number, before.number
            ))
            .also(line(before.heading), "this one belongs behind it");
    }
}
