//! `cargo xtask pictures`

use crate::{book, build, root, test};
use anyhow::{Context as _, Result, bail};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A picture of a page: its file below `guide/src/images`, the book, the page's address in it, the theme, and how
/// wide and high it is in pixels.
type Picture = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u32,
    u32,
);

/// What README and the guide show of pages.
#[rustfmt::skip]
const PICTURES: &[Picture] = &[
    ("first-page", "docs/first-page", "retry.html", "light", 900, 425),
    ("gold", "book-example", "resilience/circuit-breaker.html", "light", 1040, 1230),
    ("silver", "book-example", "coordination/saga.html", "light", 1040, 1230),
    ("bronze", "book-example", "coordination/two-phase-commit.html", "light", 1040, 1230),
    ("catalogue", "book-example", "catalogue.html", "light", 1000, 760),
    ("compare", "book-example", "compare.html", "light", 1000, 760),
    ("relations", "book-example", "relations.html", "light", 1000, 760),
    ("gallery-light", "book-example", "gallery.html#the-twelve-kinds", "light", 1000, 1100),
    ("gallery-navy", "book-example", "gallery.html#the-twelve-kinds", "navy", 1000, 1100),
    ("gallery-phone", "book-example", "gallery.html#callouts", "light", 360, 1000),
];

/// Takes all pictures anew, or those that are named.
#[derive(clap::Args)]
pub struct Arguments {
    /// The names of pictures, such as `gold`; all without one
    names: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let Some(chrome) = test::chrome() else {
        bail!("no Chromium found; install it or set CHROME to its path");
    };
    let known = |name: &String| PICTURES.iter().any(|picture| picture.0 == name);
    if let Some(unknown) = arguments.names.iter().find(|name| !known(name)) {
        let names: Vec<&str> = PICTURES.iter().map(|picture| picture.0).collect();
        bail!("no picture `{unknown}`; there are {}", names.join(", "));
    }
    let binary = build(&[], "debug", "mdbook-patterns")?;
    let mut built: BTreeMap<(&str, &str), PathBuf> = BTreeMap::new();
    for (name, folder, page, theme, width, height) in PICTURES {
        let wanted = arguments.names.is_empty() || arguments.names.iter().any(|it| it == name);
        if !wanted {
            continue;
        }
        if !built.contains_key(&(*folder, *theme)) {
            let dest = root().join("target/pictures").join(theme).join(folder);
            let job = book::Job {
                folder: root().join(folder),
                dest: Some(dest),
                binary: binary.clone(),
                live_reload: None,
                theme: Some(theme),
            };
            built.insert((folder, theme), job.build()?);
        }
        let site = &built[&(*folder, *theme)];
        let file = root().join("guide/src/images").join(format!("{name}.png"));
        take(&chrome, site, page, (*width, *height), &file)?;
        println!("{}", file.display());
    }
    Ok(())
}

/// Takes a picture of a page. It stands in a frame of its own: no window of Chromium's is as narrow
/// as a phone.
fn take(
    chrome: &OsStr,
    site: &Path,
    page: &str,
    dimensions: (u32, u32),
    file: &Path,
) -> Result<()> {
    // mdBook's bar at the top says nothing about the page.
    const BAR: u32 = 50;
    let (width, height) = dimensions;
    let frame = site.join("picture.html");
    let below = if page.contains('#') { 0 } else { BAR };
    fs::write(
        &frame,
        format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><style>body{{margin:0;overflow:hidden}}\
             iframe{{border:0;display:block;margin-top:-{below}px;width:{width}px;height:{}px}}</style>\
             <iframe src=\"{page}\"></iframe>",
            height + below,
        ),
    )?;
    // A window is at least this wide; what stands right of the picture is cut off.
    let window = width.max(500);
    let taken = tempfile::Builder::new().suffix(".png").tempfile()?;
    let status = Command::new(chrome)
        .args(["--headless=new", "--no-sandbox", "--hide-scrollbars"])
        .args([
            "--virtual-time-budget=5000",
            "--allow-file-access-from-files",
        ])
        .arg(format!("--window-size={window},{height}"))
        .arg(format!("--screenshot={}", taken.path().display()))
        .arg(format!("file://{}", frame.display()))
        .output()
        .context("Chromium cannot be run")?;
    if !status.status.success() {
        bail!(
            "Chromium failed: {}",
            String::from_utf8_lossy(&status.stderr)
        );
    }
    let picture = image::open(taken.path())?.crop_imm(0, 0, width, height);
    let out = std::io::BufWriter::new(
        fs::File::create(file).with_context(|| format!("`{}`", file.display()))?,
    );
    let small = PngEncoder::new_with_quality(out, CompressionType::Best, FilterType::Adaptive);
    Ok(picture.to_rgb8().write_with_encoder(small)?)
}
