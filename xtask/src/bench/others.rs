//! Other linters on the same pages, where they are installed.

use super::{Sample, measure};
use anyhow::Result;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

const RUNS: usize = 5;

/// What `check` takes beside rumdl and mdbook-lint, on the corpus and on a thousand pages of it.
pub fn print(ours: &Path, books: &[(usize, &Path)]) -> Result<()> {
    println!("\n| linter | pages | CPU | wall | ours takes of its CPU |");
    println!("|---|---:|---:|---:|---:|");
    for (pages, book) in books {
        let toml = book.join("book.toml");
        let run = |program: &Path, arguments: &[&OsStr]| -> Result<Sample> {
            let mut samples = Vec::new();
            for _ in 0..RUNS {
                samples.push(measure(&toml, program, arguments, &[0, 1])?);
            }
            Ok(Sample::median(&samples))
        };
        let check = run(ours, &["check".as_ref(), book.as_os_str()])?;
        row("ours", *pages, &check, &check);
        let source = book.join("src");
        let others: [(&str, Vec<&OsStr>); 2] = [
            (
                "rumdl",
                vec!["check".as_ref(), "--no-cache".as_ref(), source.as_os_str()],
            ),
            ("mdbook-lint", vec!["lint".as_ref(), source.as_os_str()]),
        ];
        for (name, arguments) in others {
            match installed(name) {
                Some(program) => row(name, *pages, &run(&program, &arguments)?, &check),
                None => println!("| {name} | {pages} | not installed | | |"),
            }
        }
    }
    Ok(())
}

fn row(name: &str, pages: usize, sample: &Sample, ours: &Sample) {
    println!(
        "| {name} | {pages} | {:.0} ms | {:.0} ms | {:.2} |",
        sample.cpu() * 1e3,
        sample.wall() * 1e3,
        ours.cpu() / sample.cpu(),
    );
}

/// The program of that name on the search path.
fn installed(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}
