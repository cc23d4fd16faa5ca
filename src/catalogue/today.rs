//! Today, for days that may lie in the future or be over.

use jiff::civil::Date;
use std::sync::LazyLock;

/// Today. To know it takes a look into many files, and of most days that pages name it need not be known.
#[derive(Debug)]
pub struct Today {
    over: Date,
    date: LazyLock<Date>,
}

impl Today {
    /// Today, once anybody has to know; `over` is a day before it.
    pub fn new(over: Date, today: fn() -> Date) -> Today {
        Today {
            over,
            date: LazyLock::new(today),
        }
    }

    /// The date.
    pub fn date(&self) -> Date {
        *self.date
    }

    /// Whether a day lies before today.
    pub fn is_past(&self, day: Date) -> bool {
        day <= self.over || day < *self.date
    }

    /// Whether a day lies behind today.
    pub fn is_future(&self, day: Date) -> bool {
        day > self.over && day > *self.date
    }
}

#[cfg(test)]
mod tests {
    use super::Today;
    use jiff::civil::date;

    #[test]
    fn days_lie_before_or_behind_today() {
        let today = Today::new(date(2026, 7, 30), || date(2026, 8, 1));
        for (day, past, future) in [
            (date(2026, 7, 29), true, false),
            (date(2026, 7, 30), true, false),
            (date(2026, 7, 31), true, false),
            (date(2026, 8, 1), false, false),
            (date(2026, 8, 2), false, true),
        ] {
            assert_eq!(
                (today.is_past(day), today.is_future(day)),
                (past, future),
                "{day}"
            );
        }
    }

    #[test]
    fn what_is_over_asks_nobody() {
        let today = Today::new(date(2026, 7, 30), || unreachable!("nobody asks"));
        assert!(today.is_past(date(2026, 7, 30)) && !today.is_future(date(2026, 7, 30)));
    }
}
