//! `cargo xtask assets`: makes the short forms of the scripts that stand in `assets/`.
//!
//! The short forms are committed, so that building the crate needs no npm. Their first
//! lines name the sources that they were made of; a test compares them.

#[path = "../../src/text/hash.rs"]
mod hash;

use crate::root;
use anyhow::{Context as _, Result, bail};
use hash::fnv1a;
use std::fs;
use std::process::Command;

const ESBUILD: &str = "esbuild@0.28.2";

pub fn run() -> Result<()> {
    ["tabs", "levels", "diagrams", "head"]
        .into_iter()
        .try_for_each(shorten)
}

fn shorten(name: &str) -> Result<()> {
    let assets = root().join("assets");
    let long = format!("{name}.js");
    let source = fs::read_to_string(assets.join(&long))?;
    let output = Command::new("npx")
        .args(["--yes", ESBUILD, &long, "--minify"])
        .args(["--format=iife", "--target=es2022"])
        .current_dir(&assets)
        .output()
        .context("`npx` cannot be run; install Node.js")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let short = String::from_utf8(output.stdout)?;
    let hash = fnv1a(&[&source]);
    fs::write(
        assets.join(format!("{name}.min.js")),
        format!("/* {hash:016x} */\n{short}"),
    )?;
    println!("{name}: {} bytes", short.len());
    Ok(())
}
