//! `mdbook-patterns rules [BOOK]`

use crate::cli::{ListFormat, configuration, output};
use crate::config::Config;
use crate::engine::files::Files as _;
use crate::host::disk;
use crate::report;
use crate::report::rules::Asked;
use crate::rules;
use crate::schema::Template;
use std::path::Path;

/// Lists all rules with their levels and options in a book.
pub fn run(book: Option<&Path>, format: ListFormat) -> Result<bool, String> {
    let chosen = configuration::here(book)?;
    let asked = asked(book.unwrap_or(Path::new(".")), &chosen.config)?;
    let list = match format {
        ListFormat::Human => report::rules::human(chosen.rules.all(), &asked),
        ListFormat::Json => report::rules::json(chosen.rules.all(), &asked),
    };
    output::write(&list, None)?;
    Ok(true)
}

/// What the book's own templates ask of rules that would not look at their pages otherwise.
fn asked(root: &Path, config: &Config) -> Result<Asked, String> {
    let mut asked = Asked::new();
    if config.templates.is_empty() {
        return Ok(asked);
    }
    let settings = disk::settings(root)?;
    let files = settings.files(root);
    let options = settings.markdown.options();
    for own in &config.templates {
        let text = Some(&own.file).filter(|file| files.has(file));
        let Some(text) = text.and_then(|file| files.text(file)) else {
            continue;
        };
        let loaded = Template::read(&own.name, own.file.clone(), &text, &config.kinds, &options);
        for rule in rules::asked_by(&loaded.template) {
            asked.entry(rule).or_default().push(own.name.clone());
        }
    }
    Ok(asked)
}
