use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::pattern::reading_time::{Amount, show};
use crate::rules::level_heading;
use crate::rules::reading_time::{
    CODE_LINE_SECONDS, DIAGRAM_SECONDS, ROW_SECONDS, WORDS_PER_MINUTE, speed,
};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-time-box",
    summary: "the estimated reading time of a level exceeds its time box",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[
        WORDS_PER_MINUTE,
        DIAGRAM_SECONDS,
        ROW_SECONDS,
        CODE_LINE_SECONDS,
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_time_box.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    let speed = speed(cx);
    for (spec, minutes) in cx.pattern.rows.levels.iter().zip(time_boxes(cx)) {
        let Some(first) = levels.first(spec.number) else {
            continue;
        };
        let amount = levels
            .spans(spec.number)
            .map(|span| cx.pattern.amount(span))
            .fold(Amount::default(), Amount::and);
        let seconds = amount.seconds(speed);
        if seconds > f64::from(minutes) * 60.0 {
            let message = format!(
                "level {} takes about {} to read, more than its {minutes} min",
                spec.number,
                show(seconds)
            );
            cx.report(page.first_line(first.span), message)
                .extent(Extent::More(seconds.round()))
                .label(amount.describe())
                .help("shorten it, or move details into a later level");
        }
    }
}

/// The minutes of each level: those that the book asks of the headings. What a
/// heading itself says does not widen its box.
fn time_boxes(cx: &Context<'_>) -> Vec<u32> {
    let minutes = cx
        .counts_of(&level_heading::RULE, level_heading::MINUTES)
        .iter();
    let small = |minutes: &u64| u32::try_from(*minutes).unwrap_or(u32::MAX);
    minutes.map(small).collect()
}
