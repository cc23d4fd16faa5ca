//! When a page was last reviewed, and when it has to be reviewed again.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A day of a frontmatter field, `YYYY-MM-DD`, that exists.
pub fn day(text: &str) -> Option<Date> {
    let is_form = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    is_form.then(|| text.parse().ok()).flatten()
}

/// How long a page stays in order: `6 months`, `1 year`, `90 days`, `2 weeks`.
pub fn interval(text: &str) -> Option<Span> {
    let (count, unit) = text.trim().split_once(' ')?;
    let count: i64 = count
        .parse()
        .ok()
        .filter(|count| (1..=1200).contains(count))?;
    match unit.trim() {
        "day" | "days" => Some(count.days()),
        "week" | "weeks" => Some(count.weeks()),
        "month" | "months" => Some(count.months()),
        "year" | "years" => Some(count.years()),
        _ => None,
    }
}

/// The day on which a page has to be reviewed again.
pub fn due(last_reviewed_on: &str, review_in: &str) -> Option<Date> {
    let day = day(last_reviewed_on.trim())?;
    day.checked_add(interval(review_in)?).ok()
}

#[cfg(test)]
mod tests {
    use super::due;

    #[test]
    fn pages_are_due_after_the_interval() {
        for (last, interval, expected) in [
            ("2026-01-31", "1 month", Some("2026-02-28")),
            ("2026-01-31", "6 months", Some("2026-07-31")),
            ("2026-01-31", "90 days", Some("2026-05-01")),
            ("2024-02-29", "1 year", Some("2025-02-28")),
            ("2026-02-30", "1 year", None),
            ("2026-2-3", "1 year", None),
            ("2026-02-03", "soon", None),
            ("2026-02-03", "0 days", None),
            ("9999-12-31", "1 day", None),
            ("", "", None),
        ] {
            let found = due(last, interval).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{last} {interval}");
        }
    }
}
