//! What the library as a whole costs: relations at the end of each page, a catalogue, a drawing of all.

use super::{Page, adopt, measure_with, megabytes, write_call, write_chapters};
use crate::instructions;
use anyhow::Result;
use serde_json::Value;
use std::path::Path;

/// As many pages as the largest of libraries has.
const CHAPTERS: usize = 1_000;

/// Prints what a call takes in instructions with all of it, and without any.
pub fn print(pages: &[Page], ours: &Path) -> Result<()> {
    let marker = |name: &str| {
        let text = format!("# All\n\n{{{{#patterns {name}}}}}\n");
        (name.to_owned(), format!("all-{name}.md"), text)
    };
    let plain = |name: &str| {
        let text = "# All\n".to_owned();
        (name.to_owned(), format!("all-{name}.md"), text)
    };
    let mut table = adopt();
    table["diagrams"] = "svg".into();
    let with = count(pages, &["catalog", "graph"].map(marker), &table, ours)?;
    table["related"] = false.into();
    let without = count(pages, &["catalog", "graph"].map(plain), &table, ours)?;
    let (Some(with), Some(without)) = (with, without) else {
        println!("\nvalgrind is not installed: no instructions are counted");
        return Ok(());
    };
    println!("\n| the library as a whole, {CHAPTERS} pages | instructions | ratio |");
    println!("|---|---:|---:|");
    for (name, count) in [
        ("without", without),
        ("relations, a catalogue and a graph", with),
    ] {
        println!(
            "| {name} | {:.1} M | {:.3}× |",
            megabytes(count),
            megabytes(count) / megabytes(without)
        );
    }
    Ok(())
}

/// What one call takes with these two chapters in front, with all drawings kept.
fn count(pages: &[Page], first: &[Page; 2], table: &Value, ours: &Path) -> Result<Option<u64>> {
    let book = tempfile::tempdir()?;
    let cache = tempfile::tempdir()?;
    let mut all = first.to_vec();
    all.extend(
        super::repeated(pages, CHAPTERS)
            .map(|(path, (name, _, text))| (name.clone(), path, text.clone())),
    );
    write_chapters(book.path(), &all, all.len())?;
    let call = book.path().join("call.json");
    write_call(&call, book.path(), &all, all.len(), table)?;
    measure_with(Some(cache.path()), &call, ours, &[], &[0])?;
    instructions::count(ours, &[], Some(&call), cache.path())
}
