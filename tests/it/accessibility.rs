//! What axe says of the pages, in every theme, compared with the same book without
//! us. Skipped, with a word, without Chromium or axe.

use crate::browser::{SKIPPED, chromium, example_with_gallery, measure, pages};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What axe objects to, in both books.
#[derive(Deserialize)]
struct Audit {
    /// How many rules found something to judge.
    checks: usize,
    /// How many results a search has.
    found: usize,
    said: Vec<Objection>,
}

#[derive(Deserialize)]
struct Objection {
    page: String,
    theme: String,
    rule: String,
    html: String,
    /// The contrast, where it is too low.
    ratio: f64,
}

/// axe's file: that of `AXE`, or where `cargo xtask test` puts it.
fn axe() -> Option<PathBuf> {
    let installed = "target/axe/node_modules/axe-core/axe.min.js";
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join(installed);
    let chosen = env::var_os("AXE").map(PathBuf::from);
    chosen
        .into_iter()
        .chain([installed])
        .find(|path| path.is_file())
}

fn audit(chromium: &Path, axe: &str, table: &str) -> Audit {
    let site = example_with_gallery(table);
    // Laws and pillars are plain pages.
    let mut pages = pages(&site);
    pages.retain(|page| !page.starts_with("laws/") && !page.starts_with("pillars/"));
    let pages = serde_json::to_string(&pages).unwrap();
    let axe = serde_json::to_string(axe).unwrap().replace("</", "<\\/");
    let script = include_str!("accessibility.js");
    let script = format!("const PAGES = {pages};\nconst AXE = {axe};\n{script}");
    serde_json::from_str(&measure(chromium, &site, &script)).unwrap()
}

#[test]
#[ignore = "needs Chromium and axe; `cargo xtask test` runs it"]
fn axe_objects_to_nothing_that_plain_mdbook_has_not() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let Some(axe) = axe() else {
        println!("skipped: no axe found; `cargo xtask test` installs it with npm");
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let ours = audit(&chromium, &axe, "profile = \"adopt\"");
    let plain = audit(&chromium, &axe, "renderers = []");
    assert!(
        ours.found > 0 && plain.found > 0,
        "the search finds nothing"
    );
    assert!(ours.checks > 300, "{} checks", ours.checks);
    let table = table(&ours, &plain);
    println!("{table}");
    if env::var_os("UPDATE_AXE").is_some() {
        let head = "What axe finds on the pages of the example book and on a page with every kind of part, in each of\n\
                    mdBook's themes: how often with mdbook-patterns, and how often in the same book without it. All\n\
                    rules run in the theme `light`; in the others only colours differ. mdBook's sidebar and what a search finds are\n\
                    looked at, too.\n\
                    `UPDATE_AXE=1 cargo test --test it -- --ignored axe` writes this file.\n\n";
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/axe.txt");
        fs::write(file, format!("{head}{table}\n")).unwrap();
    }

    // What plain mdBook has as well is its own; colours are ours wherever they come from.
    let known: BTreeSet<_> = plain
        .said
        .iter()
        .map(|said| (&said.page, &said.theme, &said.rule, &said.html))
        .collect();
    let excused = |said: &&Objection| {
        said.rule != "color-contrast"
            && known.contains(&(&said.page, &said.theme, &said.rule, &said.html))
    };
    let new: Vec<String> = ours
        .said
        .iter()
        .filter(|said| !excused(said))
        .map(|said| {
            let Objection {
                page,
                theme,
                rule,
                html,
                ratio,
                ..
            } = said;
            format!("{rule} ({ratio}) on {page} in {theme}: {html}")
        })
        .collect();
    assert!(new.is_empty(), "{} new:\n{}", new.len(), new.join("\n"));
}

/// How often each rule objects, in each theme, with and without us.
fn table(ours: &Audit, plain: &Audit) -> String {
    let mut counts: BTreeMap<(&str, &str), [usize; 2]> = BTreeMap::new();
    for (at, audit) in [ours, plain].into_iter().enumerate() {
        for said in &audit.said {
            counts.entry((&said.rule, &said.theme)).or_default()[at] += 1;
        }
    }
    let mut table = format!(
        "{:<32} {:<6} {:>6} {:>6}\n",
        "rule", "theme", "ours", "plain"
    );
    for ((rule, theme), [ours, plain]) in counts {
        let _ = writeln!(table, "{rule:<32} {theme:<6} {ours:>6} {plain:>6}");
    }
    let _ = write!(
        table,
        "checks: {} with us, {} without",
        ours.checks, plain.checks
    );
    table
}
