//! 400% zoom: WCAG 1.4.10 at every place of a page.

use super::{SKIPPED, chromium, example_with_gallery, measure, pages};

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn nothing_scrolls_sideways_at_400_percent_wherever_a_page_is_scrolled_to() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = example_with_gallery("profile = \"adopt\"");
    let mut pages = pages(&site);
    pages.retain(|page| !page.starts_with("laws/") && !page.starts_with("pillars/"));
    let pages = serde_json::to_string(&pages).unwrap();
    let script = format!("const PAGES = {pages};\n{}", include_str!("zoom.js"));
    let wide: Vec<String> = serde_json::from_str(&measure(&chromium, &site, &script)).unwrap();
    assert!(wide.is_empty(), "{wide:#?}");
}
