//! `cargo xtask bench`: what the preprocessor costs a build.
//!
//! A preprocessor that only reads the JSON and writes it back is the measure: no
//! other can cost less. Both get the same input, in turns.

mod others;
mod rooms;
mod whole;

use crate::{binary, build, instructions, root};
use anyhow::{Context as _, Result, bail};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Runs of `check`: it is short, so that one more costs little.
const CHECKS: usize = 20;

#[derive(clap::Args)]
pub struct Arguments {
    /// How many chapters the books have
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    chapters: Vec<usize>,
    /// A book whose chapters are repeated [default: ../shared/corpus, or else book-example]
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Runs of each preprocessor on each book; the median counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Counts instructions only, and measures no times
    #[arg(long)]
    instructions: bool,
    /// Says only where the instructions go, by room and crate; it builds once more for that
    #[arg(long)]
    rooms: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let ours = build(
        &["--release", "-p", "mdbook-patterns", "-p", "probes"],
        "release",
        "mdbook-patterns",
    )?;
    let nothing = binary("release", "nothing")?;
    let corpus = arguments.corpus.clone().unwrap_or_else(|| {
        let shared = root().join("../shared/corpus");
        if shared.is_dir() {
            shared
        } else {
            root().join("book-example")
        }
    });
    let pages = pages(&corpus)?;
    if arguments.rooms {
        return rooms::print(&pages);
    }
    if arguments.instructions {
        count_instructions(&corpus, &pages, &ours, &nothing)?;
        return whole::print(&pages, &ours);
    }
    let cores = std::thread::available_parallelism()?;
    println!(
        "{} cores; {} pages of {}, repeated; median of {} runs, in turns\n",
        cores,
        pages.len(),
        corpus.file_name().unwrap_or_default().display(),
        arguments.runs,
    );
    println!("| chapters | input | preprocessor | CPU | wall | peak memory |");
    println!("|---:|---:|---|---:|---:|---:|");
    let mut growth = Vec::new();
    for &chapters in &arguments.chapters {
        let book = tempfile::tempdir()?;
        write_chapters(book.path(), &pages, chapters)?;
        let reporting = book.path().join("reporting.json");
        let silent = book.path().join("silent.json");
        write_call(&reporting, book.path(), &pages, chapters, &adopt())?;
        write_call(&silent, book.path(), &pages, chapters, &allow_all()?)?;
        let input = fs::metadata(&reporting)?.len();
        let rows = [
            ("nothing", &nothing, &reporting),
            ("ours, all rules", &ours, &reporting),
            ("ours, no rules", &ours, &silent),
        ];
        let mut samples = [const { Vec::new() }; 3];
        // The first round warms the caches and does not count.
        for round in 0..=arguments.runs {
            for ((_, binary, call), samples) in rows.iter().zip(&mut samples) {
                let sample = measure(call, binary, &[], &[0])?;
                if round > 0 {
                    samples.push(sample);
                }
            }
        }
        let medians = samples.map(|samples| Sample::median(&samples));
        growth.push((chapters, medians));
        for ((name, ..), median) in rows.iter().zip(&medians) {
            let ratio = |of: fn(&Sample) -> f64| match of(median) / of(&medians[0]) {
                _ if *name == "nothing" => String::new(),
                ratio => format!(" ({ratio:.2}×)"),
            };
            println!(
                "| {chapters} | {:.1} MB | {name} | {:.0} ms{} | {:.0} ms{} | {:.1} MB ({:.2}× input) |",
                megabytes(input),
                median.cpu() * 1e3,
                ratio(Sample::cpu),
                median.wall() * 1e3,
                ratio(Sample::wall),
                megabytes(median.peak),
                megabytes(median.peak) / megabytes(input),
            );
        }
    }
    exponents(&growth);
    count_instructions(&corpus, &pages, &ours, &nothing)?;
    whole::print(&pages, &ours)?;
    let thousand = tempfile::tempdir()?;
    write_chapters(thousand.path(), &pages, 1_000)?;
    write_book(thousand.path(), &pages, 1_000)?;
    let books = [(pages.len(), corpus.as_path()), (1_000, thousand.path())];
    others::print(&ours, &books)?;
    diagrams(&corpus, &pages, &ours, arguments.runs)?;
    let mut samples = Vec::new();
    for _ in 0..CHECKS {
        let arguments = ["check".as_ref(), corpus.as_os_str()];
        let toml = corpus.join("book.toml");
        samples.push(measure(&toml, &ours, &arguments, &[0, 1])?);
    }
    let median = Sample::median(&samples);
    println!(
        "\n`check` on {} pages, median of {CHECKS}: {:.1} ms CPU, {:.1} ms wall, {:.1} MB",
        pages.len(),
        median.cpu() * 1e3,
        median.wall() * 1e3,
        megabytes(median.peak),
    );
    Ok(())
}

