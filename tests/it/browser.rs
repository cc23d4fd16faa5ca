//! What readers see, in a headless Chromium. Skipped, with a word, where there is none.

mod catalogue;
#[cfg(unix)]
mod catalogue_keys;
mod code;
#[cfg(unix)]
mod devtools;
#[cfg(feature = "diagrams")]
mod diagrams;
mod first_screen;
#[cfg(unix)]
mod paper;
mod print;
mod tabs;
mod zoom;

use crate::corpus::chapters;
use crate::site::{Site, libraries};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, PoisonError, RwLock};
use tempfile::TempDir;

pub const SKIPPED: &str = "skipped: no Chromium found; install it or set CHROME";
/// A usual phone's width.
pub const PHONE: u32 = 360;
/// Wide enough for mdBook's sidebar.
pub const DESK: u32 = 1200;
/// A 4K screen's width.
const WALL: u32 = 3840;

/// One page in a frame of one width, as `browser.js` saw it.
#[derive(Deserialize)]
struct Look {
    page: String,
    width: u32,
    rtl: bool,
    sideways: Sideways,
    boxes: Boxes,
    words: String,
    folds: Vec<Fold>,
    contrasts: Vec<Contrast>,
}

#[derive(Deserialize)]
struct Sideways {
    over: f64,
    culprit: String,
}

/// The first of each on the page.
#[derive(Deserialize)]
struct Boxes {
    main: Area,
    h1: Option<Area>,
    h2: Option<Area>,
    summary: Option<Area>,
}

#[derive(Deserialize, Debug)]
pub struct Area {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    #[serde(default)]
    shown: bool,
}

#[derive(Deserialize)]
struct Fold {
    name: String,
    works: bool,
    marker: bool,
}

#[derive(Deserialize)]
struct Contrast {
    theme: String,
    part: String,
    text: String,
    ratio: f64,
    wanted: f64,
}

/// Chromium's path, if it is here.
pub fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders: Vec<PathBuf> =
        env::var_os("PATH").map_or_else(Vec::new, |path| env::split_paths(&path).collect());
    let on_path = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let chosen = env::var_os("CHROME").map(PathBuf::from);
    chosen
        .into_iter()
        .chain(on_path)
        .find(|path| path.is_file())
}

/// Looks at pages of a built book, all in one run of Chromium.
fn look(chromium: &Path, site: &Site, pages: &[(&str, u32)], themes: bool) -> Vec<Look> {
    let pages_json = serde_json::to_string(pages).unwrap();
    let script = concat!(include_str!("browser/ratio.js"), include_str!("browser.js"));
    let script = format!("const LOOKS = {pages_json};\nconst THEMED = {themes};\n{script}");
    let looks: Vec<Look> = serde_json::from_str(&measure(chromium, site, &script)).unwrap();
    assert_eq!(looks.len(), pages.len());
    looks
}

/// Runs a script beside a built book's pages and returns the JSON that it leaves in `#measured`.
///
/// The clock jumps when nothing is under way, so waiting costs no time.
pub fn measure(chromium: &Path, site: &Site, script: &str) -> String {
    run(chromium, site, script, &["--virtual-time-budget=600000"])
}

/// Held by whoever uses a Chromium; as a writer by one that measures time, since others would take it.
pub static CHROMIUMS: RwLock<()> = RwLock::new(());

/// The same with arguments of one's own; the script is done when the page is loaded.
fn run(chromium: &Path, site: &Site, script: &str, arguments: &[&str]) -> String {
    let _shared = CHROMIUMS.read().unwrap_or_else(PoisonError::into_inner);
    run_alone(chromium, site, script, arguments)
}

