//! What a reader's browser does with a page: jumping to levels, and printing. Skipped,
//! with a word, without Chromium.

use crate::browser::{Area, DESK, PHONE, SKIPPED, chromium, example_with_gallery, measure};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reading {
    jumps: Vec<Jump>,
    paper: Paper,
}

/// A click on a step of the path.
#[derive(Deserialize, Debug)]
struct Jump {
    width: u32,
    height: u32,
    heading: Area,
    bar: Area,
    main: Area,
    /// Where mdBook's menu bar ends.
    menu: f64,
    fixed: bool,
    /// Whether this step, and no other, is marked as the current one.
    marked: bool,
    /// By how much the page below moved when the path left its place.
    moved: f64,
    /// The step's smaller side.
    target: f64,
    /// Whether the path is back in its place on top of the page.
    back: bool,
}

/// `print.html` on paper.
#[derive(Deserialize)]
struct Paper {
    folded: usize,
    hidden: Vec<String>,
    sticky: Vec<String>,
    cut: Vec<String>,
    levels: usize,
}

const LOW: u32 = 400;

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn jumps_land_below_the_bar_and_paper_shows_everything() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = example_with_gallery("profile = \"adopt\"");
    let page = "resilience/circuit-breaker.html";
    let jumps = [(page, PHONE, 700), (page, DESK, 900), (page, DESK, LOW)];
    let script = format!(
        "const JUMPS = {};\n{}",
        serde_json::to_string(&jumps).unwrap(),
        include_str!("reading.js")
    );
    let reading: Reading = serde_json::from_str(&measure(&chromium, &site, &script)).unwrap();

    assert_eq!(reading.jumps.len(), 15);
    for jump in &reading.jumps {
        assert!(jump.marked && jump.back, "{jump:#?}");
        assert!(jump.target >= 24.0, "too small to hit: {jump:#?}");
        assert_eq!(jump.fixed, jump.height != LOW, "{jump:#?}");
        let above = if jump.fixed {
            jump.bar.bottom
        } else {
            jump.menu
        };
        let free = jump.heading.top - above;
        assert!((0.0..150.0).contains(&free), "{free} px below: {jump:#?}");
        if jump.fixed {
            assert!((jump.bar.top - jump.menu).abs() < 1.0, "{jump:#?}");
            assert!((jump.bar.left - jump.main.left).abs() < 1.0, "{jump:#?}");
            assert!((jump.bar.right - jump.main.right).abs() < 1.0, "{jump:#?}");
            assert!(jump.moved.abs() < 1.0, "{jump:#?}");
            assert!(jump.bar.bottom - jump.bar.top < 50.0, "{jump:#?}");
        }
        assert!(jump.width == DESK || jump.main.right <= 360.0, "{jump:#?}");
    }

    let paper = reading.paper;
    assert_eq!((paper.levels, paper.folded > 0), (6, true));
    assert_eq!(paper.hidden, [""; 0], "stays folded");
    assert_eq!(paper.sticky, [""; 0], "sticks on paper");
    assert_eq!(paper.cut, [""; 0], "scrolls on paper");
}
