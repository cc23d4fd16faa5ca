//! `cargo xtask fuzz [TARGET] [SECONDS]`: the targets in `fuzz/`, with seeds from the example.

use crate::compare::fences;
use crate::{cargo, root};
use anyhow::{Context as _, Result, bail};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

#[derive(clap::Args)]
pub struct Arguments {
    /// One target [default: each in turn]
    target: Option<String>,
    /// How long each runs
    #[arg(default_value_t = 60)]
    seconds: u32,
}

/// What a target is fed with to begin with.
#[derive(Clone, Copy)]
enum Seeds {
    Pages,
    Frontmatter,
    Calls,
    Drawings,
}

const TARGETS: [(&str, Seeds); 9] = [
    ("frontmatter", Seeds::Frontmatter),
    ("unfold", Seeds::Pages),
    ("page", Seeds::Pages),
    ("html", Seeds::Pages),
    ("markdown", Seeds::Pages),
    ("fix", Seeds::Pages),
    ("protocol", Seeds::Calls),
    ("tokenizer", Seeds::Pages),
    ("cache", Seeds::Drawings),
];

/// Whether no target finds anything.
pub fn run(arguments: &Arguments) -> Result<bool> {
    let wanted = |name: &str| arguments.target.as_deref().is_none_or(|it| it == name);
    let targets: Vec<_> = TARGETS.iter().filter(|(name, _)| wanted(name)).collect();
    if targets.is_empty() {
        let names = TARGETS.map(|(name, _)| name).join(", ");
        bail!("there is no such target; the targets are {names}");
    }
    let installed = cargo()
        .args(["fuzz", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !installed.is_ok_and(|status| status.success()) {
        bail!(
            "cargo-fuzz is missing: run `cargo install cargo-fuzz`; it also needs a C++ compiler"
        );
    }
    let mut clean = true;
    for (name, seeds) in targets {
        println!("{name}: {} seconds", arguments.seconds);
        clean &= fuzz(name, *seeds, arguments.seconds)?;
    }
    Ok(clean)
}

/// Runs a target; what it finds lies in `fuzz/artifacts`.
fn fuzz(target: &str, seeds: Seeds, seconds: u32) -> Result<bool> {
    let folder = root().join("fuzz");
    let corpus = folder.join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    for (index, seed) in seeds.texts()?.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{index}")), seed)?;
    }
    let mut command = cargo();
    // The code is free of `unsafe`: a sanitizer, which needs a nightly Rust, would find nothing more.
    command.args(["fuzz", "run", "--sanitizer", "none"]);
    if matches!(seeds, Seeds::Drawings) {
        command.args(["--features", "diagrams"]);
    }
    command.arg(target).arg(&corpus).arg("--");
    command.arg(format!("-max_total_time={seconds}"));
    command.arg(format!("-dict={}", folder.join("dictionary").display()));
    command.args(["-max_len=8192", "-timeout=20", "-rss_limit_mb=4096"]);
    let status = command
        .args(["-print_final_stats=1", "-verbosity=1"])
        .env("XDG_CACHE_HOME", folder.join("target/cache"))
        .status()
        .context("cargo cannot be run")?;
    Ok(status.success())
}

impl Seeds {
    fn texts(self) -> Result<BTreeSet<String>> {
        Ok(match self {
            Seeds::Pages => pages()?,
            Seeds::Frontmatter => pages()?.iter().filter_map(|page| head(page)).collect(),
            Seeds::Calls => calls(&pages()?),
            Seeds::Drawings => drawings(),
        })
    }
}

/// The example's pages, whole and in pieces, and those in the rules' documentation.
fn pages() -> Result<BTreeSet<String>> {
    const PIECE: usize = 40;
    let mut pages = BTreeSet::new();
    for file in markdown(&root().join("book-example/src"))? {
        let text = fs::read_to_string(file)?;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        pages.extend(lines.chunks(PIECE).map(<[&str]>::concat));
    }
    for file in markdown(&root().join("src/rules"))? {
        fences(&fs::read_to_string(file)?, &mut pages);
    }
    Ok(pages)
}

fn markdown(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn head(page: &str) -> Option<String> {
    let (head, _) = page.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(head.to_owned())
}

/// Calls as mdBook writes them, each with a page and another table.
fn calls(pages: &BTreeSet<String>) -> BTreeSet<String> {
    let tables = [
        json!(null),
        json!({"profile": "strict", "rules": {"code-share": {"level": "warn", "most": 3}}}),
        json!({"pages": ["a/*.md"], "exclude": ["b.md"], "banner": "generate", "card": false}),
        json!({"kinds": {"x": {"color": "#b00020", "icon": "bug"}}, "words": {"level": "X"}}),
        json!({"overrides": [{"pages": ["*"], "rules": {"broken-link": "allow"}}], "diagrams": "code"}),
    ];
    let call = |(index, page): (usize, &String)| {
        let renderer = ["html", "markdown"][index % 2];
        let config = json!({
            "book": {"src": "src", "language": "en"},
            "output": {renderer: {"smart-punctuation": false}},
            "preprocessor": {"patterns": tables[index % tables.len()]},
        });
        let context = json!({
            "root": "/nowhere", "renderer": renderer, "mdbook_version": "0.5.4", "config": config,
        });
        let chapter = json!({"Chapter": {
            "name": "A", "content": page, "number": [1], "sub_items": ["Separator"],
            "path": "a/a.md", "source_path": "a/a.md", "parent_names": [],
        }});
        json!([context, {"items": [chapter, {"PartTitle": "P"}]}]).to_string()
    };
    pages.iter().step_by(7).enumerate().map(call).collect()
}

/// What the cache of drawings keeps: drawings, each a line about it, its definitions and its body, and faults.
fn drawings() -> BTreeSet<String> {
    let head = |colours: &str, rules: &str| {
        json!({
            "view_box": "0 0 1 1", "width": 1.0, "height": 1.0, "title": "t", "description": null,
            "boxes": 2, "outline": "A \u{2192} B", "links": true, "sheet": 1, "colours": colours,
            "rules": rules, "paper": "Light",
        })
    };
    let fault = |at, repair| json!({"message": "x", "at": at, "help": "y", "syntax": true, "repair": repair});
    let shown = head(
        "0 .c1{fill:light-dark(#fff,#000)}",
        "0{fill:var(--fg)}5 .m-a| .m-b>path{stroke-width:1px}",
    );
    let defs =
        "<defs><marker id='\u{1}0' class='m-marker'><path d='M 0 0 L 1,1z'/></marker></defs>";
    let body = "<path d='M1,2' marker-end='url(#\u{1}0)' class='m-a'/><g transform='translate(1,2)' \
                style='fill:#fff'><text y='-1'><tspan x='0' dy='1.1em'>a &amp; b</tspan></text></g>\
                <a href='x' rel='noopener noreferrer'><use href='#\u{1}0'/></a>";
    [
        format!("{shown}\n{defs}\n{body}"),
        format!("{}\n\n<g><rect x='1'/></g>", head("", "")),
        fault(
            json!({"start": 0, "end": 1}),
            json!([[{"start": 0, "end": 1}, "y"]]),
        )
        .to_string(),
        fault(json!(null), json!(null)).to_string(),
    ]
    .into()
}
