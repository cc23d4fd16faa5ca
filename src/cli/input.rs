//! What the engine works on, from a book and its configuration.

use crate::catalogue::today::Today;
use crate::cli::{configuration, print};
use crate::config::Config;
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::told::Told;
use crate::engine::{Chapter, Input};
use crate::host::disk;
use crate::host::files::Disk;
use crate::host::protocol::Settings;
use crate::rules::settings::BookRules;
use crate::text::maps::HashSet;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::path::Path;
use std::time::SystemTime;

/// A book as it stands, for commands that say how it does: what a baseline knows is still to be done,
/// and chapters that are not written yet are none.
pub fn as_it_stands(root: &Path) -> Result<(Input, Vec<Chapter>), String> {
    let mut book = disk::load(root)?;
    book.forget_what_is_to_come();
    let chosen = configuration::read(&book.settings, root)?;
    print::each(&chosen.found);
    let baseline = Baseline::default();
    let input = checking(
        book.files,
        &book.settings,
        chosen.config,
        chosen.rules,
        baseline,
    );
    Ok((input, book.chapters))
}

/// The input for a book whose chapters have just been read and are only checked.
pub fn checking(
    files: Disk,
    book: &Settings,
    config: Config,
    rules: BookRules,
    baseline: Baseline,
) -> Input {
    let diagrams = Diagrams::new(config.cache, false);
    Input {
        files: Box::new(files),
        src: book.src.clone(),
        listed: HashSet::default(),
        config,
        rules,
        baseline,
        markdown: book.markdown,
        today: today(),
        diagrams,
        target: None,
        read_files: false,
        told: Told::All,
    }
}

/// Today.
pub fn today() -> Today {
    // No zone is further behind than 26 hours, and this one stands in no file.
    let over = date_of(SystemTime::now(), TimeZone::UTC).saturating_sub(3.days());
    Today::new(over, || date_of(SystemTime::now(), TimeZone::system()))
}

/// The date in a zone at a time. A clock that is set outside of all dates gives the nearest one.
fn date_of(now: SystemTime, zone: TimeZone) -> Date {
    let edge = if now < SystemTime::UNIX_EPOCH {
        Date::MIN
    } else {
        Date::MAX
    };
    let now = Timestamp::try_from(now);
    now.map_or(edge, |now| now.to_zoned_datetime(zone).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn every_clock_has_a_date() {
        let at = |seconds| {
            date_of(
                SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
                TimeZone::UTC,
            )
        };
        assert_eq!(at(1_700_000_000).year(), 2023);
        // The last day of 9999, and some thousand years behind it.
        assert_eq!(at(253_402_300_799), Date::MAX);
        assert_eq!(at(400_000_000_000), Date::MAX);
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(400_000_000_000);
        assert_eq!(date_of(before, TimeZone::UTC), Date::MIN);
    }
}