/// What each call takes in instructions, on the corpus as it is, with all drawings kept.
fn count_instructions(corpus: &Path, pages: &[Page], ours: &Path, nothing: &Path) -> Result<()> {
    let book = tempfile::tempdir()?;
    write_chapters(book.path(), pages, pages.len())?;
    let reporting = book.path().join("reporting.json");
    let silent = book.path().join("silent.json");
    let adopt = json!({ "profile": "adopt" });
    let mut quiet = allow_all()?;
    quiet["diagrams"] = "svg".into();
    write_call(&reporting, book.path(), pages, pages.len(), &adopt)?;
    write_call(&silent, book.path(), pages, pages.len(), &quiet)?;
    let cache = tempfile::tempdir()?;
    // The drawings of both are kept; each makes others.
    measure_with(Some(cache.path()), &silent, ours, &[], &[0])?;
    let toml = corpus.join("book.toml");
    let arguments = ["check".as_ref(), corpus.as_os_str()];
    measure_with(Some(cache.path()), &toml, ours, &arguments, &[0, 1])?;
    let check = ["check", "--format", "json"].map(OsStr::new);
    let check = [&check[..], &[corpus.as_os_str()]].concat();
    let supports = ["supports", "html"].map(OsStr::new);
    let rows: [(&str, &Path, &[&OsStr], Option<&Path>); 5] = [
        ("nothing", nothing, &[], Some(&reporting)),
        ("ours, no rules", ours, &[], Some(&silent)),
        ("ours, all rules", ours, &[], Some(&reporting)),
        ("check --format json", ours, &check, None),
        ("supports html", ours, &supports, None),
    ];
    println!("\n| call on {} pages | instructions | ratio |", pages.len());
    println!("|---|---:|---:|");
    let mut base = None;
    for (name, program, arguments, input) in rows {
        let Some(count) = instructions::count(program, arguments, input, cache.path())? else {
            println!("\nvalgrind is not installed: no instructions are counted");
            return Ok(());
        };
        let base = *base.get_or_insert(count);
        println!(
            "| {name} | {:.1} M | {:.2}× |",
            megabytes(count),
            megabytes(count) / megabytes(base),
        );
    }
    Ok(())
}

/// What drawing costs on the corpus as it is, without a cache, with an empty and with a full one.
fn diagrams(corpus: &Path, pages: &[Page], ours: &Path, runs: usize) -> Result<()> {
    let book = tempfile::tempdir()?;
    write_chapters(book.path(), pages, pages.len())?;
    let call = |name: &str, table: Value| -> Result<PathBuf> {
        let file = book.path().join(name);
        write_call(&file, book.path(), pages, pages.len(), &table)?;
        Ok(file)
    };
    let none = call("none.json", adopt())?;
    let svg = call("svg.json", json!({ "profile": "adopt" }))?;
    let uncached = call(
        "uncached.json",
        json!({ "profile": "adopt", "cache": false }),
    )?;
    let full = tempfile::tempdir()?;
    let mut rows = [
        ("left as code", &none, Vec::new()),
        ("drawn, without a cache", &uncached, Vec::new()),
        ("drawn, empty cache", &svg, Vec::new()),
        ("drawn, full cache", &svg, Vec::new()),
    ];
    for round in 0..=runs {
        for (name, call, samples) in &mut rows {
            let empty = tempfile::tempdir()?;
            let cache = if name.contains("full") {
                full.path()
            } else {
                empty.path()
            };
            let sample = measure_with(Some(cache), call, ours, &[], &[0])?;
            if round > 0 {
                samples.push(sample);
            }
        }
    }
    println!("\n| diagrams of {} pages | CPU | wall |", pages.len());
    println!("|---|---:|---:|");
    let base = Sample::median(&rows[0].2);
    for (name, _, samples) in &rows {
        let median = Sample::median(samples);
        println!(
            "| {name} | {:.0} ms ({:.2}×) | {:.0} ms ({:.2}×) |",
            median.cpu() * 1e3,
            median.cpu() / base.cpu(),
            median.wall() * 1e3,
            median.wall() / base.wall(),
        );
    }
    let dest = tempfile::tempdir()?;
    let mut config = Config::from_disk(corpus.join("book.toml"))?;
    config.build.create_missing = false;
    dest.path().clone_into(&mut config.build.build_dir);
    let plain = MDBook::load_with_config(corpus, config)?;
    let mut times = Vec::new();
    for _ in 0..runs.max(1) {
        let start = std::time::Instant::now();
        plain.build()?;
        times.push(start.elapsed());
    }
    let rendering = middle(times.into_iter());
    println!(
        "| mdBook's own rendering of them, without us | | {:.0} ms |",
        rendering.as_secs_f64() * 1e3
    );
    Ok(())
}

/// A page of the corpus: its name, its path, its text.
type Page = (String, String, String);

fn pages(corpus: &Path) -> Result<Vec<Page>> {
    let mut config = Config::from_disk(corpus.join("book.toml"))?;
    config.build.create_missing = false;
    let book = MDBook::load_with_config(corpus, config)?;
    let pages: Vec<Page> = book
        .book
        .chapters()
        .filter_map(|chapter| {
            let path = chapter.source_path.as_ref()?.to_string_lossy().into_owned();
            Some((chapter.name.clone(), path, chapter.content.clone()))
        })
        .collect();
    if pages.is_empty() {
        bail!("`{}` has no chapters", corpus.display());
    }
    Ok(pages)
}

