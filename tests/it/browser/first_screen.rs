//! The first screen of a pattern page: how soon readers see when to use it, and that nothing is said twice.

use super::{SKIPPED, chromium, measure, pages};
use crate::site::libraries;
use serde::Deserialize;

#[derive(Deserialize)]
struct Screen {
    page: String,
    width: u32,
    /// Where the first row of the first table under When to Use begins; nothing for a page in another order.
    row: Option<i32>,
    twice: Vec<String>,
}

/// The lowest place of that row, in the median, for each width.
const AIMS: [(u32, i32); 2] = [(1440, 640), (390, 800)];

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn when_to_use_is_seen_at_once_and_nothing_is_said_twice() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    for site in libraries("profile = \"adopt\"\ndiagrams = \"code\"") {
        assert!(site.build());
        let pages = serde_json::to_string(&pages(&site)).unwrap();
        let script = include_str!("first_screen.js");
        let script = format!("const PAGES = {pages};\n{script}");
        let seen = measure(&chromium, &site, &script);
        let seen: Vec<Screen> = serde_json::from_str(&seen).unwrap();
        for (width, aim) in AIMS {
            let at_width = seen.iter().filter(|screen| screen.width == width);
            let mut rows: Vec<i32> = at_width.filter_map(|screen| screen.row).collect();
            rows.sort_unstable();
            assert!(rows.len() > 4, "no pages in the template's order");
            let median = i32::midpoint(rows[(rows.len() - 1) / 2], rows[rows.len() / 2]);
            println!("{width}: {median} of {rows:?}");
            assert!(median <= aim, "{width}: {median}, wanted {aim}: {rows:?}");
        }
        // What a page says twice by itself is its author's.
        let own = |screen: &&Screen| screen.row.is_some() && !screen.twice.is_empty();
        for screen in seen.iter().filter(own) {
            let source = site.path().join("src").join(&screen.page);
            let source = std::fs::read_to_string(source.with_extension("md")).unwrap();
            let body = source.splitn(3, "---\n").nth(2).unwrap_or(&source);
            for sentence in &screen.twice {
                let words: String = sentence.chars().take(24).collect();
                let count = body.matches(&words).count();
                assert!(count > 1, "{} at {}: {sentence}", screen.page, screen.width);
            }
        }
    }
}
