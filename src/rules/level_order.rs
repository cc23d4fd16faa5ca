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
    let mut again: Vec<(Level<'_>, Level<'_>)> = Vec::new();
    for level in &levels.all {
        match order.iter().find(|other| other.number == level.number) {
            Some(first) => again.push((*level, *first)),
            None => order.push(*level),
        }
    }
    // A block that was pasted twice is one mistake.
    if let Some((first, _)) = again.first() {
        let numbers: Vec<String> = again
            .iter()
            .map(|(level, _)| level.number.to_string())
            .collect();
        let message = match numbers.as_slice() {
            [one] => format!("level {one} appears twice"),
            [most @ .., last] => format!("levels {} and {last} appear twice", most.join(", ")),
            [] => String::new(),
        };
        let diagnostic = cx.report(line(first.heading), message);
        diagnostic.parts(numbers.iter().map(|number| format!("level {number}")));
        for (index, (level, first)) in again.iter().enumerate() {
            if index > 0 {
                diagnostic.also(line(level.heading), format!("level {} again", level.number));
            }
            diagnostic.also(line(first.heading), "the first one");
        }
        diagnostic.help("merge the sections of the same level");
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
