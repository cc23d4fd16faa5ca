//! Lists of pages: filters by mouse, keyboard and address, with and without JavaScript; comparisons.

use super::{SKIPPED, chromium, example_with_gallery, measure};
use std::collections::BTreeMap;

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn lists_are_filtered_and_pages_compared() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = example_with_gallery("profile = \"adopt\"");
    let said = measure(&chromium, &site, include_str!("catalogue.js"));
    let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
    let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.len(), 27, "{said:?}");
}
