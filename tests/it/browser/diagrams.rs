//! Drawings: the reader's theme, labels inside, full size by click and keyboard, print.

use super::{SKIPPED, chromium, measure, pages, run};
use crate::site::{Site, libraries};
use serde::Deserialize;
use std::collections::BTreeMap;

const PAGE: &str = "# Drawings\n\n```mermaid\ngraph LR\n  A[Call] --> B{Is it open?}\n  style A fill:#ffc\n```\n\n\
                    ```mermaid\n%%{init: {'theme': 'forest'}}%%\nsequenceDiagram\n  A->>B: hi\n```\n\n\
                    ```mermaid\ngraph LR\n  %% as it is\n  A[one long label here] --> B[two long labels here] --> C[three long labels here] --> D[four long labels here] --> E[five long labels here] --> F[six long labels here] --> G[seven long labels here]\n```\n\n\
                    ```mermaid\ngraph LR\n  A --> B\n  click A \"https://example.org\"\n```\n\n\
                    ```mermaid\ngraph TD\n  A --> B --> C --> D --> E --> F --> G --> H --> I --> J --> K --> L --> M\n```\n\n\
                    <details>\n<summary>Folded</summary>\n\n```mermaid\ngraph LR\n  X --> Twice\n```\n\n</details>\n\n\
                    ```mermaid\ngraph LR\n  X --> Twice\n```\n";

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn drawings_follow_the_theme_and_open_in_full_size() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = Site::new("profile = \"adopt\"", &[("a.md", PAGE)]);
    assert!(site.build());
    let said = measure(&chromium, &site, include_str!("diagrams.js"));
    let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
    let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.len(), 30, "{said:?}");
}

const LABELS: &str = "# Labels\n\n## Flow\n\n```mermaid\ngraph TD\n  A[Wide WWW MMM WWW] --> B[PaymentProcessor]\n```\n\n\
                      ## State\n\n```mermaid\nstateDiagram-v2\n  PaymentProcessedTwice --> InventoryReserved\n  InventoryReserved --> WWWMMMWWWMMM\n```\n\n\
                      ## Sequence\n\n```mermaid\nsequenceDiagram\n  participant A as WWWMMM one\n  participant B\n  A->>B: go\n  Note right of B: Accepted when WWW matching replies MMM\n```\n";

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn labels_stand_in_their_boxes_in_one_line() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = Site::new("profile = \"adopt\"", &[("labels.md", LABELS)]);
    assert!(site.build());
    let said = measure(&chromium, &site, include_str!("labels.js"));
    let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
    let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.len(), 9, "{said:?}");
}

#[derive(Deserialize)]
struct Covered {
    labels: usize,
    covered: Vec<String>,
}

/// Two arrows between the same boxes, and one that leads back to its own: two labels would meet.
const MEETING: &str = "# Meeting\n\n```mermaid\ngraph TD\n  C[Client] -->|Request| S[Server]\n  S -->|Response| C\n  C -.->|Blocked waiting| C\n```\n";

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn no_label_of_an_arrow_covers_another_or_a_box() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let mut sites = vec![Site::new("profile = \"adopt\"", &[("meeting.md", MEETING)])];
    sites.extend(libraries("profile = \"adopt\""));
    for site in sites {
        assert!(site.build());
        let pages = serde_json::to_string(&pages(&site)).unwrap();
        let script = include_str!("apart.js");
        let script = format!("const PAGES = {pages};\n{script}");
        let seen: Covered = serde_json::from_str(&measure(&chromium, &site, &script)).unwrap();
        println!(
            "{} of {}: {:#?}",
            seen.covered.len(),
            seen.labels,
            seen.covered
        );
        assert!(seen.labels > 2);
        assert!(seen.covered.is_empty(), "{:#?}", seen.covered);
    }
}

#[derive(Deserialize)]
struct Scrolling {
    drawings: usize,
    sideways: Vec<String>,
    /// Shrunk further than they may be, or scrolling before they are shrunk as far.
    wrong: Vec<String>,
}

/// For a desk and for a phone: the window's width, how far drawings shrink before they scroll, and how many of a
/// hundred may.
const WINDOWS: [(u32, f64, usize); 2] = [(1440, 0.6, 8), (390, 0.5, 60)];

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn drawings_of_real_pages_shrink_before_they_scroll_and_few_do() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    for site in libraries("profile = \"adopt\"") {
        assert!(site.build());
        let pages = serde_json::to_string(&pages(&site)).unwrap();
        for (width, least, share) in WINDOWS {
            let script = include_str!("scrolling.js");
            let script = format!(
                "const PAGES = {pages};\nconst WIDTH = {width};\nconst LEAST = {least};\n{script}"
            );
            let seen: Scrolling =
                serde_json::from_str(&measure(&chromium, &site, &script)).unwrap();
            let Scrolling {
                drawings,
                sideways,
                wrong,
            } = seen;
            println!("{width}: {} of {drawings}: {sideways:#?}", sideways.len());
            assert!(drawings > 0);
            assert!(wrong.is_empty(), "at {width}: {wrong:#?}");
            let most = (drawings * share).div_ceil(100);
            assert!(sideways.len() <= most, "at {width}: {sideways:#?}");
        }
    }
}

/// Every kind that can be drawn, each below a heading.
const KINDS: &str = include_str!("kinds.md");

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn words_stand_out_in_drawings_of_every_kind_and_in_forced_colours() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = Site::new("profile = \"adopt\"", &[("kinds.md", KINDS)]);
    assert!(site.build());
    let drawings = KINDS.matches("```mermaid").count();
    let forced = ["--force-high-contrast", "--force-dark-mode"];
    for arguments in [&forced[..0], &forced[..1], &forced[..]] {
        let script = concat!(include_str!("ratio.js"), include_str!("contrast.js"));
        let script = format!(
            "const FORCED = {};\nconst DRAWINGS = {drawings};\n{script}",
            !arguments.is_empty()
        );
        let arguments = [arguments, &["--virtual-time-budget=600000"]].concat();
        let said = run(&chromium, &site, &script, &arguments);
        let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
        let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
        assert!(wrong.is_empty(), "{arguments:?}: {wrong:#?}");
        assert_eq!(said.len(), 3 + 5 * drawings, "{said:?}");
    }
}