/// The same while no other Chromium is at work, if its caller holds [`CHROMIUMS`].
fn run_alone(chromium: &Path, site: &Site, script: &str, arguments: &[&str]) -> String {
    let driver = site.html_folder().join("driver.html");
    fs::write(
        &driver,
        format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><body><script>\n{}{script}</script>",
            include_str!("browser/reader.js")
        ),
    )
    .unwrap();
    let profile = TempDir::new().unwrap();
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            "--window-size=1300,1000",
            "--dump-dom",
        ])
        .args(arguments)
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", driver.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let measured = dom
        .split_once("<pre id=\"measured\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"));
    let Some((json, _)) = measured else {
        panic!(
            "Chromium measured nothing: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    };
    json.to_owned()
}

/// The addresses of a book's pages.
pub fn pages(site: &Site) -> Vec<String> {
    chapters(&site.path().join("src"))
        .into_iter()
        .map(|path| path.with_extension("html"))
        .filter(|path| site.html_folder().join(path).is_file())
        .map(|path| path.to_str().unwrap().replace('\\', "/"))
        .collect()
}

/// A page with everything that the example has not, and with problems for the panel.
fn gallery() -> String {
    let mut text = String::from("---\ntitle: [x] y\ntype: pattern\n---\n\n# Parts\n\n");
    for kind in [
        "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger",
        "bug", "example", "quote",
    ] {
        let _ = write!(
            text,
            "!!! {kind}\n    Text, a [link](introduction.md) and `code`.\n\n"
        );
    }
    for class in ["axiom-box", "decision-box", "truth-box", "failure-vignette"] {
        let _ = write!(
            text,
            "<div class=\"{class}\">\n<h4>Title</h4>\n<p>Text.</p>\n</div>\n\n"
        );
    }
    // Boxed or not, code is mdBook's.
    let code = "```text\none line of code that is far too long for any phone, and for the widest of boxes on a desk, to show without scrolling\n```\n";
    text.push_str(code);
    text.push_str(
        "\n??? note \"Folded\"\n    Text.\n\n    ???+ warning \"Open inside\"\n        Text.\n\n\
         !!! info inline end \"Aside\"\n    Averyveryveryverylongwordthatneverends.\n\n\
         === \"Tab\"\n    ```text\n    one line of code that is far too long for any phone, and for the widest of boxes on a desk, to show without scrolling\n    ```\n\n\
         <div class=\"grid cards\" markdown>\n\n- :material-clock:{ .lg } **Card**\n\n    ---\n\n    Text.\n\n</div>\n",
    );
    text
}

/// The example book with the gallery, built.
pub fn example_with_gallery(table: &str) -> Site {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    let site = Site::copy(&example, table).expect("the example book");
    let summary = fs::read_to_string(site.path().join("src/SUMMARY.md")).unwrap();
    let summary = format!("{summary}\n- [Parts](parts.md)\n");
    site.write("src/SUMMARY.md", &summary);
    site.write("src/parts.md", &gallery());
    assert!(site.build());
    site
}

/// The example book and the gallery, at both widths; `None` without Chromium.
static EXAMPLE: LazyLock<Option<Vec<Look>>> = LazyLock::new(|| {
    let chromium = chromium()?;
    // Only under `serve` is there a panel.
    let table = "profile = \"adopt\"\n\n[output.html]\nlive-reload-endpoint = \"/__livereload\"";
    let site = example_with_gallery(table);
    let pages = pages(&site);
    let looks: Vec<(&str, u32)> = pages
        .iter()
        .flat_map(|page| [(page.as_str(), PHONE), (page.as_str(), DESK)])
        .collect();
    Some(look(&chromium, &site, &looks, true))
});

/// What was seen of the example; `None`, with a word, where there is no Chromium.
fn example() -> Option<&'static [Look]> {
    let seen = EXAMPLE.as_deref();
    if seen.is_none() {
        println!("{SKIPPED}");
    }
    seen
}

/// That the summary stands between title and text, inside the column; how many there are.
fn well_placed(looks: &[Look]) -> usize {
    let mut summaries = 0;
    for look in looks {
        let Boxes {
            main,
            h1,
            h2,
            summary,
        } = &look.boxes;
        let at = format!("{} at {} px", look.page, look.width);
        let Some(summary) = summary else { continue };
        summaries += 1;
        assert!(summary.shown, "{at}: {summary:?}");
        assert!(
            main.left <= summary.left && summary.right <= main.right,
            "{at}: {summary:?} is outside {main:?}"
        );
        let below_title = h1.as_ref().is_some_and(|h1| h1.bottom <= summary.top);
        let above_text = h2.as_ref().is_none_or(|h2| summary.bottom <= h2.top);
        assert!(below_title && above_text, "{at}");
    }
    summaries
}

