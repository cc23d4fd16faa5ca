//! What developers type: `cargo xtask book`, `test`, `new-rule`, `bench`, `assets`, `icons`.

mod assets;
mod bench;
mod book;
mod compare;
mod fuzz;
mod instructions;
mod new_rule;
mod pictures;
mod serve;
mod test;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The developer commands of mdbook-patterns.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Arguments {
    /// Builds a book with the preprocessor of this checkout; no mdbook binary is needed
    Book(book::Arguments),
    /// Runs every check and test
    Test,
    /// Writes the files of a new rule and registers it
    NewRule(new_rule::Arguments),
    /// Makes the short form of the script, with esbuild from npm
    Assets,
    /// Takes the pictures of README and the guide anew, with Chromium
    Pictures(pictures::Arguments),
    /// Makes the table of icons of the crates that have them
    Icons,
    /// Measures the preprocessor against one that does nothing
    Bench(bench::Arguments),
    /// Compares what this checkout and another build say and write about the same pages
    Compare(compare::Arguments),
    /// Runs the fuzz targets, with cargo-fuzz
    Fuzz(fuzz::Arguments),
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .without_time()
        .with_target(false)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .init();
    let result = match Arguments::parse() {
        Arguments::Book(arguments) => book::run(&arguments).map(|()| true),
        Arguments::NewRule(arguments) => new_rule::run(&arguments).map(|()| true),
        Arguments::Assets => assets::run().map(|()| true),
        Arguments::Pictures(arguments) => pictures::run(&arguments).map(|()| true),
        Arguments::Icons => icons().map(|()| true),
        Arguments::Test => Ok(test::run()),
        Arguments::Bench(arguments) => bench::run(&arguments).map(|()| true),
        Arguments::Compare(arguments) => compare::run(&arguments),
        Arguments::Fuzz(arguments) => fuzz::run(&arguments),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout's folder.
fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Cargo, in the checkout.
fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Builds with Cargo and returns the path of the binary `name`.
fn build(arguments: &[&str], profile: &str, name: &str) -> Result<PathBuf> {
    let status = cargo().arg("build").args(arguments).status();
    if !status.context("cargo cannot be run")?.success() {
        bail!("`cargo build {}` failed", arguments.join(" "));
    }
    binary(profile, name)
}

/// Runs a package of its own, whose crates of icons take long to build.
fn icons() -> Result<()> {
    let table = build(&["--package", "icon-table"], "debug", "icon-table")?;
    if !Command::new(table).status()?.success() {
        bail!("the table could not be made");
    }
    Ok(())
}

/// Where Cargo puts the binary `name`: beside this one's profile.
fn binary(profile: &str, name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let target = own.parent().and_then(Path::parent);
    let target = target.context("this binary is in no target folder")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(target.join(profile).join(file))
}