/// The corpus again and again, each time in a folder of its own.
fn repeated(pages: &[Page], chapters: usize) -> impl Iterator<Item = (String, &Page)> {
    let endless = (0..).flat_map(move |copy| {
        pages
            .iter()
            .map(move |page| (format!("copy{copy}/{}", page.1), page))
    });
    endless.take(chapters)
}

/// The chapters as files: ours compares them with what mdBook hands over.
fn write_chapters(book: &Path, pages: &[Page], chapters: usize) -> Result<()> {
    for (path, (.., text)) in repeated(pages, chapters) {
        let file = book.join("src").join(path);
        fs::create_dir_all(file.parent().context("a chapter has a folder")?)?;
        fs::write(file, text)?;
    }
    Ok(())
}

/// What makes a book of the chapters: `check` reads it as mdBook does.
fn write_book(book: &Path, pages: &[Page], chapters: usize) -> Result<()> {
    fs::write(
        book.join("book.toml"),
        "[book]\ntitle = \"Bench\"\n[preprocessor.patterns]\nprofile = \"adopt\"\n",
    )?;
    let mut summary = String::from("# Summary\n\n");
    for (path, (name, ..)) in repeated(pages, chapters) {
        writeln!(summary, "- [{name}]({path})")?;
    }
    Ok(fs::write(book.join("src/SUMMARY.md"), summary)?)
}

/// By which power of the number of chapters CPU time grows: 1 is twice the time for twice the chapters.
fn exponents(growth: &[(usize, [Sample; 3])]) {
    let [(few, first), .., (many, last)] = growth else {
        return;
    };
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    let times = (*many as f64 / *few as f64).ln();
    println!("\nCPU from {few} to {many} chapters grows by the power");
    for (name, (few, many)) in ["nothing", "all rules", "no rules"]
        .iter()
        .zip(first.iter().zip(last))
    {
        println!("- {name}: {:.3}", (many.cpu() / few.cpu()).ln() / times);
    }
}

/// The call, written chapter by chapter: a large book fills no memory here.
fn write_call(
    file: &Path,
    book: &Path,
    pages: &[Page],
    chapters: usize,
    table: &Value,
) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let context = json!({
        "root": book,
        "config": {
            "book": { "src": "src", "title": "Bench" },
            "output": { "html": {} },
            "preprocessor": { "patterns": table }
        },
        "renderer": "html",
        "mdbook_version": "0.5.4"
    });
    write!(out, "[{context},{{\"items\":[")?;
    for (at, (path, (name, _, text))) in repeated(pages, chapters).enumerate() {
        let chapter = json!({ "Chapter": {
            "name": name,
            "content": text,
            "number": [at + 1],
            "sub_items": [],
            "path": path,
            "source_path": path,
            "parent_names": []
        } });
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{chapter}")?;
    }
    write!(out, "]}}]")?;
    Ok(out.flush()?)
}

/// Every rule at work, none failing the build; diagrams have a table of their own.
fn adopt() -> Value {
    json!({ "profile": "adopt", "diagrams": "code", "rules": { "diagram-syntax": "allow" } })
}

fn allow_all() -> Result<Value> {
    let mut rules = json!({});
    for entry in fs::read_dir(root().join("src/rules"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // Each rule has its documentation beside it, and nothing else has.
        if path.extension().is_some_and(|extension| extension == "md") {
            rules[name.replace('_', "-")] = "allow".into();
        }
    }
    Ok(json!({ "rules": rules, "diagrams": "code" }))
}

/// What one run took.
#[derive(Clone, Copy)]
struct Sample {
    cpu: Duration,
    wall: Duration,
    peak: u64,
}

impl Sample {
    fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64()
    }

    fn wall(&self) -> f64 {
        self.wall.as_secs_f64()
    }

    fn median(samples: &[Sample]) -> Sample {
        Sample {
            cpu: middle(samples.iter().map(|sample| sample.cpu)),
            wall: middle(samples.iter().map(|sample| sample.wall)),
            peak: middle(samples.iter().map(|sample| sample.peak)),
        }
    }
}

fn middle<T: Ord + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Runs a program to its end, its output thrown away.
fn measure(input: &Path, program: &Path, arguments: &[&OsStr], codes: &[u64]) -> Result<Sample> {
    measure_with(None, input, program, arguments, codes)
}

/// The same with a cache folder of its own.
fn measure_with(
    cache: Option<&Path>,
    input: &Path,
    program: &Path,
    arguments: &[&OsStr],
    codes: &[u64],
) -> Result<Sample> {
    let mut command = Command::new(binary("release", "measure")?);
    if let Some(cache) = cache {
        command.env("XDG_CACHE_HOME", cache);
    }
    let output = command.arg(input).arg(program).args(arguments).output()?;
    let numbers: Vec<u64> = String::from_utf8_lossy(&output.stdout)
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [code, cpu, wall, peak] if codes.contains(&code) => Ok(Sample {
            cpu: Duration::from_nanos(cpu),
            wall: Duration::from_nanos(wall),
            peak,
        }),
        _ => bail!(
            "`{}` failed: {}{}",
            program.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
