//! The page that is printed: how long it takes, what is in it twice, what is folded.

use super::{CHROMIUMS, SKIPPED, chromium, measure, run_alone};
use crate::site::{Site, libraries};
use mdbook_patterns::render::STYLESHEET;
use serde::Deserialize;
use std::path::Path;
use std::sync::PoisonError;

/// How many times plain mdBook's time it may take.
const LIMIT: f64 = 3.0;

#[derive(Deserialize)]
struct Print {
    /// To the event `DOMContentLoaded`.
    seconds: f64,
    /// Ids.
    twice: Vec<String>,
    /// Stylesheets and scripts that another page has brought.
    heads: usize,
    /// Blocks that are not open.
    folded: Vec<String>,
    drawings: usize,
}

fn print(chromium: &Path, site: &Site) -> Print {
    let said = run_alone(chromium, site, include_str!("print.js"), &[]);
    serde_json::from_str(&said).unwrap()
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn a_whole_book_is_printed_in_a_few_times_plain_mdbooks_time() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let all = libraries("profile = \"adopt\"");
    for (ours, plain) in all.iter().zip(&libraries("renderers = []")) {
        assert!(ours.build() && plain.build());
        // The best of three in turns: others use the machine.
        let alone = CHROMIUMS.write().unwrap_or_else(PoisonError::into_inner);
        let runs = [(); 3].map(|()| [ours, plain].map(|site| print(&chromium, site)));
        drop(alone);
        let best = |at: usize| {
            let seconds = runs.iter().map(|run| run[at].seconds);
            seconds.fold(f64::MAX, f64::min)
        };
        let (seconds, alone) = (best(0), best(1));
        let [[page, _], ..] = &runs;
        println!(
            "{seconds} s for {} drawings, without us {alone}",
            page.drawings
        );
        assert_eq!(page.heads, 0);
        assert!(page.folded.is_empty(), "{:?}", page.folded);
        assert!(page.twice.is_empty(), "{:?}", page.twice);
        let most = (LIMIT * alone).max(3.0);
        assert!(seconds <= most, "{seconds} s, without us {alone}");
    }
}

#[derive(Deserialize)]
struct Rules {
    elements: usize,
    /// Rules of the stylesheet that stand in print.html.
    taken: usize,
    other: Vec<String>,
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn a_whole_book_looks_as_with_the_whole_stylesheet() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    for site in libraries("profile = \"adopt\"\ndiagrams = \"code\"") {
        assert!(site.build());
        let sheet = serde_json::to_string(STYLESHEET).unwrap();
        let script = include_str!("rules.js");
        let script = format!("const SHEET = {sheet};\n{script}");
        let seen: Rules = serde_json::from_str(&measure(&chromium, &site, &script)).unwrap();
        println!("{} elements, {} rules", seen.elements, seen.taken);
        assert!(seen.elements > 1000 && seen.taken > 60);
        assert!(seen.other.is_empty(), "{:#?}", seen.other);
    }
}
