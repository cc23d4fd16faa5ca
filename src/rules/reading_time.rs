use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::pattern::levels::Level;
use crate::pattern::reading_time::{Speed, show};
use crate::rules::rule::{self, Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::rules::settings::RuleSettings;
use crate::template::fields::READING_TIME;
use crate::text::span::Span;

// `level-time-box` has these as well.
pub(super) const WORDS_PER_MINUTE: OptionSpec = OptionSpec {
    name: "words-per-minute",
    default: OptionDefault::Count(238),
    summary: "words that a reader reads in a minute",
};
pub(super) const DIAGRAM_SECONDS: OptionSpec = OptionSpec {
    name: "diagram-seconds",
    default: OptionDefault::Count(12),
    summary: "seconds for a diagram",
};
pub(super) const ROW_SECONDS: OptionSpec = OptionSpec {
    name: "row-seconds",
    default: OptionDefault::Count(4),
    summary: "seconds for a row of a table",
};
pub(super) const CODE_LINE_SECONDS: OptionSpec = OptionSpec {
    name: "code-line-seconds",
    default: OptionDefault::Count(3),
    summary: "seconds for a line of code",
};

pub static RULE: Rule = Rule {
    name: "reading-time",
    summary: "`reading_time` is neither within half of the estimate of the whole page nor the sum of the levels' minutes",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[
        WORDS_PER_MINUTE,
        DIAGRAM_SECONDS,
        ROW_SECONDS,
        CODE_LINE_SECONDS,
        OptionSpec {
            name: "tolerance",
            default: OptionDefault::Number(0.5),
            summary: "how far they may differ, as a share of the estimate",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("reading_time.md"),
    check,
};

/// How fast a reader is, from the options that `level-time-box` has as well.
pub(super) fn speed(cx: &Context<'_>) -> Speed {
    speed_of(cx.settings())
}

/// The same from the settings of one of the two rules.
pub(super) fn speed_of(settings: &RuleSettings) -> Speed {
    let count = |name: &str| rule::count(settings, name);
    Speed {
        words_per_minute: count("words-per-minute").max(1),
        diagram: count("diagram-seconds"),
        row: count("row-seconds"),
        code_line: count("code-line-seconds"),
    }
}

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(field) = cx.pattern.fields.get(&READING_TIME) else {
        return;
    };
    let Some(minutes) = field.text().and_then(minutes) else {
        return;
    };
    let amount = cx.pattern.amount(Span::new(0..page.text.len()));
    // Nobody can state less than a minute.
    let estimate = amount.seconds(speed(cx)).max(60.0);
    let is_near = (minutes * 60.0 - estimate).abs() <= cx.number("tolerance") * estimate;
    if !is_near && promised(cx) != Some(minutes) {
        let message = format!(
            "`reading_time` says {minutes} min, the page takes about {}",
            show(estimate)
        );
        cx.report(page.first_line(field.span), message)
            .extent(Extent::More((minutes * 60.0 - estimate).abs().round()))
            .label(amount.describe())
            .help(format!("write `{} min`", (estimate / 60.0).round()));
    }
}

/// The minutes that the headings of the levels promise together; `None` where none does.
fn promised(cx: &Context<'_>) -> Option<f64> {
    let levels = cx.pattern.levels.all.iter();
    let times = levels.filter_map(Level::time).filter_map(|time| {
        let end = time.find(|c: char| !c.is_ascii_digit());
        time[..end.unwrap_or(time.len())].parse::<u32>().ok()
    });
    times.map(f64::from).reduce(|sum, time| sum + time)
}

/// The minutes of `15 min`; `None` for what `frontmatter-field-value` has to say something about first.
fn minutes(value: &str) -> Option<f64> {
    let value = value.trim();
    let number = value.strip_suffix("min").unwrap_or(value).trim_end();
    let number: u32 = number.parse().ok()?;
    Some(f64::from(number))
}
