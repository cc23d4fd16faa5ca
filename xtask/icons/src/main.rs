//! `cargo xtask icons`: makes `assets/icons.bin` and `assets/emoji.txt` of the crates that have the icons and
//! the emoji.
//!
//! The table is committed: none of the crates lists its icons, so only who reads their
//! sources knows the names, and a build script cannot know where those are.
//! `src/icons/table.rs` says how the table looks and reads it.

use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// With more, the table gets hardly smaller and an icon takes longer to unpack.
const PER_BLOCK: usize = 16;
/// As small as it gets: the table is made once.
const LEVEL: u8 = 10;

/// Instead of a view box: the drawing is that of the name behind it.
const ALIAS: &str = "=";

/// A drawing: its view box, a tab, its paths.
type Drawings = BTreeMap<String, String>;

fn main() -> Result<()> {
    let drawings = drawings()?;
    let table = table(&drawings)?;
    fs::write(root().join("assets/icons.bin"), &table)?;
    fs::write(root().join("assets/emoji.txt"), emoji_table())?;
    println!("{} icons, {} bytes", drawings.len(), table.len());
    Ok(())
}

fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own)
}

fn table(drawings: &Drawings) -> Result<Vec<u8>> {
    let (mut name_ends, mut names) = (Vec::new(), Vec::new());
    for name in drawings.keys() {
        names.extend(name.bytes());
        name_ends.extend(number(names.len())?);
    }
    let (mut block_ends, mut blocks) = (Vec::new(), Vec::new());
    let lines: Vec<&str> = drawings.values().map(String::as_str).collect();
    for block in lines.chunks(PER_BLOCK) {
        let block = block.join("\n");
        blocks.extend(miniz_oxide::deflate::compress_to_vec(
            block.as_bytes(),
            LEVEL,
        ));
        block_ends.extend(number(blocks.len())?);
    }
    let mut table = Vec::from(number(drawings.len())?);
    table.extend(number(PER_BLOCK)?);
    for part in [name_ends, block_ends, names, blocks] {
        table.extend(part);
    }
    Ok(table)
}

