//! What `doctor` has to know of a book and its surroundings, gathered.

use crate::host::doctor::Facts;
use crate::host::files::{open, text};
use crate::host::install::ASSETS;
use crate::host::protocol::Settings;
use crate::host::{disk, doctor};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Looks at a book and around it.
pub fn facts(root: &Path) -> Result<Facts, String> {
    let config = disk::config(root)?;
    let paths = ASSETS.iter().filter_map(|asset| asset.path(&config));
    let assets = paths.filter_map(|path| {
        let text = text(open(&root.join(&path))).ok()?;
        Some((path, text))
    });
    Ok(Facts {
        mistakes: disk::book_toml(&Settings::from_json(&config), root)
            .errors
            .len(),
        assets: assets.collect(),
        command_found: finds(root, doctor::command_line(&config)),
        mdbook: version(),
        mkdocs: ["mkdocs.yml", "mkdocs.yaml"]
            .iter()
            .any(|name| root.join(name).is_file()),
        config,
    })
}

/// Whether mdBook finds a command: below the book where it is a path, else on PATH.
fn finds(root: &Path, line: &str) -> bool {
    let Some(name) = line.split_whitespace().next() else {
        return false;
    };
    if Path::new(name).components().count() > 1 {
        return root.join(name).is_file();
    }
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path);
    folders.any(|folder: PathBuf| folder.join(&file).is_file())
}

/// What `mdbook --version` says.
fn version() -> Option<String> {
    let output = Command::new("mdbook").arg("--version").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}
