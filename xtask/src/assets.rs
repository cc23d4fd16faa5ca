//! `cargo xtask assets`: makes `assets/patterns.min.js` of `assets/patterns.js`.
//!
//! The short form is committed, so that building the crate needs no npm. Its first
//! line names the source that it was made of; a test compares them.

#[path = "../../src/text/hash.rs"]
mod hash;

use crate::root;
use anyhow::{Context as _, Result, bail};
use hash::fnv1a;
use std::fs;
use std::process::Command;

const ESBUILD: &str = "esbuild@0.28.2";

pub fn run() -> Result<()> {
    let assets = root().join("assets");
    let source = fs::read_to_string(assets.join("patterns.js"))?;
    let output = Command::new("npx")
        .args(["--yes", ESBUILD, "patterns.js", "--minify"])
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
        assets.join("patterns.min.js"),
        format!("/* {hash:016x} */\n{short}"),
    )?;
    println!("{} bytes", short.len());
    Ok(())
}
