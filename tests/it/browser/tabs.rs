//! Content tabs, folded blocks in print.

use super::{SKIPPED, chromium, measure};
use crate::site::Site;
use std::collections::BTreeMap;

const PAGE: &str = "# Tabs\n\n=== \"Rust\"\n    one\n\n=== \"Go [x](#far)\"\n    two\n\n    === \"Inner\"\n        a\n\n    === \"Other\"\n        <p id=\"deep\">b</p>\n\n=== \"C\"\n    three\n\n\
                    Text.\n\n=== \"C\"\n    four\n\n=== \"Rust\"\n    five\n\n===! \"P\"\n    six\n\n===+ \"Q\"\n    seven\n\n??? note \"Folded\"\n    folded text\n";

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn tabs_work_by_keys_link_and_remember_and_print_shows_all() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = Site::new(
        "profile = \"adopt\"",
        &[("a.md", PAGE), ("b.md", PAGE), ("far.md", "# Far\n")],
    );
    assert!(site.build());
    let said = measure(&chromium, &site, include_str!("tabs.js"));
    let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
    let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.len(), 15, "{said:?}");
}
