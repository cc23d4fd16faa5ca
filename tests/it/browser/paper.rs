//! A page on paper: how high drawings are, and that no sheet is left half empty.

use super::devtools::Tab;
use super::{SKIPPED, chromium, pages};
use crate::site::libraries;
use serde::Deserialize;
use serde_json::json;

/// What Chromium leaves of A4, in CSS pixels.
const SHEET: (u32, u32) = (718, 1047);
/// How much of a sheet's height a drawing may take.
const HIGHEST: f64 = 0.45;
/// How far down a sheet has to be filled, the last one of a page aside.
const FILLED: f64 = 0.5;

#[derive(Deserialize)]
struct Paper {
    drawings: Vec<Drawing>,
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    /// How far down its last line ends.
    end: f64,
    /// What stands at its top.
    begins: String,
}

#[derive(Deserialize)]
struct Drawing {
    name: String,
    share: f64,
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn drawings_fit_on_paper_and_leave_no_sheet_half_empty() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let (width, height) = SHEET;
    for site in libraries("profile = \"adopt\"") {
        assert!(site.build());
        let mut tab = Tab::open(&chromium);
        tab.size(width, height);
        tab.send("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
        let (mut sheets, mut printed, mut drawings) = (0, 0, 0);
        let mut wrong = Vec::new();
        for page in pages(&site) {
            tab.go(&format!(
                "file://{}",
                site.html_folder().join(&page).display()
            ));
            printed += print(&mut tab);
            let script = include_str!("paper.js");
            let seen = tab.say(&format!("{script}sheets({width}, {height})"));
            let seen: Paper = serde_json::from_value(seen).unwrap();
            drawings += seen.drawings.len();
            sheets += seen.sheets.len();
            let high = seen.drawings.iter().filter(|it| it.share > HIGHEST + 0.001);
            wrong.extend(high.map(|it| format!("{page}: {} is {:.3} high", it.name, it.share)));
            for (at, pair) in seen.sheets.windows(2).enumerate() {
                let Sheet { end, .. } = pair[0];
                if end < FILLED {
                    let behind = &pair[1].begins;
                    wrong.push(format!(
                        "{page}: sheet {} ends at {end:.2}, before {behind:?}",
                        at + 1
                    ));
                }
            }
        }
        println!("{drawings} drawings on {sheets} sheets, {printed} in the PDF");
        assert!(drawings > 0);
        assert!(wrong.is_empty(), "{wrong:#?}");
        // What columns say of sheets holds only where there are as many.
        assert!(
            sheets.abs_diff(printed) * 20 <= printed,
            "{sheets} instead of {printed}"
        );
    }
}

/// How many sheets the page takes.
fn print(tab: &mut Tab) -> usize {
    let paper =
        json!({ "paperWidth": 8.27, "paperHeight": 11.69, "transferMode": "ReturnAsBase64" });
    let pdf = tab.send("Page.printToPDF", &paper);
    let count = "(data) => atob(data).match(/\\/Type\\s*\\/Page\\b/g).length";
    let count = tab.say(&format!("({count})({})", pdf["data"]));
    usize::try_from(count.as_u64().unwrap()).unwrap()
}