/// The lines of `src/icons/emoji.rs`.
fn emoji_table() -> String {
    let snake = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let (mut shortcodes, mut names) = (BTreeMap::new(), BTreeMap::new());
    for emoji in emojis::iter() {
        let name: String = emoji.name().to_lowercase().chars().map(snake).collect();
        names.insert(name, emoji.as_str());
        shortcodes.extend(
            emoji
                .shortcodes()
                .map(|code| (code.to_owned(), emoji.as_str())),
        );
    }
    names.retain(|name, _| !shortcodes.contains_key(name));
    let lines = |table: BTreeMap<String, &str>| {
        let lines = table.iter().map(|(name, emoji)| format!("{name} {emoji}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    format!("{}\n\n{}\n", lines(shortcodes), lines(names))
}

fn number(number: usize) -> Result<[u8; 4]> {
    Ok(u32::try_from(number)?.to_le_bytes())
}

/// Every icon of every set, by its name in Material for MkDocs.
fn drawings() -> Result<Drawings> {
    let packages = packages()?;
    let package = |name: &str| {
        let folder = packages.get(name);
        folder.with_context(|| format!("`{name}` is no dependency"))
    };
    let mut drawings = Drawings::new();
    let mut take = |name: String, svg: Option<&str>| {
        let svg = svg.with_context(|| format!("`{name}` is in no crate"))?;
        if let Some(drawing) = drawing(svg) {
            drawings.insert(name, drawing);
        }
        anyhow::Ok(())
    };
    for slug in slugs(package("material-design-icons-pack")?)? {
        let icon = material_design_icons_pack::get_icon(&slug);
        take(format!("material-{slug}"), icon.map(|icon| icon.svg))?;
    }
    for slug in slugs(package("octicons-pack")?)? {
        let icon = octicons_pack::get_icon(&slug);
        take(format!("octicons-{slug}"), icon.map(|icon| icon.svg))?;
    }
    for slug in slugs(package("simple-icons-pack")?)? {
        let icon = simple_icons_pack::get_icon(&slug);
        take(format!("simple-{slug}"), icon.map(|icon| icon.svg))?;
    }
    for slug in slugs(package("fontawesome-free-pack")?)? {
        let icon = fontawesome_free_pack::get_icon(&slug);
        let name = format!("fontawesome-{}", slug.replace('/', "-"));
        take(name, icon.map(|icon| icon.svg))?;
    }
    for (older, name) in aliases() {
        if !drawings.contains_key(&name) {
            bail!("`{older}` stands for `{name}`, which is in no crate");
        }
        drawings.insert(older, format!("{ALIAS}\t{name}"));
    }
    Ok(drawings)
}

/// What is drawn, without the title that some sets have. A comment, such as Font Awesome's
/// with its license, stays.
fn drawing(svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    let (view_box, rest) = rest.split_once('"')?;
    let (_, body) = rest.split_once('>')?;
    let body = body.trim().strip_suffix("</svg>")?;
    let body = match body.split_once("</title>") {
        Some((_, behind)) => behind,
        None => body,
    };
    // A line break could end the paragraph around it.
    (!body.contains('\n')).then(|| format!("{view_box}\t{body}"))
}

/// The folders of all packages in the dependency tree.
fn packages() -> Result<BTreeMap<String, PathBuf>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .context("cargo cannot be run")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let folder = |package: &serde_json::Value| {
        let manifest = Path::new(package["manifest_path"].as_str()?);
        Some((
            package["name"].as_str()?.to_owned(),
            manifest.parent()?.to_owned(),
        ))
    };
    Ok(packages.filter_map(folder).collect())
}

/// The names that the lookup of one of the packs knows: the arms of its `match`.
fn slugs(package: &Path) -> Result<Vec<String>> {
    let mut slugs = Vec::new();
    for file in fs::read_dir(package.join("src/finder"))? {
        let source = fs::read_to_string(file?.path())?;
        let arm = |line: &str| {
            let (slug, _) = line.trim_start().strip_prefix('"')?.split_once("\" => ")?;
            Some(slug.to_owned())
        };
        slugs.extend(source.lines().filter_map(arm));
    }
    Ok(slugs)
}

/// Older names of Font Awesome's icons, each with the one that its drawing has.
fn aliases() -> Vec<(String, String)> {
    let lines = include_str!("../font-awesome-aliases.txt").lines();
    let pairs = lines.filter_map(|line| line.split_once(' ').filter(|_| !line.starts_with('#')));
    let name = |slug: &str| format!("fontawesome-{}", slug.replace('/', "-"));
    pairs.map(|(older, now)| (name(older), name(now))).collect()
}

#[cfg(test)]
#[path = "../../../src/icons/table.rs"]
mod table;

#[cfg(test)]
mod tests {
    use super::{drawings, emoji_table, number, root, table};
    use std::fs;

    #[test]
    fn the_table_holds_what_the_crates_have() {
        let drawings = drawings().unwrap();
        for set in ["material-", "octicons-", "simple-", "fontawesome-"] {
            let icons = drawings.keys().filter(|name| name.starts_with(set));
            assert!(icons.count() > 500, "{set}");
        }
        for (name, drawing) in &drawings {
            let drawing = match drawing.split_once('\t') {
                Some((super::ALIAS, other)) => &drawings[other],
                _ => drawing,
            };
            let found = table::find(name).map(|(view_box, body)| format!("{view_box}\t{body}"));
            assert_eq!(
                found.as_deref(),
                Some(drawing.as_str()),
                "{name}: `cargo xtask icons` makes the table anew"
            );
            assert!(table::has(name) && !table::has(&format!("{name}-")));
        }
        let emoji = fs::read_to_string(root().join("assets/emoji.txt")).unwrap();
        assert_eq!(emoji, emoji_table(), "`cargo xtask icons` makes it anew");
        let table = fs::read(root().join("assets/icons.bin")).unwrap();
        assert_eq!(table[..4], number(drawings.len()).unwrap(), "too many");
    }
}
