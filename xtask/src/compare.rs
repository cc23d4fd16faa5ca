//! `cargo xtask compare OLD`: what another build of the preprocessor says and writes otherwise.
//!
//! Both builds get the same pages: the example book, the pages in the rules' documentation and
//! in the tests, and the real ones beside the checkout where they are. Rendered text for HTML and for
//! other renderers, and the diagnostics as JSON, are compared byte for byte.

use crate::{build, root};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(clap::Args)]
pub struct Arguments {
    /// The other build's binary
    old: PathBuf,
    /// Folders with Markdown pages [default: all that are known]
    folders: Vec<PathBuf>,
    /// Differences shown of each set of pages
    #[arg(long, default_value_t = 3)]
    show: usize,
}

/// Pages that are compared together, as one book.
struct Set {
    name: String,
    book: tempfile::TempDir,
    chapters: Vec<(String, String)>,
}

pub fn run(arguments: &Arguments) -> Result<bool> {
    let new = build(&[], "debug", "mdbook-patterns")?;
    let old = std::path::absolute(&arguments.old)?;
    let mut same = true;
    for set in sets(&arguments.folders)? {
        let mut found = 0;
        for renderer in ["html", "markdown"] {
            let [before, after] = [&old, &new].map(|binary| set.rendered(binary, renderer));
            for ((path, _), (before, after)) in set.chapters.iter().zip(before?.iter().zip(&after?))
            {
                found += report(
                    &format!("{} {renderer} {path}", set.name),
                    before,
                    after,
                    found,
                    arguments.show,
                );
            }
        }
        let [before, after] = [&old, &new].map(|binary| set.diagnostics(binary));
        found += report(
            &format!("{} diagnostics", set.name),
            &before?,
            &after?,
            0,
            arguments.show.max(1),
        );
        println!(
            "{:<40} {:>5} pages, {found} differences",
            set.name,
            set.chapters.len()
        );
        same &= found == 0;
    }
    Ok(same)
}

/// Prints the first lines that differ; 1 where any do.
fn report(what: &str, before: &str, after: &str, shown: usize, most: usize) -> usize {
    if before == after {
        return 0;
    }
    if shown < most {
        let pairs = before.lines().zip(after.lines()).enumerate();
        let first = pairs
            .filter(|(_, (a, b))| a != b)
            .map(|(line, _)| line)
            .next();
        let line = first.unwrap_or_else(|| before.lines().count().min(after.lines().count()));
        println!("--- {what}, line {}", line + 1);
        for (sign, text) in [('-', before), ('+', after)] {
            for line in text.lines().skip(line.saturating_sub(2)).take(9) {
                println!("{sign} {}", line.chars().take(300).collect::<String>());
            }
        }
    }
    1
}

fn sets(folders: &[PathBuf]) -> Result<Vec<Set>> {
    if !folders.is_empty() {
        return folders.iter().map(|folder| folder_set(folder)).collect();
    }
    let mut sets = vec![folder_set(&root().join("book-example/src"))?, examples()?];
    let mut real = vec![root().join("../shared/corpus/src")];
    for parent in ["collections", "sites", "import-cases"] {
        let entries = fs::read_dir(root().join("../shared").join(parent));
        let mut found: Vec<PathBuf> = entries
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        found.sort();
        real.extend(found);
    }
    for folder in real {
        if folder.is_dir() {
            sets.push(folder_set(&folder)?);
        } else {
            println!("skipped: there are no pages at `{}`", folder.display());
        }
    }
    sets.retain(|set| !set.chapters.is_empty());
    Ok(sets)
}

/// All Markdown below a folder, and the other files that pages may name.
fn folder_set(folder: &Path) -> Result<Set> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).with_context(|| at.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    let book = tempfile::tempdir()?;
    let mut chapters = Vec::new();
    for file in files {
        let name = file
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        let to = book.path().join("src").join(&name);
        fs::create_dir_all(to.parent().unwrap_or(book.path()))?;
        fs::copy(&file, &to)?;
        if to.extension().is_some_and(|extension| extension == "md")
            && name != "SUMMARY.md"
            && let Ok(text) = fs::read_to_string(&to)
        {
            chapters.push((name, text));
        }
    }
    let name = folder
        .strip_prefix(root().parent().unwrap_or(root()))
        .unwrap_or(folder);
    set(name.display().to_string(), book, chapters)
}