fn none_scrolls_sideways(looks: &[Look]) {
    for look in looks {
        let Sideways { over, culprit } = &look.sideways;
        assert!(
            *over <= 0.0,
            "{} at {} px: {over} px too wide: {culprit}",
            look.page,
            look.width
        );
    }
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn the_summary_stands_between_title_and_text() {
    let Some(looks) = example() else { return };
    assert_eq!(well_placed(looks), 12, "six pages, two widths");
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn wide_screens_and_books_from_right_to_left_are_laid_out_as_well() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = example_with_gallery("profile = \"adopt\"");
    let all = pages(&site);
    let at = |width: &[u32]| -> Vec<(&str, u32)> {
        let widths = |page| width.iter().map(move |width| (page, *width));
        all.iter().flat_map(|page| widths(page.as_str())).collect()
    };
    let looks = look(&chromium, &site, &at(&[WALL]), false);
    assert_eq!(well_placed(&looks), 6);
    none_scrolls_sideways(&looks);
    let toml = fs::read_to_string(site.path().join("book.toml")).unwrap();
    site.write(
        "book.toml",
        &toml.replacen("[book]\n", "[book]\ntext-direction = \"rtl\"\n", 1),
    );
    assert!(site.build());
    let looks = look(&chromium, &site, &at(&[PHONE, DESK]), false);
    assert!(looks.iter().all(|look| look.rtl));
    assert_eq!(well_placed(&looks), 12);
    none_scrolls_sideways(&looks);
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn nothing_of_the_source_shows() {
    let Some(looks) = example() else { return };
    for look in looks {
        for leftover in [
            "excellence_tier:",
            "essential_question:",
            "!!!",
            "???",
            "---\n",
            ":material-",
            "{ .lg",
        ] {
            let found = look.words.contains(leftover);
            assert!(!found, "{}: `{leftover}` is left", look.page);
        }
    }
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn no_page_scrolls_sideways() {
    let Some(looks) = example() else { return };
    none_scrolls_sideways(looks);
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn text_stands_out_in_every_theme() {
    let Some(looks) = example() else { return };
    let mut worst: BTreeMap<(&str, &str), (&Look, &Contrast)> = BTreeMap::new();
    for look in looks {
        for contrast in &look.contrasts {
            let margin = |c: &Contrast| c.ratio / c.wanted;
            let key = (contrast.theme.as_str(), contrast.part.as_str());
            let entry = worst.entry(key).or_insert((look, contrast));
            if margin(contrast) < margin(entry.1) {
                *entry = (look, contrast);
            }
        }
    }
    let mut report = String::new();
    for ((theme, part), (look, found)) in &worst {
        let _ = writeln!(
            report,
            "{theme:6} {part:18} {:5.2}, wanted {:.2}: {} in {}",
            found.ratio, found.wanted, found.text, look.page
        );
    }
    println!("{report}");
    let low = worst.values().any(|(_, c)| c.ratio < c.wanted - 0.005);
    assert!(!low, "the worst of each part:\n{report}");
    let parts = [
        ".patterns-levels",
        ".patterns-line",
        ".patterns-key",
        ".patterns-caption",
        ".patterns-title",
        ".patterns-summary",
        ".patterns-panel",
        "td",
        "th",
        "a",
        "code",
        "body",
        "marker",
    ];
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        for part in parts {
            assert!(worst.contains_key(&(theme, part)), "no {part} in {theme}");
        }
    }
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn folded_blocks_open_at_a_click() {
    let Some(looks) = example() else { return };
    let folds: Vec<&Fold> = looks.iter().flat_map(|look| &look.folds).collect();
    for fold in &folds {
        assert!(fold.works, "{} does not fold", fold.name);
        assert!(fold.marker, "{} has no marker", fold.name);
    }
    assert!(folds.len() >= 4, "the gallery has two, at two widths");
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn no_real_page_scrolls_further_sideways_than_without_us() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let ours = libraries("profile = \"adopt\"");
    for (site, plain) in ours.iter().zip(&libraries("renderers = []")) {
        no_page_is_wider(&chromium, site, plain);
    }
}

fn no_page_is_wider(chromium: &Path, site: &Site, plain: &Site) {
    assert!(site.build());
    let pages = pages(site);
    assert!(!pages.is_empty());
    let looks: Vec<(&str, u32)> = pages.iter().map(|page| (page.as_str(), PHONE)).collect();
    let mut wide = look(chromium, site, &looks, false);
    wide.retain(|look| look.sideways.over > 0.0);
    if wide.is_empty() {
        return;
    }
    // The page's own HTML can be too wide: plain mdBook says so.
    assert!(plain.build());
    let looks: Vec<(&str, u32)> = wide.iter().map(|l| (l.page.as_str(), PHONE)).collect();
    for (ours, alone) in wide.iter().zip(look(chromium, plain, &looks, false)) {
        let Sideways { over, culprit } = &ours.sideways;
        println!("{}: {over} px too wide: {culprit}", ours.page);
        assert!(
            *over <= alone.sideways.over,
            "{}: {over} px too wide, {} px without us: {culprit}",
            ours.page,
            alone.sideways.over
        );
    }
}
