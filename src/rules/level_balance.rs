use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-balance",
    summary: "one level holds more than half of the five levels' lines, or less than 3%",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[
        OptionSpec {
            name: "min",
            default: OptionDefault::Number(0.03),
            summary: "the least share of the five levels' lines",
        },
        OptionSpec {
            name: "max",
            default: OptionDefault::Number(0.5),
            summary: "the greatest share of the five levels' lines",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_balance.md"),
    check,
};

#[allow(clippy::cast_precision_loss)] // No page has 2^52 lines.
fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    // While one is missing, shares say nothing.
    if !levels.are_complete() {
        return;
    }
    let rows = cx.pattern.rows.levels.iter();
    let lines: Vec<f64> = rows
        .map(|spec| {
            let spans = levels.spans(spec.number);
            let lines = spans.map(|span| lines_of(page, span.range()));
            lines.sum::<usize>() as f64
        })
        .collect();
    let (min, max) = (cx.number("min"), cx.number("max"));
    let last = cx.pattern.rows.levels.last().map_or(0, |it| it.number);
    let total: f64 = lines.iter().sum();
    let is_giant = |lines: f64| lines > max * total;
    let shares = lines.iter().map(|lines| percent(lines / total));
    let shares = shares.collect::<Vec<_>>().join(", ");
    // A level that looks thin only beside a giant is not: it is measured against
    // what remains when the giant is cut to size.
    let giant = lines.iter().copied().find(|lines| is_giant(*lines));
    let basis = match giant {
        Some(giant) if max < 1.0 => (total - giant) / (1.0 - max),
        _ => total,
    };
    for (spec, lines) in cx.pattern.rows.levels.iter().zip(lines) {
        let Some(heading) = levels.first(spec.number) else {
            continue;
        };
        let than = if is_giant(lines) {
            format!("more than {}", percent(max))
        } else if lines < min * basis && !cx.pattern.is_empty(heading) {
            format!("less than {}", percent(min))
        } else {
            continue;
        };
        let message = format!(
            "level {} holds {} of the levels' lines, {than}",
            spec.number,
            percent(lines / total)
        );
        cx.report(page.first_line(heading.span), message)
            .extent(if is_giant(lines) {
                Extent::More(lines / total)
            } else {
                Extent::Less(lines / total)
            })
            .label(format!("{lines} of {total} lines"))
            .help(format!("levels 1 to {last} hold {shares}"));
    }
}

/// The lines of a section, template instructions aside.
fn lines_of(page: &Page<'_>, span: std::ops::Range<usize>) -> usize {
    let blocks = page.instructions.from(span.start).iter();
    let inside = blocks
        .skip_while(|block| block.start < span.start)
        .take_while(|block| block.start < span.end);
    let taken: usize = inside
        .map(|block| page.lines.touched(block.range()).len())
        .sum();
    page.lines.touched(span.clone()).len().saturating_sub(taken)
}

/// `50%`, `2.9%`
fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{tenths}%")
}