/// The pages in the documentation of rules, and whatever in the tests' sources may be one.
fn examples() -> Result<Set> {
    let mut pages = BTreeSet::new();
    for (folder, ending) in [
        ("src", "md"),
        ("tests", "md"),
        ("tests", "rs"),
        ("src", "rs"),
    ] {
        let mut folders = vec![root().join(folder)];
        while let Some(at) = folders.pop() {
            for entry in fs::read_dir(&at)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == ending) {
                    let text = fs::read_to_string(&path).unwrap_or_default();
                    if ending == "md" {
                        fences(&text, &mut pages);
                    } else {
                        literals(&text, &mut pages);
                    }
                }
            }
        }
    }
    let book = tempfile::tempdir()?;
    let mut chapters = Vec::new();
    for (index, text) in pages.into_iter().enumerate() {
        let name = format!("p{index}.md");
        fs::create_dir_all(book.path().join("src"))?;
        fs::write(book.path().join("src").join(&name), &text)?;
        chapters.push((name, text));
    }
    set("examples and tests".to_owned(), book, chapters)
}

/// What stands in fences of Markdown.
pub fn fences(text: &str, pages: &mut BTreeSet<String>) {
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match &mut open {
            Some((mark, _)) if line.trim() == mark.as_str() => {
                pages.extend(open.take().map(|(_, page)| page));
            }
            Some((_, page)) => {
                let _ = writeln!(page, "{line}");
            }
            None => {
                let ticks = line.len() - line.trim_start_matches('`').len();
                if ticks >= 3 && line[ticks..].starts_with("md") {
                    open = Some(("`".repeat(ticks), String::new()));
                }
            }
        }
    }
}

/// String literals of Rust with a line break in them.
fn literals(text: &str, pages: &mut BTreeSet<String>) {
    for part in text.split('"') {
        if part.contains("\\n") && part.len() < 4000 {
            let page = part
                .replace("\\n\\\n", "\\n")
                .replace("\\n", "\n")
                .replace("\\t", "\t");
            pages.insert(page.replace("\\\\", "\\").replace('\\', ""));
            pages.insert(page);
        }
    }
}

fn set(name: String, book: tempfile::TempDir, chapters: Vec<(String, String)>) -> Result<Set> {
    let mut summary = String::from("# Summary\n\n");
    for (path, _) in &chapters {
        let _ = writeln!(summary, "- [{path}](<{path}>)");
    }
    fs::create_dir_all(book.path().join("src"))?;
    fs::write(book.path().join("src/SUMMARY.md"), summary)?;
    fs::write(
        book.path().join("book.toml"),
        "[preprocessor.patterns]\nprofile = \"adopt\"\n",
    )?;
    Ok(Set {
        name,
        book,
        chapters,
    })
}

impl Set {
    fn rendered(&self, binary: &Path, renderer: &str) -> Result<Vec<String>> {
        let items: Vec<Value> = self
            .chapters
            .iter()
            .map(|(path, text)| {
                json!({"Chapter": {
                    "name": path, "content": text, "number": null, "sub_items": [],
                    "path": path, "source_path": path, "parent_names": [],
                }})
            })
            .collect();
        let mut output = serde_json::Map::new();
        output.insert(renderer.to_owned(), json!({}));
        let call = json!([{
            "root": self.book.path(), "renderer": renderer, "mdbook_version": "0.5.4",
            "config": {
                "book": {"src": "src", "title": "x"}, "output": output,
                "preprocessor": {"patterns": {"profile": "adopt"}},
            },
        }, {"items": items}]);
        let mut child = Command::new(binary)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().context("no standard input")?;
        let bytes = serde_json::to_vec(&call)?;
        let writer = std::thread::spawn(move || stdin.write_all(&bytes));
        let output = child.wait_with_output()?;
        let _ = writer.join();
        let book: Value = match serde_json::from_slice(&output.stdout) {
            Ok(book) => book,
            Err(_) => bail!(
                "{}: {}",
                binary.display(),
                String::from_utf8_lossy(&output.stderr)
            ),
        };
        let items = book["items"].as_array().context("no items")?;
        let texts = items
            .iter()
            .map(|item| item["Chapter"]["content"].as_str().unwrap_or("").to_owned());
        Ok(texts.collect())
    }

    fn diagnostics(&self, binary: &Path) -> Result<String> {
        let output = Command::new(binary)
            .arg("check")
            .arg(self.book.path())
            .args(["--format", "json"])
            .output()?;
        let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
            return Ok(String::from_utf8_lossy(&output.stderr).into_owned());
        };
        let mut lines = String::new();
        for found in report["diagnostics"].as_array().into_iter().flatten() {
            let _ = writeln!(lines, "{found}");
        }
        Ok(lines)
    }
}
