//! `mdbook-patterns install --editor vscode`: what extensions of an editor read of the book's templates.

use crate::cli::{configuration, output};
use crate::engine::files::Files as _;
use crate::engine::join;
use crate::host::{disk, save};
use crate::report::diff;
use crate::report::tone::Tone;
use crate::schema::{Template, front_matter};
use clap::ValueEnum;
use serde_json::Value;
use std::path::Path;

/// An editor.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Editor {
    /// Visual Studio Code with the extension Front Matter
    Vscode,
}

/// The file that Front Matter reads, in the folder that is opened.
const FILE: &str = "frontmatter.json";

/// Writes the file; where there is one already, it says what to add to it.
pub fn run(root: &Path, dry_run: bool) -> Result<bool, String> {
    let wanted = wanted(root)?;
    let text = serde_json::to_string_pretty(&wanted).unwrap_or_default() + "\n";
    let Some(old) = save::read(root, FILE)? else {
        if dry_run {
            output::write(&diff::unified(FILE, "", &text), None)?;
            return Ok(true);
        }
        save::create(root, FILE, &text).map_err(|why| format!("`{FILE}` {why}"))?;
        tell!("{} {FILE}", Tone::Good.paint("wrote"));
        tell!(
            "open the book's folder in VS Code with the extension Front Matter (eliostruyf.vscode-front-matter)"
        );
        return Ok(true);
    };
    let lacks = lacking(&wanted, &old);
    if lacks.as_object().is_none_or(serde_json::Map::is_empty) {
        tell!("nothing to do: `{FILE}` has all templates");
        return Ok(true);
    }
    tell!("`{FILE}` is yours and stays as it is; add these entries to its lists:");
    let text = serde_json::to_string_pretty(&lacks).unwrap_or_default() + "\n";
    output::text(&text)?;
    Ok(true)
}

/// What the book's templates come to.
fn wanted(root: &Path) -> Result<Value, String> {
    let settings = disk::settings(root)?;
    let configuration::Chosen { config, .. } = configuration::read(&settings, root)?;
    if config.templates.is_empty() {
        return Err(
            "the book has no template of its own: name its page as `file` under `[preprocessor.patterns.templates.NAME]` in book.toml"
                .to_owned(),
        );
    }
    let files = settings.files(root);
    let options = settings.markdown.options();
    let mut templates = Vec::new();
    for own in &config.templates {
        let text = Some(&own.file).filter(|file| files.has(file));
        let text = text.and_then(|file| files.text(file));
        let text = text.ok_or_else(|| format!("the template `{}` cannot be read", own.file))?;
        let loaded = Template::read(&own.name, own.file.clone(), &text, &config.kinds, &options);
        templates.push((loaded.template, join(&settings.src, &own.folder)));
    }
    let all = templates
        .iter()
        .map(|(template, folder)| (template, folder.clone()));
    Ok(front_matter::of(all))
}

/// The entries that a file lacks or has otherwise.
fn lacking(wanted: &Value, old: &str) -> Value {
    // What cannot be read, since it has comments for instance, is taken to have nothing.
    let old: Value = serde_json::from_str(old).unwrap_or_default();
    let mut lacks = serde_json::Map::new();
    for (key, entries) in wanted.as_object().into_iter().flatten() {
        let known = old[key].as_array().map_or(&[][..], Vec::as_slice);
        let entries = entries.as_array().into_iter().flatten();
        let entries: Vec<&Value> = entries.filter(|entry| !known.contains(entry)).collect();
        if !entries.is_empty() {
            lacks.insert(key.clone(), serde_json::json!(entries));
        }
    }
    Value::Object(lacks)
}
